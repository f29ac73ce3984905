package e2e

import (
	"strings"
	"testing"
	"time"

	"chatlens/e2e/ptytest"
)

// settled is how long nothing is written once a key's frame is there.
const settled = 60 * time.Millisecond

// requireIdle fails the test if one of the programs writes anything in five seconds in which nothing happens. It returns what each wrote.
func requireIdle(t *testing.T, terminals map[string]*ptytest.Terminal) map[string]int {
	t.Helper()
	wrote := map[string]int{}
	for name, p := range terminals {
		wrote[name] = -p.WaitQuiet(3 * settled) // what the keys before have brought
	}
	for _, p := range terminals {
		p.WaitQuiet(5 * time.Second) // and all the others meanwhile
		break
	}
	for name, p := range terminals {
		if wrote[name] += p.WaitQuiet(settled); wrote[name] != 0 {
			t.Errorf("%s: the idle program wrote %d bytes", name, wrote[name])
		}
	}
	return wrote
}

func requireIdleFor(t *testing.T, p *ptytest.Terminal, while time.Duration) {
	t.Helper()
	before := p.WaitQuiet(200 * time.Millisecond) // what the keys before have brought
	if after := p.WaitQuiet(while); after != before {
		t.Errorf("the idle program wrote %d bytes", after-before)
	}
}

// The views wait side by side, each in a viewer of its own.
func TestTheIdleViewerWritesNothing(t *testing.T) {
	org := crowd(300)
	org.PutMessages(shopID(0), history(shopID(0), 120))
	_, env := serveOrg(t, org)
	list := func(p *ptytest.Terminal) { p.WaitFor("Chats · 300 ") }
	chat := func(p *ptytest.Terminal) {
		list(p)
		p.Keys("\r")
		p.WaitFor(shopName(0) + " · ")
		p.Keys("1")
		p.WaitFor("▌ 1 Chat")
	}
	messages := func(p *ptytest.Terminal) {
		chat(p)
		p.Keys("m")
		p.WaitFor("line 0000", "Messages · 50 of 120")
	}
	then := func(before func(*ptytest.Terminal), key, shows string) func(*ptytest.Terminal) {
		return func(p *ptytest.Terminal) {
			before(p)
			p.Keys(key)
			p.WaitFor(shows)
		}
	}
	views := map[string]func(*ptytest.Terminal){
		"list": list, "chat": chat, "messages": messages,
		"members": then(chat, "2", "▌ 2 Members"), "zoom": then(chat, "z", shopName(0)+" · "), "zoomed messages": then(messages, "z", "line 0000"),
		"help": then(messages, "?", "Help"), "raw view": then(messages, "J", "Raw"), "palette": then(messages, ":", "▌ Actions"),
		"search": then(messages, "/", "find:"), "prompt": then(messages, "o", "open:"), "filter": then(list, "/", "filter:"),
		"after a watch": func(p *ptytest.Terminal) {
			then(messages, "w", "watching")(p)
			p.Keys("w")
			p.WaitUntil("no watch", func(s string) bool { return !strings.Contains(s, "watching") })
		},
	}
	terminals := map[string]*ptytest.Terminal{}
	for name, bring := range views {
		p := ptytest.Start(t, ptytest.Options{Command: []string{binary}, Env: environment(t, env), Cols: 140, Rows: 40})
		bring(p)
		terminals[name] = p
	}
	requireIdle(t, terminals)
}

func TestAWatchWritesNothingUntilItAsksAgain(t *testing.T) {
	_, env := serveOrg(t, crowd(3))
	p := view(t, env)
	p.WaitFor("Chats · 3 ")
	p.Keys("w")
	p.WaitFor("watching")
	requireIdleFor(t, p, time.Second)
}
