package ui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
)

// ticket says what was asked for, and when in the order of asking. An answer with any but the newest ticket is dropped.
type ticket struct {
	id  api.ID
	seq uint64
}

// request is what is under way. Asking again, or for something else, cancels it.
type request struct {
	ticket ticket
	cancel context.CancelFunc // nil: nothing is under way
	typed  string             // what the reader typed to ask for it; "" where it was not typed
	// refresh says that the chat on the screen is asked for again.
	refresh bool
	retry   *api.Retry // why the request waits; nil: it does not
}

func (r *request) pending() bool { return r.cancel != nil }

// end forgets the request and cancels what is left of it.
func (r *request) end() {
	if r.cancel != nil {
		r.cancel()
		r.cancel = nil
	}
}

// begin cancels what is under way and returns the command that asks for a chat: another one, or, with an ETag or without,
// the one on the screen again. The command holds values only.
func (r *request) begin(parent context.Context, client Client, next request, etag string) tea.Cmd {
	r.end()
	ctx, cancel := context.WithCancel(parent)
	next.ticket.seq, next.cancel = r.ticket.seq+1, cancel
	*r = next
	t := r.ticket
	news := make(chan tea.Msg, 1)
	ask := func() tea.Msg {
		defer close(news)
		answer, err := client.GetChat(ctx, t.id, api.Query{ETag: etag, OnRetry: func(retry api.Retry) {
			select {
			case news <- retryMsg{t, retry, news}:
			case <-ctx.Done():
			}
		}})
		return chatMsg{t, answer, err}
	}
	return tea.Batch(ask, listen(news))
}

// listen waits for a request's next word. It ends with the request.
func listen(news <-chan tea.Msg) tea.Cmd {
	return func() tea.Msg {
		msg, ok := <-news
		if !ok {
			return nil
		}
		return msg
	}
}
