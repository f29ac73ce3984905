package e2e

import (
	"strings"
	"testing"
)

func TestBackAndForward(t *testing.T) {
	server, env := serveOrg(t, crowd(20))
	p := view(t, env, shopID(1))
	p.WaitFor(shopText(1))
	p.Keys("j", "j", "j")
	waitCursor(p, "Unread")
	open(p, shopID(2))
	p.WaitFor(shopText(2))
	waitCursor(p, "Id")
	open(p, shopID(3))
	p.WaitFor(shopText(3))
	p.Keys("[")
	p.WaitFor(shopText(2))
	p.Keys("[")
	p.WaitFor(shopText(1))
	waitCursor(p, "Unread")
	p.Keys("[")
	p.WaitFor("no chat to go back to", shopText(1))
	p.Keys("]")
	p.WaitFor(shopText(2))
	waitCursor(p, "Id")

	// A new step cuts what was forward.
	open(p, shopID(4))
	p.WaitFor(shopText(4))
	p.Keys("]")
	p.WaitFor("no chat to go forward to", shopText(4))
	p.Keys("[")
	p.WaitFor(shopText(2))

	// What is held shows while it is asked for again.
	await, release := hold(t, server, chatFault(shopID(1)))
	p.Keys("[")
	await()
	p.WaitFor(shopText(1))
	waitCursor(p, "Unread")
	release()
}

func TestEnterOpensWhatARowPointsTo(t *testing.T) {
	server, env := serve(t)
	p := view(t, env, documentedChat)
	p.WaitFor("BK Local1 · person · open")
	p.Keys("/")
	p.WaitFor("find:")
	p.Keys("120363352652386702", "\r")
	p.WaitUntil("the common chat under the cursor", func(s string) bool { return strings.Contains(cursorRow(s), "120363352652386702") })
	p.Keys("\r")
	p.WaitFor("Brindlewick Owners’ Club", "Members · 1,024")
	p.Keys("2", "/")
	p.WaitFor("filter:")
	p.Keys("amelia okafor", "\r")
	waitCursor(p, "Amelia Okafor")
	p.Keys("\r")
	p.WaitFor("Amelia Okafor · person")
	p.Keys("[")
	p.WaitFor("Members · “amelia okafor”")
	waitCursor(p, "Amelia Okafor")
	p.Keys("[")
	p.WaitFor("BK Local1 · person · open")
	// The chat that was open has given its name to the row that leads to it.
	waitCursor(p, "Brindlewick Owners’ Club")
	for _, r := range server.Requests() {
		if r.Method != "GET" {
			t.Errorf("%s %s was asked", r.Method, r.Path)
		}
	}
}
