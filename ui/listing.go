package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// listing is the loading of the chat list, page after page.
type listing struct {
	reading[api.Chat]
	begun   bool // a page has come, ever
	again   bool // it is a refresh of a list that was read before
	done    bool
	held    int
	count   api.Int
	skipped int
	odd     safetext.Text
	at      time.Time
	err     error
}

// pageMsg is a page of the chat list, as rows; the step has no items any more.
type pageMsg struct {
	step[api.Chat]
	rows []present.Brief
}

// peekMsg are the newest chats, asked for by the watch.
type peekMsg struct {
	whole bool // there are no others
	rows  []present.Brief
	rate  api.Rate
	at    time.Time
	err   error
}

// showList shows the chat list, gives it the focus, and goes on reading it.
func (m *Model) showList() tea.Cmd {
	m.listed, m.inList = true, true
	return m.readList()
}

// hideList goes back to the chat, if there is one.
func (m *Model) hideList() {
	m.inList = false
	if m.chat.held || m.request.pending() {
		m.listed = false
		m.pauseList()
	} else {
		m.inList = true
	}
}

// listVisible reports whether the chat list stands on the screen.
func (m *Model) listVisible() bool { return m.inList || m.listed && sideWidth(m.width, true) > 0 }

// pauseList stops reading a list that nobody sees.
func (m *Model) pauseList() {
	if !m.listVisible() {
		m.listing.stop()
	}
}

// readList goes on reading the list where it stopped.
func (m *Model) readList() tea.Cmd {
	if m.phoneless() {
		return m.waitForPhone(m.phones.wanted, m.phones.typed)
	}
	if m.listing.pending() || m.listing.done {
		return nil
	}
	if m.listing.walk == nil {
		m.beginList()
	}
	m.listing.err = nil
	return m.nextPage()
}

// refreshList reads the list anew; the chats that are held stay until it is read. One that was not read to its end goes on.
func (m *Model) refreshList() tea.Cmd {
	if !m.listing.done {
		return m.readList()
	}
	m.beginList()
	m.listing.again, m.listing.done, m.listing.held = true, false, 0
	m.list.list.Begin()
	return m.readList()
}

func (m *Model) beginList() {
	m.listing.begin(m.options.Client.GetChats, api.ChatKey, api.WalkOptions{Background: true, Now: m.options.Now})
}

// nextPage returns the command that reads the next page and makes rows of it.
func (m *Model) nextPage() tea.Cmd {
	look := m.rowOptions()
	return m.listing.next(m.ctx, api.ID{}, func(s step[api.Chat]) tea.Msg {
		rows := briefs(s.batch.Items, look)
		s.batch.Items = nil
		return pageMsg{s, rows}
	})
}

func briefs(chats []api.Chat, look present.Options) []present.Brief {
	rows := make([]present.Brief, len(chats))
	for i := range chats {
		rows[i] = present.NewBrief(&chats[i], look)
	}
	return rows
}

// rowOptions are for rows of the list, which are made outside of the update loop.
func (m *Model) rowOptions() present.Options {
	o := m.presentOptions(m.options.Now())
	o.ChatName, o.Quoted, o.Private = nil, nil, false // the list hides what is private when it draws
	return o
}

// receivePage takes a page. One of a walk that was stopped still counts: the walk has passed it.
func (m *Model) receivePage(msg pageMsg) tea.Cmd {
	l := &m.listing
	if msg.walk != l.walk {
		return nil
	}
	current := l.took(msg.step)
	if msg.err != nil {
		if current {
			l.err = msg.err
			m.listFailed(msg.err)
		}
		return nil
	}
	b := msg.batch
	if !l.begun && !m.hint.IsZero() {
		m.notice, m.hint = notice{text: m.hint, passing: true}, safetext.Text{}
	}
	l.begun, l.done, l.held, l.count, l.skipped, l.odd, l.at = true, b.Done, b.Held, b.Count, b.Skipped, b.Odd, b.At
	m.rate = b.Rate
	m.list.list.Add(msg.rows)
	if b.Done {
		m.listRead()
	}
	m.list.Changed()
	if !current || b.Done {
		return giveBack(l.held >= manyChats)
	}
	return m.nextPage()
}

// listRead says what a list that was read to its end lacks.
func (m *Model) listRead() {
	l := &m.listing
	var said []safetext.Text
	if l.again {
		if gone := m.list.list.End(true); gone > 0 {
			said = append(said, goneText(gone))
		}
	}
	if l.skipped > 0 {
		said = append(said, safetext.Format("%s %s not understood", count(l.skipped), plural(l.skipped, "record was", "records were")))
	}
	if text := safetext.Join("; ", append(said, l.odd)...); !text.IsZero() && m.listVisible() {
		m.notice = notice{text: text, passing: true}
	}
}

