package ui

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// reader drives a history's pane as the viewer does.
type reader struct {
	t     testing.TB
	pane  *historyPane
	chat  api.Chat
	last  event
	state historyState
	width int
	rows  int
}

// read makes a pane of a size, with the focus, that shows messages.
func read(t testing.TB, width, height int, messages ...api.Message) *reader {
	t.Helper()
	r := &reader{t: t, width: width, rows: height}
	r.use(styles.New(styles.Dark, styles.UTF8))
	r.pane.Add(messages, false)
	return r
}

func (r *reader) use(set *styles.Set) {
	keys := DefaultKeyMap()
	r.pane = newHistoryPane(set, &keys)
	r.name("Ravi")
	r.state = historyState{empty: safetext.Own("no message yet")}
	r.converse(false)
	r.resize(r.width, r.rows)
}

// name gives a name to the writer of [said].
func (r *reader) name(name string) {
	r.chat = decode(r.t, []byte(`{"chat_id":"120363329861739657@g.us","chat_name":"Orders","chat_type":"group","org_phone":"919900000000@c.us","members":{
		"919811000001@c.us":{"contact_name":"`+name+`","contact_color":"#40c0c0"},"919811000002@c.us":{"contact_name":"Meera","contact_color":"#e0a000"},
		"919900000000@c.us":{"contact_name":"Support","is_internal":true}}}`))
}

func (r *reader) converse(private bool) {
	o := present.Options{Zone: kolkata(), Now: clock, Private: private, Quoted: r.pane.Find}
	r.pane.Show(present.NewConversation(&r.chat, o), r.state)
}

func (r *reader) show(s historyState) {
	r.state = s
	r.pane.Show(r.pane.conversation, s)
}

func (r *reader) resize(width, height int) {
	r.width, r.rows = width, height
	r.pane.Place(place{rect{0, 0, width, height}, framed}, true)
}

func (r *reader) zoom() { r.pane.Place(place{rect{0, 0, r.width, r.rows}, bare}, true) }

func (r *reader) keys(names ...string) {
	r.t.Helper()
	for _, name := range names {
		e, handled := r.pane.Update(stroke(keyMsg(name).String()))
		if !handled {
			r.t.Fatalf("the pane has no use for %q", name)
		}
		r.last = e
	}
}

// frame is what the pane gives to Bubble Tea.
func (r *reader) frame() string {
	var b strings.Builder
	for i, s := range r.pane.View() {
		if i > 0 {
			b.WriteByte('\n')
		}
		joinSegments(&b, s)
	}
	return b.String()
}

func (r *reader) screen() string { return drawn(r.frame(), r.width, r.rows) }

func (r *reader) lines() []string { return strings.Split(strings.TrimSuffix(r.screen(), "\n"), "\n") }

// at is the screen's row that says something; there must be one such row.
func (r *reader) at(text string) int {
	r.t.Helper()
	at := slices.IndexFunc(r.lines(), func(line string) bool { return strings.Contains(line, text) })
	if at < 0 {
		r.t.Fatalf("%q is not on the screen:\n%s", text, r.screen())
	}
	return at
}

func (r *reader) shows(texts ...string) {
	r.t.Helper()
	for _, text := range texts {
		if screen := r.screen(); !strings.Contains(screen, text) {
			r.t.Errorf("the screen does not show %q:\n%s", text, screen)
		}
	}
}

func (r *reader) hides(texts ...string) {
	r.t.Helper()
	for _, text := range texts {
		if screen := r.screen(); strings.Contains(screen, text) {
			r.t.Errorf("the screen shows %q:\n%s", text, screen)
		}
	}
}

func (r *reader) on(id string) {
	r.t.Helper()
	at := "nothing"
	if m := r.pane.Current(); m != nil {
		at = m.ID.String()
	}
	if at != id {
		r.t.Errorf("the cursor is on %s, not on %s:\n%s", at, id, r.screen())
	}
}

// message makes a message from the API's names for its fields.
func message(t testing.TB, fields map[string]any) api.Message {
	t.Helper()
	b, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	var m api.Message
	if err := m.UnmarshalJSON(b); err != nil {
		t.Fatal(err)
	}
	return m
}

// said is a plain message of Ravi's, so many minutes after noon.
func said(t testing.TB, id string, minute int, body string) api.Message {
	t.Helper()
	return message(t, map[string]any{
		"message_id": id, "message_type": "chat", "body": body, "from_me": false, "sender_phone": "919811000001@c.us", "author": "919811000001@c.us",
		"timestamp": noon(minute),
	})
}

func noon(minute int) string {
	return time.Date(2026, 11, 23, 6, 30, 0, 0, time.UTC).Add(time.Duration(minute) * time.Minute).Format(time.RFC3339)
}

// talk is the messages m<from> to m<to>, ten minutes apart, newest first as the API gives them.
func talk(t testing.TB, from, to int) []api.Message {
	t.Helper()
	var messages []api.Message
	for i := to; i >= from; i-- {
		messages = append(messages, said(t, fmt.Sprintf("m%d", i), i*10, fmt.Sprintf("words of message %d.", i)))
	}
	return messages
}

