package api_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"chatlens/api"
	"chatlens/api/apitest"
)

func TestASlowServerIsGivenUp(t *testing.T) {
	const short, long = 40 * time.Millisecond, time.Minute
	for name, c := range map[string]struct {
		fault    apitest.Fault
		timeouts api.Timeouts
		cause    string
	}{
		"no header":           {apitest.Fault{Delay: long}, api.Timeouts{Header: short}, "no answer in 40ms"},
		"no header, stalled":  {apitest.Fault{Delay: long}, api.Timeouts{Stall: short}, "the answer made no progress in 40ms"},
		"no header, in total": {apitest.Fault{Delay: long}, api.Timeouts{Total: short}, "no answer in the time for all attempts together"},
		"a byte now and then": {apitest.Fault{Drip: 2 * time.Millisecond, Body: `{"chat_id": "` + person + `", "chat_name": "` + strings.Repeat("a", 500) + `"}`}, api.Timeouts{Stall: short}, "the answer made no progress in 40ms"},
		"a body that stops":   {apitest.Fault{Drip: long}, api.Timeouts{Stall: short}, "the answer made no progress in 40ms"},
	} {
		t.Run(name, func(t *testing.T) {
			server := startServer(t)
			c.fault.Times = -1
			server.Fail(c.fault)
			client, _ := newClient(t, server.BaseURL(), &c.timeouts)
			failed := getError(t, client)
			if failed.Kind != api.KindNetwork || failed.Cause().String() != c.cause {
				t.Errorf("kind %d, cause %q, want %q", failed.Kind, failed.Cause(), c.cause)
			}
			if want := 3; c.timeouts.Total == 0 && len(server.Requests()) != want {
				t.Errorf("%d requests, want %d", len(server.Requests()), want)
			}
		})
	}
}

func TestASlowAnswerThatGoesOnIsReadToItsEnd(t *testing.T) {
	const pieces = 40
	base := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"chat_id": "`+person+`", "chat_name": "`)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for range pieces {
			<-tick.C
			_, _ = io.WriteString(w, strings.Repeat("a", 2048))
			w.(http.Flusher).Flush()
		}
		_, _ = io.WriteString(w, `"}`)
	})
	// The whole takes longer than a stall, and than all attempts may take up to the first header.
	client, _ := newClient(t, base, &api.Timeouts{Stall: 150 * time.Millisecond, Total: 150 * time.Millisecond})
	if _, err := client.GetChat(t.Context(), id(t, person), api.Query{}); err != nil {
		t.Error(err)
	}
}

func TestCancellationEndsARequestAtOnce(t *testing.T) {
	began := make(chan struct{})
	base := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		close(began)
		<-r.Context().Done()
	})
	client, _ := newClient(t, base, nil)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-began
		cancel()
	}()
	_, err := client.GetChat(ctx, id(t, person), api.Query{})
	var failed *api.Error
	if !errors.Is(err, context.Canceled) || !errors.As(err, &failed) || failed.Kind != api.KindOther {
		t.Fatalf("error %v", err)
	}
	checkError(t, failed)
}

func TestCancellationEndsAWaitAtOnce(t *testing.T) {
	server := startServer(t)
	server.Fail(apitest.Fault{Times: -1, Status: 503})
	// The real wait: an hour that must not pass.
	client, err := api.New(api.Options{
		BaseURL: server.BaseURL(), Key: api.NewSecret(testKey), Phone: testPhone,
		Timeouts: &api.Timeouts{Backoff: time.Hour, Total: 100 * time.Hour},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	ctx, cancel := context.WithCancel(t.Context())
	_, err = client.GetChat(ctx, id(t, person), api.Query{OnRetry: func(api.Retry) { cancel() }})
	var failed *api.Error
	if !errors.Is(err, context.Canceled) || !errors.As(err, &failed) {
		t.Fatalf("error %v", err)
	}
	checkError(t, failed)
	if n := len(server.Requests()); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestACallersDeadlineIsATimeout(t *testing.T) {
	server := startServer(t)
	server.Fail(apitest.Fault{Times: -1, Delay: time.Minute})
	client, _ := newClient(t, server.BaseURL(), nil)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	_, err := client.GetChat(ctx, id(t, person), api.Query{})
	if !errors.Is(err, context.DeadlineExceeded) || api.KindOf(err) != api.KindNetwork || len(server.Requests()) > 1 {
		t.Errorf("error %v after %d requests", err, len(server.Requests()))
	}
}
