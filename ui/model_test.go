package ui

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
	"chatlens/internal/safetext"
)

const documentedID = "919537851844"

// opened is a viewer on the documented chat.
func opened(t *testing.T, width, height int) *viewer {
	t.Helper()
	o := defaults()
	o.Start = mustID(t, documentedID)
	v := start(t, o, width, height)
	v.load(documented(t))
	return v
}

func group(t *testing.T, name string) api.Chat {
	t.Helper()
	return decode(t, []byte(`{"chat_id":"120363329861739657@g.us","chat_name":"`+name+`","chat_type":"group",
		"members":{"919100000001@c.us":{"contact_id":"919100000001@c.us","contact_name":"Asha"},
		"919100000002@c.us":{"contact_id":"919100000002@c.us","contact_name":"Ravi","is_admin":true}}}`))
}

func failureOf(kind api.Kind, status int) error {
	return &api.Error{Kind: kind, Op: "get chat", Status: status, Err: errors.New(http.StatusText(status))}
}

func TestFirstFrameIsDrawnBeforeTheFirstRequest(t *testing.T) {
	o := defaults()
	o.Start = mustID(t, documentedID)
	client := &fakeAPI{asked: make(chan asked, 1)}
	o.Client = client
	v := begin(t, o, 80, 24)
	v.api = client
	v.shows("1 Chat", "2 Members", "3 Labels", "4 Latest message")
	v.idle()
	v.settle()
	if got := v.request().id; got != mustID(t, documentedID) {
		t.Errorf("asked for %v", got)
	}
}

func TestDocumentedChatShowsAllThatAnAgentLooksFor(t *testing.T) {
	v := opened(t, 200, 50)
	v.shows("BK Local1 · person · open", "as of 19:32:11", "97/100", "read-only",
		"super admin", "internal", "VIP", "label-xbitdvipqshahdcu", "label-xgargwpbzidjpapt",
		"read (ack 4)", "bharat@hashlabs.dev", "15", "You have been invited to join Test New 1040", "Greeting")
	if n := strings.Count(v.screen(), "super admin"); n != 2 {
		t.Errorf("super admin stands %d times, want 2", n)
	}
}

func TestWithoutAnIDTheChatListIsShownAndAChatCanBeOpened(t *testing.T) {
	v := start(t, defaults(), 80, 24)
	v.shows("Chats", "loading the chat list")
	v.requestOf("chats")
	v.keys("o", "+", "9", "1", " ", "95378", "51844", "enter")
	if got := v.request().id.String(); got != "919537851844@c.us" {
		t.Errorf("asked for %q", got)
	}
}

func TestABadIDStaysInThePromptWithTheReason(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("o", "not an id", "enter")
	v.idle()
	v.shows("open: not an id", "BK Local1")
	v.keys("esc")
	v.hides("open: not an id")
	v.shows("BK Local1")
}

func TestAWrongIDLosesNothing(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("o", "15550100", "enter")
	a := v.request()
	v.shows("opening 15550100@c.us", "BK Local1")
	v.reply(a, api.Answer[api.Chat]{}, failureOf(api.KindNotFound, 404))
	v.shows("404", "open: 15550100", "BK Local1 · person · open")
}

func TestTheFirstLoadThatFailsOpensThePromptWithTheID(t *testing.T) {
	o := defaults()
	o.Start = mustID(t, documentedID)
	v := start(t, o, 80, 24)
	v.reply(v.request(), api.Answer[api.Chat]{}, failureOf(api.KindAuth, 401))
	v.shows("401", "open: 919537851844@c.us")
	v.keys("enter")
	v.load(documented(t))
	v.shows("BK Local1 · person · open")
	v.hides("401", "open: 9195")
}

func TestARefreshThatFailsKeepsTheDataAndSaysWhy(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("r")
	v.shows("refreshing, as of 19:32:11")
	a := v.request()
	if a.query.ETag != `"1"` {
		t.Errorf("refreshed with ETag %q", a.query.ETag)
	}
	v.reply(a, api.Answer[api.Chat]{}, failureOf(api.KindNetwork, 503))
	v.keys("n", "j")
	v.shows("not refreshed", "503", "stale, as of 19:32:11", "BK Local1 · person · open", "super admin")
	v.keys("r")
	v.reply(v.request(), api.Answer[api.Chat]{NotModified: true, At: clock.Add(time.Minute)}, nil)
	v.shows("as of 19:33:11", "super admin")
	v.hides("stale", "503")
}

func TestAChatThatIsGoneStaysOnTheScreen(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("r")
	v.reply(v.request(), api.Answer[api.Chat]{}, failureOf(api.KindNotFound, 404))
	v.shows("no longer found", "BK Local1 · person · open")
}

