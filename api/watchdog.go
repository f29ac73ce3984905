package api

import (
	"context"
	"io"
	"net/http/httptrace"
	"time"

	"chatlens/internal/safetext"
)

// leastProgress is how many bytes have to come before a stall's time begins anew. A server that sends a byte now and then
// makes no progress.
const leastProgress = 1 << 10

// timeoutError is a limit of ours that has passed.
type timeoutError struct{ reason Text }

func (e *timeoutError) Error() string { return e.reason.String() }

// Timeout makes it a timeout to net.Error's users.
func (e *timeoutError) Timeout() bool { return true }

// watchdog ends one attempt at a request that makes no progress.
type watchdog struct {
	cancel context.CancelCauseFunc
	stall  *time.Timer
	first  *time.Timer // until the first byte of the answer
	window time.Duration
	got    int
}

// watch starts a watchdog: window bounds the time without progress, left the time to the first byte. Its context has to
// be used for the request; stop has to be called.
func watch(ctx context.Context, window, left time.Duration) (context.Context, *watchdog) {
	ctx, cancel := context.WithCancelCause(ctx)
	w := &watchdog{cancel: cancel, window: window}
	w.stall = time.AfterFunc(window, func() {
		cancel(&timeoutError{safetext.Format("the answer made no progress in %s", span(window))})
	})
	w.first = time.AfterFunc(left, func() {
		cancel(&timeoutError{safetext.Own("no answer in the time for all attempts together")})
	})
	trace := &httptrace.ClientTrace{GotFirstResponseByte: func() { w.first.Stop() }}
	return httptrace.WithClientTrace(ctx, trace), w
}

func (w *watchdog) stop() {
	w.stall.Stop()
	w.first.Stop()
	w.cancel(context.Canceled)
}

// reader tells the watchdog of what is read from r.
func (w *watchdog) reader(r io.Reader) io.Reader { return &progress{r, w} }

type progress struct {
	r io.Reader
	w *watchdog
}

func (p *progress) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	if p.w.got += n; p.w.got >= leastProgress {
		p.w.got = 0
		p.w.stall.Reset(p.w.window)
	}
	return n, err
}

// span writes whole seconds as "10 s", and anything else as it is written in Go.
func span(d time.Duration) Text {
	if d >= time.Second && d%time.Second == 0 {
		return safetext.Format("%d s", int64(d/time.Second))
	}
	return safetext.Format("%s", d.String())
}
