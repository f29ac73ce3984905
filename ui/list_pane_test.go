package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// listPaneOf is a pane on some chats, with the focus, in a place of a size.
func listPaneOf(t testing.TB, width, height int, rows ...present.Brief) *listPane {
	t.Helper()
	return listPaneIn(t, styles.New(styles.Dark, styles.UTF8), place{rect{0, 0, width, height}, framed}, rows...)
}

func listPaneIn(t testing.TB, set *styles.Set, at place, rows ...present.Brief) *listPane {
	t.Helper()
	keys := DefaultKeyMap()
	p := newListPane(set, &keys, "bharat@example.com", func() time.Time { return clock })
	p.list.Add(rows)
	p.list.End(true)
	p.Changed()
	p.Place(at, true)
	return p
}

// brief is a chat of a number, with a name, whose latest message came some minutes ago.
func brief(t testing.TB, number int, name string, minutes int) present.Brief {
	t.Helper()
	return present.Brief{
		ID: mustID(t, fmt.Sprintf("9155500%05d@c.us", number)), Name: safetext.Clean(name), Kind: safetext.Own("person"),
		At: clock.Add(-time.Duration(minutes) * time.Minute), Last: safetext.Clean(name + ": Is it there yet?"), LastBody: true,
		Words: uint16(len(name) + 2),
	}
}

// manyBriefs are n chats, the first the newest.
func manyBriefs(t testing.TB, n int) []present.Brief {
	t.Helper()
	rows := make([]present.Brief, n)
	for i := range rows {
		rows[i] = brief(t, i, fmt.Sprintf("Chat %d", i), i)
	}
	return rows
}

func label(name string) present.NamedLabel {
	return present.NamedLabel{ID: safetext.Own("label-x"), Name: safetext.Clean(name)}
}

// anInbox are chats as an agent sees them, each in another state.
func anInbox(t testing.TB) []present.Brief {
	t.Helper()
	set := func(b present.Brief, with func(b *present.Brief)) present.Brief {
		with(&b)
		return b
	}
	group := safetext.Own("group")
	return []present.Brief{
		set(brief(t, 1, "Meera Nair", 0), func(b *present.Brief) { b.Unread = 3; b.Labels = []present.NamedLabel{label("VIP")} }),
		set(brief(t, 2, "Northwind Logistics · Support", 5), func(b *present.Brief) {
			b.Kind, b.Unread, b.Flagged = group, 12, 1
			b.Labels = []present.NamedLabel{label("Escalated"), label("Renewal due")}
			b.Assigned = safetext.Own("bharat@example.com")
			b.Last, b.Words = safetext.Own("Ravi: image · the seal is broken, see the photo"), 15
		}),
		set(brief(t, 3, "BK Local1", 42), func(b *present.Brief) {
			b.Ours, b.Ticks, b.Receipt = true, safetext.Own("✓✓"), present.Cell{Text: safetext.Own("✓✓ read"), Role: present.Good}
			b.Last, b.Words = safetext.Own("us: You have been invited to join Test New Group"), 4
			b.Assigned = safetext.Own("asha.menon@example.com")
		}),
		set(brief(t, 4, "+91 55500 00004", 170), func(b *present.Brief) { b.SnoozedUntil = clock.Add(time.Hour); b.Muted = true }),
		set(brief(t, 5, "Blue Tokai Coffee Roasters", 60*30), func(b *present.Brief) {
			b.Kind, b.Closed = safetext.Own("business"), true
			b.Ours, b.Ticks, b.Receipt = true, safetext.Own("✗"), present.Cell{Text: safetext.Own("✗ failed"), Role: present.Bad}
			b.Last, b.Words = safetext.Own("us: document invoice-2026-11.pdf"), 13
		}),
		set(brief(t, 6, "மீனாட்சி சுந்தரம் 👩🏽‍💻", 60*24*9), func(b *present.Brief) {
			b.Unread, b.Labels = 1200, []present.NamedLabel{label("विशेष ग्राहक")}
		}),
		set(brief(t, 7, "Old friend", 60*24*400), func(b *present.Brief) {
			b.Last, b.LastBody, b.Exited, b.Kind = safetext.Text{}, false, true, group
		}),
	}
}

// joined is a pane's frame as the root joins it.
func joined(p *listPane) string {
	var b strings.Builder
	for i, s := range p.View() {
		if i > 0 {
			b.WriteByte('\n')
		}
		joinSegments(&b, s)
	}
	return b.String()
}

