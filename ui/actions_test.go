package ui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"chatlens/api"
)

func TestTheWatchRefreshesWithTheETagAndMarksWhatChanged(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("w")
	v.shows("watching")
	tick := func() { v.send(watchMsg{v.model.watch.seq}) }
	tick()
	a := v.request()
	if a.query.ETag != `"1"` {
		t.Errorf("the refresh has the ETag %q", a.query.ETag)
	}
	changed := documented(t)
	changed.AssignedTo = decode(t, []byte(`{"assigned_to":"maya@example.com"}`)).AssignedTo
	v.reply(a, answerOf(changed), nil)
	v.shows("│•Assigned      maya@example.com")
	v.hides("│•State")
	v.keys("j")
	v.keys("j")
	v.hides("│•")

	v.pass(watchPause)
	tick()
	v.idle()
	v.shows("watch paused")
	v.keys("k") // somebody is there again
	v.request()
	v.hides("paused")
	v.keys("w")
	v.shows("the watch is off")
	tick()
	v.idle()
}

func TestAWatchThatWorksAgainTakesItsErrorAway(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("w")
	v.send(watchMsg{v.model.watch.seq})
	v.reply(v.request(), api.Answer[api.Chat]{}, failureOf(api.KindNetwork, 503))
	v.shows("503", "stale", "BK Local1")
	v.send(watchMsg{v.model.watch.seq})
	v.reply(v.request(), answerOf(documented(t)), nil)
	v.hides("503", "stale")
}

func TestTheWatchSlowsDownUnderTheRateLimit(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("w")
	low := answerOf(documented(t))
	low.Rate.Remaining = known(15)
	for _, want := range []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute} {
		v.send(watchMsg{v.model.watch.seq})
		if got := v.model.watch.every; got != want {
			t.Errorf("the watch waits %v, want %v", got, want)
		}
		v.reply(v.request(), low, nil)
	}
}

func TestPrivacyHidesNumbersAndTextsEverywhere(t *testing.T) {
	v := opened(t, 120, 40)
	v.keys("P")
	v.shows("privacy", "•••••••••844")
	v.hides("919537851844", "You have been invited")
	v.keys("m")
	v.give(v.requestOf("messages"), messagePage(t, 300, 50, 300))
	v.hides("message 299")
	v.shows("characters hidden")
	v.keys("y")
	v.hides("919537851844", "message 299")
	v.keys("esc", "m", "J")
	v.shows("Raw")
	v.hides("919537851844", "You have been invited")
	v.keys("esc", "o", "15550100", "enter")
	v.shows("opening •••••100@c.us")
	v.keys("esc", "P")
	v.shows("919537851844")
}

func TestPrivacyHidesNumbersInWhatIsSaidOfWhatWasTyped(t *testing.T) {
	for name, typed := range map[string][]string{
		"no id":         {"o", "919537851844@nowhere", "enter"},
		"no name":       {"o", "ravi 919537851844", "enter"},
		"several names": {"o", "chat 1555000001", "enter"},
		"nothing found": {"esc", "4", "/", "919537851844", "enter"},
	} {
		t.Run(name, func(t *testing.T) {
			v := withList(t, defaults(), 30, 80, 24)
			v.keys("enter")
			v.load(documented(t))
			v.keys("P")
			v.keys(typed...)
			said, _, _ := strings.Cut(v.screen(), "\nopen: ") // what is being typed stays
			if strings.Contains(said, "919537851844") || strings.Contains(said, "1555000001") || !strings.Contains(said, "•••") {
				t.Errorf("the screen says\n%s", said)
			}
		})
	}
}

func TestARawValueIsFoldedSearchedAndCleaned(t *testing.T) {
	v := opened(t, 80, 24)
	a := v.model.chat
	a.raw = []byte(`{"chat_id":"919537851844@c.us","deep":{"deeper":{"needle":"here \u001b[31m"}},"list":[1,2,3],"\u001b]0;x":1}`)
	v.model.chat = a
	v.keys("J")
	v.shows("+ deep: { 1 }", "+ list: [ 3 ]")
	v.hides("needle")
	v.keys("/", "needle", "enter")
	v.shows("1 match:")
	v.shows(`needle: "here \u001b[31m"`, "- deeper: { 1 }")
	v.keys("enter")
	v.shows("here ␛[31m")
	v.keys("esc")
	v.shows("Raw")
	v.keys("q")
	v.shows("Members")
	if strings.Contains(v.model.View(), "\x1b]") {
		t.Error("a control sequence got out")
	}
}

func TestARawValueOfTooManyLinesSaysSoInItsLast(t *testing.T) {
	for rest, want := range map[string]string{
		"":           "",
		",1":         "… 1 more line is not shown here; chatlens show --json prints all",
		`,[1,[],{}]`: "… 4 more lines are not shown here; chatlens show --json prints all",
	} {
		v := opened(t, 80, 24)
		v.model.chat.raw = []byte("[1" + strings.Repeat(",1", mostTreeLines-2) + rest + "]")
		v.keys("J")
		v.treeComes()
		v.keys("G")
		if v.shows("Raw", want); want == "" {
			v.hides("…")
		}
	}
}

// treeComes lets the lines of a large raw view in.
func (v *viewer) treeComes() {
	v.t.Helper()
	for {
		if _, ok := v.next().(treeMsg); ok {
			return
		}
	}
}

