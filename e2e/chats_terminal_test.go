package e2e

import (
	"strings"
	"testing"
)

func TestPrintedChatsStandOnOneRowOfATerminalEachAndSayWhatTheLimitLeftOut(t *testing.T) {
	_, env := serveOrg(t, crowd(30))
	for _, charset := range []string{"utf-8", "ascii"} {
		p := view(t, env, "chats", "--limit", "5", "--charset", charset)
		requireExit(t, p, 0)
		p.Settle()
		lines := strings.Split(strings.TrimSpace(string(p.Written())), "\n")
		if len(lines) != 6 || !strings.Contains(lines[5], "5 of 30 chats; --limit 0 prints all") {
			t.Errorf("%s: %d lines:\n%s", charset, len(lines), strings.Join(lines, "\n"))
		}
		for _, line := range lines {
			if n := len([]rune(strings.TrimRight(line, "\r"))); n > 80 {
				t.Errorf("%s: %d cells: %s", charset, n, line)
			}
		}
	}
	if r := run(t, env, "", "chats", "--limit", "5"); r.stderr != "" || !strings.Contains(r.stdout, "@c.us") {
		t.Errorf("%s: %s", r.stderr, r.stdout)
	}
}