func goneText(chats int) safetext.Text {
	return safetext.Format("%s %s gone", count(chats), plural(chats, "chat is", "chats are"))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// listFailed keeps what was read. A refresh that was under way goes on with the next try.
func (m *Model) listFailed(err error) {
	if m.listVisible() {
		m.notice = m.failure(err, m.listing.begun)
	}
}

// listStatus says how much of the list is read.
func (m *Model) listStatus() safetext.Text {
	l := &m.listing
	held := count(m.list.list.Total())
	if l.again {
		held = count(l.held)
	}
	progress := held
	if !l.begun {
		progress = safetext.Text{} // how many there are nobody knows yet
	}
	if l.count.Known && !l.done {
		progress = safetext.Format("%s of %s", held, count(int(l.count.N)))
	}
	switch {
	case l.err != nil && l.begun:
		return safetext.Format("%s · stopped, r goes on", progress)
	case l.done:
		return safetext.Text{}
	case l.retry != nil:
		return safetext.Join(" · ", progress, safetext.Own("trying again"))
	case !l.waits.IsZero():
		return safetext.Join(" · ", progress, safetext.Format("waits for the rate limit until %s", l.waits.In(m.options.Zone).Format("15:04:05")))
	case l.pending() && l.begun:
		return safetext.Format("%s …", progress)
	case l.begun:
		return safetext.Format("%s · paused", progress)
	}
	return safetext.Text{}
}

// listEmpty says why there is no row.
func (m *Model) listEmpty() safetext.Text {
	l := &m.listing
	switch {
	case m.phoneless():
		return m.phoneEmpty()
	case l.pending():
		return safetext.Own("loading the chat list …")
	case l.err != nil && !m.notice.bad:
		return safetext.Format("the chat list could not be loaded: %s", m.reason(l.err))
	case l.err != nil:
		return advised(safetext.Own("the chat list could not be loaded"), hint{m.keys.Refresh, "tries again"}, hint{m.keys.Open, "opens a chat by its id"})
	case l.done:
		return safetext.Own("there are no chats")
	}
	return advised(safetext.Own("the chat list is not loaded"), hint{m.keys.Refresh, "loads it"})
}

// neighbour opens the next or the previous chat of the list.
func (m *Model) neighbour(by int) tea.Cmd {
	if !m.listing.begun {
		m.notice = notice{text: safetext.Own("loading the chat list first; press the key again"), passing: true}
		return m.readList()
	}
	from := m.chat.value.ID
	if m.request.pending() && !m.request.refresh {
		from = m.request.ticket.id // the key is held: go on from where it leads
	}
	id, ok := m.list.Neighbour(from, by)
	if !ok {
		m.notice = notice{text: safetext.Own("the list ends here"), passing: true}
		if m.list.list.Len() == 0 && m.list.Searching() != "" {
			m.notice.text = safetext.Own("no chat of the list passes its filter")
		}
		if by > 0 && !m.listing.done {
			m.notice.text = safetext.Own("loading more of the chat list; press the key again")
			return m.readList()
		}
		return nil
	}
	m.list.GoTo(id)
	m.inList = false
	m.pauseList()
	return m.open(id, "")
}

// peek asks for the newest chats alone.
func (m *Model) peek() tea.Cmd {
	ctx, look := m.ctx, m.rowOptions()
	return m.through(func(client Client) tea.Msg {
		const newest = 100
		answer, err := client.GetChats(ctx, api.ListQuery{Limit: newest})
		page := answer.Value
		// The count alone is not trusted: one that lies would take rows away.
		whole := page.Count.Known && page.Count.N == int64(len(page.Items)) && page.Skipped == 0 && len(page.Items) < newest
		return peekMsg{whole, briefs(page.Items, look), answer.Rate, answer.At, err}
	})
}

// receivePeek takes the newest chats and marks what has changed.
func (m *Model) receivePeek(msg peekMsg) {
	if msg.err != nil {
		if failed := m.failure(msg.err, true); m.listVisible() {
			m.notice = failed
		}
		return
	}
	if m.listing.pending() {
		return
	}
	m.rate = msg.rate
	if m.listing.done {
		m.listing.at = msg.at
		m.list.list.Begin()
		m.list.list.Add(msg.rows)
		if gone := m.list.list.End(msg.whole); gone > 0 && m.listVisible() {
			m.notice = notice{text: goneText(gone), passing: true}
		}
	} else {
		m.list.list.Add(msg.rows) // a refresh that stopped in the middle goes on later, and must not begin anew
	}
	m.list.Changed()
}
