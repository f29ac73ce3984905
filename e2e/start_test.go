package e2e

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"
)

// demoClock is when the demo organisation lives, where a test serves it.
func demoClock() time.Time { return time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC) }

// query matches what a terminal would answer: device attributes and status, colours, modes, keyboard and capability reports.
var query = regexp.MustCompile(`\x1b\[[>=?]?[0-9;]*[cnx]|\x1b\][0-9;]*;\?|\x1b\[\?[0-9;]*\$p|\x1bP[+$]q|\x1b\[>[0-9]*q|\x1b\[\?u|\x1b\[1[4-9]t`)

func TestTheFirstFrameDoesNotWaitForATerminalThatNeverAnswers(t *testing.T) {
	begun := time.Now()
	p := view(t, nil, "--demo")
	p.WaitFor("BK Local1")
	// A terminal that is asked and does not answer costs five seconds.
	if took := time.Since(begun); took > 4*time.Second {
		t.Errorf("the first frame took %v", took)
	}
	p.Keys("q")
	requireExit(t, p, 0)
	p.Settle()
	if found := query.Find(p.Written()); found != nil {
		t.Errorf("the program asked the terminal: %q", found)
	}
}

func TestVersionAndHelpWriteNoEscapeSequence(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"--version"}, {"--help"}, {"show", "--help"}, {"completion", "bash"}} {
		begun := time.Now()
		p := view(t, nil, args...)
		requireExit(t, p, 0)
		p.Settle()
		if took := time.Since(begun); took > 4*time.Second {
			t.Errorf("%v took %v", args, took)
		}
		if out := p.Written(); bytes.ContainsRune(out, '\x1b') || !strings.Contains(string(out), "chatlens") {
			t.Errorf("%v wrote %q", args, out)
		}
	}
}

func TestWithoutAnIDTheDemoShowsTheDocumentedChat(t *testing.T) {
	p := view(t, map[string]string{"PERISKOPE_BASE_URL": "http://127.0.0.1:1", "PERISKOPE_API_KEY": "wrong", "PERISKOPE_PHONE": "1"}, "--demo")
	p.WaitFor(documentedChat, "bharat@hashlabs.dev", "super admin", "demo")
}

func TestWithoutAnIDTheViewerShowsTheChatList(t *testing.T) {
	server, env := serve(t)
	p := view(t, env)
	p.WaitFor("▌ 0 Chats · 61 ─", "Ananya Iyer", "enter open it")
	if asked := pages(server, "/chats"); len(asked) != 1 || len(server.Requests()) != 1 {
		t.Errorf("the pages that were asked for are %v, with %d requests", asked, len(server.Requests()))
	}
	open(p, "+91 95378 51844")
	p.WaitFor("BK Local1 · person · open")
}
