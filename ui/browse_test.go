package ui

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"chatlens/api"
)

// numberedChats are chats of a list, each with activity a minute before the one above it.
func numberedChats(t *testing.T, from, to int) []api.Chat {
	t.Helper()
	var chats []api.Chat
	for i := from; i < to; i++ {
		chats = append(chats, decode(t, fmt.Appendf(nil, `{"chat_id":"1555%07d@c.us","chat_name":"Chat n%d","chat_type":"user","latest_message":
			{"message_id":"false_1555%07d@c.us_A","body":"hello %d","from_me":false,"message_type":"chat","timestamp":%d}}`,
			i, i, i, i, clock.Add(-time.Duration(i)*time.Minute).UnixMilli())))
	}
	return chats
}

// page is an answer of the list with so many chats in all.
func page(chats []api.Chat, all int) result {
	return result{chats: api.Answer[api.Page[api.Chat]]{Value: api.Page[api.Chat]{Items: chats, Count: known(all)}, Rate: rate(), At: clock}}
}

// withList is a viewer on the list of n chats, all of them read, at a size.
func withList(t *testing.T, o Options, n, width, height int) *viewer {
	t.Helper()
	v := start(t, o, width, height)
	v.give(v.requestOf("chats"), page(numberedChats(t, 0, min(n, 100)), n))
	for at := 100; at < n; at += 1000 {
		v.give(v.requestOf("chats"), page(numberedChats(t, at, min(at+1000, n)), n))
	}
	return v
}

func TestTheListIsUsableFromItsFirstPageAndReadsOn(t *testing.T) {
	v := start(t, defaults(), 80, 24)
	first := v.requestOf("chats")
	if first.list.Offset != 0 || first.list.Limit != 100 {
		t.Errorf("the first page is asked for with %+v", first.list)
	}
	v.give(first, page(numberedChats(t, 0, 100), 2500))
	v.shows("Chats · 100 of 2,500", "Chat n0", "hello 0")
	second := v.requestOf("chats")
	if second.list.Offset != 100 || second.list.Limit != 1000 {
		t.Errorf("the second page is asked for with %+v", second.list)
	}
	v.keys("j", "j")
	v.give(second, page(numberedChats(t, 100, 1100), 2500))
	v.shows("1,100 of 2,500")
	v.keys("enter")
	if got := v.request().id.String(); got != "15550000002@c.us" {
		t.Errorf("opened %s", got)
	}
}

func TestLeavingTheListStopsReadingAndComingBackGoesOn(t *testing.T) {
	v := start(t, defaults(), 80, 24)
	v.give(v.requestOf("chats"), page(numberedChats(t, 0, 100), 2500))
	under := v.requestOf("chats")
	v.keys("enter")
	v.load(numberedChats(t, 0, 1)[0])
	if under.ctx.Err() == nil {
		t.Error("the list is read on without being seen")
	}
	v.keys("c")
	v.shows("100 of 2,500")
	if again := v.requestOf("chats"); again.list.Offset != 100 {
		t.Errorf("it goes on at %d", again.list.Offset)
	}
}

func TestAListThatStopsInTheMiddleSaysSoAndGoesOn(t *testing.T) {
	v := start(t, defaults(), 80, 24)
	v.give(v.requestOf("chats"), page(numberedChats(t, 0, 100), 300))
	v.give(v.requestOf("chats"), result{err: failureOf(api.KindNetwork, 503)})
	v.shows("100 of 300 · stopped, r goes on", "503", "Chat n0", "incomplete, as of")
	v.keys("r")
	again := v.requestOf("chats")
	if again.list.Offset != 100 {
		t.Errorf("it goes on at %d", again.list.Offset)
	}
	v.give(again, page(numberedChats(t, 100, 300), 300))
	v.shows("Chats · 300")
	v.hides("503", "stopped", "incomplete")
}

func TestRetriesOfTheListAreShown(t *testing.T) {
	v := start(t, defaults(), 80, 24)
	a := v.requestOf("chats")
	v.retry(a.list.OnRetry)
	v.shows("Chats · trying again", "HTTP 503 Service Unavailable: trying again in 3s (1 of 2) … esc stops")
	v.hides("Chats · 0")
	v.keys("/", "x", "enter")
	v.shows("trying again in 3s (1 of 2) …")
	v.hides("0 found", "esc stops")
	v.keys("esc")
	v.shows("esc stops")
	v.keys("esc")
	if a.ctx.Err() == nil {
		t.Error("the request goes on")
	}
	v.shows("the chat list is not loaded; r loads it")
	v.hides("trying again")
}

