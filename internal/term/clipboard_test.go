package term_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"chatlens/e2e/ptytest"
	"chatlens/internal/term"
)

// writes collects each write by itself.
type writes [][]byte

func (w *writes) Write(p []byte) (int, error) {
	*w = append(*w, bytes.Clone(p))
	return len(p), nil
}

// osc52 is the sequence that sets the clipboard, as xterm's list of control sequences has it.
func osc52(text string) string {
	return "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte(text)) + "\a"
}

func TestATextGoesToTheTerminalInOneWrite(t *testing.T) {
	for _, text := range []string{"919537851844@c.us", "a\x1b\\b\a\n\x1bPc", strings.Repeat("é", term.MaxCopy/2)} {
		var out writes
		route, err := term.NewClipboard(&out, []string{"TERM=xterm-256color"}).Copy(t.Context(), text)
		if err != nil || route.String() != "the terminal (OSC 52)" {
			t.Fatalf("went by %q: %v", route, err)
		}
		if len(out) != 1 || string(out[0]) != osc52(text) {
			t.Errorf("%d writes: %.80q", len(out), out)
		}
		if len(out[0]) > 100_000 {
			t.Errorf("%d bytes were written", len(out[0]))
		}
	}
}

func TestATextGoesThroughScreenInPieces(t *testing.T) {
	text := strings.Repeat("a line of text\n", 300)
	for name, environ := range map[string][]string{
		"session":  {"TERM=xterm", "STY=1234.pts-0.host"},
		"terminal": {"TERM=screen-256color", "TMUX="},
	} {
		var out writes
		route, err := term.NewClipboard(&out, environ).Copy(t.Context(), text)
		if err != nil || route.String() != "screen" || len(out) != 1 {
			t.Fatalf("%s: %d writes by %q: %v", name, len(out), route, err)
		}
		through := ""
		for piece := range strings.SplitSeq(strings.TrimSuffix(string(out[0]), "\x1b\\"), "\x1b\\") {
			inner, ok := strings.CutPrefix(piece, "\x1bP")
			if !ok || len(inner) >= 768 {
				t.Errorf("%s: a piece of %d bytes: %.20q", name, len(inner), piece)
			}
			through += inner
		}
		if through != osc52(text) {
			t.Errorf("%s: the terminal gets %.80q", name, through)
		}
	}
}

func TestWhatCannotBeCopiedIsNotSent(t *testing.T) {
	tmux := newFakeTmux(t, "external")
	for _, environ := range [][]string{nil, {"STY=1"}, tmux.environ()} {
		for text, want := range map[string]error{
			"":                                  term.ErrNothingToCopy,
			strings.Repeat("x", term.MaxCopy+1): term.ErrTooLongToCopy,
		} {
			var out writes
			_, err := term.NewClipboard(&out, environ).Copy(t.Context(), text)
			if !errors.Is(err, want) || strings.ContainsAny(err.Error(), "\n\x1b") || len(out) != 0 {
				t.Errorf("%d bytes in %q: %d writes, error %v", len(text), environ, len(out), err)
			}
		}
	}
	if calls := tmux.read("calls"); calls != "" {
		t.Errorf("tmux was called: %s", calls)
	}
}

func TestATerminalThatTakesNoTextIsAnError(t *testing.T) {
	out, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = out.Close() }()
	_, err = term.NewClipboard(out, nil).Copy(t.Context(), "text")
	var failed *term.CopyError
	if !errors.As(err, &failed) || failed.Route != term.RouteTerminal || !strings.HasSuffix(failed.Error(), "; try again") {
		t.Errorf("the error is %v", err)
	}
}

// A fakeTmux is a program that keeps what it is told.
type fakeTmux struct {
	t   *testing.T
	dir string
}

