package ui

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
)

// reading is the reading of a list, page after page. It can be stopped and go on later where it stopped.
type reading[T any] struct {
	walk   *api.Walk[T] // nil: not begun
	tell   *telling
	ticket ticket
	cancel context.CancelFunc // nil: no page is under way
	last   chan struct{}      // closed when the newest page's command is over
	retry  *api.Retry         // why the page waits; nil: it does not
	waits  time.Time          // until then the rate limit is left to the reader; zero: it is not
}

// telling is how a walk tells of its progress; the command that runs a step says to whom.
type telling struct {
	retry func(api.Retry)
	wait  func(until time.Time)
}

// begin starts at the list's first page. A page of the walk before is still good, for what it brings.
func (r *reading[T]) begin(get api.PageFunc[T], key func(*T) string, o api.WalkOptions) {
	r.stop()
	tell := &telling{}
	o.OnWait = func(until time.Time) { tell.wait(until) }
	o.Query.OnRetry = func(retry api.Retry) { tell.retry(retry) }
	r.walk, r.tell = api.NewWalk(get, key, o), tell
}

func (r *reading[T]) pending() bool { return r.cancel != nil }

// stop cancels the page under way.
func (r *reading[T]) stop() {
	if r.cancel != nil {
		r.cancel()
		r.cancel, r.retry, r.waits = nil, nil, time.Time{}
	}
}

// step is what one page of a walk brought, or why it did not come.
type step[T any] struct {
	ticket ticket
	walk   *api.Walk[T]
	batch  api.Batch[T]
	err    error
}

// next returns the command that reads the next page, and makes a message of it. Two of a walk never run at the same time.
func (r *reading[T]) next(parent context.Context, id api.ID, message func(step[T]) tea.Msg) tea.Cmd {
	ctx, cancel := context.WithCancel(parent)
	r.ticket = ticket{id, r.ticket.seq + 1}
	r.cancel = cancel
	before, over := r.last, make(chan struct{})
	r.last = over
	t, walk, tell := r.ticket, r.walk, r.tell
	return withNews(ctx, func(news func(tea.Msg)) tea.Msg {
		defer close(over)
		if before != nil {
			<-before
		}
		tell.retry = func(retry api.Retry) { news(retryMsg{t, retry}) }
		tell.wait = func(until time.Time) { news(waitMsg{t, until}) }
		batch, err := walk.Next(ctx)
		return message(step[T]{t, walk, batch, err})
	})
}

// took reports whether a step is the one that is waited for, which is then over.
func (r *reading[T]) took(s step[T]) bool {
	if s.ticket != r.ticket || !r.pending() {
		return false
	}
	r.stop()
	return true
}

// hear takes a word on a page under way.
func (r *reading[T]) hear(t ticket, retry *api.Retry, until time.Time) {
	if t == r.ticket && r.pending() {
		r.retry, r.waits = retry, until
	}
}
