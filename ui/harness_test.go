package ui

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/vt"
	"github.com/google/go-cmp/cmp"

	"chatlens/api"
	"chatlens/styles"
)

var update = flag.Bool("update", false, "write the golden frames anew; read them before you commit them")

// clock is the time of all frames in these tests.
var clock = time.Date(2026, 11, 23, 14, 2, 11, 0, time.UTC)

// kolkata is a zone without daylight saving, so that no golden depends on the zone database.
func kolkata() *time.Location { return time.FixedZone("IST", 5*3600+1800) }

// asked is one request that the viewer made, and the means to answer it.
type asked struct {
	kind   string // "chat", "chats", "messages", "notes" or "phones"
	id     api.ID
	query  api.Query
	list   api.ListQuery
	ctx    context.Context
	answer chan result
}

type result struct {
	answer   api.Answer[api.Chat]
	chats    api.Answer[api.Page[api.Chat]]
	messages api.Answer[api.Page[api.Message]]
	phones   api.Answer[[]api.Phone]
	err      error
}

// fakeAPI holds every request until the test answers it, in whatever order.
type fakeAPI struct {
	asked  chan asked
	phones bool // requests for them are held, too; else they are refused
}

func (f *fakeAPI) GetPhones(ctx context.Context) (api.Answer[[]api.Phone], error) {
	if !f.phones {
		return api.Answer[[]api.Phone]{}, errors.New("no phones here")
	}
	r := f.ask(asked{kind: "phones", ctx: ctx})
	return r.phones, r.err
}

func (f *fakeAPI) ask(a asked) result {
	a.answer = make(chan result, 1)
	f.asked <- a
	select {
	case r := <-a.answer:
		return r
	case <-a.ctx.Done():
		return result{err: a.ctx.Err()}
	}
}

func (f *fakeAPI) GetChat(ctx context.Context, id api.ID, q api.Query) (api.Answer[api.Chat], error) {
	r := f.ask(asked{kind: "chat", id: id, query: q, ctx: ctx})
	return r.answer, r.err
}

func (f *fakeAPI) GetChats(ctx context.Context, q api.ListQuery) (api.Answer[api.Page[api.Chat]], error) {
	r := f.ask(asked{kind: "chats", list: q, ctx: ctx})
	return r.chats, r.err
}

func (f *fakeAPI) GetMessages(ctx context.Context, id api.ID, q api.ListQuery) (api.Answer[api.Page[api.Message]], error) {
	r := f.ask(asked{kind: "messages", id: id, list: q, ctx: ctx})
	return r.messages, r.err
}

func (f *fakeAPI) GetNotes(ctx context.Context, id api.ID, q api.ListQuery) (api.Answer[api.Page[api.Message]], error) {
	r := f.ask(asked{kind: "notes", id: id, list: q, ctx: ctx})
	return r.messages, r.err
}

// viewer drives a model as the Bubble Tea runtime does, but in the open: commands run in the background, and their messages
// wait until the test lets them in.
type viewer struct {
	t       *testing.T
	model   *Model
	api     *fakeAPI
	msgs    chan tea.Msg
	running atomic.Int64 // commands whose message is not there yet
	quit    bool
	suspend bool
	width   int
	height  int
	time    sync.Mutex // guards now
	now     time.Time
	held    []asked // requests that were made and are not answered
}

func defaults() Options {
	return Options{
		Zone: kolkata(), Color: true, Theme: styles.Dark,
		Labels:     map[string]string{"label-xbitdvipqshahdcu": "VIP"},
		Properties: map[string]string{"property-tlkudzxmhjkgoktm": "Greeting"},
	}
}

// start opens the viewer at a size and draws the first frame.
func start(t *testing.T, o Options, width, height int) *viewer {
	t.Helper()
	client := &fakeAPI{asked: make(chan asked, 64), phones: o.UsePhone != nil}
	o.Client = client
	v := begin(t, o, width, height)
	v.api = client
	v.settle()
	return v
}

