package ui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// phones are the organisation's: one of them is looked through, and the panes name them all.
type phones struct {
	seq    uint64
	cancel context.CancelFunc // nil: they are not being asked for
	asked  bool               // for their names, which is done once
	list   []api.Phone
	known  map[api.ID]present.Phone
	era    uint64 // how many were chosen so far
	chosen string // as the API wants it; "": none yet
	wanted api.ID // the chat to open once a phone is chosen; zero: the list
	typed  string // what the reader typed for it
	offer  bool   // the reader asked for them, to choose another one
}

// phonesMsg are the organisation's phones, or why they are not known.
type phonesMsg struct {
	seq    uint64
	answer api.Answer[[]api.Phone]
	err    error
}

// usePhone chooses a phone.
type usePhone struct{ option string }

func (usePhone) event() {}

// throughMsg is an answer that was seen through a phone.
type throughMsg struct {
	era uint64
	msg tea.Msg
}

// through returns the command that asks through the phone in use. Its answer is dropped once another phone is.
func (m *Model) through(ask func(Client) tea.Msg) tea.Cmd {
	era, client := m.phones.era, m.options.Client
	return func() tea.Msg { return throughMsg{era, ask(client)} }
}

// phoneless reports whether a phone has to be chosen before anything can be asked for.
func (m *Model) phoneless() bool { return m.options.UsePhone != nil && m.phones.chosen == "" }

func (p *phones) pending() bool { return p.cancel != nil }

func (p *phones) stop() {
	if p.cancel != nil {
		p.cancel()
		p.cancel = nil
	}
}

// askPhones asks for the organisation's phones, unless that is under way.
func (m *Model) askPhones() tea.Cmd {
	p := &m.phones
	if p.pending() {
		return nil
	}
	ctx, cancel := context.WithCancel(m.ctx)
	p.seq++
	p.cancel, p.asked = cancel, true
	seq, client := p.seq, m.options.Client
	return func() tea.Msg {
		answer, err := client.GetPhones(ctx)
		return phonesMsg{seq, answer, err}
	}
}

// waitForPhone asks which phone to look through, and what to open then.
func (m *Model) waitForPhone(id api.ID, typed string) tea.Cmd {
	m.phones.wanted, m.phones.typed = id, typed
	m.notice = notice{}
	if len(m.phones.list) > 0 {
		return m.offerPhones()
	}
	return m.askPhones()
}

// namePhones asks once what the phones of the chats are called, where the rate limit leaves room for it.
func (m *Model) namePhones() tea.Cmd {
	if m.phones.asked || !present.SeenByPhones(&m.chat.value) || m.rate.Low() {
		return nil
	}
	return m.askPhones()
}

// changePhone offers the phones again.
func (m *Model) changePhone() tea.Cmd {
	switch {
	case m.options.UsePhone == nil:
		m.notice = notice{text: safetext.Own("there is one phone alone to look through here"), passing: true}
		return nil
	case len(m.phones.list) == 0:
		m.phones.stop()
		m.phones.wanted = api.ID{}
		m.phones.offer = true
		m.notice = notice{text: safetext.Own("asking for the organisation's phones …"), passing: true}
		return m.askPhones()
	}
	return m.offerPhones()
}

func (m *Model) receivePhones(msg phonesMsg) tea.Cmd {
	p := &m.phones
	if msg.seq != p.seq || !p.pending() {
		return nil
	}
	p.stop()
	offer := p.offer || m.phoneless()
	p.offer = false
	if msg.err != nil {
		if offer {
			m.notice = m.failure(msg.err, false)
		}
		return nil // names are no reason to disturb a reader
	}
	p.list, p.known = msg.answer.Value, present.Phones(msg.answer.Value)
	m.rate = msg.answer.Rate
	if m.chat.held {
		m.present()
	}
	switch {
	case !offer:
		return giveBack(len(m.chat.raw) >= muchToDecode) // its words were made anew, with the names
	case !m.phoneless() && (m.overlay != nil || m.prompt != nil):
		// Who does something else meanwhile goes on with it: keys that are on their way must not choose a phone.
		m.notice = notice{text: advised(safetext.Own("the phones are there"), hint{m.keys.Phone, "offers them"}), passing: true}
		return nil
	}
	if m.prompt != nil && m.prompt.kind != promptOpen {
		m.prompt = nil
	}
	m.overlay = nil
	return m.offerPhones()
}

