package ptytest

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/term"
)

// state is a terminal's settings: raw or cooked, echo, flow control.
type state = term.State

func stateOf(t testing.TB, terminal *os.File) state {
	t.Helper()
	s, err := term.GetState(terminal.Fd())
	if err != nil {
		t.Fatalf("reading the terminal's settings: %v", err)
	}
	return *s
}

// endMark is a string that no terminal shows.
const endMark = "\x1b_ptytest\x1b\\"

// Settle waits until all that the program has written is read. Use it after [Terminal.Exit] or [Terminal.WaitStopped].
func (p *Terminal) Settle() {
	p.t.Helper()
	if _, err := p.slave.WriteString(endMark); err != nil {
		p.t.Fatalf("writing to the terminal: %v", err)
	}
	p.WaitWritten(endMark)
	p.note(func() {
		rest := bytes.ReplaceAll(p.written.Bytes(), []byte(endMark), nil)
		p.written = *bytes.NewBuffer(bytes.Clone(rest))
	})
}

// RequireRestored fails the test unless the terminal is as the program found it: its settings, the main screen, a visible cursor,
// autowrap on, no bracketed paste and no mouse reports.
func (p *Terminal) RequireRestored() {
	p.t.Helper()
	p.Settle()
	if now := stateOf(p.t, p.slave); now != p.before {
		p.t.Errorf("the terminal's settings are %+v, and were %+v before", now, p.before)
	}
	for _, mode := range []struct{ name, on, off, wanted string }{
		{"the alternate screen", "\x1b[?1049h", "\x1b[?1049l", "off"},
		{"the cursor", "\x1b[?25h", "\x1b[?25l", "on"},
		{"autowrap", "\x1b[?7h", "\x1b[?7l", "on"},
		{"bracketed paste", "\x1b[?2004h", "\x1b[?2004l", "off"},
		{"mouse clicks", "\x1b[?1002h", "\x1b[?1002l", "off"},
		{"mouse movements", "\x1b[?1003h", "\x1b[?1003l", "off"},
	} {
		written := string(p.Written())
		on, off := strings.LastIndex(written, mode.on), strings.LastIndex(written, mode.off)
		if (mode.wanted == "on" && off > on) || (mode.wanted == "off" && on > off) {
			p.t.Errorf("%s is not %s at the end", mode.name, mode.wanted)
		}
	}
}