// begin makes a viewer with the client of its options, at a size.
func begin(t *testing.T, o Options, width, height int) *viewer {
	t.Helper()
	v := &viewer{t: t, msgs: make(chan tea.Msg, 64), now: clock}
	o.Now = v.clock
	v.model = New(o)
	t.Cleanup(v.model.Close)
	v.do(v.model.Init())
	v.resize(width, height)
	return v
}

// clock is the viewer's time, which commands ask for, too.
func (v *viewer) clock() time.Time {
	v.time.Lock()
	defer v.time.Unlock()
	return v.now
}

// pass lets time go by.
func (v *viewer) pass(d time.Duration) {
	v.time.Lock()
	defer v.time.Unlock()
	v.now = v.now.Add(d)
}

func (v *viewer) do(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	v.running.Add(1)
	go func() {
		v.msgs <- cmd()
		v.running.Add(-1)
	}()
}

// send gives the model a message and starts the command that it answers with.
func (v *viewer) send(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
		return
	case tea.BatchMsg:
		for _, cmd := range msg {
			v.do(cmd)
		}
		return
	case tea.QuitMsg:
		v.quit = true
		return
	case tea.SuspendMsg:
		v.suspend = true
		return
	}
	_, cmd := v.model.Update(msg)
	v.do(cmd)
}

// next lets one message in; there must be one on its way.
func (v *viewer) next() tea.Msg {
	v.t.Helper()
	select {
	case msg := <-v.msgs:
		v.send(msg)
		return msg
	case <-time.After(10 * time.Second):
		v.t.Fatal("no message came")
		return nil
	}
}

// settle lets the first request be asked, where one is due.
func (v *viewer) settle() {
	v.t.Helper()
	for {
		if _, ok := v.next().(startMsg); ok {
			return
		}
	}
}

func (v *viewer) resize(width, height int) {
	v.width, v.height = width, height
	v.send(tea.WindowSizeMsg{Width: width, Height: height})
}

// request waits for the viewer to ask for a chat.
func (v *viewer) request() asked {
	v.t.Helper()
	return v.requestOf("chat")
}

// requestOf waits for the viewer to ask for something of a kind. Other requests wait for their own turn.
func (v *viewer) requestOf(kind string) asked {
	v.t.Helper()
	for i, a := range v.held {
		if a.kind == kind {
			v.held = slices.Delete(v.held, i, i+1)
			return a
		}
	}
	for {
		select {
		case a := <-v.api.asked:
			if a.kind == kind {
				return a
			}
			v.held = append(v.held, a)
		case msg := <-v.msgs:
			v.send(msg)
		case <-time.After(10 * time.Second):
			v.t.Fatalf("the viewer asked for no %s", kind)
		}
	}
}

// idle fails the test if a request is waiting.
func (v *viewer) idle() {
	v.t.Helper()
	for _, a := range v.held {
		v.t.Fatalf("the viewer asked for %s %v", a.kind, a.id)
	}
	select {
	case a := <-v.api.asked:
		v.t.Fatalf("the viewer asked for %s %v", a.kind, a.id)
	default:
	}
}

// reply answers a request for a chat and lets the answer in.
func (v *viewer) reply(a asked, answer api.Answer[api.Chat], err error) {
	v.t.Helper()
	v.give(a, result{answer: answer, err: err})
}

// give answers a request and lets the answer in.
func (v *viewer) give(a asked, r result) {
	v.t.Helper()
	a.answer <- r
	for {
		// The answer to a request that was cancelled before may come first.
		var err error
		kind := ""
		msg := v.next()
		if through, ok := msg.(throughMsg); ok {
			msg = through.msg
		}
		switch msg := msg.(type) {
		case chatMsg:
			kind, err = "chat", msg.err
		case pageMsg:
			kind, err = "chats", msg.err
		case peekMsg:
			kind, err = "chats", msg.err
		case messagesMsg:
			kind, err = "messages", msg.err
		case newestMsg:
			kind, err = "messages", msg.err
		case notesMsg:
			kind, err = "notes", msg.err
		case phonesMsg:
			kind, err = "phones", msg.err
		}
		if kind == a.kind && !errors.Is(err, context.Canceled) {
			return
		}
	}
}

// load answers the next request with a chat.
func (v *viewer) load(c api.Chat) {
	v.t.Helper()
	v.reply(v.request(), answerOf(c), nil)
}

