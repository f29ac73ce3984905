package e2e

import (
	"strings"
	"testing"

	"chatlens/api/apitest"
)

func TestTheCursorStaysWithItsChatAcrossARefresh(t *testing.T) {
	const at = 5
	renamed := func(org *apitest.Org, i int, name string) {
		org.Update(shopID(i), func(fields map[string]any) { fields["chat_name"] = name })
	}
	for name, c := range map[string]struct {
		change func(org *apitest.Org)
		cursor string
		screen []string
		none   string
	}{
		"renamed": {func(org *apitest.Org) { renamed(org, at, "Aardvark") }, "Aardvark", nil, shopName(at)},
		"relabelled": {func(org *apitest.Org) {
			org.Update(shopID(at), func(fields map[string]any) { fields["label_ids"] = map[string]any{"label-zebra": true} })
		}, shopName(at), []string{"label-zebra"}, ""},
		"another one renamed": {func(org *apitest.Org) { renamed(org, 2, "Aardvark") }, shopName(at), []string{"Aardvark"}, shopName(2)},
		"gone":                {func(org *apitest.Org) { org.Remove(shopID(at)) }, shopName(at + 1), []string{"1 chat is gone"}, shopName(at)},
		"several gone": {func(org *apitest.Org) {
			for i := range 3 {
				org.Remove(shopID(at + i))
			}
		}, shopName(at + 3), []string{"3 chats are gone"}, shopName(at + 1)},
		"moved to the top": {func(org *apitest.Org) {
			org.AddMessage(shopID(at), []byte(`{"message_id":"false_x_1","body":"hello again","message_type":"chat","timestamp":"2026-03-01T12:00:00+00:00"}`))
		}, shopName(at), []string{"hello again"}, ""},
		"new ones above": {func(org *apitest.Org) {
			org.Put("15559999999@c.us", []byte(`{"chat_id":"15559999999@c.us","chat_name":"Newcomer","chat_type":"user","updated_at":"2026-03-01T12:00:00+00:00"}`))
		}, shopName(at), []string{"31"}, ""},
	} {
		for _, filtered := range []bool{false, true} {
			t.Run(name+map[bool]string{true: " under a filter", false: ""}[filtered], func(t *testing.T) {
				org := crowd(30)
				server, env := serveOrg(t, org)
				p := view(t, env)
				p.WaitFor("Chats · 30 ─")
				if filtered {
					filter(p, "is:open")
					p.WaitFor("30 of 30")
				}
				p.Keys(strings.Repeat("j", at))
				waitCursor(p, shopName(at))
				c.change(org)
				await, release := hold(t, server, apitest.Fault{PathPrefix: "/v1/chats"})
				p.Keys("r")
				await()
				// Until the answer is there, all stays as it was.
				p.Keys("j")
				waitCursor(p, shopName(at+1))
				p.Keys("k")
				waitCursor(p, shopName(at))
				release()
				p.WaitFor(c.screen...)
				waitCursor(p, c.cursor)
				if c.none != "" {
					p.WaitUntil("no "+c.none, func(s string) bool { return !strings.Contains(s, c.none) })
				}
			})
		}
	}
}

func TestFilterAndCursorSurviveGoingToAChatAndBack(t *testing.T) {
	_, env := serveOrg(t, crowd(300))
	p := view(t, env)
	p.WaitFor("Chats · 300 ─")
	filter(p, "assigned:agent3@example.com")
	p.WaitFor("43 of 300", shopName(3))
	p.Keys("j", "j")
	waitCursor(p, shopName(17))
	p.Keys("\r")
	p.WaitFor(shopText(17))
	p.Keys("c")
	p.WaitFor("43 of 300")
	waitCursor(p, shopName(17))
	p.Keys("r")
	p.WaitFor("43 of 300")
	waitCursor(p, shopName(17))
	leave(p, "43 of 300")
}

func TestTheNextAndThePreviousChatAreThoseOfTheFilteredList(t *testing.T) {
	_, env := serveOrg(t, crowd(300))
	p := view(t, env)
	p.WaitFor("Chats · 300 ─")
	filter(p, "assigned:agent3@example.com")
	waitCursor(p, shopName(3))
	p.Keys("\r")
	p.WaitFor(shopText(3))
	p.Keys("\x0e")
	p.WaitFor(shopText(10))
	p.Keys("\x0e")
	p.WaitFor(shopText(17))
	p.Keys("\x10")
	p.WaitFor(shopText(10))
	p.Keys("\x10")
	p.WaitFor(shopText(3))
	p.Keys("\x10")
	p.WaitFor("the list ends here", shopText(3))
	p.Keys("\x0e\x0e\x0e") // faster than answers come
	p.WaitFor(shopText(24))
	p.Keys("c")
	waitCursor(p, shopName(24))
}

func TestTheOpenPromptKnowsLoadedNames(t *testing.T) {
	_, env := serveOrg(t, crowd(300))
	p := view(t, env)
	p.WaitFor("Chats · 300 ─")
	p.Keys("o")
	p.WaitFor("open:")
	p.Keys("op-00123")
	p.WaitFor("loaded: " + shopName(123))
	p.Keys("\r")
	p.WaitFor(shopText(123))
	// Of several, the reader chooses.
	p.Keys("o")
	p.WaitFor("open:")
	p.Keys("op-0012")
	p.WaitFor("loaded: "+shopName(120), "7 more")
	p.Keys("\r")
	p.WaitFor("Open · “op-0012”", shopName(129))
	p.Keys("3")
	p.WaitFor(shopText(122))
	// What no loaded name contains is said, and stays to be corrected.
	p.Keys("o")
	p.WaitFor("open:")
	p.Keys("nowhere", "\r")
	p.WaitFor("open: nowhere", "no loaded name contains “nowhere”")
}
