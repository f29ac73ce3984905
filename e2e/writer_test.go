package e2e

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"

	"chatlens/e2e/ptytest"
)

// The same keys on three terminals: one that is written to in cells, one in whole lines, and one that is asked to repaint before it is
// looked at. No key loads anything, so that all three know the same.
func TestTheScreenIsTheSameInWholeLinesAndAfterARepaint(t *testing.T) {
	m := newTmux(t)
	moves := []string{"j", "j", "k", "NPage", "PPage", "C-d", "C-u", "z", "?", "Escape", "P", "resize", "resize"}
	names := []string{"cells", "lines", "repaint"}
	for i, name := range names {
		args := []string{binary, "--demo", largeGroup}
		if i == 1 {
			args = append(args, "--plain-output")
		}
		m.start(name, 120, 40, environment(t, nil), args...)
		m.screen(name, "the group", func(s string) bool { return strings.Contains(s, "Members · 1,024") })
	}
	var log []string
	press := func(key string, cols, rows int) {
		log = append(log, key)
		for _, name := range names {
			if key == "resize" {
				m.run("resize-window", "-t", name, "-x", strconv.Itoa(cols), "-y", strconv.Itoa(rows))
			} else {
				m.run("send-keys", "-t", name, key)
			}
			if key == "Escape" {
				m.settled(name) // else it and the next key are one with alt
			}
		}
	}
	for _, view := range []struct {
		first, shows string
		keys         []string
	}{
		{"2", "▌ 2 Members", append(moves, "G", "g", "Tab", "BTab", "1", "2", "3", "4", "s", "J")},
		{"m", "Messages · 50", moves[:3]},
		{"c", "Chats · 61", append(moves, "G", "g", "s")},
	} {
		press("resize", 120, 40)
		press("Escape", 0, 0)
		press("Escape", 0, 0)
		press(view.first, 0, 0)
		for _, name := range names {
			m.screen(name, view.shows, func(s string) bool { return strings.Contains(s, view.shows) })
		}
		r := rand.New(rand.NewPCG(uint64(len(view.keys)), 5))
		for i := range 30 {
			press(view.keys[r.IntN(len(view.keys))], 30+r.IntN(150), 8+r.IntN(40))
			m.run("send-keys", "-t", names[2], "C-l")
			styled := func(name string) string {
				return seen(t, withoutTimes(m.run("capture-pane", "-p", "-e", "-t", name)))
			}
			// Whole lines leave holes in a background where tmux draws narrower than is counted.
			plain := func(name string) string { return withoutTimes(m.run("capture-pane", "-p", "-t", name)) }
			if i%6 == 0 {
				screen := m.settled(names[0])
				requireStraight(t, m, withoutSplit(t, screen, m.run("capture-pane", "-p", "-N", "-t", names[0])))
			}
			requireSameScreens(t, fmt.Sprintf("after %q, repainted", log), styled, names[0], names[2])
			requireSameScreens(t, fmt.Sprintf("after %q, in whole lines", log), plain, names[0], names[1])
		}
	}
}

// requireSameScreens waits until two terminals show the same.
func requireSameScreens(t *testing.T, what string, look func(name string) string, one, other string) {
	t.Helper()
	for deadline := time.Now().Add(ptytest.Deadline); ; {
		rows, others := strings.Split(look(one), "\n"), strings.Split(look(other), "\n")
		if slices.Equal(rows, others) {
			return
		}
		if time.Now().After(deadline) {
			for y := range max(len(rows), len(others)) {
				if y >= len(rows) || y >= len(others) || rows[y] != others[y] {
					t.Fatalf("%s, %s and %s differ in row %d:\n%s\n%s", what, one, other, y, strings.Join(rows[y:min(y+1, len(rows))], ""), strings.Join(others[y:min(y+1, len(others))], ""))
				}
			}
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