func known(n int) api.Int { return api.Int{N: int64(n), Known: true} }

func rate() api.Rate { return api.Rate{Limit: known(100), Remaining: known(97)} }

func answerOf(c api.Chat) api.Answer[api.Chat] {
	raw := fmt.Appendf(nil, `{"chat_id":%q,"latest_message":{"body":"You have been invited"}}`, c.ID.String())
	return api.Answer[api.Chat]{Value: c, Raw: raw, ETag: `"1"`, At: clock, Rate: rate()}
}

// keys types named keys and characters: "tab", "enter", "esc", "ctrl+d" …; anything else is typed as it is.
func (v *viewer) keys(names ...string) {
	v.t.Helper()
	for _, name := range names {
		v.send(keyMsg(name))
	}
}

func keyMsg(name string) tea.KeyMsg {
	named := map[string]tea.KeyType{
		"tab": tea.KeyTab, "shift+tab": tea.KeyShiftTab, "enter": tea.KeyEnter, "esc": tea.KeyEscape, "down": tea.KeyDown,
		"up": tea.KeyUp, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "home": tea.KeyHome, "end": tea.KeyEnd,
		"ctrl+d": tea.KeyCtrlD, "ctrl+u": tea.KeyCtrlU, "ctrl+c": tea.KeyCtrlC, "ctrl+z": tea.KeyCtrlZ, "left": tea.KeyLeft, "ctrl+n": tea.KeyCtrlN, "ctrl+p": tea.KeyCtrlP, "backspace": tea.KeyBackspace,
	}
	if t, ok := named[name]; ok {
		return tea.KeyMsg{Type: t}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// screen draws the frame on a terminal of the viewer's size and returns its rows.
func (v *viewer) screen() string { return drawn(v.model.View(), v.width, v.height) }

// drawn is what a terminal shows of a frame, drawn over rubbish so that nothing relies on what was there before.
func drawn(frame string, width, height int) string {
	term := vt.NewEmulator(width, height)
	defer term.Close()
	rubbish := strings.TrimSuffix(strings.Repeat(strings.Repeat("#", width)+"\r\n", height), "\r\n")
	_, _ = term.WriteString("\x1b[?7l" + rubbish + "\x1b[H" + strings.ReplaceAll(frame, "\n", "\r\n"))
	var b strings.Builder
	for y := range height {
		var row strings.Builder
		for x := range width {
			switch c := term.CellAt(x, y); {
			case c == nil || c.Content == "" && c.Width != 0:
				row.WriteByte(' ')
			default:
				row.WriteString(c.Content)
			}
		}
		b.WriteString(strings.TrimRight(row.String(), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// shows fails the test unless all texts stand on the screen.
func (v *viewer) shows(texts ...string) {
	v.t.Helper()
	screen, missing := v.screen(), []string(nil)
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			missing = append(missing, text)
		}
	}
	if missing != nil {
		v.t.Errorf("the screen does not show %q:\n%s", missing, screen)
	}
}

// hides fails the test if one of the texts stands on the screen.
func (v *viewer) hides(texts ...string) {
	v.t.Helper()
	screen := v.screen()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			v.t.Errorf("the screen shows %q:\n%s", text, screen)
		}
	}
}

// golden compares the screen with testdata/golden/NAME.txt at the top of the project.
func (v *viewer) golden(name string) {
	v.t.Helper()
	file := filepath.Join("..", "testdata", "golden", name+".txt")
	got := v.screen()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			v.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		v.t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		v.t.Errorf("the frame differs from %s (-want +got):\n%s", file, diff)
	}
}

// documented is the chat of the API's documentation.
func documented(t testing.TB) api.Chat {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "testdata", "fixtures", "chat_user.json"))
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, b)
}

func decode(t testing.TB, b []byte) api.Chat {
	t.Helper()
	var c api.Chat
	if err := c.UnmarshalJSON(b); err != nil {
		t.Fatal(err)
	}
	return c
}

func mustID(t testing.TB, s string) api.ID {
	t.Helper()
	id, err := api.ParseID(s)
	if err != nil {
		t.Fatal(err)
	}
	return id
}
