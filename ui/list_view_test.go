package ui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

func TestTheListShowsWhatAnAgentLooksForInAnyWidth(t *testing.T) {
	for _, test := range []struct {
		width int
		want  []string // each in the row of one chat
	}{
		{20, []string{`Northwi…   5 min │`, `│ B…  here  42 min │`}},
		{40, []string{`Meera Nair  VIP            3     now │`, `Northwind Logistics ·…    12   5 min │`, `BK Local1  here               42 min │`}},
		{46, []string{`Meera Nair  VIP                  3     now │`, `Northwind Logistics ·…  flag    12   5 min │`, `BK Local1  here  @asha.menon        42 min │`,
			`+91 55500 00004  snoozed               2 h │`, `Old friend  group  exited            13 mo │`}},
		{66, []string{`flag  Ravi: image · t…    12   5 min │`, `BK Local1  here  @asha.menon    ✓✓ You have bee…        42 min │`,
			`closed  ✗ document invo…          30 h │`, `999+     9 d │`}},
		{80, []string{`Northwind Logistics…  flag  Escala…   Ravi: image · the seal…     12   5 min │`, `snoozed  muted`}},
		{120, []string{`Northwind Logistics · Su…  group  flag  Escala`, `bharat       Ravi: image · the seal is…     12 unread   5 min │`,
			`BK Local1  here                                        asha.menon   ✓✓ You have been invited t…`, `999+ unread     9 d │`}},
		{200, []string{`flag  Escalated  Renewal due        bharat              Ravi: image · the seal is broken, see the photo`,
			`Blue Tokai Coffee Roasters  business      closed     `, `exited  `}},
	} {
		p := listPaneOf(t, test.width, 11, anInbox(t)...)
		p.Show(listState{open: p.list.At(2).ID})
		screen := screenOf(p)
		for _, want := range test.want {
			if !strings.Contains(screen, want) {
				t.Errorf("at %d cells the list does not show %q:\n%s", test.width, want, screen)
			}
		}
	}
}

// straight fails the test unless a pane's rows are as wide as its place, and its right border has its column.
func straight(t *testing.T, p *listPane) {
	t.Helper()
	right := p.place.x + p.place.w
	for i, s := range p.View() {
		if n := ansi.StringWidth(s.text); n+s.short != p.place.w {
			t.Errorf("row %d is %d cells wide, %d with what terminals may draw narrower, want %d: %q", i, n, n+s.short, p.place.w, s.text)
		}
		if p.place.fold == framed && !strings.Contains(s.text, fmt.Sprintf("\x1b[%dG", right)) {
			t.Errorf("row %d: no absolute column before the right border: %q", i, s.text)
		}
		for _, column := range regexp.MustCompile(`\x1b\[(\d+)G`).FindAllStringSubmatch(s.text, -1) {
			var n int
			// A line without a border ends behind its last cell.
			if _, err := fmt.Sscan(column[1], &n); err != nil || n > right+1 || n > right && p.place.fold == framed {
				t.Errorf("row %d writes in column %s, behind its place: %q", i, column[1], s.text)
			}
		}
		inertText(t, s.text)
	}
}

func inertText(t *testing.T, text string) {
	t.Helper()
	for _, r := range ours.ReplaceAllString(text, "") {
		if r < ' ' || r == 0x7F || 0x80 <= r && r < 0xA0 || 0x202A <= r && r <= 0x202E {
			t.Errorf("%U in %q", r, text)
		}
	}
}

func TestNoChatBendsTheListsBorders(t *testing.T) {
	var rows []present.Brief
	for name, payload := range payloads(t) {
		text := safetext.Clean(payload).Line()
		b := brief(t, len(rows), name, len(rows))
		b.Name, b.Last, b.Assigned, b.Kind = text, safetext.Format("%s: %s", text, text), text, text
		b.Labels = []present.NamedLabel{{Name: text}, {Name: text}}
		b.Unread, b.Flagged, b.Muted = 1<<62, 1<<62, true
		rows = append(rows, b)
	}
	rows = append(rows, anInbox(t)...)
	for _, charset := range []styles.Charset{styles.UTF8, styles.ASCII} {
		for _, width := range []int{20, 40, 46, 66, 80, 120, 200} {
			for _, how := range []fold{framed, bare} {
				p := listPaneIn(t, styles.New(styles.Dark, charset), place{rect{7, 1, width, len(rows) + 2}, how}, rows...)
				straight(t, p)
				p.Show(listState{open: rows[3].ID, private: true})
				p.Search("e 1")
				straight(t, p)
				p.Search("nothing has \u202Ethis \x1b[31m" + strings.Repeat("x", 200))
				straight(t, p)
			}
		}
	}
}

func TestAnAbsoluteColumnStandsBeforeEachColumnOfTheList(t *testing.T) {
	p := listPaneOf(t, 120, 11, anInbox(t)...)
	row := p.View()[6].text
	for _, text := range []string{"विशेष", "Is it there", `999\+ unread`, "9 d"} {
		if !regexp.MustCompile(`\x1b\[\d+G(\x1b\[[0-9;]*m)*` + text).MatchString(row) {
			t.Errorf("none before %q: %q", text, row)
		}
	}
}

func TestBadgesAreWrittenOutInASCII(t *testing.T) {
	b := brief(t, 1, "Zoë", 1)
	b.Kind, b.Labels = safetext.Own("né"), []present.NamedLabel{label("Größe")}
	p := listPaneIn(t, styles.New(styles.Dark, styles.ASCII), place{rect{0, 0, 120, 4}, framed}, b)
	if screen := screenOf(p); !strings.Contains(screen, `Zo\u{EB}  n\u{E9} `) || !strings.Contains(screen, `  Gr\u{F6}\u{DF}e `) {
		t.Error(screen)
	}
}

