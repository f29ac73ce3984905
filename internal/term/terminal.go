package term

import (
	"errors"
	"io"
	"os"
	"strings"
	"sync"
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
	frames *frames // nil: frames are written as Bubble Tea makes them

	mu     sync.Mutex // the renderer writes on a goroutine of its own
	canvas canvas
	shown  bool   // the alternate screen
	early  *frame // the first one, until the renderer comes to it
}

func newTerminalOutput(f *os.File, frames *frames) *terminalOutput {
	t := &terminalOutput{File: f, frames: frames}
	if frames != nil {
		frames.first = t.drawFirst
	}
	return t
}

func (t *terminalOutput) Write(p []byte) (int, error) { return t.WriteString(string(p)) }

func (t *terminalOutput) WriteString(s string) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.frames == nil {
		return t.pass(s)
	}
	if t.shown && len(s) > len(ansi.CursorHomePosition) && strings.HasPrefix(s, ansi.CursorHomePosition) {
		return t.draw(s)
	}
	// Modes leave the screen as it is; of anything else nobody knows what it does.
	if !strings.HasPrefix(s, "\x1b[?") || strings.Contains(s, "1049") {
		t.canvas.forget()
	}
	if t.canvas.pen != (style{}) {
		t.canvas.pen = style{}
		s = ansi.ResetStyle + s
		n, err := t.pass(s)
		return max(n-len(ansi.ResetStyle), 0), err
	}
	return t.pass(s)
}

// drawFirst writes the first frame when it is there, which is up to 8 ms before the renderer would.
func (t *terminalOutput) drawFirst(f *frame) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.shown && t.put(f) == nil {
		t.early = f
	}
}

// draw writes the latest frame in the place of Bubble Tea's. A carriage return at its front says that the renderer has forgotten the screen:
// after a new size, a suspension, or when it was asked to repaint. The renderer also says so of the first frame, for which it knew no screen.
func (t *terminalOutput) draw(s string) (int, error) {
	f := t.frames.latest.Load()
	if s[len(ansi.CursorHomePosition)] == '\r' && (t.early == nil || f != t.early) {
		t.canvas.forget()
	}
	t.early = nil
	if f == nil {
		return len(s), nil
	}
	if err := t.put(f); err != nil {
		return 0, err
	}
	return len(s), nil
}

// put writes what makes the screen show a frame, if anything does not.
func (t *terminalOutput) put(f *frame) error {
	out := t.canvas.draw(f.text, f.width, f.height)
	if len(out) == 0 {
		return nil
	}
	if _, err := t.File.Write(out); err != nil {
		t.canvas.forget()
		return err
	}
	return nil
}

// pass writes what is none of our frames. Bubble Tea writes each of the sequences for the alternate screen by itself.
func (t *terminalOutput) pass(s string) (int, error) {
	switch strings.TrimPrefix(s, ansi.ResetStyle) {
	case ansi.SetModeAltScreenSaveCursor:
		t.shown = true
		return t.whole(s, s+ansi.ResetModeAutoWrap)
	case ansi.ResetModeAltScreenSaveCursor:
		t.shown = false
		return t.whole(s, s+ansi.SetModeAutoWrap)
	}
	return t.File.WriteString(s)
}

// whole writes out and reports it as the length of s.
func (t *terminalOutput) whole(s, out string) (int, error) {
	if _, err := t.File.WriteString(out); err != nil {
		return 0, err
	}
	return len(s), nil
}
