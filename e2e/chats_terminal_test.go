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
	for _, c := range []struct{ query, limit, want string }{
		{"is:open", "29", "29 of 30 that pass; --limit 0 prints all"},
		{"is:open", "30", ""},
	} {
		p := view(t, env, "chats", "--query", c.query, "--limit", c.limit)
		requireExit(t, p, 0)
		p.Settle()
		if got := string(p.Written()); strings.Contains(got, "--limit 0") != (c.want != "") || !strings.Contains(got, c.want) {
			t.Errorf("--query %s --limit %s: want %q:\n%s", c.query, c.limit, c.want, got)
		}
	}
	if r := run(t, env, "", "chats", "--limit", "5"); r.stderr != "" || !strings.Contains(r.stdout, "@c.us") {
		t.Errorf("%s: %s", r.stderr, r.stdout)
	}
}
