package e2e

import (
	"slices"
	"strings"
	"testing"
	"time"

	"chatlens/e2e/ptytest"
)

// solid is a text without blanks, gutters and the marks of a message's markup, which the printed form has and a pane does not.
func solid(s string) string {
	return strings.NewReplacer("*", "", "_", "", "~", "", "`", "", "|", "", ">", "").Replace(strings.Join(strings.Fields(s), ""))
}

func TestShowPrintsWhatThePanesShow(t *testing.T) {
	_, env := serve(t)
	chats := run(t, env, "", "chats", "--output", "tsv", "--query", "type:person is:unread", "--limit", "3")
	ids := []string{documentedChat}
	for line := range strings.Lines(chats.stdout) {
		id, _, _ := strings.Cut(line, "\t")
		ids = append(ids, id)
	}
	if len(ids) < 3 {
		t.Fatalf("only %q are there to compare: %s", ids, chats.stderr)
	}
	for _, id := range ids {
		printed := solid(run(t, env, "", "show", id).stdout)
		p := ptytest.Start(t, ptytest.Options{Command: []string{binary, id}, Env: environment(t, env), Cols: 200, Rows: 60})
		p.WaitFor("as of ")
		p.Keys("z")
		var said []string
		for _, pane := range []struct{ key, heading string }{{"1", "1 Chat"}, {"2", "2 Members"}, {"3", "3 Labels"}, {"4", "4 Latest message"}} {
			p.Keys(pane.key)
			p.WaitUntil("the pane "+pane.heading, func(s string) bool {
				_, body, _ := strings.Cut(s, "\n")
				return strings.HasPrefix(body, pane.heading) && strings.Contains(s, "q quit") && !strings.ContainsAny(s, "│┌")
			})
			p.WaitQuiet(50 * time.Millisecond) // the frame is whole
			lines := strings.Split(p.Screen(), "\n")
			last := slices.IndexFunc(lines, func(s string) bool { return strings.Contains(s, "q quit") })
			said = append(said, lines[2:last]...)
		}
		p.Keys("q")
		requireExit(t, p, 0)
		// A minute may have passed between the two.
		after := solid(run(t, env, "", "show", id).stdout)
		compared := 0
		for _, line := range said {
			text := solid(line)
			if text != "" {
				compared++
			}
			if !strings.Contains(printed, text) && !strings.Contains(after, text) {
				t.Errorf("%s: the viewer shows %q, which is not printed", id, line)
			}
		}
		if compared < 8 {
			t.Errorf("%s: only %d lines were compared", id, compared)
		}
	}
}
