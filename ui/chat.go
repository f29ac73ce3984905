package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// open asks for a chat; the one on the screen stays until the answer is there.
func (m *Model) open(id api.ID, typed string) tea.Cmd {
	if m.phoneless() {
		return m.waitForPhone(id, typed)
	}
	m.notice, m.unopened = notice{}, ""
	return m.request.begin(m.ctx, m.options.Client, request{ticket: ticket{id: id}, typed: typed}, "")
}

// refresh asks again for what is looked at: the list, or what is being opened, else the chat on the screen with its history.
func (m *Model) refresh() tea.Cmd {
	asked := m.request.ticket.id
	switch {
	case m.phoneless():
		return m.waitForPhone(m.phones.wanted, m.phones.typed)
	case m.inList:
		m.notice = notice{}
		return m.refreshList()
	case m.chat.held && (!m.request.pending() || m.request.refresh):
		m.notice = notice{}
		cmd := m.refreshChat(false)
		if m.visit.reading {
			cmd = tea.Batch(cmd, m.refreshMessages())
		}
		return cmd
	case asked.Valid():
		return m.open(asked, m.request.typed)
	}
	m.ask("")
	return nil
}

func (m *Model) refreshChat(watch bool) tea.Cmd {
	return m.request.begin(m.ctx, m.options.Client, request{ticket: ticket{id: m.chat.value.ID}, refresh: true, watch: watch}, m.chat.etag)
}

// refreshMessages asks for newer messages, and for the older page that failed.
func (m *Model) refreshMessages() tea.Cmd {
	cmd := m.newerMessages()
	if m.messages.err != nil {
		cmd = tea.Batch(cmd, m.olderMessages())
	}
	if m.messages.notesBy != nil {
		m.messages.noted = false
		cmd = tea.Batch(cmd, m.askNotes())
	}
	return cmd
}

// refreshing reports whether the chat on the screen is being asked for again.
func (m *Model) refreshing() bool { return m.request.pending() && m.request.refresh }

// hear takes a word on a request that is under way.
func (m *Model) hear(msg tea.Msg) {
	switch msg := msg.(type) {
	case retryMsg:
		if msg.ticket == m.request.ticket && m.request.pending() {
			m.request.retry = &msg.retry
		}
		m.listing.hear(msg.ticket, &msg.retry, time.Time{})
		m.messages.hear(msg.ticket, &msg.retry, time.Time{})
	case waitMsg:
		m.listing.hear(msg.ticket, nil, msg.until)
		m.messages.hear(msg.ticket, nil, msg.until)
	}
	if m.chat.held {
		m.showHistory()
	}
}

// receive takes an answer. One with an old ticket is for something that nobody waits for any more.
func (m *Model) receive(msg chatMsg) tea.Cmd {
	if msg.ticket != m.request.ticket || !m.request.pending() {
		return nil
	}
	m.request.end()
	if msg.err != nil {
		m.failed(msg.err, m.request)
		return nil
	}
	if !m.request.watch || m.notice.bad {
		m.notice = notice{text: m.hint, passing: true}
		m.hint = safetext.Text{}
	}
	m.rate = msg.answer.Rate
	if msg.answer.NotModified {
		m.chat.at, m.chat.stale = msg.answer.At, false
		m.age()
		return nil
	}
	chat := loadedChat{held: true, value: msg.answer.Value, raw: msg.answer.Raw, etag: msg.answer.ETag, at: msg.answer.At}
	if m.chat.held && chat.value.ID == m.chat.value.ID {
		before := m.document(&m.chat.value)
		m.chat = chat
		m.represent(&before)
	} else {
		m.enter()
		m.chat = chat
		filters := m.prompt != nil && m.prompt.kind == promptSearch // who types a filter goes on with it
		m.inList = m.inList && (filters || sideWidth(m.width, m.listed) > 0 && m.request.typed == "")
		m.present()
	}
	m.learn(&m.chat.value)
	m.pauseList()
	return tea.Batch(m.readMessages(), m.namePhones(), giveBack(len(chat.raw) >= muchToDecode))
}