// newFakeTmux makes a tmux with an option; load is what it does instead of taking a text.
func newFakeTmux(t *testing.T, option string, load ...string) *fakeTmux {
	t.Helper()
	f := &fakeTmux{t, t.TempDir()}
	if len(load) == 0 {
		load = []string{"cat > stdin"}
	}
	script := fmt.Sprintf(`#!/bin/sh
cd '%s' || exit
for arg; do printf '<%%s>' "$arg"; done >> calls
echo >> calls
env >> env
case $1 in
show-options) %s ;;
load-buffer) %s ;;
esac
`, f.dir, option, strings.Join(load, "\n"))
	if !strings.Contains(option, " ") {
		script = strings.Replace(script, "show-options) ", "show-options) echo ", 1)
	}
	if err := os.WriteFile(filepath.Join(f.dir, "tmux"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *fakeTmux) environ() []string {
	return []string{
		"TMUX=/tmp/tmux-1000/default,1,0", "TERM=screen-256color", "PATH=relative:" + f.dir + ":/usr/bin:/bin",
		"PERISKOPE_API_KEY=key-of-the-test", "CHATLENS_ME=somebody", "COLORTERM=truecolor",
	}
}

func (f *fakeTmux) read(name string) string {
	f.t.Helper()
	b, err := os.ReadFile(filepath.Join(f.dir, name))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		f.t.Fatal(err)
	}
	return string(b)
}

// requireForgotten fails the test unless the buffer that was loaded was deleted, and was nobody else's.
func (f *fakeTmux) requireForgotten() string {
	f.t.Helper()
	calls := strings.Split(strings.TrimSpace(f.read("calls")), "\n")
	if len(calls) != 3 || calls[0] != "<show-options><-sv><set-clipboard>" {
		f.t.Fatalf("tmux was called so: %q", calls)
	}
	buffer, ok := strings.CutPrefix(calls[1], "<load-buffer><-b><chatlens-")
	buffer, whole := strings.CutSuffix(buffer, "><-w><->")
	if !ok || !whole || len(buffer) < 16 || calls[2] != "<delete-buffer><-b><chatlens-"+buffer+">" {
		f.t.Errorf("tmux was called so: %q", calls)
	}
	return buffer
}

func TestTmuxSendsTheTextAndForgetsIt(t *testing.T) {
	buffers := map[string]bool{}
	for _, option := range []string{"external", "on"} {
		tmux := newFakeTmux(t, option)
		var out writes
		text := "two lines\nand $(a command); 'quoted'\n"
		route, err := term.NewClipboard(&out, tmux.environ()).Copy(t.Context(), text)
		if err != nil || route.String() != "tmux" || len(out) != 0 {
			t.Fatalf("%d writes by %q: %v", len(out), route, err)
		}
		if got := tmux.read("stdin"); got != text {
			t.Errorf("tmux got %q", got)
		}
		buffers[tmux.requireForgotten()] = true
		env := tmux.read("env")
		if strings.Contains(env, "PERISKOPE") || strings.Contains(env, "CHATLENS") || !strings.Contains(env, "COLORTERM=truecolor") {
			t.Errorf("its environment is %s", env)
		}
	}
	if len(buffers) != 2 {
		t.Errorf("two texts had the same buffer: %v", buffers)
	}
}

func TestTmuxWithItsClipboardOffIsRespected(t *testing.T) {
	tmux := newFakeTmux(t, "off")
	var out writes
	_, err := term.NewClipboard(&out, tmux.environ()).Copy(t.Context(), "text")
	if !errors.Is(err, term.ErrClipboardOff) || !strings.Contains(err.Error(), "tmux set -s set-clipboard external") {
		t.Errorf("the error is %v", err)
	}
	if calls := tmux.read("calls"); len(out) != 0 || strings.Contains(calls, "load-buffer") {
		t.Errorf("%d writes, and tmux was called so: %s", len(out), calls)
	}
}

func TestATmuxThatCannotDoItLeavesItToTheTerminal(t *testing.T) {
	old := newFakeTmux(t, "external", "echo 'usage: load-buffer [-b buffer-name] path' >&2; exit 1")
	newer := newFakeTmux(t, "external", "echo 'command load-buffer: unknown flag -w' >&2; exit 1")
	gone := newFakeTmux(t, "echo 'no server running on /tmp/tmux-1000/default' >&2; exit 1")
	for name, environ := range map[string][]string{
		"too old":       old.environ(),
		"too old too":   newer.environ(),
		"no server":     gone.environ(),
		"not installed": {"TMUX=/tmp/tmux-1000/default,1,0", "TERM=screen", "PATH=" + t.TempDir()},
		"no path":       {"TMUX=/tmp/tmux-1000/default,1,0"},
	} {
		var out writes
		route, err := term.NewClipboard(&out, environ).Copy(t.Context(), "text")
		if err != nil || route.String() != "the terminal (OSC 52)" || len(out) != 1 || string(out[0]) != osc52("text") {
			t.Errorf("%s: %q by %q: %v", name, out, route, err)
		}
	}
	old.requireForgotten()
}

func TestWhatTmuxSaysIsToldInOneCleanSentence(t *testing.T) {
	tmux := newFakeTmux(t, "external", `printf 'out of \033]0;title\007memory\nfor good' >&2; exit 1`)
	var out writes
	_, err := term.NewClipboard(&out, tmux.environ()).Copy(t.Context(), "text")
	var failed *term.CopyError
	if !errors.As(err, &failed) || failed.Route != term.RouteTmux || len(out) != 0 {
		t.Fatalf("%d writes, error %v", len(out), err)
	}
	if said := failed.Error(); !strings.HasPrefix(said, "tmux failed: out of ") || strings.ContainsAny(said, "\x1b\a\n") || !strings.HasSuffix(said, "; try again") {
		t.Errorf("it says %q", said)
	}
	tmux.requireForgotten()
}

func TestATmuxThatHangsIsLeftAndTheTextForgotten(t *testing.T) {
	tmux := newFakeTmux(t, "external", "echo >> hangs; exec sleep 60")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		for tmux.read("hangs") == "" && ctx.Err() == nil {
			continue
		}
		cancel()
	}()
	_, err := term.NewClipboard(io.Discard, tmux.environ()).Copy(ctx, "text")
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "cancelled") {
		t.Errorf("the error is %v", err)
	}
	tmux.requireForgotten()
}