func TestARefreshOfTheListKeepsTheCursorByID(t *testing.T) {
	v := withList(t, defaults(), 30, 80, 24)
	v.keys("j", "j", "j")
	chats := numberedChats(t, 0, 30)
	renamed := chats[3]
	renamed.Name = decode(t, []byte(`{"chat_name":"Renamed"}`)).Name
	v.keys("r")
	// Chat 3 is the newest now, under another name; chat 1 is gone.
	again := append([]api.Chat{renamed, chats[0], chats[2]}, chats[4:]...)
	v.give(v.requestOf("chats"), page(again, 29))
	v.shows("Renamed", "Chats · 29", "1 chat is gone")
	v.keys("enter")
	if got := v.request().id.String(); got != "15550000003@c.us" {
		t.Errorf("the cursor stands on %s", got)
	}
}

func TestTheNextChatOfTheFilteredListOpensFromAnywhere(t *testing.T) {
	v := withList(t, defaults(), 30, 80, 24)
	v.keys("/", "n2", "enter", "enter")
	a := v.request()
	if got := a.id.String(); got != "15550000002@c.us" {
		t.Fatalf("opened %s", got)
	}
	v.reply(a, answerOf(numberedChats(t, 2, 3)[0]), nil)
	v.shows("Chat n2 · person")
	for _, step := range []struct{ key, want string }{{"ctrl+n", "15550000020@c.us"}, {"ctrl+n", "15550000021@c.us"}, {"ctrl+p", "15550000020@c.us"}} {
		v.keys(step.key)
		a := v.request()
		if got := a.id.String(); got != step.want {
			t.Errorf("%s opens %s, not %s", step.key, got, step.want)
		}
		var n int
		_, _ = fmt.Sscanf(a.id.String(), "1555%d@c.us", &n)
		v.reply(a, answerOf(numberedChats(t, n, n+1)[0]), nil)
	}
}

func TestTheNextChatOfAFilterThatPassesNothingIsToldSo(t *testing.T) {
	v := withList(t, defaults(), 30, 80, 24)
	v.keys("/", "nobody", "enter", "ctrl+n")
	v.shows("no chat of the list passes its filter")
	v.hides("the list ends here")
}

func TestBackAndForwardAsInABrowser(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("2", "j")
	visit := func(n int) {
		t.Helper()
		v.keys("o", fmt.Sprintf("1555%07d", n), "enter")
		v.load(numberedChats(t, n, n+1)[0])
		v.shows(fmt.Sprintf("Chat n%d · person", n))
	}
	visit(1)
	v.keys("4")
	visit(2)
	v.keys("[")
	v.shows("Chat n1 · person") // at once, before the answer
	v.load(numberedChats(t, 1, 2)[0])
	v.keys("[")
	v.shows("BK Local1")
	a := v.request()
	if a.query.ETag != "" {
		t.Error("what was received is gone, and yet it is asked for only if it changed")
	}
	v.reply(a, answerOf(documented(t)), nil)
	if v.model.focus != paneMembers || v.model.panes[paneMembers].window.cursor != 1 {
		t.Errorf("the place is lost: pane %d, row %d", v.model.focus, v.model.panes[paneMembers].window.cursor)
	}
	v.keys("[")
	v.shows("no chat to go back to")
	v.keys("]")
	v.shows("Chat n1 · person")
	v.load(numberedChats(t, 1, 2)[0])
	visit(3) // cuts what lies ahead
	v.keys("]")
	v.shows("no chat to go forward to", "Chat n3 · person")
	v.keys("[")
	v.shows("Chat n1 · person")
}

func TestALateErrorForAChatThatWasLeftIsNotShown(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("o", "15550000001", "enter")
	v.load(numberedChats(t, 1, 2)[0])
	v.keys("r")
	refresh := v.request()
	v.keys("[")
	back := v.request()
	refresh.answer <- result{err: failureOf(api.KindNetwork, 503)}
	v.reply(back, answerOf(documented(t)), nil)
	v.shows("BK Local1")
	v.hides("503", "stale")
}