// offerPhones lets the reader choose, or uses the only phone there is.
func (m *Model) offerPhones() tea.Cmd {
	p := &m.phones
	switch {
	case len(p.list) == 0:
		m.notice = notice{text: safetext.Own("The API names no phone of the organisation."), next: safetext.Own("Give one with --phone, or set one."), bad: true}
		return nil
	case len(p.list) == 1 && m.phoneless():
		return m.lookThrough(p.list[0].Option())
	}
	choices := make([]choice, 0, len(p.list))
	for i := range p.list {
		one := &p.list[i]
		state, _ := present.PhoneState(one)
		here := safetext.Text{}
		if one.Is(p.chosen) {
			here = safetext.Own("in use")
		}
		name := one.Name.Line()
		if name.Blank() {
			name = one.ID.Line()
		}
		choices = append(choices, choice{
			name: m.hidden(name), detail: safetext.Join(" · ", m.hidden(safetext.Clean(one.Option())), state, here), event: usePhone{one.Option()},
		})
	}
	m.offer(safetext.Own("Look through which phone?"), choices)
	return nil
}

// lookThrough uses a phone. What was seen through another one is left.
func (m *Model) lookThrough(option string) tea.Cmd {
	p := &m.phones
	if option == p.chosen {
		return nil
	}
	client, err := m.options.UsePhone(option)
	if err != nil {
		m.notice = m.failure(err, false)
		return nil
	}
	if p.chosen != "" {
		p.wanted, p.typed = m.onScreen(), ""
		m.forget()
	}
	p.chosen, m.options.Client = option, client
	p.era++
	said := safetext.Clean(option)
	for i := range p.list {
		if p.list[i].Option() == option {
			said = safetext.Join(" · ", p.list[i].Name.Line(), said)
		}
	}
	m.hint = safetext.Format("looking through %s", said)
	var cmds []tea.Cmd
	if p.wanted.Valid() {
		cmds = append(cmds, m.open(p.wanted, p.typed))
	}
	if m.listVisible() || !p.wanted.Valid() {
		cmds = append(cmds, m.showListAgain())
	}
	m.notice = notice{text: m.hint, passing: true}
	p.wanted, p.typed = api.ID{}, ""
	return tea.Batch(cmds...)
}

// onScreen is the chat that the reader waits for, looks at or could not have; zero: the list alone.
func (m *Model) onScreen() api.ID {
	switch {
	case m.request.pending() || !m.chat.held && !m.inList:
		return m.request.ticket.id
	case m.inList && sideWidth(m.width, m.listed) == 0:
		return api.ID{}
	}
	return m.chat.value.ID
}

// showListAgain reads the list; the focus stays where it is if a chat is being opened.
func (m *Model) showListAgain() tea.Cmd {
	if !m.request.pending() {
		m.listed, m.inList = true, true
	}
	return m.readList()
}

// forget leaves all that was fetched through the phone before. Focus, filter and order stay.
func (m *Model) forget() {
	m.request.end()
	m.listing.stop()
	for _, v := range m.visits {
		v.messages.stop()
	}
	m.overlay, m.prompt, m.unopened = nil, nil, ""
	clear(m.names)
	v := m.newVisit()
	v.focus, v.reading = m.focus, m.reading
	m.visit, m.visits, m.visited = v, []*visit{v}, 0
	m.listing = listing{reading: reading[api.Chat]{ticket: m.listing.ticket}} // no word on the former list is taken for one on the next
	former := m.list
	m.list = newListPane(m.set, &m.keys, m.options.Me, m.options.Now)
	m.list.list.Sort(former.list.Order())
	m.list.Search(former.Searching())
	m.rate = api.Rate{}
}

// phoneEmpty says why nothing is there while no phone is chosen.
func (m *Model) phoneEmpty() safetext.Text {
	if m.phones.pending() {
		return safetext.Own("asking for the organisation's phones …")
	}
	return advised(safetext.Own("no phone is chosen to look through"), hint{m.keys.Refresh, "asks again"})
}
