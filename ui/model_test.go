package ui

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

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
	v.retry(a.query.OnRetry)
	v.shows("503", "trying again in 3s", "1 of 2", "esc stops")
}

// retry says that a request failed and is sent again, and lets the word in.
func (v *viewer) retry(tell func(api.Retry)) {
	v.t.Helper()
	tell(api.Retry{Attempt: 1, Wait: 3 * time.Second, Cause: failureOf(api.KindNetwork, 503)})
	for {
		if news, ok := v.next().(newsMsg); ok {
			if _, ok := news.msg.(retryMsg); ok {
				return
			}
		}
	}
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

func TestTheNextStepIsAlwaysSaid(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 50}} {
		v := opened(t, size[0], size[1])
		v.keys("r")
		e := &api.Error{Kind: api.KindAuth, Status: 401, Message: safetext.Clean(strings.Repeat("server words ", 60))}
		v.reply(v.request(), api.Answer[api.Chat]{}, e)
		v.shows("not refreshed: HTTP 401", "refused the key")
	}
}

func TestAFirstLoadThatFailsSaysWhyInFull(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 50}} {
		o := defaults()
		o.Start = mustID(t, documentedID)
		v := start(t, o, size[0], size[1])
		v.reply(v.request(), api.Answer[api.Chat]{}, failureOf(api.KindAuth, 401))
		v.shows("another", "show.", "open: 9195", "no chat is open")
		v.keys("esc")
		v.shows("919537851844@c.us is not open: HTTP", "another", "show.", "r try again")
		v.hides("no chat is open")
		v.keys("r")
		v.shows("opening 919537851844@c.us")
		v.hides("401")
		v.load(documented(t))
		v.hides("expired")

		v = start(t, defaults(), size[0], size[1])
		v.give(v.requestOf("chats"), result{err: failureOf(api.KindAuth, 401)})
		v.shows("another", "show.", "the chat list could not be loaded; r")
		v.keys("esc")
		v.shows("the chat list could not be loaded:", "HTTP 401", "another", "show.", "r try again")
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

func TestRelativeTimesAreRenewedByAnAnswer(t *testing.T) {
	v := opened(t, 120, 40)
	v.shows("22 months")
	v.now = v.now.AddDate(1, 0, 0)
	v.keys("r")
	v.now = v.now.AddDate(1, 0, 0)
	v.reply(v.request(), api.Answer[api.Chat]{NotModified: true, At: v.now}, nil)
	v.shows("3 years")
}
