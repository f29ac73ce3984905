package e2e

import (
	"net/http"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
)

// open types an id at the open prompt.
func open(p *ptytest.Terminal, id string) {
	p.Keys("o")
	p.WaitFor("open:")
	p.Keys(id, "\r")
}

func TestADayInTheViewer(t *testing.T) {
	server, env := serve(t)
	p := view(t, env, documentedChat)
	p.WaitFor("BK Local1 · person · open", "as of ")

	open(p, largeGroup)
	p.WaitFor("Brindlewick", "Members · 1,024")

	// Moving in the list of members.
	p.Keys("2")
	p.WaitFor("▌ 2 Members")
	p.WaitUntil("the first members", func(s string) bool { return strings.Contains(s, "1-") && strings.Contains(s, "of 1,024") })
	p.Keys("G")
	p.WaitFor("-1,024 of 1,024")
	p.Keys("g")
	p.WaitFor("1-")

	// Zooming takes the borders away.
	p.Keys("z")
	p.WaitUntil("no border", func(s string) bool { return strings.Contains(s, "Amelia Okafor") && !strings.Contains(s, "│") })
	p.Keys("z")
	p.WaitUntil("borders", func(s string) bool { return strings.Contains(s, "│") })

	// Filtering leaves those that match.
	p.Keys("/")
	p.Keys("amelia")
	p.WaitUntil("those named Amelia alone", func(s string) bool {
		return strings.Contains(s, "Amelia Okafor") && !strings.Contains(s, "Arjun Mehta")
	})
	p.Keys("\r")
	p.Keys("\x1b")
	p.WaitFor("Arjun Mehta")

	// Refreshing asks again.
	before := len(server.Requests())
	p.Keys("r")
	p.WaitUntil("the refreshed chat", func(string) bool { return len(server.Requests()) > before })

	// A refresh that fails keeps what is there and says why.
	server.Fail(apitest.Fault{Times: -1, Status: http.StatusInternalServerError})
	p.Keys("r")
	p.WaitFor("HTTP 500", "Amelia Okafor")
	server.Heal()
	p.Keys("r")
	p.WaitUntil("the error gone", func(s string) bool { return !strings.Contains(s, "HTTP 500") && strings.Contains(s, "Amelia Okafor") })

	// Resizing at any moment.
	p.Resize(40, 12)
	p.WaitUntil("a frame of 40x12", func(s string) bool { return fits(s, 40, 12) && strings.Contains(s, "Members") })
	p.Resize(80, 24)
	p.WaitUntil("a frame of 80x24", func(s string) bool {
		return fits(s, 80, 24) && strings.Contains(s, "Amelia Okafor") && strings.Contains(s, "q quit")
	})

	p.Keys("q")
	requireExit(t, p, 0)
	p.RequireRestored()
}

// fits tells whether a screen is filled down to its last row, and no wider than it should be.
func fits(screen string, cols, rows int) bool {
	lines := strings.Split(strings.TrimRight(screen, "\n"), "\n")
	for _, line := range lines {
		if ansi.StringWidth(line) > cols {
			return false
		}
	}
	return len(lines) == rows
}

func TestKeysThatArriveTogetherAllCount(t *testing.T) {
	_, env := serve(t)
	p := view(t, env, largeGroup)
	p.WaitFor("Members · 1,024")
	p.Keys("2" + strings.Repeat("j", 1024))
	p.WaitFor("-1,024 of 1,024")
}

func TestFailedFirstLoadsKeepTheProgramAlive(t *testing.T) {
	for name, c := range map[string]struct {
		fault apitest.Fault
		want  []string
	}{
		"404":       {apitest.Fault{Status: 404}, []string{"404", documentedChat, "open:"}},
		"HTML":      {apitest.Fault{Body: "<!DOCTYPE html><title>Sign in</title>", ContentType: "text/html"}, []string{"web page"}},
		"null":      {apitest.Fault{Body: "null"}, []string{"null"}},
		"truncated": {apitest.Fault{Truncate: 200}, nil},
		"too large": {apitest.Fault{Huge: 64 << 20}, []string{"large"}},
		"reset":     {apitest.Fault{Reset: true}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			server, env := serve(t)
			c.fault.Times = -1
			server.Fail(c.fault)
			p := view(t, env, documentedChat)
			p.WaitUntil("an error", func(s string) bool {
				return strings.Contains(s, "open:") && strings.Contains(s, "919537851844") && !strings.Contains(s, "loading")
			})
			p.WaitFor(c.want...)
			server.Heal()
			p.Keys("\r") // the prompt keeps what was typed
			p.WaitFor("BK Local1 · person · open")
			p.Keys("q")
			requireExit(t, p, 0)
			p.RequireRestored()
		})
	}
}

func TestAnASCIITerminalIsToldHowToChange(t *testing.T) {
	_, env := serve(t)
	env["LANG"] = "C"
	p := view(t, env)
	p.WaitFor("--charset utf-8", "LANG=C")
	open(p, largeGroup)
	p.WaitFor("Brindlewick", "Members - 1,024", `\u{1`)
	for _, c := range p.Screen() {
		if c > 0x7e {
			t.Errorf("%q is on the screen", c)
		}
	}
}