func TestALargeRawValueIsPreparedWhileTheViewerGoesOn(t *testing.T) {
	v := opened(t, 80, 24)
	v.model.chat.raw = []byte(`{"filler":"` + strings.Repeat("x", treeAtOnce) + `","deep":{"needle":"919537851844"}}`)
	v.keys("J")
	v.shows("Raw · 919537851844@c.us", "loading …")
	v.keys("G", "enter", "n", "/", "needle", "enter")
	v.shows("loading …")
	v.hides("does not occur")
	v.treeComes()
	v.shows(`needle: "919537851844"`, "1 match")
	v.hides("loading …")
	v.keys("esc", "P", "J", "esc")
	v.shows("Members")
	v.treeComes() // nobody waits for it any more
	v.shows("Members")
	v.hides("Raw")
	v.keys("J")
	v.treeComes()
	v.shows("deep: { 1 }")
	v.keys("j", "j", "enter", "j")
	v.shows("•••844")
	v.hides("needle: \"919")
}

func TestInTheListTheCommandOfTheRowIsCopiedAndThatOfTheListBesideIt(t *testing.T) {
	v := withList(t, defaults(), 30, 80, 24)
	v.keys("j", "y")
	v.shows("chatlens show 15550000001@c.us", "chatlens chats ")
	v.keys("esc", "/", "n2", "enter", "y")
	v.shows("chatlens show 15550000002@c.us", "chatlens chats --query 'n2'")
	v.keys("esc", "esc", "/", "nobody", "enter", "y")
	v.shows("chatlens chats --query 'nobody'")
	v.hides("chatlens show")
}

func TestThePaletteDoesWhatIsChosenByName(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys(":", "privacy", "enter")
	v.shows("privacy: numbers")
	v.keys(":", "esc")
	v.hides("Actions")
}

func TestTheOpenPromptFindsLoadedNames(t *testing.T) {
	v := withList(t, defaults(), 30, 80, 24)
	v.keys("o", "chat n1")
	v.shows("loaded: Chat n1, Chat n10, Chat n11 and 8 more")
	v.keys("7")
	v.shows("loaded: Chat n17")
	v.keys("enter")
	if got := v.request().id.String(); got != "15550000017@c.us" {
		t.Errorf("opened %s", got)
	}
	v.keys("esc", "o", "chat n2", "enter")
	v.shows("Open · “chat n2”", "15550000020@c.us")
	v.keys("2")
	if got := v.request().id.String(); got != "15550000020@c.us" {
		t.Errorf("chose %s", got)
	}
}

func TestNamesStandForTheIDsOfChatsThatAreLoaded(t *testing.T) {
	v := start(t, defaults(), 80, 24)
	chats := []api.Chat{decode(t, []byte(`{"chat_id":"120363329861739657@g.us","chat_name":"Brindlewick owners"}`))}
	v.give(v.requestOf("chats"), page(chats, 1))
	v.keys("o", "919537851844", "enter")
	v.load(documented(t))
	v.keys("1", "z", "/", "120363329861739657", "enter")
	v.shows("Brindlewick owners")
}

func TestALongWatchIsNotMadeShorterByTheRateLimit(t *testing.T) {
	o := defaults()
	o.Start, o.Watch = mustID(t, documentedID), 10*time.Minute
	v := start(t, o, 80, 24)
	low := answerOf(documented(t))
	low.Rate.Remaining = known(15)
	v.reply(v.request(), low, nil)
	v.keys("w")
	v.send(watchMsg{v.model.watch.seq})
	if got := v.model.watch.every; got != 10*time.Minute {
		t.Errorf("the watch waits %v", got)
	}
}

func TestAWatchOfTheListThatFailsSaysSo(t *testing.T) {
	v := start(t, defaults(), 80, 24)
	v.give(v.requestOf("chats"), page(numberedChats(t, 0, 3), 3))
	v.keys("w")
	v.send(watchMsg{v.model.watch.seq})
	v.give(v.requestOf("chats"), result{err: errors.New("it broke")})
	v.shows("it broke", "Chats · 3")
}

func TestAPaletteWithoutAMatchSpeaksOfNoMember(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys(":", "z", "q", "x")
	v.shows("nothing here matches “zqx”")
}

func TestANameThatIsNotLoadedIsSaid(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("o", "Brindlewick", "enter")
	v.shows("no loaded name contains “Brindlewick”; c loads the chat list", "open: Brindlewick")
	v.keys("esc", "o", "911@", "enter")
	v.shows("is not a chat id")
	all := withList(t, defaults(), 5, 80, 24)
	all.keys("o", "Brindlewick", "enter")
	all.shows("no loaded name contains “Brindlewick”")
	all.hides("loads the chat list")
}

func TestAWatchOfAListThatIsOnePageDropsWhatIsGone(t *testing.T) {
	v := start(t, defaults(), 80, 24)
	v.give(v.requestOf("chats"), page(numberedChats(t, 0, 5), 5))
	v.keys("w")
	v.send(watchMsg{v.model.watch.seq})
	v.give(v.requestOf("chats"), page(numberedChats(t, 0, 4), 4))
	v.shows("Chats · 4", "1 chat is gone")
	v.send(watchMsg{v.model.watch.seq})
	v.give(v.requestOf("chats"), page(numberedChats(t, 0, 3), 4)) // one was not understood, or the count lies
	v.shows("Chats · 4")
}

func TestALinkToSomebodyWithoutAChatIsToldWithoutAdviceForTyping(t *testing.T) {
	v := withList(t, defaults(), 5, 80, 24)
	v.keys("enter")
	v.reply(v.request(), api.Answer[api.Chat]{}, failureOf(api.KindNotFound, 404))
	v.shows("This phone has no chat with Chat n0.")
	v.hides("check the id", "404")
}

func TestTheWatchSaysWhatItWaitsFor(t *testing.T) {
	v := start(t, defaults(), 100, 24)
	v.keys("w")
	v.shows("watching once a chat is open: a refresh every 30 s")
	v.keys("w")
	v.give(v.requestOf("chats"), page(numberedChats(t, 0, 5), 5))
	v.keys("w")
	v.shows("watching: a refresh every 30 s")
}
