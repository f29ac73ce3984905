// Package ptytest runs a program on a pseudo-terminal, types at it, and reads the screen that it draws. It is for tests.
//
// The program is the foreground job of a session of its own, as below an interactive shell, so that stops, continuations and hang-ups
// are those of real life. The package's own part of that session is the test binary, run anew: a test package that uses
// it calls [Main] from TestMain.
//
// The terminal never answers a query. Nothing sleeps: waiting is for the next byte of output, up to a deadline.
package ptytest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// Deadline is how long one wait may take. It is far above what is needed, since machines that test are busy.
const Deadline = 20 * time.Second

// Options say what to run. Command is the program and its arguments.
type Options struct {
	Command      []string
	Env          []string // the whole environment
	Dir          string   // empty: the test's
	Cols, Rows   int      // 0: 80, 24
	IgnoreHangup bool     // as below nohup
}

// A Terminal is a pseudo-terminal with a program on it.
type Terminal struct {
	t      testing.TB
	master *os.File
	slave  *os.File
	leader *leader
	before state

	gate   sync.Mutex // held while the terminal takes no output
	paused bool       // by the test's goroutine

	mu      sync.Mutex
	screen  *vt.Emulator
	written bytes.Buffer
	changed chan struct{} // closed and replaced whenever something above changes
}

// Start runs the program. It ends with the test.
func Start(t testing.TB, o Options) *Terminal {
	t.Helper()
	if o.Cols == 0 {
		o.Cols, o.Rows = 80, 24
	}
	master, slave, err := open()
	if err != nil {
		t.Fatalf("opening a pseudo-terminal: %v", err)
	}
	p := &Terminal{t: t, master: master, slave: slave, screen: vt.NewEmulator(o.Cols, o.Rows), changed: make(chan struct{})}
	if err := pty.Setsize(master, size(o.Cols, o.Rows)); err != nil {
		t.Fatalf("setting the terminal's size: %v", err)
	}
	p.before = stateOf(t, slave)
	if p.leader, err = startLeader(slave, o); err != nil {
		t.Fatalf("starting %q: %v", o.Command, err)
	}
	// Closing the emulator itself would race with reading its answers.
	answersEnd := p.screen.InputPipe().(io.Closer)
	answers, reader := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(answers)
		_, _ = io.Copy(io.Discard, p.screen) // the emulator's answers to queries, which nobody gets
	}()
	go func() {
		defer close(reader)
		p.read()
	}()
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the screen at the end:\n%s", p.Screen())
		}
		p.leader.end()
		p.Resume()
		_ = slave.Close()
		_ = master.Close()
		<-reader
		_ = answersEnd.Close()
		<-answers
	})
	return p
}

// open returns a pseudo-terminal whose master can be closed while it is read.
func open() (master, slave *os.File, err error) {
	blocking, slave, err := pty.Open()
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = blocking.Close() }()
	fd, err := unix.FcntlInt(blocking.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err == nil {
		err = unix.SetNonblock(fd, true)
	}
	if err != nil {
		return nil, nil, errors.Join(err, slave.Close())
	}
	return os.NewFile(uintptr(fd), "pseudo-terminal"), slave, nil
}

func size(cols, rows int) *pty.Winsize { return &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)} }

// read takes the program's output until the terminal is closed.
func (p *Terminal) read() {
	buffer := make([]byte, 32<<10)
	for {
		n, err := p.master.Read(buffer)
		if err != nil {
			return
		}
		p.gate.Lock()
		p.note(func() {
			p.written.Write(buffer[:n])
			_, _ = p.screen.Write(buffer[:n])
		})
		p.gate.Unlock()
	}
}

// note changes what waiters look at, and wakes them.
func (p *Terminal) note(change func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change()
	close(p.changed)
	p.changed = make(chan struct{})
}

// until waits for a condition on what note changes.
func (p *Terminal) until(what string, reached func() bool) {
	p.t.Helper()
	deadline := time.NewTimer(Deadline)
	defer deadline.Stop()
	for {
		p.mu.Lock()
		done, changed := reached(), p.changed
		p.mu.Unlock()
		if done {
			return
		}
		select {
		case <-changed:
		case <-deadline.C:
			p.t.Fatalf("waited %v for %s; the screen is:\n%s", Deadline, what, p.Screen())
		}
	}
}

// WaitFor waits until the screen shows all the texts.
func (p *Terminal) WaitFor(texts ...string) {
	p.t.Helper()
	p.until("the texts "+strings.Join(texts, ", "), func() bool {
		s := p.screen.String()
		for _, text := range texts {
			if !strings.Contains(s, text) {
				return false
			}
		}
		return true
	})
}

// WaitUntil waits until the screen is as wanted; what names that.
func (p *Terminal) WaitUntil(what string, wanted func(screen string) bool) {
	p.t.Helper()
	p.until(what, func() bool { return wanted(p.screen.String()) })
}

// WaitWritten waits until the program has written the bytes.
func (p *Terminal) WaitWritten(text string) {
	p.t.Helper()
	p.until("output with "+strings.ToValidUTF8(text, "?"), func() bool { return bytes.Contains(p.written.Bytes(), []byte(text)) })
}

// Screen is the text on the screen, a line a row, without spaces at the ends of rows.
func (p *Terminal) Screen() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.screen.String()
}

// Written is all that the program has written.
func (p *Terminal) Written() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	return bytes.Clone(p.written.Bytes())
}

// Keys types keys, each as one write, and so most likely as one read: "j", "\x1b[B" (down), "\x03" (ctrl+c).
func (p *Terminal) Keys(keys ...string) {
	p.t.Helper()
	for _, k := range keys {
		if _, err := p.master.WriteString(k); err != nil {
			p.t.Fatalf("typing %q: %v", k, err)
		}
	}
}

// Resize changes the terminal's size, of which the program gets a signal.
func (p *Terminal) Resize(cols, rows int) {
	p.t.Helper()
	p.note(func() { p.screen.Resize(cols, rows) })
	if err := pty.Setsize(p.master, size(cols, rows)); err != nil {
		p.t.Fatalf("resizing to %dx%d: %v", cols, rows, err)
	}
}

// Signal sends a signal to the program.
func (p *Terminal) Signal(s syscall.Signal) {
	p.t.Helper()
	if err := syscall.Kill(p.leader.child(p.t), s); err != nil {
		p.t.Fatalf("sending %v: %v", s, err)
	}
}

// Exit waits for the program's end and returns its exit code; a signal n that killed it is -n.
func (p *Terminal) Exit() int {
	p.t.Helper()
	return p.leader.exit(p.t)
}

// WaitStopped waits until the program is stopped, as after ctrl+z.
func (p *Terminal) WaitStopped() {
	p.t.Helper()
	p.leader.stopped(p.t)
}

// Continue brings the stopped program back to the foreground.
func (p *Terminal) Continue() {
	p.t.Helper()
	p.leader.resume(p.t)
}

// Build compiles the program in the folder dir, and returns its path below out.
func Build(dir, out string, flags ...string) error {
	args := append([]string{"build", "-o", out}, flags...)
	cmd := exec.Command("go", append(args, ".")...)
	cmd.Dir = dir
	cmd.Stderr = os.Stderr
	return cmd.Run()
}
