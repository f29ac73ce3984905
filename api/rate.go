package api

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Rate is what the API says of its limit on requests.
type Rate struct {
	Limit     Int
	Remaining Int
	Reset     Time // when Remaining is Limit again
}

// Low reports whether no more than a fifth is left, which is for those who wait for an answer: what nobody waits for pauses then. It is
// false where the API does not say.
func (r Rate) Low() bool { return r.Remaining.Known && r.Limit.Known && r.Remaining.N <= r.Limit.N/5 }

// longestWait bounds what a server can ask for: nonsense beyond it is not repeated to the user.
const longestWait = 24 * time.Hour

func readRate(h http.Header, now time.Time) Rate {
	var rate Rate
	rate.Limit.N, rate.Limit.Known = parseInt(strings.TrimSpace(h.Get("X-RateLimit-Limit")))
	rate.Remaining.N, rate.Remaining.Known = parseInt(strings.TrimSpace(h.Get("X-RateLimit-Remaining")))
	if wait, ok := untilReset(h, now); ok {
		rate.Reset = Time{Time: now.Add(wait), Set: true}
	}
	return rate
}

// askedWait returns how long the server asks to wait before the next attempt: Retry-After in seconds or as a date
// (RFC 9110), or, where the rate limit is the cause, X-RateLimit-Reset.
func askedWait(status int, h http.Header, now time.Time) (time.Duration, bool) {
	if value := strings.TrimSpace(h.Get("Retry-After")); value != "" {
		if wait, ok := retryAfter(value, now); ok {
			return wait, true
		}
	}
	if status == http.StatusTooManyRequests {
		return untilReset(h, now)
	}
	return 0, false
}

func retryAfter(value string, now time.Time) (time.Duration, bool) {
	if seconds, ok := parseFloat(value); ok {
		return bounded(seconds)
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	return bounded(at.Sub(now).Seconds())
}

// untilReset reads X-RateLimit-Reset, whose unit is documented nowhere: seconds from now, seconds since 1970 or
// milliseconds since 1970, which differ enough in size to be told apart.
func untilReset(h http.Header, now time.Time) (time.Duration, bool) {
	const firstEpoch = 1e9 // September 2001; as seconds from now, 31 years
	value := strings.TrimSpace(h.Get("X-RateLimit-Reset"))
	n, ok := parseFloat(value)
	switch {
	case ok && n >= firstEpoch:
		return bounded(epoch(n).Sub(now).Seconds())
	case ok:
		return bounded(n)
	}
	var at Time
	if decode([]byte(strconv.Quote(value)), &at); at.IsZero() {
		return 0, false
	}
	return bounded(at.Sub(now).Seconds())
}

// bounded refuses waits that are over already, since they say nothing.
func bounded(seconds float64) (time.Duration, bool) {
	if !(seconds > 0) {
		return 0, false
	}
	return time.Duration(min(seconds, longestWait.Seconds()) * float64(time.Second)), true
}
