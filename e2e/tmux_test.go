package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"chatlens/e2e/ptytest"
)

// A tmux is a private tmux server. Its tables of widths are not ours, so it judges what our own would hide.
type tmux struct {
	t        *testing.T
	socket   string
	config   string
	measured int
}

func newTmux(t *testing.T) *tmux {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("tmux is not installed; continuous integration needs it")
		}
		t.Skip("tmux is not installed: the second judge of the drawing is missing")
	}
	dir := t.TempDir()
	m := &tmux{t: t, socket: filepath.Join(dir, "tmux"), config: filepath.Join(dir, "tmux.conf")}
	// A server that ends with its last session may be on its way out when the next one is asked for.
	if err := os.WriteFile(m.config, []byte("set-option -g exit-empty off\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.command("kill-server").Run() })
	return m
}

func (m *tmux) command(args ...string) *exec.Cmd {
	cmd := exec.Command("tmux", append([]string{"-S", m.socket, "-f", m.config, "-u"}, args...)...)
	cmd.Env = environment(m.t, nil)
	return cmd
}

func (m *tmux) run(args ...string) string {
	m.t.Helper()
	out, err := m.command(args...).CombinedOutput()
	if err != nil {
		m.t.Fatalf("tmux %v: %v: %s", args, err, out)
	}
	return string(out)
}

// start runs a command on a terminal of its own.
func (m *tmux) start(name string, cols, rows int, env []string, command ...string) {
	m.t.Helper()
	args := []string{"new-session", "-d", "-s", name, "-x", strconv.Itoa(cols), "-y", strconv.Itoa(rows), "env", "-i", "TERM=screen-256color"}
	for _, pair := range env {
		if !strings.HasPrefix(pair, "TERM=") {
			args = append(args, pair)
		}
	}
	m.run(append(args, command...)...)
}

// screen waits until a terminal's screen is as wanted.
func (m *tmux) screen(name, what string, wanted func(string) bool) string {
	m.t.Helper()
	for deadline := time.Now().Add(ptytest.Deadline); ; {
		screen := m.run("capture-pane", "-p", "-t", name)
		if wanted(screen) {
			return screen
		}
		if time.Now().After(deadline) {
			m.t.Fatalf("waited %v for %s; the screen is:\n%s", ptytest.Deadline, what, screen)
		}
	}
}

// columns measures texts as this tmux draws them: the number of columns that each takes.
func (m *tmux) columns(texts []string) []int {
	m.t.Helper()
	path := filepath.Join(m.t.TempDir(), "texts")
	if err := os.WriteFile(path, []byte(strings.Join(texts, "\n")+"\n"), 0o600); err != nil {
		m.t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		m.t.Fatal(err)
	}
	m.measured++
	m.start(fmt.Sprintf("measure%d", m.measured), 200, 24, environment(m.t, map[string]string{cursorVariable: path}), self)
	for deadline := time.Now().Add(ptytest.Deadline); ; {
		if out, err := os.ReadFile(path + ".columns"); err == nil {
			var columns []int
			for field := range strings.FieldsSeq(string(out)) {
				n, err := strconv.Atoi(field)
				if err != nil {
					m.t.Fatal(err)
				}
				columns = append(columns, n-1)
			}
			return columns
		}
		if time.Now().After(deadline) {
			m.t.Fatal("tmux did not tell the cursor's columns")
		}
	}
}

func TestBordersAreStraightInTmux(t *testing.T) {
	m := newTmux(t)
	for _, size := range []struct{ cols, rows int }{{80, 24}, {120, 40}} {
		name := fmt.Sprintf("view%d", size.cols)
		m.start(name, size.cols, size.rows, environment(t, nil), binary, "--demo", largeGroup)
		m.screen(name, "the group", func(s string) bool { return strings.Contains(s, "Members · 1,024") })
		m.run("send-keys", "-t", name, "2")
		m.screen(name, "the focus on the members", func(s string) bool { return strings.Contains(s, "▌ 2 Members") })
		before := ""
		contested := 0
		for range 10 {
			screen := m.screen(name, "the next page", func(s string) bool { return s != before })
			contested += requireStraight(t, m, screen)
			before = screen
			m.run("send-keys", "-t", name, "NPage")
		}
		if contested == 0 {
			t.Error("no row had a script whose width is contested: the test shows nothing")
		}
		m.run("kill-session", "-t", name)
	}
}

// requireStraight fails the test unless each vertical border stands in the columns of its pane's corners. It returns how many rows
// hold characters that terminals disagree on.
func requireStraight(t *testing.T, m *tmux, screen string) (contested int) {
	t.Helper()
	var texts []string
	var where [][2]string // the row, and the border
	rows := strings.Split(screen, "\n")
	for _, row := range rows {
		if strings.ContainsFunc(row, func(r rune) bool { return r >= 0x900 && r < 0x1100 || r >= 0x1F000 }) {
			contested++
		}
		for i, r := range row {
			if strings.ContainsRune("│┌┐└┘", r) {
				texts = append(texts, row[:i]+"|")
				where = append(where, [2]string{row, string(r)})
			}
		}
	}
	if len(texts) == 0 {
		return contested // a zoomed pane
	}
	columns := m.columns(texts)
	var corners []int
	for i, c := range columns {
		if where[i][1] != "│" {
			corners = append(corners, c)
		}
	}
	for i, c := range columns {
		if where[i][1] == "│" && !slices.Contains(corners, c) {
			t.Errorf("a border stands in column %d, the corners in %v:\n%s", c, corners, where[i][0])
		}
	}
	return contested
}
