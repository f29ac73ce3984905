// Package ui is the viewer: a Bubble Tea model that draws a chat's panes and fetches on a key press.
//
// Data flows one way: a key reaches the root model, which turns it into a command; the command asks the API and returns a
// message; the root gives the message's data to the panes; the panes make the frame. Panes never talk to each other, and
// only commands do input or output. The package must not hold a string of the API: what it draws is safetext.Text.
package ui

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// Client is what the viewer needs of the API. It must be safe for concurrent use.
type Client interface {
	GetChat(ctx context.Context, id api.ID, q api.Query) (api.Answer[api.Chat], error)
}

// Options configure the viewer.
type Options struct {
	Client      Client
	Start       api.ID           // the chat to open first; zero: the open prompt
	Zone        *time.Location   // of all times on the screen
	Now         func() time.Time // nil: time.Now
	Theme       styles.Theme
	Charset     styles.Charset
	CharsetHint safetext.Text     // said once at the start, e.g. why the screen is ASCII; zero: nothing
	Color       bool              // false: as the mono theme
	Labels      map[string]string // the user's names for labels, by id
	Properties  map[string]string // the user's names for custom properties, by id
	Demo        bool              // the status line says so
}

// Model is the root: it owns requests, layout and focus. It implements tea.Model.
type Model struct {
	options Options
	set     *styles.Set
	keys    KeyMap
	ctx     context.Context
	stop    context.CancelFunc

	width, height int
	started       bool
	layout        screen
	panes         [paneCount]*sectionPane
	focus         paneIndex
	zoom          bool
	overlay       *overlay
	prompt        *prompt
	notice        notice
	hint          safetext.Text // to be said once a chat is there
	unopened      string        // what was typed for a chat that could not be opened while another prompt stood open
	footer        []footerLine

	request request
	chat    loadedChat
	sort    present.MemberSort

	pen  pen
	rows []segment // of the row that is being joined
	view [paneCount][]segment
}

// loadedChat is the chat on the screen. What was fetched stays until something newer is there.
type loadedChat struct {
	held   bool
	value  api.Chat
	etag   string
	at     time.Time
	rate   api.Rate
	stale  bool // the last refresh failed
	name   safetext.Text
	kind   safetext.Text
	state  safetext.Text
	minute time.Time // for which the relative times in the panes were computed
}

// firstFrame is how long the first request waits: two frames of Bubble Tea's renderer, which writes when its ticker says so.
const firstFrame = 17 * time.Millisecond

// New makes the viewer. It asks for nothing until the first frame was drawn.
func New(o Options) *Model {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	theme := o.Theme
	if !o.Color {
		theme = styles.Mono
	}
	m := &Model{options: o, set: styles.New(theme, o.Charset), keys: DefaultKeyMap()}
	m.ctx, m.stop = context.WithCancel(context.Background())
	m.pen.set = m.set
	for i := range m.panes {
		m.panes[i] = newSectionPane(int(i)+1, m.set, &m.keys)
	}
	m.panes[paneMembers].filters = true
	m.blankPanes()
	if !o.Start.Valid() {
		m.ask("") // at once: keys may be waiting already
	}
	m.hint = o.CharsetHint
	m.notice = notice{text: m.hint}
	return m
}

// Close cancels what is under way.
func (m *Model) Close() { m.stop() }

// Init implements tea.Model. The first request waits for the first frame.
func (m *Model) Init() tea.Cmd { return nil }

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		m.age()
		if !m.started {
			m.started = true
			cmd = tea.Tick(firstFrame, func(time.Time) tea.Msg { return startMsg{} })
		}
	case startMsg:
		cmd = m.start()
	case chatMsg:
		m.receive(msg)
	case retryMsg:
		cmd = m.retrying(msg)
	case tea.KeyMsg:
		cmd = m.handleKeys(msg)
	}
	m.arrange()
	return m, cmd
}

// start opens the first chat, unless the reader has asked for another one by now.
func (m *Model) start() tea.Cmd {
	if !m.options.Start.Valid() || m.request.pending() {
		return nil
	}
	return m.open(m.options.Start, m.options.Start.String())
}

// open asks for a chat; the one on the screen stays until the answer is there.
func (m *Model) open(id api.ID, typed string) tea.Cmd {
	m.notice, m.unopened = notice{}, ""
	return m.request.begin(m.ctx, m.options.Client, request{ticket: ticket{id: id}, typed: typed}, "")
}

