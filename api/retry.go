package api

import (
	"context"
	"math/rand/v2"
	"time"
)

const maxRetries = 2

// Retry announces that a request is made again.
type Retry struct {
	Attempt int           // 1 for the first retry
	Wait    time.Duration // before it
	Cause   error         // why the attempt before it failed; an [*Error]
}

// fetch makes a request, again where that may help, until the time for all attempts is over.
func (c *Client) fetch(ctx context.Context, q request) (*reply, error) {
	if !q.anyPhone && c.Phone() == "" {
		return nil, errNoPhone()
	}
	start := c.now()
	for attempt := 0; ; attempt++ {
		left := c.timeouts.Total - c.now().Sub(start)
		got, failed := c.attempt(ctx, q, left)
		if failed == nil {
			return got, nil
		}
		wait := failed.wait
		if wait == 0 {
			wait = backoff(c.timeouts.Backoff, attempt)
		}
		left = c.timeouts.Total - c.now().Sub(start)
		if !failed.transient || attempt == maxRetries || wait >= left {
			return nil, failed.err
		}
		if q.onRetry != nil {
			q.onRetry(Retry{Attempt: attempt + 1, Wait: wait, Cause: failed.err})
		}
		if err := c.sleep(ctx, wait); err != nil {
			return nil, c.canceled(q, err)
		}
	}
}

// backoff doubles with each attempt, and varies by half either way, so that many clients do not return at once.
func backoff(base time.Duration, attempt int) time.Duration {
	return time.Duration(float64(base<<attempt) * (0.5 + rand.Float64()))
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
