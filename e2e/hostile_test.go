package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
)

// hostileTexts are known attacks on terminals, as JSON has them.
func hostileTexts(t *testing.T) []json.RawMessage {
	t.Helper()
	file, err := os.ReadFile("../testdata/fixtures/hostile.json")
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct{ Payload json.RawMessage }
	if err := json.Unmarshal(file, &examples); err != nil {
		t.Fatal(err)
	}
	texts := make([]json.RawMessage, len(examples))
	for i, e := range examples {
		texts[i] = e.Payload
	}
	return texts
}

// hostileOrg is an organisation whose chats have hostile names and latest messages, and the first one a history of such.
func hostileOrg(t *testing.T) (*apitest.Org, int) {
	t.Helper()
	texts := hostileTexts(t)
	org := apitest.NewOrg()
	messages := make([][]byte, len(texts))
	for i, text := range texts {
		id := shopID(i)
		latest := message(id, 0, fmt.Sprintf(`,"body":%s`, text))
		org.Put(id, fmt.Appendf(nil, `{"chat_id":%q,"chat_name":%s,"chat_type":"group","assigned_to":%[2]s,"label_ids":{%[2]s:true},
"latest_message":%[3]s,"latest_message_timestamp":"2026-01-31T%02[4]d:%02[5]d:00+00:00",
"members":{%[1]q:{"contact_id":%[1]q,"contact_name":%[2]s}}}`, id, text, latest, 12-i/60, 59-i%60))
		messages[i] = message(shopID(0), i, fmt.Sprintf(`,"sender_phone":%q,"body":%s`, id, text))
	}
	org.PutMessages(shopID(0), messages)
	return org, len(texts)
}

func TestHostileTextLeavesBordersStraightInTmux(t *testing.T) {
	org, n := hostileOrg(t)
	_, env := serveOrg(t, org)
	m := newTmux(t)
	for _, size := range []struct{ cols, rows int }{{80, 24}, {140, 40}} {
		name := fmt.Sprintf("hostile%d", size.cols)
		m.start(name, size.cols, size.rows, environment(t, env), binary)
		m.screen(name, "the list", func(s string) bool { return strings.Contains(s, fmt.Sprintf("Chats · %d ─", n)) })
		contested := everyPage(t, m, name, "NPage")
		m.run("send-keys", "-t", name, "g", "Enter")
		m.screen(name, "the chat", func(s string) bool { return strings.Contains(s, "· group · open") })
		m.run("send-keys", "-t", name, "m")
		m.screen(name, "the history", func(s string) bool { return strings.Contains(s, fmt.Sprintf("Messages · %d", 50)) })
		contested += everyPage(t, m, name, "PPage")
		if contested == 0 {
			t.Error("no row had a script whose width is contested: the test shows nothing")
		}
		m.run("kill-session", "-t", name)
	}
}

// everyPage looks at the screen after each press of a key, until the screen is one that was there before.
func everyPage(t *testing.T, m *tmux, name, key string) (contested int) {
	t.Helper()
	seen := map[string]bool{}
	for range 20 {
		screen := m.settled(name)
		if seen[screen] {
			break
		}
		seen[screen] = true
		contested += requireStraight(t, m, withoutSplit(t, screen, m.run("capture-pane", "-p", "-N", "-t", name)))
		m.run("send-keys", "-t", name, key)
	}
	if len(seen) < 2 {
		t.Error("there was one page alone")
	}
	return contested
}

// withoutSplit is a screen without the rows whose emoji are too long for one of tmux's cells: it keeps the part that fits, and joins
// what follows to it when that is printed again, so that it cannot be measured so. Of these rows the screen with the spaces at
// the ends of rows tells whether the last border stands in the last column.
func withoutSplit(t *testing.T, screen, spaced string) string {
	t.Helper()
	rows, whole := strings.Split(screen, "\n"), strings.Split(spaced, "\n")
	var kept []string
	for i, row := range rows {
		if !regexp.MustCompile("\u200d[ -~…\ufffd]").MatchString(row) {
			kept = append(kept, row)
		} else if !strings.HasSuffix(whole[i], "│") {
			t.Errorf("the last border is not in the last column:\n%s", row)
		}
	}
	return strings.Join(kept, "\n")
}

// settled is a terminal's screen once it has been the same ten times in a row.
func (m *tmux) settled(name string) string {
	m.t.Helper()
	last, same := "", 0
	return m.screen(name, "a screen that stays", func(s string) bool {
		if s != last {
			last, same = s, 0
		}
		same++
		return same == 10
	})
}

func TestHostileTextSendsNoControlSequence(t *testing.T) {
	org, n := hostileOrg(t)
	_, env := serveOrg(t, org)
	p := ptytest.Start(t, ptytest.Options{Command: []string{binary}, Env: environment(t, env), Cols: 140, Rows: 60})
	p.WaitFor(fmt.Sprintf("Chats · %d ─", n))
	p.Keys("g", "\r")
	p.WaitFor("· group · open")
	p.Keys("m")
	p.WaitFor("Messages · 50")
	// One message alone is a dozen screens high.
	for range 80 {
		p.Keys("\x1b[5~")
	}
	p.WaitFor("Messages ─") // the older page may come after the last key
	p.Keys("g")
	p.WaitFor("the beginning of what the API has")
	p.Keys("q")
	requireExit(t, p, 0)
	p.RequireRestored()
	requireOnlyOurSequences(t, p)
	for _, wrong := range []string{"\x1b[31m" + "red", "\x1b]52", "\x1b]2;pwn", "\x1b[6n", "\x1b[21t", "\x1b]50", "\x1b]1337"} {
		if strings.Contains(string(p.Written()), wrong) {
			t.Errorf("%q was written", wrong)
		}
	}
}
