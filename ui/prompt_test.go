package ui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
)

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

func TestPastedTextIsAChatToOpenNotKeys(t *testing.T) {
	v := opened(t, 80, 24)
	v.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("+91 95378\x1b[31m\n51844"), Paste: true})
	v.shows("open: +91 95378")
	v.hides("\x1b")
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

func TestKeysTypedBeforeTheFirstFrameReachThePrompt(t *testing.T) {
	m := New(defaults())
	defer m.Close()
	m.Update(keyMsg("o919"))
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	if screen := drawn(m.View(), 80, 24); !strings.Contains(screen, "open: 919") {
		t.Errorf("typed keys are lost:\n%s", screen)
	}
}