// historyMessage is a message of a history.
func historyMessage(t *testing.T, n int, more string) api.Message {
	t.Helper()
	var m api.Message
	raw := fmt.Sprintf(`{"message_id":"false_919537851844@c.us_%d","body":"message %d","message_type":"chat","from_me":false,
		"author":"919537851844@c.us","timestamp":%d%s}`, n, n, clock.Add(-time.Duration(1000-n)*time.Minute).UnixMilli(), more)
	if err := json.Unmarshal([]byte(raw), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// messagePage is an answer with the messages before one, newest first, of so many in all.
func messagePage(t *testing.T, before, n, all int) result {
	t.Helper()
	var items []api.Message
	for i := before - 1; i >= max(before-n, 0); i-- {
		items = append(items, historyMessage(t, i, ""))
	}
	return result{messages: api.Answer[api.Page[api.Message]]{Value: api.Page[api.Message]{Items: items, Count: known(all)}, Rate: rate(), At: clock}}
}

// readingHistory is a viewer on the newest 50 messages of 300.
func readingHistory(t *testing.T) *viewer {
	t.Helper()
	v := opened(t, 80, 24)
	v.keys("m")
	v.shows("loading messages")
	a := v.requestOf("messages")
	if a.list.Offset != 0 || a.list.Limit != firstMessages {
		t.Errorf("the first page is asked for with %+v", a.list)
	}
	v.give(a, messagePage(t, 300, 50, 300))
	return v
}

func TestTheHistoryShowsTheNewestAtTheBottomAndOlderOnesOnReachingTheTop(t *testing.T) {
	v := readingHistory(t)
	v.give(v.requestOf("notes"), result{})
	v.shows("Messages · 50 of 300", "message 299")
	v.keys("g")
	a := v.requestOf("messages")
	if a.list.Offset != 50 {
		t.Errorf("older messages are asked for from %d", a.list.Offset)
	}
	v.shows("message 250", "loading older messages")
	v.give(a, messagePage(t, 250, 200, 300))
	v.shows("message 250", "message 249")
	if got := v.model.history.Current().Body.String(); got != "message 250" {
		t.Errorf("the cursor went to %q", got)
	}
	v.keys("r")
	v.request()
	v.give(v.requestOf("messages"), messagePage(t, 302, 50, 302))
	v.shows("message 250")
	v.shows("252 of 302")
	v.keys("G")
	v.shows("message 301")
}

func TestPrivateNotesStandWhereTheirTimeIsAndNotBeforeOlderMessagesAreThere(t *testing.T) {
	v := readingHistory(t)
	note := func(n int) api.Message {
		return historyMessage(t, n, fmt.Sprintf(`,"message_id":"note_%d","body":"note at %d","is_private_note":true,"performed_by":"maya@example.com"`, n, n))
	}
	v.give(v.requestOf("notes"), result{messages: api.Answer[api.Page[api.Message]]{Value: api.Page[api.Message]{Items: []api.Message{note(298), note(100)}}}})
	v.shows("note at 298", "private note")
	v.keys("g")
	v.hides("note at 100")
	v.give(v.requestOf("messages"), messagePage(t, 250, 200, 300))
	v.keys("/", "note at 100", "enter")
	v.shows("note at 100", "message 99")
}

func TestMessagesOfAChatThatWasLeftAreNotShown(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("m")
	old := v.requestOf("messages")
	v.keys("o", "15550000001", "enter")
	v.load(numberedChats(t, 1, 2)[0])
	if old.ctx.Err() == nil {
		t.Error("the history of the chat that was left is asked for on")
	}
	fresh := v.requestOf("messages")
	if fresh.id.String() != "15550000001@c.us" {
		t.Errorf("the history of %s is asked for", fresh.id)
	}
	v.give(fresh, result{messages: api.Answer[api.Page[api.Message]]{Value: api.Page[api.Message]{Items: []api.Message{historyMessage(t, 7, "")}, Count: known(1)}}})
	v.shows("message 7", "Chat n1 · person")
}

func TestFollowingAQuoteReadsOlderPagesUntilItIsThere(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("m")
	first := messagePage(t, 300, 50, 300)
	first.messages.Value.Items[0] = historyMessage(t, 299, `,"has_quoted_msg":true,"quoted_message_id":"false_919537851844@c.us_120"`)
	v.give(v.requestOf("messages"), first)
	v.shows("quotes a message that is not loaded")
	v.keys("f")
	v.shows("looking for the message")
	v.give(v.requestOf("messages"), messagePage(t, 250, 200, 300))
	v.shows("message 120")
	if got := v.model.history.Current().Body.String(); got != "message 120" {
		t.Errorf("the cursor stands on %q", got)
	}
	v.hides("looking for")
}

func TestKeysInTheListAreAboutTheRowUnderTheCursor(t *testing.T) {
	v := withList(t, defaults(), 5, 80, 24)
	v.keys("enter")
	v.load(numberedChats(t, 0, 1)[0])
	v.keys("c", "enter") // it is open already
	v.idle()
	v.shows("Chat n0 · person", "Members")
	v.keys("c", "j", "enter")
	v.shows("opening Chat n1 … esc stops")
	v.request()
	v.keys("esc", "J")
	v.shows("open a chat first")
	v.keys("m")
	a := v.request()
	if got := a.id.String(); got != "15550000001@c.us" {
		t.Fatalf("m opens %s", got)
	}
	v.reply(a, answerOf(numberedChats(t, 1, 2)[0]), nil)
	if got := v.requestOf("messages").id.String(); got != "15550000001@c.us" {
		t.Errorf("the messages of %s are asked for", got)
	}
	v.shows("Chat n1 · person", "Messages")
}
