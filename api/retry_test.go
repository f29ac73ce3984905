package api_test

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"chatlens/api"
	"chatlens/api/apitest"
)

// limited is an answer of 429 with some headers, and without those that the server adds.
func limited(headers map[string]string) apitest.Fault {
	fault := apitest.Fault{Status: http.StatusTooManyRequests, Header: http.Header{"X-Ratelimit-Reset": {}}}
	for name, value := range headers {
		fault.Header.Set(name, value)
	}
	return fault
}

func TestTheServersWaitIsObeyed(t *testing.T) {
	start := newClock().time
	const unsaid = -1
	for _, c := range []struct {
		name, value string
		wait        time.Duration // unsaid: what the client waits of its own accord
	}{
		{"Retry-After", "3", 3 * time.Second},
		{"Retry-After", " 3 ", 3 * time.Second},
		{"Retry-After", "0.25", 250 * time.Millisecond},
		{"Retry-After", start.Add(4 * time.Second).Format(http.TimeFormat), 4 * time.Second},
		{"X-RateLimit-Reset", "5", 5 * time.Second},
		{"X-RateLimit-Reset", strconv.FormatInt(start.Unix()+6, 10), 6 * time.Second},
		{"X-RateLimit-Reset", strconv.FormatInt(start.UnixMilli()+7250, 10), 7250 * time.Millisecond},
		{"X-RateLimit-Reset", start.Add(8 * time.Second).Format(time.RFC3339), 8 * time.Second},
		{"Retry-After", "0", unsaid},
		{"Retry-After", "-5", unsaid},
		{"Retry-After", "soon", unsaid},
		{"Retry-After", "NaN", unsaid},
		{"Retry-After", start.Add(-time.Minute).Format(http.TimeFormat), unsaid},
		{"X-RateLimit-Reset", "0", unsaid},
		{"X-RateLimit-Reset", "-1", unsaid},
		{"X-RateLimit-Reset", "later", unsaid},
		{"X-RateLimit-Reset", strconv.FormatInt(start.Unix()-60, 10), unsaid},
		{"X-RateLimit-Limit", "100", unsaid},
	} {
		t.Run(c.name+" "+c.value, func(t *testing.T) {
			server := startServer(t)
			server.Fail(limited(map[string]string{c.name: c.value}))
			client, watch := newClient(t, server.BaseURL(), nil)
			var announced []api.Retry
			_, err := client.GetChat(t.Context(), id(t, person), api.Query{OnRetry: func(r api.Retry) { announced = append(announced, r) }})
			if err != nil || len(watch.waits) != 1 || len(announced) != 1 {
				t.Fatalf("%v after %v, announced %v", err, watch.waits, announced)
			}
			got := watch.waits[0]
			if c.wait != unsaid && got != c.wait {
				t.Errorf("waited %v, want %v", got, c.wait)
			}
			if c.wait == unsaid && (got < 250*time.Millisecond || got > 750*time.Millisecond) {
				t.Errorf("waited %v of its own accord", got)
			}
			var cause *api.Error
			if r := announced[0]; r.Wait != got || r.Attempt != 1 || !errors.As(r.Cause, &cause) || cause.Status != 429 {
				t.Errorf("announced %+v", r)
			}
			if c.wait == unsaid != cause.RetryAt.IsZero() || (c.wait != unsaid && !cause.RetryAt.Equal(start.Add(c.wait))) {
				t.Errorf("allowed again at %v", cause.RetryAt)
			}
		})
	}
}

func TestAWaitThatIsTooLongIsSaidAndNotWaitedFor(t *testing.T) {
	start := newClock().time
	for _, c := range []struct {
		name, value string
		wait        time.Duration
	}{
		{"Retry-After", "25", 25 * time.Second},
		{"Retry-After", "90", 90 * time.Second},
		{"Retry-After", start.Add(time.Hour).Format(http.TimeFormat), time.Hour},
		{"Retry-After", "99999999999999999999", 24 * time.Hour},
		{"Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT", 24 * time.Hour},
		{"X-RateLimit-Reset", "60", time.Minute},
		{"X-RateLimit-Reset", strconv.FormatInt(start.Add(time.Minute).Unix(), 10), time.Minute},
		{"X-RateLimit-Reset", strconv.FormatInt(start.Add(time.Minute).UnixMilli(), 10), time.Minute},
	} {
		t.Run(c.name+" "+c.value, func(t *testing.T) {
			server := startServer(t)
			server.Fail(limited(map[string]string{c.name: c.value}))
			client, watch := newClient(t, server.BaseURL(), nil)
			failed := getError(t, client)
			if len(watch.waits) != 0 || len(server.Requests()) != 1 {
				t.Errorf("waited %v, sent %d requests", watch.waits, len(server.Requests()))
			}
			if failed.Kind != api.KindRateLimited || !failed.RetryAt.Equal(start.Add(c.wait)) {
				t.Errorf("kind %d, allowed again at %v", failed.Kind, failed.RetryAt)
			}
			zone := time.FixedZone("IST", 5*3600+1800)
			for next, at := range map[api.Text]time.Time{failed.NextIn(time.Local): failed.RetryAt.Local(), failed.NextIn(zone): failed.RetryAt.In(zone)} {
				if want := at.Format("15:04:05 MST"); !strings.Contains(next.String(), want) {
					t.Errorf("next step %q, without %s", next, want)
				}
			}
		})
	}
}