// screenOf is what a terminal shows of a pane that stands at its upper left.
func screenOf(p *listPane) string { return drawn(joined(p), p.place.w, p.place.h) }

// press sends keys to a pane and draws it after each.
func press(p *listPane, keys ...stroke) {
	for _, k := range keys {
		p.Update(k)
		p.View()
	}
}

// change gives the list newer rows of some chats, as a refresh does that brings all that is still there.
func change(p *listPane, rows ...present.Brief) {
	p.list.Begin()
	p.list.Add(rows)
	p.list.End(true)
	p.Changed()
}

// stands fails the test unless the cursor is on a chat, on a row of the screen.
func (p *listPane) stands(t *testing.T, name string, row int) {
	t.Helper()
	got := "no chat"
	if b := p.list.Find(p.Current()); b != nil {
		got = b.Name.String()
	}
	if got != name || p.row() != row {
		t.Errorf("the cursor is on %s in row %d, want %s in row %d\n%s", got, p.row(), name, row, screenOf(p))
	}
	if !p.Current().IsZero() && p.list.At(p.window.cursor).ID != p.Current() {
		t.Errorf("the cursor's row is not that of %s", got)
	}
}

func TestATermThatIsNotUnderstoodIsNamedAndTheRestFilters(t *testing.T) {
	p := listPaneOf(t, 80, 11, anInbox(t)...)
	p.Search("type:group is:unreed")
	n := p.searchNotice()
	if !n.bad || !strings.Contains(n.text.String(), "unread") || p.list.Len() != 2 {
		t.Errorf("%d chats, notice %q", p.list.Len(), n.text)
	}
	if title := p.Title().String(); !strings.Contains(title, "is:unreed not understood") {
		t.Errorf("titled %q, want the term as long as the filter holds", title)
	}
	p.Search("type:group is:unread")
	if title := p.Title().String(); strings.Contains(title, "understood") {
		t.Errorf("titled %q", title)
	}
	if n := p.searchNotice(); !n.text.IsZero() || p.list.Len() != 1 {
		t.Errorf("%d chats, notice %q", p.list.Len(), n.text)
	}
}

