package ui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"chatlens/api"
	"chatlens/internal/safetext"
)

func TestTheCursorGoesFromMessageToMessage(t *testing.T) {
	r := read(t, 80, 20, talk(t, 1, 40)...)
	for _, step := range []struct{ key, want string }{
		{"k", "m39"}, {"up", "m38"}, {"j", "m39"}, {"down", "m40"}, {"j", "m40"}, {"g", "m1"}, {"k", "m1"}, {"G", "m40"},
		{"pgup", "m31"}, {"pgdown", "m40"}, {"ctrl+u", "m35"}, {"ctrl+d", "m39"}, {"ctrl+d", "m40"},
	} {
		r.keys(step.key)
		if got := r.pane.Current().ID.String(); got != step.want {
			t.Errorf("%s goes to %s, not to %s:\n%s", step.key, got, step.want, r.screen())
		}
	}
}

func TestEveryMessageIsSeenPageByPage(t *testing.T) {
	for _, key := range []string{"pgup", "ctrl+u", "k"} {
		r := read(t, 60, 12, talk(t, 1, 60)...)
		seen := map[string]bool{}
		for range 200 {
			for _, m := range regexp.MustCompile(`words of message \d+`).FindAllString(r.screen(), -1) {
				seen[m] = true
			}
			r.keys(key)
		}
		if len(seen) != 60 {
			t.Errorf("%s shows %d of 60 messages", key, len(seen))
		}
		r.on("m1")
	}
}

func TestHalfPagesGetPastMessagesThatNearlyFillTheWindow(t *testing.T) {
	var messages []api.Message
	for i := 9; i >= 1; i-- {
		messages = append(messages, said(t, fmt.Sprintf("m%d", i), i*10, "1\n2\n3\n4\n5\n6\n7\n8"))
	}
	r := read(t, 60, 12, messages...)
	for range 20 {
		r.keys("ctrl+u")
	}
	r.on("m1")
	for range 20 {
		r.keys("ctrl+d")
	}
	r.on("m9")
}

func TestAMessageTallerThanTheWindowScrollsByLines(t *testing.T) {
	var long []string
	for i := range 50 {
		long = append(long, fmt.Sprintf("line %d;", i))
	}
	r := read(t, 60, 12, said(t, "after", 30, "after it"), said(t, "long", 20, strings.Join(long, "\n")), said(t, "before", 10, "before it"))
	r.keys("k")
	r.on("long")
	r.shows("line 49;")
	r.hides("line 39;")
	r.keys("k")
	r.shows("line 39;")
	r.hides("line 49;")
	for range 41 {
		r.on("long")
		r.keys("k")
	}
	r.on("before")
	r.keys("j")
	r.on("long")
	r.shows("line 0;")
	for range 41 {
		r.keys("j")
		r.on("long")
	}
	r.shows("line 49;")
	r.keys("j")
	r.on("after")
	r.keys("k", "pgup")
	r.on("long")
	r.shows("line 30;", "line 39;")
}

func TestWhatIsReadStaysWhereItIs(t *testing.T) {
	r := read(t, 80, 20, talk(t, 41, 100)...)
	r.keys("pgup", "pgup", "k", "k")
	r.on("m80")
	before := r.screen()
	same := func(after string) {
		t.Helper()
		strip := func(s string) string { return s[strings.Index(s, "\n"):strings.LastIndex(s, "└")] }
		if now := r.screen(); strip(now) != strip(before) {
			t.Errorf("%s moved what is read, from\n%s\nto\n%s", after, before, now)
		}
	}
	r.pane.Add(talk(t, 1, 40), false)
	same("older messages")
	r.pane.Add(talk(t, 95, 120), false)
	same("newer messages")
	r.shows("of 120")
	r.show(historyState{status: safetext.Own("120 of 400"), top: safetext.Own("loading older messages …")})
	same("another state")
	r.resize(120, 30)
	r.resize(80, 20)
	same("another size and back")
	r.converse(true)
	r.hides("words of")
	r.on("m80")
	r.converse(false)
	same("privacy and back")
	r.pane.Place(place{}, false)
	r.pane.Add(talk(t, 121, 122), false)
	r.resize(80, 20)
	same("being hidden")
}

func TestOlderMessagesComeAboveTheOldest(t *testing.T) {
	r := read(t, 80, 12, talk(t, 41, 60)...)
	r.keys("g")
	r.show(historyState{top: safetext.Own("older messages: k")})
	r.on("m41")
	r.keys("k")
	row := r.at("message 41.")
	r.shows("older messages: k", "── Monday, 23 Nov 2026 ──")
	r.pane.Add(talk(t, 21, 40), false)
	if now := r.at("message 41."); now != row {
		t.Errorf("it went from row %d to %d:\n%s", row, now, r.screen())
	}
	r.shows("message 40.")
	r.hides("older messages: k", "Monday")
}

func TestAHeadThatWasWholeStaysSoWhenOlderOnesCome(t *testing.T) {
	var messages []api.Message
	for i := 10; i >= 1; i-- {
		messages = append(messages, said(t, fmt.Sprintf("m%d", i), i*3, fmt.Sprintf("words of message %d.", i)))
	}
	r := read(t, 80, 7, messages[:5]...)
	r.keys("g")
	oldest, next := r.at("message 6."), r.at("message 7.")
	r.pane.Add(messages[5:], false)
	if r.at("message 6.") != oldest || r.at("message 7.") != next {
		t.Errorf("the messages moved:\n%s", r.screen())
	}
	r.keys("k", "k")
	if r.at("message 4.")+1 != r.at("message 5.") {
		t.Errorf("messages soon after each other do not stand in one line each:\n%s", r.screen())
	}
}

func TestTheSameWordsOfALongMessageStayInSight(t *testing.T) {
	var words []string
	for i := range 2000 {
		words = append(words, fmt.Sprintf("word%d", i))
	}
	r := read(t, 80, 20, said(t, "after", 30, "after it"), said(t, "long", 20, strings.Join(words, " ")))
	r.keys("k", "pgup", "pgup", "pgup", "pgup")
	word := strings.Fields(r.lines()[10])[3]
	for _, width := range []int{40, 120, 60, 80} {
		r.resize(width, 20)
		r.shows(word)
		r.on("long")
	}
}

func TestAReaderAtTheEndFollowsTheTalk(t *testing.T) {
	r := read(t, 80, 20, talk(t, 1, 40)...)
	r.pane.Add(talk(t, 39, 43), true)
	r.on("m43")
	r.shows("message 43.")
	r.keys("k")
	r.pane.Add(talk(t, 44, 44), true)
	r.on("m42")
	r.hides("message 44.")
	r.keys("j", "j")
	r.on("m44")
}