// refresh asks again for what is being opened, else for the chat on the screen.
func (m *Model) refresh() tea.Cmd {
	asked := m.request.ticket.id
	switch {
	case m.chat.held && (!m.request.pending() || m.request.refresh):
		m.notice = notice{}
		return m.request.begin(m.ctx, m.options.Client, request{ticket: ticket{id: m.chat.value.ID}, refresh: true}, m.chat.etag)
	case asked.Valid():
		return m.open(asked, m.request.typed)
	}
	m.ask("")
	return nil
}

// refreshing reports whether the chat on the screen is being asked for again.
func (m *Model) refreshing() bool { return m.request.pending() && m.request.refresh }

// receive takes an answer. One with an old ticket is for something that nobody waits for any more.
func (m *Model) receive(msg chatMsg) {
	if msg.ticket != m.request.ticket || !m.request.pending() {
		return
	}
	m.request.end()
	if msg.err != nil {
		m.failed(msg.err, m.request)
		return
	}
	m.notice, m.hint = notice{text: m.hint, passing: true}, safetext.Text{}
	m.chat.at, m.chat.rate, m.chat.stale = msg.answer.At, msg.answer.Rate, false
	if msg.answer.NotModified {
		m.age()
		return
	}
	same := m.chat.held && msg.answer.Value.ID == m.chat.value.ID
	m.chat.held, m.chat.value, m.chat.etag = true, msg.answer.Value, msg.answer.ETag
	if !same {
		m.reset()
	}
	m.present()
}

// reset brings the panes to where a chat is first seen: every cursor at the top, no search. Focus and zoom stay, for the
// agent who goes from chat to chat to read the same pane of each.
func (m *Model) reset() {
	m.overlay = nil
	if m.prompt != nil && m.prompt.kind == promptSearch {
		m.prompt = nil
	}
	for _, p := range m.panes {
		p.forget()
	}
}

// retrying says that the request is sent again, and listens on.
func (m *Model) retrying(msg retryMsg) tea.Cmd {
	if msg.ticket == m.request.ticket && m.request.pending() {
		m.request.retry = &msg.retry
	}
	return listen(msg.more)
}

// present makes the panes' sections anew from the chat.
func (m *Model) present() {
	now := m.options.Now()
	m.chat.minute = now.Truncate(time.Minute)
	d := present.Chat(&m.chat.value, m.presentOptions(now))
	if m.set.Glyphs.ASCII {
		d = d.ASCII()
	}
	m.chat.name, m.chat.kind, m.chat.state = d.Name, d.Kind, d.State
	m.panes[paneChat].Set(d.Chat)
	m.panes[paneMembers].Set(d.Members)
	m.panes[paneLabels].Set(d.Labels)
	m.panes[paneLatest].Set(d.Latest)
}

// sortMembers shows the members in the next order.
func (m *Model) sortMembers() {
	m.sort = m.sort.Next()
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
	if m.sort == present.ByRole {
		return safetext.Text{}
	}
	return m.sort.Text()
}

func (m *Model) presentOptions(now time.Time) present.Options {
	o := present.Options{
		Now: now, Zone: m.options.Zone, Labels: m.options.Labels, Properties: m.options.Properties, Sort: m.sort,
		Glyphs: present.UTF8(),
	}
	if m.set.Glyphs.ASCII {
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

// blankPanes names the panes before the first chat is there.
func (m *Model) blankPanes() {
	for i, name := range [paneCount]safetext.Text{
		safetext.Own("Chat"), safetext.Own("Members"), safetext.Own("Labels"), safetext.Own("Latest message"),
	} {
		m.panes[i].Set(present.Section{Name: name, Title: name})
	}
}

// emptyText says why there is no chat on the screen.
func (m *Model) emptyText() safetext.Text {
	if m.request.pending() {
		return safetext.Format("opening %s …", m.request.ticket.id.Text())
	}
	return safetext.Own("no chat is open")
}

// arrange lays the screen out for what is to be shown now.
func (m *Model) arrange() {
	if !m.chat.held {
		m.panes[paneChat].section.Empty = m.emptyText()
	}
	m.footer = m.footerLines()
	var want [paneCount]int
	for i, p := range m.panes {
		want[i] = p.Want(paneWidth(m.width, paneIndex(i)))
	}
	m.layout = layoutFor(m.width, m.height, len(m.footer), want, m.focus, m.zoom)
	for i, p := range m.panes {
		p.Place(m.layout.panes[i], m.overlay == nil && paneIndex(i) == m.focus)
	}
	if m.overlay != nil {
		m.overlay.pane.Place(place{m.layout.body, framed}, true)
	}
}