// learn remembers the names that a chat brings, and its row in the list.
func (m *Model) learn(c *api.Chat) {
	const most = 10_000 // they are searched with every key of the open prompt
	if len(m.names) > most {
		clear(m.names)
	}
	if !c.Name.Blank() {
		m.names[c.ID.Full()] = c.Name.Line()
	}
	for i := range c.Members {
		if one := &c.Members[i]; !one.Name.Blank() {
			m.names[one.ContactID.Full()] = one.Name.Line()
		}
	}
	if m.list.list.Find(c.ID) != nil {
		m.list.list.Add([]present.Brief{present.NewBrief(c, m.rowOptions())})
		m.list.Changed()
	}
}

// chatName is the name of a chat or a contact, where anything that was loaded knows it.
func (m *Model) chatName(id api.ID) (safetext.Text, bool) {
	if name, ok := m.names[id.Full()]; ok {
		return name, true
	}
	if row := m.list.list.Find(id); row != nil {
		return row.Name, true
	}
	return safetext.Text{}, false
}

// document puts a chat into words.
func (m *Model) document(c *api.Chat) present.Document {
	d := present.Chat(c, m.presentOptions(m.options.Now()))
	if m.set.Glyphs.ASCII {
		d = d.ASCII()
	}
	return d
}

// present makes the panes' sections anew from the chat.
func (m *Model) present() { m.represent(nil) }

// represent makes the panes' sections anew. Given the chat's words before a refresh, what differs from them is marked.
func (m *Model) represent(before *present.Document) {
	if !m.chat.held {
		return
	}
	m.chat.minute = m.options.Now().Truncate(time.Minute)
	d := m.document(&m.chat.value)
	m.chat.name, m.chat.kind, m.chat.state = d.Name, d.Kind, d.State
	sections := d.Sections()
	if before == nil {
		for i, p := range m.panes {
			p.Set(*sections[i])
		}
	} else {
		for i, old := range before.Sections() {
			m.panes[i].Refresh(*old, *sections[i])
		}
	}
	m.converse()
}

// sortMembers shows the members in the next order.
func (m *Model) sortMembers() {
	m.visit.sort = m.visit.sort.Next()
	members := present.MembersSection(&m.chat.value, m.presentOptions(m.options.Now()))
	if m.set.Glyphs.ASCII {
		members = members.ASCII()
	}
	p := m.panes[paneMembers]
	top := p.window.cursor == 0
	p.Set(members)
	if top {
		p.window.to(0) // a reader at the top wants to see who comes first now
	}
	p.order = m.orderText()
}

// orderText names the members' order where it is not the usual one.
func (m *Model) orderText() safetext.Text {
	if m.visit.sort == present.ByRole {
		return safetext.Text{}
	}
	return m.visit.sort.Text()
}

// sortList shows the chats in the next order.
func (m *Model) sortList() {
	m.list.list.Sort(m.list.list.Order().Next())
	m.list.Changed()
	m.list.top()
}

func (m *Model) presentOptions(now time.Time) present.Options {
	o := present.Options{
		Now: now, Zone: m.options.Zone, Labels: m.options.Labels, Properties: m.options.Properties, Sort: m.visit.sort,
		Glyphs: present.UTF8(), Private: m.private, Phones: m.phones.known, ChatName: m.chatName, Quoted: m.history.Find,
	}
	if m.set.Glyphs.PlainTicks {
		o.Glyphs = present.ASCII()
	}
	return o
}

// age brings relative times up to date when a frame is drawn for another reason; nothing ticks.
func (m *Model) age() {
	if m.chat.held && !m.options.Now().Truncate(time.Minute).Equal(m.chat.minute) {
		m.present()
	}
}

// emptyText says why there is no chat on the screen.
func (m *Model) emptyText() safetext.Text {
	if m.phoneless() {
		return m.phoneEmpty()
	}
	if m.request.pending() {
		return safetext.Format("opening %s …", m.shownName(m.request.ticket.id))
	}
	if err := m.request.err; err != nil && !m.notice.bad {
		return safetext.Format("%s is not open: %s", m.shownName(m.request.ticket.id), m.reason(err))
	}
	return safetext.Own("no chat is open")
}

// shownName is a chat's name as it may be shown, or its id where nothing that was loaded names it.
func (m *Model) shownName(id api.ID) safetext.Text {
	if name, ok := m.chatName(id); ok && !name.Blank() {
		return m.hidden(name)
	}
	return m.shownID(id)
}

// shownID is an id as it may be shown.
func (m *Model) shownID(id api.ID) safetext.Text { return m.hidden(id.Text()) }
