package e2e

import (
	"strings"
	"testing"
	"time"

	"chatlens/e2e/ptytest"
)

// requireIdle fails the test if the program writes anything in five seconds in which nothing happens.
func requireIdle(t *testing.T, p *ptytest.Terminal) {
	t.Helper()
	requireIdleFor(t, p, 5*time.Second)
}

func requireIdleFor(t *testing.T, p *ptytest.Terminal, while time.Duration) {
	t.Helper()
	before := p.WaitQuiet(200 * time.Millisecond) // what the keys before have brought
	if after := p.WaitQuiet(while); after != before {
		t.Errorf("the idle program wrote %d bytes", after-before)
	}
}

func TestTheIdleViewerWritesNothing(t *testing.T) {
	org := crowd(300)
	org.PutMessages(shopID(0), history(shopID(0), 120))
	_, env := serveOrg(t, org)
	p := ptytest.Start(t, ptytest.Options{Command: []string{binary}, Env: environment(t, env), Cols: 140, Rows: 40})
	p.WaitFor("Chats · 300 ")
	requireIdle(t, p)
	p.Keys("\r")
	p.WaitFor(shopText(0))
	requireIdle(t, p)
	p.Keys("m")
	p.WaitFor("line 0000", "Messages · 50 of 120")
	requireIdle(t, p)
	p.Keys("w")
	p.WaitFor("watching")
	requireIdleFor(t, p, time.Second) // before it asks again
	p.Keys("w")
	p.WaitUntil("no watch", func(s string) bool { return !strings.Contains(s, "watching") })
	for _, key := range []string{"?", "J", ":", "/", "o"} {
		p.Keys(key)
		requireIdle(t, p)
		p.Keys("\x1b")
		p.WaitQuiet(300 * time.Millisecond)
	}
	for _, key := range []string{"z", "m", "2"} {
		p.Keys(key)
		requireIdle(t, p)
	}
}
