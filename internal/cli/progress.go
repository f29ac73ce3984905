package cli

import (
	"io"
	"strings"

	"github.com/dustin/go-humanize"

	"chatlens/api"
	"chatlens/internal/config"
	"chatlens/internal/term"
)

// A progress is a line on standard error that says how far a list is read, while somebody waits at a terminal. The zero progress says nothing.
type progress struct {
	out   io.Writer
	cells int // of the line that stands there; the line is ASCII
}

// progress begins a line where it can be written over.
func (p Program) progress() *progress {
	name := config.Lookup(p.Environ, "TERM")
	if name == "" || name == "dumb" || !term.IsTerminal(p.Stderr) {
		return &progress{}
	}
	return &progress{out: p.Stderr}
}

// show says how many things of a list have been read.
func (l *progress) show(read int, count api.Int, what string) {
	if l.out == nil {
		return
	}
	line := humanize.Comma(int64(read))
	if count.Known {
		line += " of " + humanize.Comma(count.N)
	}
	line += " " + what
	l.clear()
	_, _ = io.WriteString(l.out, line)
	l.cells = len(line)
}

// clear takes the line away. Blanks do it on every terminal.
func (l *progress) clear() {
	if l.cells == 0 {
		return
	}
	_, _ = io.WriteString(l.out, "\r"+strings.Repeat(" ", l.cells)+"\r")
	l.cells = 0
}
