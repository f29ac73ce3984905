package e2e

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/vt"
)

// The same keys on two terminals, one of which is written to in whole lines. A third is asked to repaint before it is looked at.
func TestTheScreenIsTheSameInWholeLinesAndAfterARepaint(t *testing.T) {
	m := newTmux(t)
	keys := []string{
		"j", "j", "j", "k", "NPage", "PPage", "G", "g", "Tab", "BTab", "1", "2", "3", "4", "z", "c", "m", "Enter", "Escape", "?", "s", "P", "C-n", "C-p", "[", "]",
		"J", "C-d", "C-u", "resize",
	}
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 5))
		names := []string{fmt.Sprintf("cells%d", seed), fmt.Sprintf("lines%d", seed), fmt.Sprintf("repaint%d", seed)}
		for i, name := range names {
			args := []string{binary, "--demo", largeGroup}
			if i == 1 {
				args = append(args, "--plain-output")
			}
			m.start(name, 120, 40, environment(t, nil), args...)
			m.screen(name, "the group", func(s string) bool { return strings.Contains(s, "Members · 1,024") })
		}
		var log []string
		for range 40 {
			key := keys[r.IntN(len(keys))]
			cols, rows := 30+r.IntN(150), 8+r.IntN(40)
			log = append(log, key)
			for _, name := range names {
				if key == "resize" {
					m.run("resize-window", "-t", name, "-x", strconv.Itoa(cols), "-y", strconv.Itoa(rows))
				} else {
					m.run("send-keys", "-t", name, key)
				}
			}
			m.settled(names[2])
			m.run("send-keys", "-t", names[2], "C-l")
			var screens [3]string
			for i, name := range names {
				m.settled(name)
				screens[i] = seen(t, withoutTimes(m.run("capture-pane", "-p", "-e", "-t", name)))
			}
			for i := 1; i < len(screens); i++ {
				requireSameRows(t, fmt.Sprintf("seed %d, after %q: %s and %s", seed, log, names[0], names[i]), screens[0], screens[i])
			}
		}
		for _, name := range names {
			m.run("kill-session", "-t", name)
		}
	}
}

func requireSameRows(t *testing.T, what, one, other string) {
	t.Helper()
	rows, others := strings.Split(one, "\n"), strings.Split(other, "\n")
	for y := range max(len(rows), len(others)) {
		if y >= len(rows) || y >= len(others) || rows[y] != others[y] {
			t.Fatalf("%s differ in row %d:\n%s\n%s", what, y, strings.Join(rows[y:min(y+1, len(rows))], ""), strings.Join(others[y:min(y+1, len(others))], ""))
		}
	}
}

// withoutTimes takes out what depends on when a screen was drawn.
func withoutTimes(screen string) string {
	return regexp.MustCompile(`\d\d:\d\d(:\d\d)?|\d+/100|\d+ (min|h)\b`).ReplaceAllString(screen, "…")
}

// shownOnBlanks are the attributes of a style that a blank shows: underline, reverse, a background.
var shownOnBlanks = regexp.MustCompile(`[\[;](4|7|4[0-7])[;m]`)

// seen is what a reader sees of a screen, with the styles of what is not blank, and of blanks as far as these show one.
func seen(t *testing.T, screen string) string {
	t.Helper()
	const width = 400
	height := strings.Count(screen, "\n") + 1
	term := vt.NewEmulator(width, height)
	defer func() { _ = term.Close() }()
	if _, err := term.WriteString(strings.ReplaceAll(screen, "\n", "\r\n")); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for y := range height {
		var line strings.Builder
		for x := range width {
			c := term.CellAt(x, y)
			if c == nil || c.Content == "" && c.Width != 0 {
				line.WriteByte(' ')
				continue
			}
			look := strings.TrimPrefix(c.Style.String(), "\x1b[m")
			if c.Content == " " && !shownOnBlanks.MatchString(look) {
				look = ""
			}
			line.WriteString(strings.ReplaceAll(look, "\x1b", "~") + c.Content)
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}
