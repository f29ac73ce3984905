package term

import (
	"errors"
	"io"
	"os"
	"syscall"

	"github.com/charmbracelet/x/ansi"
)

// A terminalInput is a terminal's input that tells when the terminal is gone. Bubble Tea v1 takes the end of its input for nothing
// special and runs on for ever.
type terminalInput struct {
	*os.File
	lost func()
}

func (t *terminalInput) Read(p []byte) (int, error) {
	n, err := t.File.Read(p)
	if errors.Is(err, io.EOF) || errors.Is(err, syscall.EIO) {
		t.lost()
	}
	return n, err
}

// A terminalOutput is a terminal's output without autowrap while the alternate screen is shown: a row that is as wide as the screen, or
// one that the terminal takes for wider than we do, must not run on into the next. Bubble Tea writes each of the two sequences by
// itself, also around a suspension.
type terminalOutput struct {
	*os.File
}

func (t terminalOutput) Write(p []byte) (int, error) { return t.WriteString(string(p)) }

func (t terminalOutput) WriteString(s string) (int, error) {
	switch s {
	case ansi.SetModeAltScreenSaveCursor:
		return t.whole(s, s+ansi.ResetModeAutoWrap)
	case ansi.ResetModeAltScreenSaveCursor:
		return t.whole(s, s+ansi.SetModeAutoWrap)
	}
	return t.File.WriteString(s)
}

// whole writes out and reports it as the length of s.
func (t terminalOutput) whole(s, out string) (int, error) {
	if _, err := t.File.WriteString(out); err != nil {
		return 0, err
	}
	return len(s), nil
}
