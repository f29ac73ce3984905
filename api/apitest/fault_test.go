package apitest_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"chatlens/api/apitest"
)

const chatPath = "/v1/chats/" + somebody

func TestAnswersThatAFaultMakesUp(t *testing.T) {
	for _, c := range []struct {
		name   string
		fault  apitest.Fault
		status int
		body   string // a part of it
		header map[string]string
	}{
		{"a status", apitest.Fault{Status: 503}, 503, `"status":503`, map[string]string{"Content-Type": "application/json; charset=utf-8"}},
		{"a status with a body", apitest.Fault{Status: 502, Body: "<h1>Bad gateway</h1>", ContentType: "text/html"}, 502, "<h1>Bad", map[string]string{"Content-Type": "text/html"}},
		{"a page instead of JSON", apitest.Fault{Body: "<html>", ContentType: "text/html"}, 200, "<html>", nil},
		{"null", apitest.Fault{Body: "null"}, 200, "null", nil},
		{"nothing at all", apitest.Fault{Status: 200}, 200, "", map[string]string{"Content-Type": ""}},
		{"a header", apitest.Fault{Status: 429, Header: http.Header{"retry-after": {"7"}}}, 429, "RATE_LIMIT_ERROR", map[string]string{"Retry-After": "7"}},
		{"a header on the true answer", apitest.Fault{Header: http.Header{"X-More": {"yes"}, "Content-Type": nil}}, 200, somebody, map[string]string{"X-More": "yes", "Content-Type": ""}},
		{"another place", apitest.Fault{Redirect: "http://127.0.0.1:1/v1"}, 302, "", map[string]string{"Location": "http://127.0.0.1:1/v1"}},
		{"the key, echoed", apitest.Fault{Echo: true}, 500, "Bearer demo-key", nil},
		{"the key, echoed with a status", apitest.Fault{Echo: true, Status: 401}, 401, "Bearer demo-key", nil},
		{"one byte each", apitest.Fault{Drip: time.Microsecond}, 200, somebody, nil},
		{"late", apitest.Fault{Delay: time.Millisecond}, 200, somebody, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t, apitest.Options{Org: small()})
			s.Fail(c.fault)
			got := get(t, s, chatPath)
			if got.status != c.status || !strings.Contains(got.body, c.body) || (c.body == "" && got.body != "") {
				t.Errorf("%d %q", got.status, got.body)
			}
			for name, want := range c.header {
				if got := got.header.Get(name); got != want {
					t.Errorf("%s: %q", name, got)
				}
			}
			if after := get(t, s, chatPath); after.status != 200 || !strings.Contains(after.body, somebody) {
				t.Errorf("once is the usual number of times; then came %d %q", after.status, after.body)
			}
		})
	}
}

func TestFaultsComeInOrderAsOftenAsAskedAndWhereAsked(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	s.Fail(
		apitest.Fault{PathPrefix: "/v1/chats/" + somebody, Status: 500, Times: 2},
		apitest.Fault{PathPrefix: "/v1/chats", Status: 503},
	)
	s.Fail(apitest.Fault{Status: 418, Times: -1})
	for i, c := range []struct {
		path   string
		status int
	}{
		{"/v1/chats/447700900123%40c.us", 500},
		{"/v1/phones/all", 418},
		{"/v1/chats", 503},
		{chatPath, 500},
		{chatPath, 418},
		{"/v1/chats", 418},
	} {
		if got := get(t, s, c.path).status; got != c.status {
			t.Errorf("request %d, %s: %d, not %d", i+1, c.path, got, c.status)
		}
	}
	s.Heal()
	if got := get(t, s, chatPath).status; got != 200 {
		t.Errorf("healed: %d", got)
	}
}

func TestResetIsATCPReset(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	s.Fail(apitest.Fault{Reset: true})
	if _, err := ask(t, s, chatPath); !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("got %v", err)
	}
}

func TestATruncatedBodyIsCutInTheMiddle(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	s.Fail(apitest.Fault{Truncate: 10})
	got, err := ask(t, s, chatPath)
	if !errors.Is(err, io.ErrUnexpectedEOF) || got.body != `{"chat_id"` {
		t.Errorf("%q, %v", got.body, err)
	}
}

func TestAHugeAnswerHasTheSizeThatWasAsked(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	const size = 300_001
	s.Fail(apitest.Fault{Huge: size}, apitest.Fault{Huge: size, Gzip: true})
	plain := get(t, s, chatPath).body
	packed := get(t, s, chatPath)
	for name, got := range map[string]string{"plain": plain, "packed": unpack(t, packed.body)} {
		if len(got) != size || !strings.HasPrefix(got, `"a`) || !strings.HasSuffix(got, `a"`) {
			t.Errorf("%s: %d bytes, %.5q", name, len(got), got)
		}
	}
	if packed.header.Get("Content-Encoding") != "gzip" || len(packed.body) > size/100 {
		t.Errorf("packed: %d bytes", len(packed.body))
	}
}

func TestGzipCompressesUnasked(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	s.Fail(apitest.Fault{Gzip: true})
	if got := unpack(t, get(t, s, chatPath).body); !strings.Contains(got, somebody) {
		t.Errorf("unpacked: %s", got)
	}
}

func TestHeldAnswersComeInTheOrderOfTheTest(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	first := make(chan struct{})
	s.Fail(apitest.Fault{PathPrefix: chatPath, Hold: first})
	slow := make(chan string, 1)
	go func() {
		answer, err := ask(t, s, chatPath)
		if err != nil {
			t.Error(err)
		}
		slow <- answer.body
	}()
	waitFor(t, s, 1)
	if got := get(t, s, "/v1/chats/"+group); got.status != 200 {
		t.Errorf("another request meanwhile: %d", got.status)
	}
	select {
	case <-slow:
		t.Error("the answer was not held")
	default:
	}
	close(first)
	if got := <-slow; !strings.Contains(got, somebody) {
		t.Errorf("the held answer: %q", got)
	}
}

// waitFor returns when the server has seen n requests.
func waitFor(t *testing.T, s *apitest.Server, n int) {
	t.Helper()
	for len(s.Requests()) < n {
		select {
		case <-t.Context().Done():
			t.Fatal("no request came")
		case <-time.After(time.Millisecond):
		}
	}
}

func TestCloseEndsPendingRequests(t *testing.T) {
	never := make(chan struct{})
	for name, fault := range map[string]apitest.Fault{
		"held":     {Hold: never},
		"delayed":  {Delay: time.Hour},
		"dripping": {Drip: time.Hour},
		"huge":     {Huge: 1 << 50},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := apitest.Start(apitest.Options{Org: small()})
			if err != nil {
				t.Fatal(err)
			}
			s.Fail(fault)
			ended := make(chan error, 1)
			go func() {
				_, err := ask(t, s, chatPath)
				ended <- err
			}()
			waitFor(t, s, 1)
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if err := <-ended; err == nil {
				t.Error("the request ended well")
			}
			if err := s.Close(); err != nil {
				t.Errorf("closed twice: %v", err)
			}
		})
	}
}
