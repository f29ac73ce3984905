package api_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"chatlens/api"
)

func TestAnErrorMadeElsewhereCanBeShown(t *testing.T) {
	for _, c := range []struct {
		err   api.Error
		line  string
		next  string
		cause string
	}{
		{api.Error{}, "it failed without a cause", "Try again", "it failed without a cause"},
		{api.Error{Kind: api.KindNotFound, Op: "get chat 1@c.us", Status: 404}, "get chat 1@c.us: HTTP 404 Not Found", "Nothing is at this address", "HTTP 404 Not Found"},
		{api.Error{Op: "x", Err: errors.New("a\x1b\nb")}, "x: a␛ b", "Try again", "a␛ b"},
		{api.Error{Kind: api.KindNetwork, Status: 503, RetryAt: time.Date(2026, 11, 23, 14, 2, 11, 0, time.UTC)}, "HTTP 503 Service Unavailable", "try again at 19:32:11 IST", "HTTP 503 Service Unavailable"},
		{api.Error{Kind: api.KindUsage, Status: 422, Message: text("a\nb")}, "HTTP 422 Unprocessable Entity: a b", "check the phone", "HTTP 422 Unprocessable Entity"},
		{api.Error{Status: 400, Message: text("That went wrong. Sorry. ")}, "HTTP 400 Bad Request: That went wrong. Sorry", "Try again", "HTTP 400 Bad Request"},
		{api.Error{Status: 400, Message: text("Sorry."), TraceID: text("t-1"), Proxy: "p:1"}, "HTTP 400 Bad Request: Sorry (trace t-1) (through the proxy p:1)", "Try again", "HTTP 400 Bad Request"},
		{api.Error{Status: 400, Message: text("...")}, "HTTP 400 Bad Request", "Try again", "HTTP 400 Bad Request"},
		{api.Error{Kind: api.KindUsage, Err: &api.IDError{Input: text("x"), Reason: text("it is odd")}}, `"x" is not a chat id: it is odd`, "Give a number", `"x" is not a chat id: it is odd`},
		{api.Error{Kind: api.KindNetwork, Err: errors.New("x"), Proxy: "p:1"}, "x (through the proxy p:1)", "the proxy p:1", "x"},
		{api.Error{Err: context.Canceled}, "context canceled", "Nothing was changed", "context canceled"},
	} {
		if got := c.err.Error(); got != c.line {
			t.Errorf("error %q, want %q", got, c.line)
		}
		if got := c.err.NextIn(time.FixedZone("IST", 5*3600+1800)).String(); !strings.Contains(got, c.next) || !strings.HasSuffix(got, ".") {
			t.Errorf("%s: next step %q", c.line, got)
		}
		if got := c.err.Cause().String(); got != c.cause {
			t.Errorf("%s: cause %q", c.line, got)
		}
	}
}

func TestKindOfLooksThroughWrapping(t *testing.T) {
	for want, err := range map[api.Kind]error{
		api.KindAuth:  fmt.Errorf("open: %w", &api.Error{Kind: api.KindAuth}),
		api.KindUsage: fmt.Errorf("open: %w", &api.IDError{}),
		api.KindOther: fmt.Errorf("open: %w", context.Canceled),
	} {
		if got := api.KindOf(err); got != want {
			t.Errorf("%v: kind %d, want %d", err, got, want)
		}
	}
	if api.KindOf(nil) != api.KindOther {
		t.Error("nil has a kind")
	}
}

// An origin is the same with and without the usual port.
func TestTheUsualPortMayBeWrittenOut(t *testing.T) {
	reached := errors.New("reached")
	for base, target := range map[string]string{
		"https://api.example":     "https://API.example:443/v1/chats",
		"https://api.example:443": "https://api.example/v1/chats",
		"http://localhost":        "http://localhost:80/v1/chats",
	} {
		client, _ := newClient(t, base, nil)
		client.SetDial(func(context.Context, string, string) (net.Conn, error) { return nil, reached })
		request := &http.Request{Method: "GET", URL: parse(t, target), Header: http.Header{}}
		answer, err := client.Transport().RoundTrip(request)
		if err == nil {
			_ = answer.Body.Close()
		}
		if !errors.Is(err, reached) {
			t.Errorf("%s is not asked for %s: %v", base, target, err)
		}
	}
}

// The account may come from a profile, a file, a flag or the demo: the client does not know, and names none of them.
func TestAdviceNamesNoPlaceThatAnAccountMayNotComeFrom(t *testing.T) {
	id, err := api.ParseID("919537851844")
	if err != nil {
		t.Fatal(err)
	}
	for kind := api.KindOther; kind <= api.KindMalformed; kind++ {
		for _, status := range []int{0, 401, 403, 404, 422} {
			for _, of := range []api.ID{{}, id} {
				failed := api.Error{Kind: kind, Status: status, ID: of}
				if next := failed.NextIn(time.UTC).String(); strings.Contains(next, "PERISKOPE_") {
					t.Errorf("kind %d, status %d: %s", kind, status, next)
				}
			}
		}
	}
	for _, o := range []api.Options{{}, {Key: api.NewSecret("key"), BaseURL: "x"}, {Key: api.NewSecret("key"), Phone: "x"}} {
		if _, err := api.New(o); err == nil || strings.Contains(err.Error(), "PERISKOPE_") {
			t.Errorf("%v", err)
		}
	}
}