func TestRetryAfterPrecedesTheReset(t *testing.T) {
	server := startServer(t)
	server.Fail(limited(map[string]string{"Retry-After": "2", "X-RateLimit-Reset": "9"}))
	client, watch := newClient(t, server.BaseURL(), nil)
	if _, err := client.GetChat(t.Context(), id(t, person), api.Query{}); err != nil || watch.waits[0] != 2*time.Second {
		t.Errorf("waited %v, %v", watch.waits, err)
	}
}

// The reset of the rate limit says nothing about when an overloaded server is well again.
func TestAnOverloadedServerWaitsByRetryAfterAlone(t *testing.T) {
	server := startServer(t)
	server.Fail(
		apitest.Fault{Status: 503, Header: http.Header{"X-Ratelimit-Reset": {"9"}}},
		apitest.Fault{Status: 503, Header: http.Header{"Retry-After": {"4"}}},
	)
	client, watch := newClient(t, server.BaseURL(), nil)
	if _, err := client.GetChat(t.Context(), id(t, person), api.Query{}); err != nil {
		t.Fatal(err)
	}
	if watch.waits[0] > time.Second || watch.waits[1] != 4*time.Second {
		t.Errorf("waited %v", watch.waits)
	}
}

func TestAllAttemptsTogetherKeepToTheirTime(t *testing.T) {
	server := startServer(t)
	wait := limited(map[string]string{"Retry-After": "13"})
	wait.Times = -1
	server.Fail(wait)
	client, watch := newClient(t, server.BaseURL(), nil)
	failed := getError(t, client)
	if fmt.Sprint(watch.waits) != "[13s]" || len(server.Requests()) != 2 {
		t.Errorf("waited %v, sent %d requests", watch.waits, len(server.Requests()))
	}
	if want := newClock().time.Add(26 * time.Second); !failed.RetryAt.Equal(want) {
		t.Errorf("allowed again at %v, want %v", failed.RetryAt, want)
	}
}

func TestTheRateLimitIsRead(t *testing.T) {
	start := newClock().time
	for reset, want := range map[string]api.Time{
		"30":                                   {Time: start.Add(30 * time.Second), Set: true},
		strconv.FormatInt(start.Unix()+30, 10): {Time: start.Add(30 * time.Second), Set: true},
		"x":                                    {}, "": {}, "-1": {},
	} {
		server := startServer(t)
		server.Fail(apitest.Fault{Header: http.Header{"X-Ratelimit-Limit": {"100"}, "X-Ratelimit-Remaining": {"many"}, "X-Ratelimit-Reset": {reset}}})
		client, _ := newClient(t, server.BaseURL(), nil)
		answer, err := client.GetChat(t.Context(), id(t, person), api.Query{})
		if err != nil {
			t.Fatal(err)
		}
		if got := answer.Rate; got.Limit != number(100) || got.Remaining.Known || !got.Reset.Equal(want.Time) || got.Reset.Set != want.Set {
			t.Errorf("%q: %+v", reset, got)
		}
	}
}

func TestListsAreTriedAgainToo(t *testing.T) {
	server := startServer(t)
	server.Fail(apitest.Fault{Status: 502}, apitest.Fault{Status: 504})
	client, watch := newClient(t, server.BaseURL(), nil)
	announced := 0
	query := api.ListQuery{OnRetry: func(api.Retry) { announced++ }}
	if _, err := client.GetChats(t.Context(), query); err != nil || announced != 2 || len(watch.waits) != 2 {
		t.Errorf("%v after %v, %d announced", err, watch.waits, announced)
	}
}
