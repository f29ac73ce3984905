package apitest

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// windowLength is how long a rate limit's window lasts; the first request after its end opens the next.
const windowLength = time.Minute

// A window counts the requests of a rate limit.
type window struct {
	limit int
	now   func() time.Time

	mu   sync.Mutex
	used int
	ends time.Time
}

// take counts a request and writes the rate limit's headers. It tells how long to wait, 0 if the request is within the limit.
func (w *window) take(h http.Header) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.now()
	if !now.Before(w.ends) {
		w.used, w.ends = 0, now.Add(windowLength)
	}
	w.used++
	h.Set("X-Ratelimit-Limit", strconv.Itoa(w.limit))
	h.Set("X-Ratelimit-Remaining", strconv.Itoa(max(0, w.limit-w.used)))
	h.Set("X-Ratelimit-Reset", strconv.FormatInt(w.ends.Unix(), 10))
	if w.used > w.limit {
		return w.ends.Sub(now)
	}
	return 0
}