func TestAnOldAnswerNeverReplacesANewerOne(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("o", "15550100", "enter")
	old := v.request()
	v.keys("o", "120363329861739657", "enter")
	newer := v.request()
	if old.ctx.Err() == nil {
		t.Error("asking again did not cancel the former request")
	}
	v.reply(newer, answerOf(group(t, "Newer")), nil)
	late := documented(t)
	late.ID = old.id
	// The answer and the error of a request that was given up arrive late; both must fall flat.
	for _, msg := range []chatMsg{
		{ticket: ticket{old.id, 2}, answer: answerOf(late)},
		{ticket: ticket{old.id, 2}, err: failureOf(api.KindNetwork, 500)},
	} {
		v.send(msg)
		v.shows("Newer · group")
		v.hides("BK Local1", "500")
	}
}

func TestEscStopsWhatIsBeingOpened(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("o", "15550100", "enter")
	a := v.request()
	v.keys("esc")
	if a.ctx.Err() == nil {
		t.Error("the request goes on")
	}
	v.shows("BK Local1")
	v.hides("opening")
}

func TestRetriesAreShown(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("r")
	a := v.request()
	a.query.OnRetry(api.Retry{Attempt: 1, Wait: 3 * time.Second, Cause: failureOf(api.KindNetwork, 503)})
	for {
		if news, ok := v.next().(newsMsg); ok {
			if _, ok := news.msg.(retryMsg); ok {
				break
			}
		}
	}
	v.shows("503", "trying again in 3s", "1 of 2")
}

func TestEnterOnACommonChatOpensIt(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("1", "z", "/", "120363329861739657", "enter", "enter")
	if got := v.request().id.String(); got != "120363329861739657@g.us" {
		t.Errorf("asked for %q", got)
	}
}

func TestMergedKeysAreEachAKey(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("2", "1")
	one := opened(t, 80, 24)
	one.keys("j", "j", "j")
	v.keys("jjj")
	if v.screen() != one.screen() {
		t.Errorf("three keys in one read differ from three keys:\n%s", v.screen())
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

func TestHelpNamesEveryKey(t *testing.T) {
	v := opened(t, 120, 60)
	v.keys("?")
	keys := DefaultKeyMap()
	for _, b := range keys.All() {
		v.shows(b.Help().Key, b.Help().Desc)
	}
	v.keys("q")
	if v.quit {
		t.Error("q in the help ended the program")
	}
	v.shows("BK Local1")
}

func TestQuitAndLeave(t *testing.T) {
	for _, keys := range [][]string{{"q"}, {"ctrl+c"}, {"o", "q", "ctrl+c"}, {"?", "ctrl+c"}} {
		v := opened(t, 80, 24)
		v.keys(keys...)
		for !v.quit {
			v.next()
		}
	}
	v := opened(t, 80, 24)
	v.keys("o", "q")
	v.shows("open: q")
	v.keys("esc", "esc", "esc")
	v.shows("BK Local1")
}

func TestPastedTextIsAChatToOpenNotKeys(t *testing.T) {
	v := opened(t, 80, 24)
	v.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("+91 95378\x1b[31m\n51844"), Paste: true})
	v.shows("open: +91 95378")
	v.hides("\x1b")
}

func TestACutValueIsShownWholeByEnter(t *testing.T) {
	v := opened(t, 80, 24)
	long := "a description that is longer than a row of the pane " + strings.Repeat("and longer ", 12) + "to its end"
	v.keys("r")
	c := documented(t)
	c.Description = safetext.Clean(long)
	v.load(c)
	v.hides("to its end")
	v.keys("/", "Description", "enter", "enter")
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

func TestClosingCancelsWhatIsUnderWay(t *testing.T) {
	o := defaults()
	o.Start = mustID(t, documentedID)
	v := start(t, o, 80, 24)
	a := v.request()
	v.model.Close()
	if !errors.Is(a.ctx.Err(), context.Canceled) {
		t.Error("the request goes on after Close")
	}
}

func TestEverySizeIsDrawnWithoutPanicAndFits(t *testing.T) {
	v := opened(t, 80, 24)
	for width := range 140 {
		for _, height := range []int{0, 1, 2, 4, 5, 6, 9, 10, 11, 12, 24, 50} {
			v.resize(width, height)
			if width == 0 || height == 0 {
				continue
			}
			frame := v.model.View()
			if n := strings.Count(frame, "\n") + 1; n != height {
				t.Fatalf("%dx%d: %d rows", width, height, n)
			}
			if screen := v.screen(); strings.Contains(screen, "#") {
				t.Fatalf("%dx%d: cells that were not drawn:\n%s", width, height, screen)
			}
		}
	}
	v.resize(19, 10)
	v.shows("too small")
}

func TestOneLinersFromOutsideCannotBreakTheFooter(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("r")
	e := &api.Error{Kind: api.KindOther, Status: 418, Message: safetext.Clean("a\x1b[2Jb\nc" + strings.Repeat("x", 5000))}
	v.reply(v.request(), api.Answer[api.Chat]{}, e)
	if n := strings.Count(v.model.View(), "\n") + 1; n != 24 {
		t.Errorf("%d rows", n)
	}
	v.shows("BK Local1", "1 Chat")
}

func TestTheCharsetHintIsSaidOnceAChatIsThere(t *testing.T) {
	o := defaults()
	o.Start, o.CharsetHint = mustID(t, documentedID), safetext.Own("ASCII only, since the locale is C")
	v := start(t, o, 80, 24)
	v.load(documented(t))
	v.shows("ASCII only, since the locale is C")
	v.keys("j")
	v.hides("ASCII only")
}

func TestAPromptShowsWhatIsUnderItsCursor(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("o", "ab cd", "left", "left", "left")
	v.shows("open: ab cd")
	v.keys("esc")
	// Numbers are often copied with direction marks around them.
	v.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("\u202a+91 95378 51844\u202c"), Paste: true})
	v.keys("left", "left")
	v.shows("open: +91 95378 51844")
	v.keys("esc", "o", "नमस्ते", "left", "left", "left", "x")
	v.shows("open: ")
}

