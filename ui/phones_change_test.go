package ui

import (
	"testing"

	"chatlens/api"
)

// changeable is a viewer on the documented chat or, without an id, on the list, which looks through Support and can look through Sales.
func changeable(t *testing.T, id string, width, height int) *viewer {
	t.Helper()
	v, _ := choosing(t, id, width, height)
	v.give(v.requestOf("phones"), result{phones: somePhones(t, supportPhone+"\n"+salesPhone)})
	v.keys("enter")
	return v
}

// toSales looks through Sales from now on.
func toSales(v *viewer) {
	v.t.Helper()
	v.keys("p", "j", "enter")
	v.shows("looking through Sales")
}

func TestWhatWasSeenThroughAnotherPhoneComesTooLate(t *testing.T) {
	v := changeable(t, "", 80, 24)
	v.give(v.requestOf("chats"), page(numberedChats(t, 0, 5), 5))
	former := v.model.peek()
	toSales(v)
	v.give(v.requestOf("chats"), page(numberedChats(t, 10, 12), 2))
	v.do(former)
	v.give(v.requestOf("chats"), page(numberedChats(t, 0, 5), 5))
	v.shows("Chat n10", "Chat n11", "Chats · 2")

	v = changeable(t, documentedID, 80, 24)
	v.load(documented(t))
	v.keys("m")
	v.give(v.requestOf("messages"), messagePage(t, 300, 50, 300))
	v.give(v.requestOf("notes"), result{})
	toSales(v)
	v.load(documented(t))
	v.give(v.requestOf("messages"), messagePage(t, 200, 50, 200))
	v.give(v.requestOf("notes"), result{})
	_ = v.model.newerMessages() // it has the number that the former phone's had
	v.send(throughMsg{v.model.phones.era - 1, newestMsg{
		id: v.model.chat.value.ID, seq: v.model.messages.seq, messages: messagePage(t, 300, 50, 300).messages.Value.Items,
	}})
	v.shows("message 199")
	v.hides("message 299")
}

func TestAnotherPhoneLeavesTheReaderWhereHeIs(t *testing.T) {
	v := changeable(t, documentedID, 80, 24)
	v.load(documented(t))
	v.keys("3")
	toSales(v)
	v.load(documented(t))
	v.shows("▌ 3 Labels")
	v.keys("m")
	v.requestOf("messages")
	v.keys("p", "enter")
	v.load(documented(t))
	v.give(v.requestOf("messages"), messagePage(t, 300, 50, 300))
	v.shows("message 299")
}

func TestAnotherPhoneKeepsTheListItsFilterAndItsOrder(t *testing.T) {
	v := changeable(t, documentedID, 80, 24)
	v.load(documented(t))
	v.keys("c")
	v.give(v.requestOf("chats"), page(numberedChats(t, 0, 20), 20))
	v.keys("s", "/", "n1", "enter")
	order := v.model.list.list.Order()
	toSales(v)
	v.give(v.requestOf("chats"), page(numberedChats(t, 9, 12), 3))
	v.shows("Chat n10", "Chat n11", "“n1”")
	v.hides("Chat n9")
	v.idle() // the chat below the list is not asked for
	if v.model.list.list.Order() != order {
		t.Error("the order has changed")
	}
}

func TestAnotherPhoneOpensTheChatThatIsWaitedFor(t *testing.T) {
	v := changeable(t, documentedID, 80, 24)
	v.load(documented(t))
	v.keys("o", "15550000002", "enter")
	former := v.request()
	toSales(v)
	if a := v.request(); former.ctx.Err() == nil || a.id.String() != "15550000002@c.us" {
		t.Errorf("asked for %v", a.id)
	}
}

func TestAChatThatAnotherPhoneDoesNotSeeIsThereAgainOnComingBack(t *testing.T) {
	v := changeable(t, documentedID, 80, 24)
	v.load(documented(t))
	toSales(v)
	v.reply(v.request(), api.Answer[api.Chat]{}, failureOf(api.KindAuth, 403))
	v.shows("403", "open:")
	v.keys("esc", "p", "enter")
	if a := v.request(); a.id != mustID(t, documentedID) {
		t.Errorf("asked for %v", a.id)
	}
}

func TestPhonesThatArriveDoNotTakeWhatIsTypedForSomethingElse(t *testing.T) {
	for _, keys := range [][]string{{":", "priv"}, {"/", "Id"}, {"?"}} {
		o := defaults()
		o.Start, o.Phone = mustID(t, documentedID), "918527184400"
		o.UsePhone = func(phone string) (Client, error) {
			t.Errorf("%v: looks through %s", keys, phone)
			return nil, nil
		}
		v := start(t, o, 80, 24)
		v.load(documented(t))
		v.held = append(v.held, v.requestOf("phones"))
		v.keys("p")
		v.held = nil
		a := v.requestOf("phones")
		v.keys(keys...)
		v.give(a, result{phones: somePhones(t, salesPhone+"\n"+supportPhone)})
		v.hides("Look through which phone?")
		v.shows("the phones are there; p offers them")
		v.keys("enter")
	}
}

func TestTheStateOfAPhoneIsSeenOnASmallScreen(t *testing.T) {
	v, _ := choosing(t, "", 40, 12)
	v.give(v.requestOf("phones"), result{phones: somePhones(t, supportPhone+"\n"+salesPhone)})
	v.shows("disconnected", " connected")
}

func TestAChatThatNamesOnePhoneAloneHasItNamed(t *testing.T) {
	o := defaults()
	o.Start, o.Phone = mustID(t, documentedID), "918527184400"
	o.UsePhone = func(string) (Client, error) { return nil, nil }
	v := start(t, o, 80, 24)
	c := documented(t)
	c.OrgPhones = nil
	v.load(c)
	v.give(v.requestOf("phones"), result{phones: somePhones(t, supportPhone)})
	v.shows("Support · connected")
}

func TestTheCopiedCommandNamesOnePhone(t *testing.T) {
	o := defaults()
	o.Start, o.Phone = mustID(t, documentedID), "918527184400"
	o.Flags = []string{"--profile", "work", "--phone", "918527184400"}
	var v *viewer
	o.UsePhone = func(string) (Client, error) { return v.api, nil }
	v = start(t, o, 80, 24)
	v.load(documented(t))
	v.give(v.requestOf("phones"), result{phones: somePhones(t, supportPhone+"\n"+salesPhone)})
	toSales(v)
	v.load(documented(t))
	if got := v.model.command().String(); got != "chatlens --profile work --phone 919800000001 show 919537851844@c.us" {
		t.Errorf("the command is %q", got)
	}
}

func TestNoWordOnAFormerListIsTakenForOneOnTheNext(t *testing.T) {
	v := changeable(t, "", 80, 24)
	former := v.model.listing.ticket
	toSales(v)
	v.requestOf("chats")
	v.model.hear(retryMsg{former, api.Retry{Cause: failureOf(api.KindNetwork, 503)}})
	v.send(keyMsg("j"))
	v.hides("trying again")
}