func TestTheListsCursorIsKeptByChat(t *testing.T) {
	page := func(p *listPane) []present.Brief { return manyBriefs(t, 40) }
	without := func(rows []present.Brief, gone ...int) (left []present.Brief) {
		for i, b := range rows {
			keep := true
			for _, g := range gone {
				keep = keep && i != g
			}
			if keep {
				left = append(left, b)
			}
		}
		return left
	}
	newest := func(rows []present.Brief, which ...int) []present.Brief {
		for i, w := range which {
			rows[w].At = clock.Add(time.Duration(i+1) * time.Second)
		}
		return rows
	}
	for _, test := range []struct {
		name string
		do   func(p *listPane)
		chat string
		row  int
	}{
		{"a reader at the top is shown the newest", func(p *listPane) { change(p, newest(page(p), 30)...) }, "Chat 30", 0},
		{"one who came back to the top too", func(p *listPane) { press(p, "j", "j", "g"); change(p, newest(page(p), 30)...) }, "Chat 30", 0},
		{"one who opened the first chat stays with it", func(p *listPane) {
			press(p, "enter")
			change(p, newest(page(p), 30, 31)...)
		}, "Chat 0", 0},
		{"newer chats above do not move the row", func(p *listPane) {
			press(p, "j", "j", "j")
			change(p, newest(page(p), 30, 31)...)
		}, "Chat 3", 3},
		{"the chat itself has news", func(p *listPane) { press(p, "G"); change(p, newest(page(p), 39)...) }, "Chat 39", 0},
		{"a chat that was renamed", func(p *listPane) {
			press(p, "j", "j")
			rows := page(p)
			rows[2].Name = safetext.Own("Another name")
			change(p, rows...)
		}, "Another name", 2},
		{"a chat that is gone", func(p *listPane) { press(p, "j", "j"); change(p, without(page(p), 2)...) }, "Chat 3", 2},
		{"some that are gone, and newer ones above", func(p *listPane) {
			press(p, "j", "j", "j", "j")
			change(p, without(newest(page(p), 20, 21), 4, 5, 6)...)
		}, "Chat 7", 4},
		{"one that is gone while the one above has news", func(p *listPane) {
			press(p, "j", "j")
			change(p, without(newest(page(p), 1), 2)...)
		}, "Chat 3", 2},
		{"the last on the screen that is gone", func(p *listPane) {
			press(p, "j", "j", "j", "j", "j", "j", "j", "j", "j")
			change(p, without(page(p), 9)...)
		}, "Chat 10", 9},
		{"the last that is gone", func(p *listPane) { press(p, "G"); change(p, without(page(p), 39)...) }, "Chat 38", 9},
		{"all below are gone", func(p *listPane) {
			press(p, "G", "k", "k")
			change(p, without(page(p), 37, 38, 39)...)
		}, "Chat 36", 9},
		{"all are gone", func(p *listPane) { press(p, "j"); change(p) }, "no chat", 0},
		{"a sorted list", func(p *listPane) { press(p, "j", "j", "j"); p.list.Sort(1); p.Changed() }, "Chat 3", 3},
		{"a filter that the chat passes", func(p *listPane) { press(p, "j", "j", "j"); p.Search("chat 3") }, "Chat 3", 0},
		{"a filter that it does not pass", func(p *listPane) { press(p, "j", "j", "j"); p.Search("\"chat 5\"") }, "Chat 5", 0},
		{"a filter that nothing on the screen passes", func(p *listPane) { press(p, "j"); p.Search("chat 2 3") }, "Chat 23", 0},
		{"a filter taken back letter by letter", func(p *listPane) {
			press(p, "j", "j", "j", "j")
			for _, typed := range []string{"c", "chat 22", "chat 2", "chat", "c", ""} {
				p.Search(typed)
			}
		}, "Chat 4", 4},
		{"a filter that ends", func(p *listPane) {
			press(p, "pgdown", "j")
			p.Search("chat 2")
			p.Search("chat 22")
			p.Search("")
		}, "Chat 11", 1},
		{"a filter that ends after a step", func(p *listPane) {
			press(p, "j")
			p.Search("chat 2")
			press(p, "j", "j")
			p.Search("")
		}, "Chat 20", 2},
		{"a filter that ends after a chat was opened", func(p *listPane) {
			press(p, "j")
			p.Search("\"chat 25\"")
			press(p, "enter")
			p.Search("")
		}, "Chat 25", 0},
		{"a filter that ends at the top", func(p *listPane) { p.Search("chat 25"); p.Search(""); change(p, newest(page(p), 30)...) }, "Chat 30", 0},
		{"a refresh under a filter", func(p *listPane) {
			p.Search("chat 2")
			press(p, "j", "j")
			change(p, newest(page(p), 29)...)
		}, "Chat 20", 2},
		{"a chat that was gone to", func(p *listPane) { p.GoTo(page(p)[15].ID) }, "Chat 15", 9},
		{"a chat that is not there", func(p *listPane) { p.GoTo(mustID(t, "1@c.us")) }, "Chat 0", 0},
		{"a smaller screen", func(p *listPane) {
			press(p, "j", "j", "j", "j", "j")
			p.Place(place{rect{0, 0, 60, 5}, framed}, true)
		}, "Chat 5", 2},
		{"a screen that the list left for a while", func(p *listPane) {
			press(p, "pgdown", "j")
			at := p.place
			p.Place(place{}, false)
			p.Place(at, true)
		}, "Chat 11", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := listPaneOf(t, 60, 12, manyBriefs(t, 40)...)
			p.View()
			test.do(p)
			p.stands(t, test.chat, test.row)
			straight(t, p)
		})
	}
}

func TestAChangedChatIsMarkedUntilTheCursorWasThere(t *testing.T) {
	p := listPaneOf(t, 60, 12, manyBriefs(t, 5)...)
	rows := manyBriefs(t, 5)
	rows[2].Unread = 4
	change(p, rows...)
	if screen := screenOf(p); strings.Count(screen, "│•") != 1 || !strings.Contains(screen, "│•Chat 2") {
		t.Error(screen)
	}
	press(p, "j", "j", "j")
	if screen := screenOf(p); strings.Contains(screen, "•") {
		t.Error(screen)
	}
}

