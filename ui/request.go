package ui

import (
	"context"
	"runtime/debug"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
)

// ticket says what was asked for, and when in the order of asking. An answer with any but the newest ticket is dropped.
type ticket struct {
	id  api.ID
	seq uint64
}

// request is a request for a chat that is under way. Asking again, or for something else, cancels it.
type request struct {
	ticket ticket
	cancel context.CancelFunc // nil: nothing is under way
	typed  string             // what the reader typed to ask for it; "" where it was not typed
	// refresh says that the chat on the screen is asked for again; watch, that nobody pressed a key for it.
	refresh, watch bool
	retry          *api.Retry // why the request waits; nil: it does not
	err            error      // why another chat did not come; nil: it did, or is not there yet
}

func (r *request) pending() bool { return r.cancel != nil }

// end forgets the request and cancels what is left of it.
func (r *request) end() {
	r.err = nil
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
	return withNews(ctx, func(tell func(tea.Msg)) tea.Msg {
		answer, err := client.GetChat(ctx, t.id, api.Query{ETag: etag, OnRetry: func(retry api.Retry) { tell(retryMsg{t, retry}) }})
		return chatMsg{t, answer, err}
	})
}

// withNews runs a command that tells of its progress by messages before the one it returns.
func withNews(ctx context.Context, ask func(tell func(tea.Msg)) tea.Msg) tea.Cmd {
	news := make(chan tea.Msg, 1)
	return tea.Batch(func() tea.Msg {
		defer close(news)
		return ask(func(msg tea.Msg) {
			select {
			case news <- msg:
			case <-ctx.Done():
			}
		})
	}, listen(news))
}

// newsMsg is progress of a request, and the means to hear more of it.
type newsMsg struct {
	msg  tea.Msg
	more <-chan tea.Msg
}

// listen waits for a request's next word. It ends with the request.
func listen(news <-chan tea.Msg) tea.Cmd {
	return func() tea.Msg {
		msg, ok := <-news
		if !ok {
			return nil
		}
		return newsMsg{msg, news}
	}
}

// muchToDecode is the size in bytes of an answer, or the number of a list's chats, whose decoding leaves more behind than the next keys use.
const (
	muchToDecode = 128 << 10
	manyChats    = 1000
)

// giveBack returns the command that hands the memory in which something large was decoded back to the system, which the runtime by itself
// does over minutes.
func giveBack(large bool) tea.Cmd {
	if !large {
		return nil
	}
	return func() tea.Msg {
		debug.FreeOSMemory()
		return nil
	}
}

// retryMsg says that a request failed and will be sent again.
type retryMsg struct {
	ticket ticket
	retry  api.Retry
}

// waitMsg says that a list waits for the rate limit.
type waitMsg struct {
	ticket ticket
	until  time.Time
}
