package ui

import (
	"strings"
	"testing"

	"chatlens/api"
	"chatlens/internal/safetext"
)

func TestEnterOnACommonChatOpensIt(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("1", "z", "/", "120363329861739657", "enter", "enter")
	if got := v.request().id.String(); got != "120363329861739657@g.us" {
		t.Errorf("asked for %q", got)
	}
}

func TestFilterNarrowsTheMembersAndEscRestoresThem(t *testing.T) {
	v := opened(t, 120, 40)
	v.keys("2", "/", "+91 95378-51844")
	v.shows("“+91 95378-51844” · 1 of 2")
	v.hides("+918527184400")
	v.keys("enter", "esc")
	v.shows("2 Members · 2", "Support")
	v.keys("/", "nobody")
	v.shows("0 of 2", "no member of this list matches “nobody”")
	v.keys("esc")
	v.shows("2 Members · 2")
}

func TestAFilterGoesToTheFirstMatchAndBackToWhereTheCursorWas(t *testing.T) {
	v := opened(t, 120, 40)
	v.keys("o", "120363329861739657", "enter")
	v.load(crowd(t, 60))
	v.keys("2", "G")
	last := v.model.panes[paneMembers].current().Key
	v.keys("/", "admin")
	if got := v.model.panes[paneMembers].window.cursor; got != 0 {
		t.Errorf("the cursor stands on match %d", got)
	}
	v.keys("esc", "G", "/", "nobody like that", "esc")
	if got := v.model.panes[paneMembers].current().Key; got != last {
		t.Errorf("the cursor came back to %q, not %q", got, last)
	}
}

func TestFindGoesToTheNextMatchAndAroundTheEnd(t *testing.T) {
	v := opened(t, 80, 24)
	chat := v.model.panes[paneChat]
	v.keys("/", "331984", "enter")
	v.shows("1 match")
	v.keys("/", "@g.us", "enter")
	v.shows("match 2 of 14") // the row under the cursor matches, too
	here := chat.window.cursor
	v.keys("N", "N")
	v.shows("match 14 of 14")
	v.keys("n")
	v.shows("match 1 of 14")
	v.keys("n")
	if chat.window.cursor != here {
		t.Errorf("once around, the cursor stands on line %d, not %d", chat.window.cursor, here)
	}
	v.keys("/", "12.50", "enter")
	v.shows("“12.50” does not occur in Chat")
	v.keys("esc", "/", "18 Jan", "enter")
	v.shows("1 match")
}

func TestFindInABodyGoesToItsLine(t *testing.T) {
	v := opened(t, 80, 24)
	c := documented(t)
	c.LatestMessage.Body = safetext.Clean("first\nsecond\nthe sum is 12.50\nfourth")
	v.keys("r")
	v.load(c)
	v.keys("4", "/", "12.50", "enter")
	v.shows("1 match", "▌▏ the sum is 12.50")
	v.keys("enter")
	v.shows("first", "second", "fourth", "esc close")
}

func TestSortTurnsTheMembers(t *testing.T) {
	v := opened(t, 120, 40)
	c := group(t, "Group")
	c.Members[0].Internal = api.Flag{Known: true, On: true} // Asha; Ravi is the admin
	v.keys("o", "120363329861739657", "enter")
	v.load(c)
	v.keys("2")
	first := func() string {
		p := v.model.panes[paneMembers]
		return p.section.Rows[0].Cells[0].Text.String()
	}
	for _, want := range []struct{ first, title string }{
		{"Asha", "by name"}, {"Asha", "internal first"}, {"Ravi", "by receipt"}, {"Ravi", ""},
	} {
		v.keys("s")
		if first() != want.first {
			t.Errorf("%q: %s comes first", want.title, first())
		}
		v.shows(want.first, want.title)
	}
	v.hides("by receipt")
}

func TestZoomShowsOnePaneWithoutBorders(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("4", "z")
	v.hides("│", "┌", "1 Chat")
	v.shows("You have been invited")
	v.keys("esc")
	v.shows("│", "1 Chat")
}

func TestACutValueIsShownWholeByEnter(t *testing.T) {
	v := opened(t, 80, 24)
	long := "a description that is longer than a row of the pane " + strings.Repeat("and longer ", 12) + "to its end"
	v.keys("r")
	c := documented(t)
	c.Description = safetext.Clean(long)
	v.load(c)
	v.hides("to its end")
	v.keys("/", "Description", "enter", "esc", "j", "k")
	v.shows("enter whole")
	v.keys("enter")
	v.shows("to its end", "esc close")
	v.keys("esc")
	v.hides("to its end", "esc close")
}

func TestRefreshKeepsTheCursorOnItsMember(t *testing.T) {
	v := opened(t, 120, 40)
	v.keys("o", "120363329861739657", "enter")
	v.load(group(t, "Group"))
	v.keys("2", "G")
	before := v.model.panes[paneMembers].current().Key
	v.keys("r")
	grown := decode(t, []byte(`{"chat_id":"120363329861739657@g.us","chat_name":"Group","chat_type":"group",
		"members":{"919100000001@c.us":{"contact_id":"919100000001@c.us","contact_name":"Asha"},
		"919100000003@c.us":{"contact_id":"919100000003@c.us","contact_name":"Aaron"},
		"919100000002@c.us":{"contact_id":"919100000002@c.us","contact_name":"Ravi","is_admin":true}}}`))
	v.load(grown)
	if after := v.model.panes[paneMembers].current().Key; after != before {
		t.Errorf("the cursor moved from %q to %q", before, after)
	}
}

func TestANewChatIsSeenFromItsTop(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("G", "2", "/", "Support", "enter", "o", "120363329861739657", "enter")
	v.load(group(t, "Group"))
	v.shows("Asha", "Ravi", "2 Members · 2")
	v.hides("“Support”")
	for i, p := range v.model.panes {
		if p.window.cursor != 0 {
			t.Errorf("pane %d stands on line %d", i+1, p.window.cursor)
		}
	}
}

func TestAResizeKeepsTheCursorOnItsRow(t *testing.T) {
	v := opened(t, 40, 24)
	c := documented(t)
	c.LatestMessage.Body = safetext.Clean(strings.Repeat("word ", 40) + "\nsecond\nthird\nfourth\nfifth")
	v.keys("r")
	v.load(c)
	v.keys("4", "j", "j", "j", "j", "j")
	row := v.model.panes[paneLatest].current().Key
	for _, width := range []int{160, 40, 100, 40} {
		v.resize(width, 24)
		if got := v.model.panes[paneLatest].current().Key; got != row {
			t.Errorf("at %d columns the cursor stands on %q, not %q", width, got, row)
		}
	}
}