func TestColumnsStandStillInTheList(t *testing.T) {
	for width := 20; width <= 220; width++ {
		c := fitList(textWidth(framed, width))
		used := -columnGap
		for _, w := range []int{c.name, c.tags, c.assigned, c.latest, c.unread, c.age} {
			if w < 0 {
				t.Fatalf("width %d: %+v", width, c)
			}
			if w > 0 {
				used += w + columnGap
			}
		}
		if used != width-textMargins || c.name < 8 || c.latest > 0 && c.latest < leastLatest {
			t.Errorf("width %d: columns %+v take %d cells, there are %d", width, c, used, width-textMargins)
		}
	}
}

func TestANameCannotPassForABadge(t *testing.T) {
	b := brief(t, 1, "Meera  closed  VIP", 1)
	b.Name = b.Name.Line()
	if screen := screenOf(listPaneOf(t, 80, 5, b)); !strings.Contains(screen, "Meera closed VIP ") {
		t.Error(screen)
	}
}

func TestTheListSaysWhatItShows(t *testing.T) {
	for _, test := range []struct {
		name, want string
		do         func(p *listPane)
	}{
		{"all", "0 Chats · 7 ─", func(*listPane) {}},
		{"loading", "0 Chats · 1,200 of 48,310 … ─", func(p *listPane) { p.Show(listState{status: safetext.Own("1,200 of 48,310 …")}) }},
		{"filtered", "0 Chats · “type:group” · 2 of 7 ─", func(p *listPane) { p.Search("type:group") }},
		{"filtered while loading", "0 Chats · “type:group” · 2 found · 7 of 9 … ─", func(p *listPane) {
			p.Search("type:group")
			p.Show(listState{status: safetext.Own("7 of 9 …")})
		}},
		{"sorted", "0 Chats · 7 · by unread ─", func(p *listPane) { p.list.Sort(2); p.Changed() }},
		{"no match", "no chat of the 7 loaded matches “xyzzy”", func(p *listPane) { p.Search("xyzzy") }},
		{"one chat", "the chat that is loaded does not match “xyzzy”", func(p *listPane) {
			change(p, anInbox(t)[0])
			p.Search("xyzzy")
		}},
		{"nothing yet", "loading the chat list …", func(p *listPane) {
			change(p)
			p.Show(listState{empty: safetext.Own("loading the chat list …")})
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := listPaneOf(t, 80, 11, anInbox(t)...)
			test.do(p)
			if screen := screenOf(p); !strings.Contains(screen, test.want) {
				t.Errorf("no %q:\n%s", test.want, screen)
			}
		})
	}
}

func TestALongWordAboutAnEmptyListIsWrapped(t *testing.T) {
	p := listPaneOf(t, 30, 8)
	p.Show(listState{empty: safetext.Own("the chat list could not be loaded; r tries again, o opens a chat by its id")})
	screen := strings.Join(strings.Fields(strings.ReplaceAll(screenOf(p), "│", " ")), " ")
	if !strings.Contains(screen, "the chat list could not be loaded; r tries again, o opens a chat by its id") {
		t.Error(screen)
	}
}

func TestWordsOfTheFilterAreMarked(t *testing.T) {
	set := styles.New(styles.Dark, styles.UTF8)
	mark := set.Open(styles.Name) + set.Open(styles.Link)
	p := listPaneOf(t, 120, 11, anInbox(t)...)
	p.Search("north")
	press(p, "j")
	p.Place(p.place, false)
	if row := p.View()[1].text; !strings.Contains(row, mark+"North"+styles.Reset) {
		t.Errorf("not marked: %q", row)
	}
	p.Search("seal")
	if row := p.View()[1].text; !strings.Contains(row, mark+"seal"+styles.Reset) {
		t.Errorf("not marked: %q", row)
	}
	p.Place(p.place, true)
	if row := p.View()[1].text; !strings.Contains(row, set.Open(styles.Selection)+set.Open(styles.Link)+"seal") {
		t.Errorf("not marked under the cursor: %q", row)
	}
}

func TestTheOpenChatIsMarkedInAWord(t *testing.T) {
	p := listPaneOf(t, 80, 11, anInbox(t)...)
	p.Show(listState{open: p.list.At(2).ID})
	if screen := screenOf(p); strings.Count(screen, "  here") != 1 || !strings.Contains(screen, "BK Local1  here") {
		t.Error(screen)
	}
	p.Show(listState{open: p.list.At(0).ID})
	if screen := screenOf(p); !strings.Contains(screen, "Meera Nair  here  VIP") {
		t.Error(screen)
	}
}

func TestPrivacyMasksNumbersAndWordsInTheList(t *testing.T) {
	p := listPaneOf(t, 120, 11, anInbox(t)...)
	p.View()
	p.Show(listState{private: true})
	screen := screenOf(p)
	for _, secret := range []string{"55500 00004", "seal is", "You have been"} {
		if strings.Contains(screen, secret) {
			t.Errorf("%q is shown:\n%s", secret, screen)
		}
	}
	if !strings.Contains(screen, "004") || !strings.Contains(screen, "Meera Nair") {
		t.Error(screen)
	}
}

func TestAgesGoOnWithTheMinute(t *testing.T) {
	now, keys := clock, DefaultKeyMap()
	p := newListPane(styles.New(styles.Dark, styles.UTF8), &keys, "", func() time.Time { return now })
	p.list.Add(manyBriefs(t, 3))
	p.Changed()
	p.Place(place{rect{0, 0, 60, 6}, framed}, true)
	p.View()
	now = now.Add(time.Minute)
	if screen := screenOf(p); !strings.Contains(screen, " 3 min │") {
		t.Error(screen)
	}
}