func TestPastedWordsAreNotKeys(t *testing.T) {
	for _, word := range []string{"esc", "enter", "tab", "q"} {
		v := opened(t, 80, 24)
		v.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(word), Paste: true})
		v.shows("open: " + word)
		v.idle()
	}
}

func TestTheNextStepIsAlwaysSaid(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 50}} {
		v := opened(t, size[0], size[1])
		v.keys("r")
		e := &api.Error{Kind: api.KindAuth, Status: 401, Message: safetext.Clean(strings.Repeat("server words ", 60))}
		v.reply(v.request(), api.Answer[api.Chat]{}, e)
		v.shows("not refreshed: HTTP 401", "PERISKOPE_API_KEY")
	}
}

func TestOldDataIsMarkedAtEverySize(t *testing.T) {
	for _, width := range []int{20, 24, 36, 40, 60, 80, 120} {
		v := opened(t, width, 12)
		v.keys("r")
		v.reply(v.request(), api.Answer[api.Chat]{}, failureOf(api.KindNetwork, 503))
		v.keys("esc")
		v.shows("stale", "19:32")
	}
}

func TestEscStopsARefresh(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("r")
	a := v.request()
	v.keys("esc")
	if a.ctx.Err() == nil {
		t.Error("the refresh goes on")
	}
	v.shows("as of 19:32:11")
	v.hides("refreshing")
}

func TestTheRateLimitOfAnErrorIsShown(t *testing.T) {
	v := opened(t, 120, 24)
	v.keys("r")
	known := func(n int64) api.Int { return api.Int{N: n, Known: true} }
	v.reply(v.request(), api.Answer[api.Chat]{}, &api.Error{Kind: api.KindRateLimited, Status: 429, Rate: api.Rate{Limit: known(100), Remaining: known(0)}})
	v.shows("0/100")
}

func TestWhatIsBeingOpenedStaysNamed(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("o", "15550100", "enter")
	v.request()
	v.keys("s", "j", "/", "x", "esc")
	v.shows("opening 15550100@c.us")
	v.keys("r")
	if got := v.request().id.String(); got != "15550100@c.us" {
		t.Errorf("r while a chat opens asked for %q", got)
	}
}

func TestAnIDThatFailsBehindAnotherPromptIsNotLost(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("o", "15550100", "enter")
	a := v.request()
	v.keys("/", "x")
	v.reply(a, api.Answer[api.Chat]{}, failureOf(api.KindNotFound, 404))
	v.shows("404", "find: x")
	v.keys("esc", "o")
	v.shows("open: 15550100")
}

func TestRelativeTimesAreRenewedByAnAnswer(t *testing.T) {
	v := opened(t, 120, 40)
	v.shows("22 months")
	v.now = v.now.AddDate(1, 0, 0)
	v.keys("r")
	v.now = v.now.AddDate(1, 0, 0)
	v.reply(v.request(), api.Answer[api.Chat]{NotModified: true, At: v.now}, nil)
	v.shows("3 years")
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

func TestKeysTypedBeforeTheFirstFrameReachThePrompt(t *testing.T) {
	m := New(defaults())
	defer m.Close()
	m.Update(keyMsg("o919"))
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	if screen := drawn(m.View(), 80, 24); !strings.Contains(screen, "open: 919") {
		t.Errorf("typed keys are lost:\n%s", screen)
	}
}