func TestTheNewestMessageStandsAtTheBottom(t *testing.T) {
	r := read(t, 80, 20, talk(t, 1, 40)...)
	lines := r.lines()
	if !strings.Contains(lines[18], "words of message 40.") {
		t.Errorf("the last row is %q:\n%s", lines[18], r.screen())
	}
	r.on("m40")
	r.shows("32-40 of 40")
	r.hides("message 31.")
}

func TestNewAndChangedMessagesAreMarkedUntilTheCursorWasThere(t *testing.T) {
	r := read(t, 80, 20, talk(t, 1, 8)...)
	r.keys("k", "k", "k")
	edited := said(t, "m3", 30, "quite other words.")
	r.pane.Add(append(talk(t, 7, 9), edited), true)
	marked := func() (rows []string) {
		for _, line := range r.lines() {
			if strings.HasPrefix(line, "│•") {
				rows = append(rows, line)
			}
		}
		return rows
	}
	if got := marked(); len(got) != 2 {
		t.Errorf("marked are %q, not the changed and the new one:\n%s", got, r.screen())
	}
	r.shows("quite other words.")
	r.keys("G")
	if got := marked(); len(got) != 1 {
		t.Errorf("after a look at the newest marked are %q", got)
	}
	r.keys("g", "j", "j", "j")
	if got := marked(); len(got) != 0 {
		t.Errorf("after a look at both marked are %q", got)
	}
}

func TestOlderOnesAreAskedForAtTheTop(t *testing.T) {
	r := read(t, 80, 20, talk(t, 1, 40)...)
	r.keys("k")
	if r.last != nil {
		t.Errorf("far from the top it asks for %v", r.last)
	}
	for _, key := range []string{"g", "k", "pgup", "ctrl+u"} {
		r.keys(key)
		if _, ok := r.last.(wantOlder); !ok {
			t.Errorf("%s at the top asks for %v", key, r.last)
		}
	}
	r.keys("j")
	if r.last != nil {
		t.Errorf("on the way down it asks for %v", r.last)
	}
	r.show(historyState{complete: true})
	r.keys("g")
	if r.last != nil {
		t.Errorf("at the very beginning it asks for %v", r.last)
	}
}

func TestDaysAndHeads(t *testing.T) {
	ours := func(id string, minute int, body, ack string) api.Message {
		return message(t, map[string]any{
			"message_id": id, "message_type": "chat", "body": body, "from_me": true, "sender_phone": "919900000000@c.us", "ack": ack,
			"performed_by": "bharat@example.com", "timestamp": noon(minute),
		})
	}
	note := message(t, map[string]any{
		"message_id": "note", "body": "Ask the depot first.", "is_private_note": true, "performed_by": "asha@example.com", "timestamp": noon(13),
	})
	r := read(t, 80, 24, said(t, "a", -1441, "Yesterday's."), said(t, "b", 0, "First."), said(t, "c", 3, "Second."), said(t, "d", 9, "Third."),
		ours("e", 10, "Ours.", "5"), ours("f", 11, "Ours again.", "5"), ours("g", 12, strings.Repeat("long words of ours ", 8), "1"), note)
	if sunday, monday := r.at("── Sunday, 22 Nov 2026 ──"), r.at("── Monday, 23 Nov 2026 ──"); monday != sunday+3 {
		t.Errorf("the days stand in rows %d and %d", sunday, monday)
	}
	if r.at("12:00  Ravi")+2 != r.at("12:03  ▏ Second.") {
		t.Error("a message soon after does not stand on one line with its time")
	}
	if r.at("12:09  Ravi")+1 != r.at("▏ Third.") {
		t.Error("a message six minutes later has no head")
	}
	lines := r.lines()
	for _, head := range []string{"12:10  us", "12:11  ▏ Ours again."} {
		if line := lines[r.at(head)]; !strings.HasSuffix(line, "read │") {
			t.Errorf("no receipt at the right edge: %q", line)
		}
	}
	r.shows("private note")
	if n := strings.Count(r.screen(), "private note"); n != 1 {
		t.Errorf("private note is said %d times", n)
	}
	r.pane.GoTo(safetext.Own("e"))
	r.on("e")
	if m, ok := r.pane.Find(safetext.Own("c")); !ok || m.Body.String() != "Second." || r.pane.GoTo(safetext.Own("none")) {
		t.Error("messages are not found by id")
	}
	r.keys("enter")
	if e, ok := r.last.(showMessage); !ok || e.message.ID.String() != "e" {
		t.Errorf("enter is %v", r.last)
	}
}

