package ui

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
)

func TestAChatThatArrivesClosesThePaletteAndItsPrompt(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("o", "15550000002", "enter")
	a := v.request()
	v.keys(":", "priv")
	v.reply(a, answerOf(numberedChats(t, 2, 3)[0]), nil)
	v.keys("enter")
	v.shows("Chat n2 · person")
	v.hides("privacy", "Actions", "enter does it")
}

func TestAChatThatArrivesLeavesTheFilterThatIsBeingTyped(t *testing.T) {
	v := withList(t, defaults(), 5, 80, 24)
	v.keys("enter")
	a := v.request()
	v.keys("/", "n")
	v.reply(a, answerOf(numberedChats(t, 0, 1)[0]), nil)
	v.keys("3")
	v.shows("“n3” · 1 of 5", "filter: n3")
	v.keys("enter", "esc", "esc")
	v.shows("Chat n0 · person", "Members")
}

func TestAPageThatComesAfterItsChatWasLeftIsThereOnComingBack(t *testing.T) {
	v := readingHistory(t)
	v.give(v.requestOf("notes"), result{})
	v.keys("g")
	older := v.requestOf("messages")
	v.keys("o", "15550000002", "enter")
	other := v.request()
	older.answer <- messagePage(t, 250, 200, 300)
	var late tea.Msg
	for late == nil { // it waits behind the answer for the other chat
		switch msg := (<-v.msgs).(type) {
		case messagesMsg:
			late = msg
		default:
			v.send(msg)
		}
	}
	v.reply(other, answerOf(numberedChats(t, 2, 3)[0]), nil)
	v.send(late)
	v.hides("message 249")
	v.keys("[")
	v.load(documented(t))
	if n := v.model.history.Len(); n != 250 {
		t.Errorf("%d messages are held, not 250", n)
	}
}

func TestNotesAreAskedForOnceAndAgainAfterTheyFailed(t *testing.T) {
	v := readingHistory(t)
	first := v.requestOf("notes")
	v.keys("m", "m")
	if first.ctx.Err() == nil {
		t.Error("the notes of a view that was left are asked for on")
	}
	v.give(v.requestOf("notes"), result{err: failureOf(api.KindNetwork, 503)})
	v.shows("private notes could not be loaded: HTTP 503")
	v.keys("m", "m")
	v.idle()
	v.keys("r")
	v.give(v.requestOf("notes"), result{})
	v.hides("could not be loaded")
}

func TestARefreshOfTheHistoryEndsWhereTheNewestMessageWasDeleted(t *testing.T) {
	v := readingHistory(t)
	v.give(v.requestOf("notes"), result{})
	v.keys("r")
	v.request()
	v.give(v.requestOf("messages"), messagePage(t, 299, 50, 299))
	v.idle()
}

func TestARefreshOfTheListThatFailedInTheMiddleStillDropsWhatIsGone(t *testing.T) {
	v := withList(t, defaults(), 300, 80, 24)
	v.keys("r")
	v.give(v.requestOf("chats"), page(numberedChats(t, 0, 100), 250))
	v.give(v.requestOf("chats"), result{err: failureOf(api.KindNetwork, 503)})
	v.send(peekMsg{rate: rate(), at: clock}) // the watch looks on meanwhile
	v.keys("r")
	v.give(v.requestOf("chats"), page(numberedChats(t, 100, 250), 250))
	v.shows("Chats · 250", "50 chats are gone")
}

func TestPrivacyHidesTheNameOfAFileInACopiedURL(t *testing.T) {
	v := opened(t, 80, 24)
	c := documented(t)
	c.LatestMessage = &api.Message{}
	*c.LatestMessage = historyMessage(t, 1, `,"media":{"path":"https://files.example/contract-of-ravi.pdf"}`)
	v.keys("r")
	v.load(c)
	v.keys("4", "P", "y")
	for _, one := range v.model.overlay.choices {
		if e, ok := one.event.(copyText); ok && strings.Contains(e.text, "ravi") {
			t.Errorf("%s has %q", one.name, e.text)
		}
	}
}

func TestFewEnoughNamesAreKeptToBeSearchedWithEveryKey(t *testing.T) {
	v := opened(t, 80, 24)
	for i := range 30 {
		v.model.learn(&[]api.Chat{namedCrowd(t, i)}[0])
	}
	if n := len(v.model.names); n > 12_000 {
		t.Errorf("%d names are searched with every key", n)
	}
}

// namedCrowd is a group of 1,000 members whom no other one has.
func namedCrowd(t *testing.T, n int) api.Chat {
	t.Helper()
	c := crowd(t, 1000)
	for i := range c.Members {
		c.Members[i].ContactID = mustID(t, fmt.Sprintf("9191%04d%04d@c.us", n, i))
	}
	return c
}
