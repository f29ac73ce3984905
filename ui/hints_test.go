package ui

import (
	"strings"
	"testing"

	"chatlens/api"
)

// foot is the last row of the screen.
func (v *viewer) foot() string {
	rows := strings.Split(strings.TrimSuffix(v.screen(), "\n"), "\n")
	return rows[len(rows)-1]
}

// names fails the test unless the foot of the screen begins with hints.
func (v *viewer) names(hints string) {
	v.t.Helper()
	if foot := v.foot(); !strings.HasPrefix(foot, hints) {
		v.t.Errorf("the foot does not begin with %q: %q", hints, foot)
	}
}

func TestTheFootNamesWhatHasAUse(t *testing.T) {
	v := withList(t, defaults(), 5, 40, 12)
	v.names("enter open it  / filter  ? help  q quit")
	v.keys("/", "n3", "enter")
	v.names("esc clear  enter open it  ? help  q quit")
	v.resize(80, 24)
	v.names("esc clear  enter open it  / filter  s sort  m messages")
	v.keys("/", "nobody", "enter")
	v.names("esc clear  / filter  o open")
	v.keys("esc", "enter")
	v.load(numberedChats(t, 0, 1)[0])
	v.keys("3")
	v.names("m messages  tab pane  c chats") // there are no labels

	v = start(t, defaults(), 80, 24)
	v.give(v.requestOf("chats"), result{err: failureOf(api.KindNetwork, 503)})
	v.keys("esc")
	v.names("r try again  o open")
	if strings.Contains(v.foot(), "enter") || strings.Contains(v.foot(), "messages") {
		t.Errorf("the foot names what has no use: %q", v.foot())
	}

	o := defaults()
	o.Start = mustID(t, documentedID)
	v = start(t, o, 80, 24)
	v.reply(v.request(), api.Answer[api.Chat]{}, failureOf(api.KindNetwork, 503))
	v.keys("esc")
	if want := "r try again  o open  c chats  ? help  q quit"; v.foot() != want {
		t.Errorf("the foot is %q, not %q", v.foot(), want)
	}
	v.keys("r")
	v.load(documented(t))
	v.shows("BK Local1 · person")
}

func TestAKeyWithoutAUseIsAnswered(t *testing.T) {
	for _, key := range []string{"y", "m", "w"} {
		v := opened(t, 80, 24)
		v.keys("J", key)
		v.shows("that key does nothing here; esc closes this", "Raw")
		v.keys("j")
		v.hides("does nothing")
		v.keys("X")
		v.hides("does nothing")
	}
	v := opened(t, 80, 24)
	v.keys(":", "qqq", "enter")
	v.shows("there is nothing to choose", ": qqq")
	v.keys("backspace")
	v.hides("there is nothing to choose")
	v.keys("esc")
	v.shows("1 Chat")
}
