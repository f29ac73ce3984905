package api_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/http/httpproxy"

	"chatlens/api"
	"chatlens/api/apitest"
	"chatlens/internal/safetext"
)

const person = "919537851844@c.us"

// startServer serves the documented chat, and messages of it.
func startServer(t testing.TB) *apitest.Server {
	t.Helper()
	org := apitest.NewOrg()
	org.Put(person, documented(t))
	org.PutMessages(person, [][]byte{
		[]byte(`{"message_id": "true_` + person + `_B", "body": "second"}`),
		[]byte(`{"message_id": "true_` + person + `_A", "body": "first"}`),
	})
	return startOrg(t, org)
}

// startOrg serves an organisation.
func startOrg(t testing.TB, org *apitest.Org) *apitest.Server {
	t.Helper()
	server, err := apitest.Start(apitest.Options{Key: testKey, Phone: testPhone, Org: org})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return server
}

// serve answers every request with one handler, and returns the base URL.
func serve(t testing.TB, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL + "/v1"
}

// answerWith serves one JSON body.
func answerWith(t testing.TB, body string) string {
	return serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(body))
	})
}

// clock is a time that moves only by the waits of a client.
type clock struct {
	time  time.Time
	waits []time.Duration
}

func newClock() *clock { return &clock{time: time.Date(2026, 11, 23, 14, 2, 11, 0, time.UTC)} }

func (c *clock) now() time.Time { return c.time }

func (c *clock) sleep(ctx context.Context, d time.Duration) error {
	c.waits = append(c.waits, d)
	c.time = c.time.Add(d)
	return ctx.Err()
}

// newClient makes a client whose waits cost no time, with the proxy that the environment names now: net/http looks there once.
func newClient(t testing.TB, base string, timeouts *api.Timeouts) (*api.Client, *clock) {
	t.Helper()
	watch := newClock()
	client, err := api.New(api.Options{BaseURL: base, Key: api.NewSecret(testKey), Phone: testPhone, Timeouts: timeouts, Now: watch.now, Proxy: httpproxy.FromEnvironment().ProxyFunc()})
	if err != nil {
		t.Fatal(err)
	}
	client.SetSleep(watch.sleep)
	t.Cleanup(client.Close)
	return client, watch
}

// getError asks for the documented chat, which has to fail, and checks what holds for every error.
func getError(t testing.TB, client *api.Client) *api.Error {
	t.Helper()
	answer, err := client.GetChat(t.Context(), id(t, person), api.Query{})
	var failed *api.Error
	if !errors.As(err, &failed) {
		t.Fatalf("error %v (%T), want an *api.Error", err, err)
	}
	if !answer.Value.ID.IsZero() || answer.Raw != nil {
		t.Errorf("an error comes with a chat: %+v", answer)
	}
	checkError(t, failed)
	return failed
}

// checkError checks that an error can be shown: one clean line without the key, however deep it is unwrapped, and a
// sentence for the next step.
func checkError(t testing.TB, failed *api.Error) {
	t.Helper()
	if api.KindOf(failed) != failed.Kind {
		t.Errorf("kind %d, want %d", api.KindOf(failed), failed.Kind)
	}
	if failed.Op != "get chat "+person && !strings.HasPrefix(failed.Op, "list ") {
		t.Errorf("what was being done: %q", failed.Op)
	}
	shown := []string{failed.Cause().String(), failed.NextIn(time.Local).String(), failed.Message.String(), failed.TraceID.String(), failed.Proxy}
	for err := error(failed); err != nil; err = errors.Unwrap(err) {
		shown = append(shown, err.Error())
	}
	for _, s := range shown {
		if strings.Contains(s, testKey) || strings.Contains(s, "\n") || strings.ContainsAny(s, "\x1b\u009b") {
			t.Errorf("an error cannot be shown: %q", s)
		}
		if safetext.Clean(s).String() != s {
			t.Errorf("an error is not clean: %q", s)
		}
	}
	if !strings.HasPrefix(failed.Error(), failed.Op+": "+failed.Cause().String()) {
		t.Errorf("%q does not begin with what was done and the cause %q", failed.Error(), failed.Cause())
	}
	if failed.Cause().Blank() || !strings.HasSuffix(failed.NextIn(time.Local).String(), ".") {
		t.Errorf("cause %q, next step %q", failed.Cause(), failed.NextIn(time.Local))
	}
}