func TestWritersAreSetApartInWordsAndColours(t *testing.T) {
	ours := message(t, map[string]any{"message_id": "b", "message_type": "chat", "body": "Ours.", "from_me": true, "timestamp": noon(2)})
	for _, theme := range []styles.Theme{styles.Dark, styles.Light, styles.Mono} {
		set := styles.New(theme, styles.UTF8)
		r := &reader{t: t, width: 60, rows: 12}
		r.use(set)
		meera := said(t, "d", 4, "Mine.")
		meera.Author, meera.SenderPhone = mustID(t, "919811000002@c.us"), mustID(t, "919811000002@c.us")
		r.pane.Add([]api.Message{meera, said(t, "c", 3, "The end."), ours, said(t, "a", 1, "Theirs.")}, false)
		r.shows("12:01  Ravi", "12:02  us", "12:04  Meera")
		color := set.OpenContact("#40c0c0")
		if color == "" {
			color = set.Open(styles.Name)
		}
		if !strings.Contains(r.frame(), color+"Ravi") {
			t.Errorf("theme %d: Ravi does not have the colour of the contact: %q", theme, r.frame())
		}
	}
}

func TestZoomedBodiesStandAlone(t *testing.T) {
	r := read(t, 60, 10, said(t, "a", 0, "one\ntwo"), said(t, "b", 1, "three"))
	r.zoom()
	for _, want := range []string{"one", "two", "three"} {
		if !slices.Contains(r.lines(), want) {
			t.Errorf("%q does not stand alone:\n%s", want, r.screen())
		}
	}
}

func TestAnEmptyHistorySaysSo(t *testing.T) {
	r := read(t, 60, 10)
	r.shows("no message yet")
	for _, key := range []string{"j", "k", "g", "G", "pgup", "pgdown", "enter", "ctrl+u"} {
		r.keys(key)
		if r.last != nil {
			t.Errorf("%s asks for %v", key, r.last)
		}
	}
	r.pane.Search("word")
	r.pane.find(1)
	r.pane.Add(talk(t, 1, 3), false)
	r.on("m3")
	r.pane.Forget()
	r.pane.Show(nil, r.state)
	r.shows("no message yet")
	r.hides("message 3")
}

func TestBordersStandStraightWithHostileMessages(t *testing.T) {
	var messages []api.Message
	minute := 0
	for name, payload := range payloads(t) {
		minute++
		messages = append(messages, message(t, map[string]any{
			"message_id": "x" + name, "message_type": payload, "body": payload + "\n> " + payload + "\n- *" + payload + "*", "from_me": minute%2 == 0, "ack": "2",
			"sender_phone": "919811000001@c.us", "performed_by": payload, "timestamp": noon(minute), "prev_body": payload,
			"has_quoted_msg": true, "quoted_message_id": "x" + name, "poll_info": map[string]any{"name": payload, "options": []string{payload, "b"}},
			"media": map[string]any{"path": payload, "filename": payload}, "has_media": true,
			"reactions": []any{map[string]any{"reaction": payload, "sender_id": payload}},
		}))
	}
	for _, set := range []*styles.Set{styles.New(styles.Dark, styles.UTF8), styles.New(styles.Mono, styles.ASCII)} {
		for _, width := range []int{20, 40, 80, 120} {
			r := &reader{t: t, width: width, rows: 14}
			r.use(set)
			r.pane.Add(messages, false)
			r.keys("g")
			for p := 0; p < 1000 && r.pane.Current() != r.pane.newest().message; p++ {
				frame := r.frame()
				for i, row := range strings.Split(frame, "\n") {
					if n := ansi.StringWidth(row); n != width {
						t.Fatalf("width %d, row %d: %d cells: %q", width, i, n, row)
					}
				}
				for i, line := range strings.Split(strings.TrimSuffix(drawn(frame, width, 14), "\n"), "\n") {
					if i > 0 && i < 13 && (!strings.HasPrefix(line, set.Glyphs.Vertical) || !strings.HasSuffix(line, set.Glyphs.Vertical)) {
						t.Fatalf("width %d, row %d: %q", width, i, line)
					}
				}
				r.keys("pgdown")
			}
			if r.pane.Current() != r.pane.newest().message {
				t.Errorf("width %d: the end was not reached", width)
			}
		}
	}
}

func TestAKeyInAHistoryCostsFewAllocations(t *testing.T) {
	r := read(t, 120, 40, talk(t, 1, 1000)...)
	for _, pair := range [][2]string{{"k", "j"}, {"pgup", "pgdown"}, {"g", "G"}} {
		there, back := stroke(keyMsg(pair[0]).String()), stroke(keyMsg(pair[1]).String())
		if n := testing.AllocsPerRun(20, func() {
			r.pane.Update(there)
			r.pane.View()
			r.pane.Update(back)
			r.pane.View()
		}); n > 2*mostAllocations {
			t.Errorf("%v: %.0f allocations", pair, n)
		}
	}
	// Every message that comes into sight is new to the pane.
	up := stroke("k")
	if n := testing.AllocsPerRun(500, func() { r.pane.Update(up); r.pane.View() }); n > mostAllocations {
		t.Errorf("a message that comes into sight costs %.0f allocations", n)
	}
}