func TestATmuxThatDoesNotAnswerIsNamed(t *testing.T) {
	tmux := newFakeTmux(t, "exec sleep 60")
	_, err := term.NewClipboard(io.Discard, tmux.environ()).Copy(t.Context(), "text")
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "tmux did not answer within 2s") {
		t.Errorf("the error is %v", err)
	}
}

// realTmux starts a tmux server of the test's own with a terminal in front of it, and returns the environment of a program
// in it, and what asks the server.
func realTmux(t *testing.T) (outside *ptytest.Terminal, environ []string, ask func(args ...string) string) {
	t.Helper()
	path, err := exec.LookPath("tmux")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("tmux is not installed; continuous integration needs it")
		}
		t.Skip("tmux is not installed: nothing but the real one shows what it does with a text")
	}
	socket := filepath.Join(t.TempDir(), "tmux")
	base := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "TERM=xterm-256color", "LC_ALL=C.UTF-8"}
	ask = func(args ...string) string {
		t.Helper()
		cmd := exec.Command(path, append([]string{"-S", socket}, args...)...)
		cmd.Env = base
		said, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("tmux %v: %v: %s", args, err, said)
		}
		return strings.TrimSpace(string(said))
	}
	outside = ptytest.Start(t, ptytest.Options{
		Command: []string{path, "-S", socket, "-f", "/dev/null", "new-session", "-s", "inside", "echo it is up; exec cat"},
		Env:     base,
	})
	t.Cleanup(func() { ask("kill-server") })
	outside.WaitFor("it is up")
	return outside, append(base, "TMUX="+socket+",1,0"), ask
}

func TestTheRealTmuxSendsTheTextAndKeepsNothing(t *testing.T) {
	outside, environ, ask := realTmux(t)
	ask("set-buffer", "-b", "theirs", "what they copied")
	route, err := term.NewClipboard(io.Discard, environ).Copy(t.Context(), "two lines\nof text")
	if err != nil || route.String() != "tmux" {
		t.Fatalf("went by %q: %v", route, err)
	}
	outside.WaitWritten(base64.StdEncoding.EncodeToString([]byte("two lines\nof text")))
	if left := ask("list-buffers", "-F", "#{buffer_name}: #{buffer_sample}"); left != "theirs: what they copied" {
		t.Errorf("the buffers that are left: %s", left)
	}
}

func TestTheRealTmuxSendsNothingWhereItsClipboardIsOff(t *testing.T) {
	outside, environ, ask := realTmux(t)
	ask("set-option", "-s", "set-clipboard", "off")
	var out writes
	_, err := term.NewClipboard(&out, environ).Copy(t.Context(), "not for the clipboard")
	if !errors.Is(err, term.ErrClipboardOff) || len(out) != 0 {
		t.Errorf("%d writes, error %v", len(out), err)
	}
	ask("send-keys", "-t", "inside", "drawn afterwards", "Enter")
	outside.WaitFor("drawn afterwards")
	if written := string(outside.Written()); strings.Contains(written, "\x1b]52") {
		t.Errorf("the terminal got %q", written)
	}
	if left := ask("list-buffers"); left != "" {
		t.Errorf("the buffers that are left: %s", left)
	}
}
