// Package ui is the viewer: a Bubble Tea model that draws a chat's panes, the chat list and the message history, and fetches
// on a key press.
//
// Data flows one way: a key reaches the root model, which turns it into a command; the command asks the API and returns a
// message; the root gives the message's data to the panes; the panes make the frame. Panes never talk to each other, and
// only commands do input or output. The package must not hold a string of the API: what it draws is safetext.Text.
package ui

import (
	"cmp"
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
	GetChats(ctx context.Context, q api.ListQuery) (api.Answer[api.Page[api.Chat]], error)
	GetMessages(ctx context.Context, id api.ID, q api.ListQuery) (api.Answer[api.Page[api.Message]], error)
	GetNotes(ctx context.Context, id api.ID, q api.ListQuery) (api.Answer[api.Page[api.Message]], error)
	GetPhones(ctx context.Context) (api.Answer[[]api.Phone], error)
}

// Clipboard sends text to the reader's clipboard, and says by which way. It must be safe for concurrent use.
type Clipboard interface {
	Copy(ctx context.Context, text string) (way safetext.Text, err error)
}

// Options configure the viewer.
type Options struct {
	Client      Client
	Clipboard   Clipboard        // nil: there is none
	Start       api.ID           // the chat to open first; zero: the chat list
	Zone        *time.Location   // of all times on the screen
	Now         func() time.Time // nil: time.Now
	Theme       styles.Theme
	Charset     styles.Charset
	Terminal    styles.Terminal   // what the terminal lacks; zero: nothing
	CharsetHint safetext.Text     // said once at the start, e.g. why the screen is ASCII; zero: nothing
	Color       bool              // false: as the mono theme
	Me          string            // the reader's address, for the filter's assigned:me; "": not known
	Labels      map[string]string // the user's names for labels, by id
	Properties  map[string]string // the user's names for custom properties, by id
	Privacy     bool              // numbers and what people wrote are hidden from the start
	Watch       time.Duration     // from one refresh of the watch to the next; less than 15 s: 30 s
	Demo        bool              // the status line says so
	Keys        *KeyMap           // nil: the usual ones
	Phone       string            // the organisation's phone that the client looks through; "": none is chosen yet
	Flags       []string          // that a command line needs to mean the same account: "--profile", "work"

	// UsePhone makes a client that looks through another phone. Nil: there is none to choose, and the client has its phone.
	UsePhone func(phone string) (Client, error)
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
	zoom          bool
	overlay       *overlay
	prompt        *prompt
	notice        notice
	hint          safetext.Text // to be said once something is there
	unopened      string        // what was typed for a chat that could not be opened while another prompt stood open
	footer        []footerLine
	private       bool

	list    *listPane
	listing listing
	listed  bool // the list was asked for
	inList  bool // it has the focus

	*visit       // the chat on the screen
	visits       []*visit
	visited      int // the place of visit among them
	conversation *present.Conversation
	names        map[api.ID]safetext.Text // of the chats that were open, and of their members

	request request
	phones  phones
	rate    api.Rate
	watch   watch

	pen   pen
	rows  []segment // of the row that is being joined
	parts []part
}

// part is what stands somewhere in the body of the screen.
type part struct {
	place place
	rows  []segment
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
	m := &Model{options: o, set: styles.NewFor(o.Terminal, theme, o.Charset), keys: *cmp.Or(o.Keys, new(DefaultKeyMap())), private: o.Privacy, names: map[api.ID]safetext.Text{}}
	m.ctx, m.stop = context.WithCancel(context.Background())
	m.pen.set = m.set
	m.visit = m.newVisit()
	m.visits = []*visit{m.visit}
	m.list = newListPane(m.set, &m.keys, o.Me, o.Now)
	if !o.Start.Valid() {
		m.listed, m.inList = true, true
	}
	m.phones.chosen = o.Phone
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
	cmd := m.handle(msg)
	m.arrange()
	return m, cmd
}

func (m *Model) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		m.age()
		if !m.started {
			m.started = true
			return tea.Tick(firstFrame, func(time.Time) tea.Msg { return startMsg{} })
		}
		m.pauseList()
	case startMsg:
		return m.start()
	case chatMsg:
		return m.receive(msg)
	case pageMsg:
		return m.receivePage(msg)
	case throughMsg:
		if msg.era == m.phones.era {
			return m.handle(msg.msg)
		}
	case peekMsg:
		m.receivePeek(msg)
	case messagesMsg:
		return m.receiveMessages(msg)
	case newestMsg:
		m.receiveNewest(msg)
	case notesMsg:
		m.receiveNotes(msg)
	case newsMsg:
		m.hear(msg.msg)
		return listen(msg.more)
	case phonesMsg:
		return m.receivePhones(msg)
	case watchMsg:
		return m.watched(msg)
	case copiedMsg:
		m.copied(msg)
	case treeMsg:
		m.receiveTree(msg)
	case tea.KeyMsg:
		return tea.Batch(m.handleKeys(msg), m.stir())
	}
	return nil
}

// start opens the first chat or the list, unless the reader has asked for a chat by now.
func (m *Model) start() tea.Cmd {
	switch {
	case m.request.pending() || m.listing.pending() || m.phones.pending():
		return nil
	case !m.options.Start.Valid():
		return m.readList()
	}
	return m.open(m.options.Start, m.options.Start.String())
}

// active is the pane that the keys go to.
func (m *Model) active() pane {
	switch {
	case m.overlay != nil:
		return m.overlay.pane
	case m.inList:
		return m.list
	case m.visit.reading:
		return m.history
	}
	return m.panes[m.focus]
}

// overlayPlace is where an overlay stands. It is zoomed with the panes.
func (m *Model) overlayPlace() place {
	if m.zoom {
		return place{m.layout.body, bare}
	}
	return place{m.layout.body, framed}
}

// arrange lays the screen out for what is to be shown now.
func (m *Model) arrange() {
	if !m.chat.held {
		m.panes[paneChat].section.Empty = m.emptyText()
	}
	m.list.Show(listState{open: m.chat.value.ID, private: m.private, status: m.listStatus(), empty: m.listEmpty()})
	m.footer = m.footerLines()
	show := shown{list: m.listed, inList: m.inList, history: m.visit.reading, focus: m.focus, zoom: m.zoom}
	width := m.width - sideWidth(m.width, m.listed && !m.zoom)
	var want [paneCount]int
	for i, p := range m.panes {
		want[i] = p.Want(paneWidth(width, paneIndex(i)))
	}
	m.layout = layoutFor(m.width, m.height, len(m.footer), want, show)
	active := m.active()
	for i, p := range m.panes {
		p.Place(m.layout.panes[i], active == pane(p))
	}
	m.list.Place(m.layout.list, active == pane(m.list))
	m.history.Place(m.layout.history, active == pane(m.history))
	if m.overlay != nil {
		m.overlay.pane.Place(m.overlayPlace(), true)
	}
}