func TestNeighboursAreThoseThatTheFilterShows(t *testing.T) {
	p := listPaneOf(t, 60, 12, manyBriefs(t, 40)...)
	id := func(n int) api.ID { return manyBriefs(t, 40)[n].ID }
	for _, test := range []struct {
		of       api.ID
		by, want int // -1: there is none
	}{
		{id(5), 1, 6}, {id(5), -1, 4}, {id(0), -1, -1}, {id(39), 1, -1}, {api.ID{}, 1, 0}, {api.ID{}, -1, -1},
	} {
		got, ok := p.Neighbour(test.of, test.by)
		if ok != (test.want >= 0) || ok && got != id(test.want) {
			t.Errorf("%d from %v: %v, %v", test.by, test.of, got, ok)
		}
	}
	p.Search("chat 2")
	if got, _ := p.Neighbour(id(2), 1); got != id(12) {
		t.Errorf("the next chat that passes is %v", got)
	}
	if got, _ := p.Neighbour(id(5), 1); got != id(2) {
		t.Errorf("the next of a chat that does not pass is %v, not the one under the cursor", got)
	}
}

func TestKeysOfTheList(t *testing.T) {
	p := listPaneOf(t, 60, 12, manyBriefs(t, 40)...)
	for _, test := range []struct {
		key   stroke
		event event
		used  bool
		chat  string
		row   int
	}{
		{"j", nil, true, "Chat 1", 1},
		{"k", nil, true, "Chat 0", 0},
		{"ctrl+d", nil, true, "Chat 5", 0},
		{"pgdown", nil, true, "Chat 15", 0},
		{"enter", openChat{manyBriefs(t, 16)[15].ID}, true, "Chat 15", 0},
		{"s", sortList{}, true, "Chat 15", 0},
		{"x", nil, false, "Chat 15", 0},
		{"G", nil, true, "Chat 39", 9},
		{"ctrl+u", nil, true, "Chat 34", 9},
		{"pgup", nil, true, "Chat 24", 9},
		{"g", nil, true, "Chat 0", 0},
	} {
		e, used := p.Update(test.key)
		if e != test.event || used != test.used {
			t.Errorf("%s: %v, %v", test.key, e, used)
		}
		p.stands(t, test.chat, test.row)
	}
	p.Search("xyzzy")
	if e, _ := p.Update("enter"); e != nil {
		t.Errorf("enter on nothing: %v", e)
	}
}

// listCost is how many allocations a key takes, and its View.
func listCost(t *testing.T, rows int, filter string, there, back stroke) float64 {
	t.Helper()
	p := listPaneOf(t, 120, 50, manyBriefs(t, rows)...)
	p.Search(filter)
	press(p, there, back)
	return testing.AllocsPerRun(20, func() { press(p, there, back) }) / 2
}

func TestAKeyInTheListCostsFewAllocations(t *testing.T) {
	for _, pair := range [][2]stroke{{"j", "k"}, {"pgdown", "pgup"}, {"ctrl+d", "ctrl+u"}, {"G", "g"}} {
		if n := listCost(t, 5000, "", pair[0], pair[1]); n > mostAllocations {
			t.Errorf("%v: %.0f allocations, at most %d", pair, n, mostAllocations)
		}
	}
	if n := listCost(t, 5000, "chat", "j", "k"); n > mostAllocations {
		t.Errorf("under a filter: %.0f allocations, at most %d", n, mostAllocations)
	}
}

func TestAKeyCostsTheSameInAListOfAHundredThousandChats(t *testing.T) {
	if short, long := listCost(t, 10, "", "j", "k"), listCost(t, 100_000, "", "j", "k"); long > short*1.2+1 {
		t.Errorf("%.0f allocations with 100,000 chats, %.0f with 10", long, short)
	}
}

func BenchmarkListKey(b *testing.B) {
	for _, n := range []int{10, 100_000} {
		for _, keys := range [][2]stroke{{"j", "k"}, {"pgdown", "pgup"}} {
			b.Run(fmt.Sprintf("%d/%s", n, keys[0]), func(b *testing.B) {
				p := listPaneOf(b, 120, 50, manyBriefs(b, n)...)
				b.ReportAllocs()
				for b.Loop() {
					press(p, keys[0], keys[1])
				}
			})
		}
	}
}

func BenchmarkListFilterKey(b *testing.B) {
	p := listPaneOf(b, 120, 50, manyBriefs(b, 50_000)...)
	for i := 0; b.Loop(); i++ {
		p.Search([]string{"chat 4", "chat 49", "chat 4", ""}[i%4])
		p.View()
	}
}
