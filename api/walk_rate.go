package api

import (
	"context"
	"errors"
	"time"

	"chatlens/internal/safetext"
)

// Waits of a walk in the background.
const (
	longestRoom = time.Minute     // for a reset that is further off
	blindRoom   = 5 * time.Second // after an answer that does not name its reset
)

// noteRate keeps what the API says of its rate limit.
func (w *Walk[T]) noteRate(r Rate) {
	if r.Limit.Known && r.Remaining.Known {
		w.rate, w.rated = r, w.o.Now()
	}
}

// leaveRoom waits where the walk would take what it has to leave to others. The error is an [*Error].
func (w *Walk[T]) leaveRoom(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return givenUp(err)
	}
	if !w.o.Background || !w.begun || w.rate.Limit.N <= 0 || w.rate.Remaining.N > w.rate.Limit.N/5 {
		return nil
	}
	now := w.o.Now()
	until := w.rate.Reset.Time
	if until.IsZero() {
		until = w.rated.Add(blindRoom)
	}
	if latest := now.Add(longestRoom); until.After(latest) {
		until = latest
	}
	if !until.After(now) {
		return nil
	}
	if w.o.OnWait != nil {
		w.o.OnWait(until)
	}
	if err := w.o.Sleep(ctx, until.Sub(now)); err != nil {
		return givenUp(err)
	}
	return nil
}

// givenUp is a page that the caller has given up before it was asked for.
func givenUp(err error) error {
	failed := &Error{Kind: KindOther, Op: "read a list", Err: err, cause: safetext.Own("canceled")}
	if errors.Is(err, context.DeadlineExceeded) {
		failed.Kind, failed.cause = KindNetwork, safetext.Own("no answer in the time given")
	}
	return failed
}
