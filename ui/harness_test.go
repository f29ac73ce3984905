package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
	"chatlens/styles"
)

// clock is the time of all frames in these tests.
var clock = time.Date(2026, 11, 23, 14, 2, 11, 0, time.UTC)

// kolkata is a zone without daylight saving, so that no golden depends on the zone database.
func kolkata() *time.Location { return time.FixedZone("IST", 5*3600+1800) }

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
