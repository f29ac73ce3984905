package ui

import (
	"context"
	"errors"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// The sizes of a history's pages, in messages: the first is for the eye, the others for somebody who goes on reading.
const (
	firstMessages = 50
	moreMessages  = 200
)

// mostSought is how many pages are read in search of a message.
const mostSought = 20

// messageLoad is the loading of a chat's history, older page after older page.
type messageLoad struct {
	reading[api.Message]
	begun   bool
	done    bool
	held    int
	count   api.Int
	skipped int
	odd     safetext.Text
	err     error

	newest  context.CancelFunc // cancels the request for newer messages; nil: none is under way
	seq     uint64             // of that request
	notes   []api.Message      // private notes older than the oldest message that is loaded
	noted   bool               // the notes are there, or could not be had
	asking  context.CancelFunc // cancels the request for them; nil: none is under way
	notesBy error

	seek  safetext.Text // the message that is looked for; zero: none
	tries int
}

// messagesMsg is a page of the history.
type messagesMsg struct{ step[api.Message] }

// newestMsg are the newest messages, asked for by a refresh.
type newestMsg struct {
	id       api.ID
	seq      uint64
	messages []api.Message
	count    api.Int
	rate     api.Rate
	err      error
}

// notesMsg are a chat's private notes.
type notesMsg struct {
	id    api.ID
	notes []api.Message
	err   error
}

// stop cancels what is under way. The pages go on where they stopped.
func (l *messageLoad) stop() {
	l.reading.stop()
	if l.newest != nil {
		l.newest()
		l.newest = nil
	}
	if l.asking != nil {
		l.asking()
		l.asking = nil
	}
	l.seek = safetext.Text{}
}

// take notes what a page has brought.
func (l *messageLoad) take(b *api.Batch[api.Message]) {
	l.begun, l.done, l.held, l.count, l.skipped, l.odd = true, b.Done, b.Held, b.Count, b.Skipped, b.Odd
}

// read shows the message history in place of the chat's panes.
func (m *Model) read() tea.Cmd {
	if !m.chat.held {
		return nil
	}
	m.reading, m.inList = true, false
	m.pauseList()
	return m.readMessages()
}

// readMessages asks for the history's first page, where none is there yet.
func (m *Model) readMessages() tea.Cmd {
	switch {
	case !m.reading || !m.chat.held || m.messages.pending():
		return nil
	case m.messages.begun:
		return m.askNotes()
	}
	return m.olderMessages()
}

// olderMessages asks for the next older page.
func (m *Model) olderMessages() tea.Cmd {
	l, id, client := &m.messages, m.chat.value.ID, m.options.Client
	if l.pending() || l.done {
		return nil
	}
	if l.walk == nil {
		get := func(ctx context.Context, q api.ListQuery) (api.Answer[api.Page[api.Message]], error) {
			return client.GetMessages(ctx, id, q)
		}
		l.begin(get, api.MessageID, api.WalkOptions{First: firstMessages, Then: moreMessages, Now: m.options.Now})
	}
	l.err = nil
	cmd := l.next(m.ctx, id, func(s step[api.Message]) tea.Msg { return messagesMsg{s} })
	m.showHistory()
	return cmd
}

// receiveMessages takes a page of the history.
func (m *Model) receiveMessages(msg messagesMsg) tea.Cmd {
	l := &m.messages
	if msg.walk != l.walk {
		// Of a chat that was left: nobody waits for it, but its walk has passed the page.
		if v := m.visitOf(msg.walk); v != nil && msg.err == nil {
			v.messages.take(&msg.batch)
			v.history.Add(msg.batch.Items, false)
		}
		return nil
	}
	current := l.took(msg.step)
	if msg.err != nil {
		if current {
			l.err, l.seek = msg.err, safetext.Text{}
			if !m.inList {
				m.notice = m.failure(msg.err, l.begun)
			}
		}
		m.showHistory()
		return nil
	}
	b := msg.batch
	first := !l.begun
	l.take(&b)
	m.rate = b.Rate
	m.history.Add(b.Items, false)
	m.placeNotes()
	m.showHistory()
	if b.Done {
		m.historyRead()
	}
	cmd := m.goOnSeeking()
	if first {
		cmd = tea.Batch(cmd, m.askNotes())
		m.present() // the latest message may quote one that is known now
	}
	return cmd
}

// historyRead says what a history that was read to its beginning lacks.
func (m *Model) historyRead() {
	l := &m.messages
	var said safetext.Text
	if l.skipped > 0 {
		said = safetext.Format("%s %s not understood", count(l.skipped), plural(l.skipped, "message was", "messages were"))
	}
	if said = safetext.Join("; ", said, l.odd); !said.IsZero() {
		m.notice = notice{text: said, passing: true}
	}
}

// askNotes asks for the chat's private notes.
func (m *Model) askNotes() tea.Cmd {
	l, id := &m.messages, m.chat.value.ID
	if l.noted || l.asking != nil {
		return nil
	}
	ctx, cancel := context.WithCancel(m.ctx)
	l.asking = cancel
	return m.through(func(client Client) tea.Msg {
		const most = 1_000 // of a chat's notes; the newest come first
		answer, err := client.GetNotes(ctx, id, api.ListQuery{Limit: most})
		return notesMsg{id, answer.Value.Items, err}
	})
}

func (m *Model) receiveNotes(msg notesMsg) {
	l := &m.messages
	if msg.id != m.chat.value.ID || l.asking == nil || errors.Is(msg.err, context.Canceled) {
		return
	}
	l.asking()
	l.asking, l.noted, l.notesBy = nil, true, msg.err
	if msg.err != nil {
		failed := m.failure(msg.err, false)
		m.notice = notice{text: safetext.Join(": ", safetext.Own("private notes could not be loaded"), failed.text), bad: true, passing: true}
		m.showHistory()
		return
	}
	l.notes = msg.notes
	m.placeNotes()
	m.showHistory()
}

// placeNotes puts those notes among the messages that are not older than all that is loaded: older ones would stand as if
// nothing had been said between.
func (m *Model) placeNotes() {
	l := &m.messages
	if len(l.notes) == 0 {
		return
	}
	oldest := m.history.Oldest()
	due := func(n *api.Message) bool { return l.done || !n.Timestamp.IsZero() && !n.Timestamp.Before(oldest) }
	var now []api.Message
	l.notes = slices.DeleteFunc(l.notes, func(n api.Message) bool {
		if !due(&n) {
			return false
		}
		n.PrivateNote = api.Flag{Known: true, On: true} // the list that it came in says so
		now = append(now, n)
		return true
	})
	m.history.Add(now, false)
}

// newerMessages asks for what has come since the newest message that is loaded.
func (m *Model) newerMessages() tea.Cmd {
	l, id := &m.messages, m.chat.value.ID
	if !l.begun {
		return m.readMessages()
	}
	if l.newest != nil {
		l.newest()
	}
	ctx, cancel := context.WithCancel(m.ctx)
	l.newest = cancel
	l.seq++
	seq := l.seq
	known, since := m.history.Newest()
	return m.through(func(client Client) tea.Msg {
		get := func(ctx context.Context, q api.ListQuery) (api.Answer[api.Page[api.Message]], error) {
			return client.GetMessages(ctx, id, q)
		}
		walk := api.NewWalk(get, api.MessageID, api.WalkOptions{First: firstMessages, Then: moreMessages})
		msg := newestMsg{id: id, seq: seq}
		for range mostSought {
			batch, err := walk.Next(ctx)
			if err != nil {
				msg.err = err
				return msg
			}
			msg.messages, msg.count, msg.rate = append(msg.messages, batch.Items...), batch.Count, batch.Rate
			// The newest that was loaded may have been deleted since: what is older than it is reached then.
			reached := func(one api.Message) bool {
				return one.ID == known || !one.Timestamp.IsZero() && one.Timestamp.Before(since)
			}
			if batch.Done || slices.ContainsFunc(batch.Items, reached) {
				break
			}
		}
		return msg
	})
}

func (m *Model) receiveNewest(msg newestMsg) {
	l := &m.messages
	if msg.id != m.chat.value.ID || msg.seq != l.seq || l.newest == nil {
		return
	}
	l.newest() // its context has no use any more
	l.newest = nil
	if msg.err != nil {
		m.notice = m.failure(msg.err, true)
		return
	}
	m.rate, l.count = msg.rate, msg.count
	m.history.Add(msg.messages, true)
	m.showHistory()
}

// seekMessage goes to a message of the chat, and reads older pages until it is there.
func (m *Model) seekMessage(id safetext.Text) tea.Cmd {
	cmd := m.read()
	if m.history.GoTo(id) {
		return cmd
	}
	if m.messages.done {
		m.notice = notice{text: safetext.Own("this message is not in the history that the API gives"), passing: true}
		return cmd
	}
	m.messages.seek, m.messages.tries = id, 0
	m.notice = notice{text: safetext.Format("looking for the message … %s stops", keyName(m.keys.Back))}
	return tea.Batch(cmd, m.olderMessages())
}

func (m *Model) goOnSeeking() tea.Cmd {
	l := &m.messages
	switch {
	case l.seek.IsZero():
		return nil
	case m.history.GoTo(l.seek):
		m.notice = notice{}
	case l.done || l.tries >= mostSought:
		m.notice = notice{text: safetext.Format("the message is not among the newest %s", count(m.history.Len())), passing: true}
	default:
		l.tries++
		return m.olderMessages()
	}
	l.seek = safetext.Text{}
	return nil
}

// showHistory gives the history's pane what it is shown with.
func (m *Model) showHistory() {
	l := &m.messages
	s := historyState{complete: l.done, status: m.historyStatus(), top: m.historyTop(), empty: safetext.Own("no message yet")}
	if !l.begun {
		s.empty = safetext.Own("loading messages …")
		if l.err != nil {
			s.empty = advised(safetext.Own("the messages could not be loaded"), hint{m.keys.Refresh, "tries again"})
		}
	}
	m.history.Show(m.conversation, s)
}

// historyStatus says how much of the history is loaded.
func (m *Model) historyStatus() safetext.Text {
	l := &m.messages
	if !l.begun || l.done || !l.count.Known {
		return safetext.Text{}
	}
	return safetext.Format("%s of %s", count(m.history.Len()), count(int(l.count.N)))
}

// historyTop says what stands above the oldest message that is loaded.
func (m *Model) historyTop() safetext.Text {
	l := &m.messages
	var notes safetext.Text
	if l.notesBy != nil {
		notes = safetext.Own("private notes could not be loaded")
	}
	switch {
	case !l.begun:
		return safetext.Text{}
	case l.retry != nil:
		return safetext.Own("trying again to load older messages …")
	case l.pending():
		return safetext.Own("loading older messages …")
	case l.err != nil:
		return advised(safetext.Own("older messages could not be loaded"), hint{m.keys.Refresh, "tries again"})
	case l.done:
		return safetext.Join(" · ", safetext.Own("the beginning of what the API has"), notes)
	}
	return safetext.Join(" · ", safetext.Own("older messages: k, PgUp"), notes)
}

// converse makes the messages' shared names anew.
func (m *Model) converse() {
	if !m.chat.held {
		return
	}
	m.conversation = present.NewConversation(&m.chat.value, m.presentOptions(m.options.Now()))
	m.showHistory()
}
