package ptytest

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// leaderVariable is set where the test binary is to lead a session instead of testing.
const leaderVariable = "PTYTEST_LEADER"

// Main leads a session where the test binary was started for that, and does not return then. Call it first in TestMain.
func Main() {
	if how, ok := os.LookupEnv(leaderVariable); ok {
		_ = os.Unsetenv(leaderVariable)
		os.Exit(lead(os.Args[1:], how == "nohup"))
	}
}

// lead runs a command as the foreground job and reports what becomes of it, a line each: "pid N", "stopped", "exit N". It lives until its
// orders end, so that the terminal's session does too.
func lead(command []string, nohup bool) int {
	reports, orders := os.NewFile(3, "reports"), os.NewFile(4, "orders")
	syscall.CloseOnExec(3)
	syscall.CloseOnExec(4)
	if nohup {
		signal.Ignore(syscall.SIGHUP) // the child inherits it
	} else {
		signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP) // survive it
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Foreground: true, Ctty: 0}
	if err := cmd.Start(); err != nil {
		_, _ = fmt.Fprintln(reports, "failed", err)
		return 1
	}
	signal.Ignore(syscall.SIGTTOU) // from here on the terminal is the child's
	pid := cmd.Process.Pid
	_, _ = fmt.Fprintln(reports, "pid", pid)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			var status syscall.WaitStatus
			if _, err := syscall.Wait4(pid, &status, syscall.WUNTRACED, nil); err == syscall.EINTR {
				continue
			} else if err != nil {
				return
			}
			switch {
			case status.Stopped():
				foreground(os.Getpid())
				_, _ = fmt.Fprintln(reports, "stopped")
			case status.Signaled():
				_, _ = fmt.Fprintln(reports, "exit", -int(status.Signal()))
				return
			default:
				_, _ = fmt.Fprintln(reports, "exit", status.ExitStatus())
				return
			}
		}
	}()
	lines := bufio.NewScanner(orders)
	for lines.Scan() {
		foreground(pid)
		_ = syscall.Kill(-pid, syscall.SIGCONT)
	}
	_ = syscall.Kill(-pid, syscall.SIGKILL)
	<-ended
	return 0
}

// foreground gives the terminal to a process group. The terminal may be gone.
func foreground(group int) { _ = unix.IoctlSetPointerInt(0, unix.TIOCSPGRP, group) }

// A leader is the session's leader as the test sees it.
type leader struct {
	cmd     *exec.Cmd
	reports chan string
	orders  *os.File
	pid     int
	code    *int
}

func startLeader(terminal *os.File, o Options) (*leader, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	reportsOut, reportsIn, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	ordersOut, ordersIn, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	how := "usual"
	if o.IgnoreHangup {
		how = "nohup"
	}
	l := &leader{cmd: exec.Command(self, o.Command...), reports: make(chan string, 16), orders: ordersIn}
	l.cmd.Env = append([]string{leaderVariable + "=" + how}, o.Env...)
	l.cmd.Dir = o.Dir
	l.cmd.Stdin, l.cmd.Stdout, l.cmd.Stderr = terminal, terminal, terminal
	l.cmd.ExtraFiles = []*os.File{reportsIn, ordersOut}
	l.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 0}
	if err := l.cmd.Start(); err != nil {
		return nil, err
	}
	_ = reportsIn.Close()
	_ = ordersOut.Close()
	go func() {
		defer close(l.reports)
		defer reportsOut.Close()
		for lines := bufio.NewScanner(reportsOut); lines.Scan(); {
			l.reports <- lines.Text()
		}
	}()
	return l, nil
}

// next waits for a report of the kind and returns its number.
func (l *leader) next(t testing.TB, kind string) int {
	t.Helper()
	select {
	case report := <-l.reports:
		name, number, _ := strings.Cut(report, " ")
		n, _ := strconv.Atoi(number)
		if name != kind {
			t.Fatalf("the program reported %q instead of %q", report, kind)
		}
		return n
	case <-time.After(Deadline):
		t.Fatalf("waited %v for the program to report %q", Deadline, kind)
	}
	return 0
}

func (l *leader) child(t testing.TB) int {
	t.Helper()
	if l.pid == 0 {
		l.pid = l.next(t, "pid")
	}
	return l.pid
}

func (l *leader) exit(t testing.TB) int {
	t.Helper()
	l.child(t)
	if l.code == nil {
		code := l.next(t, "exit")
		l.code = &code
	}
	return *l.code
}

func (l *leader) stopped(t testing.TB) {
	t.Helper()
	l.child(t)
	l.next(t, "stopped")
}

func (l *leader) resume(t testing.TB) {
	t.Helper()
	if _, err := fmt.Fprintln(l.orders, "continue"); err != nil {
		t.Fatalf("continuing the program: %v", err)
	}
}

// end ends the session and everything in it.
func (l *leader) end() {
	_ = l.orders.Close()
	_ = l.cmd.Wait()
	for range l.reports {
		// What the program did at the end is of no interest any more.
	}
}
