package ptytest

import (
	"errors"
	"syscall"

	"golang.org/x/sys/unix"
)

// pause makes the terminal take no more output, once what is on its way is full.
func (p *Terminal) pause() {
	p.gate.Lock()
	p.paused = true
}

// Resume lets the terminal take output again.
func (p *Terminal) Resume() {
	if p.paused {
		p.paused = false
		p.gate.Unlock()
	}
}

// Clog makes every further write of the program block: it pauses the terminal and fills what lies between.
func (p *Terminal) Clog() {
	p.t.Helper()
	p.pause()
	fd, err := syscall.Open(p.slave.Name(), syscall.O_WRONLY|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
	if err != nil {
		p.t.Fatalf("opening the terminal: %v", err)
	}
	defer func() { _ = syscall.Close(fd) }()
	for {
		_, err := syscall.Write(fd, []byte("\x00"))
		switch {
		case err == nil || errors.Is(err, syscall.EINTR):
			continue
		case !errors.Is(err, syscall.EAGAIN):
			p.t.Fatalf("filling the terminal: %v", err)
		}
		// The kernel moves what was written from one buffer to the next, and then has room again.
		room := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLOUT}}
		if n, err := unix.Poll(room, 200); n == 0 && err == nil {
			return
		}
	}
}

// HangUp closes the terminal, as when a connection is lost. Only [Terminal.Exit] makes sense afterwards.
func (p *Terminal) HangUp() {
	p.t.Helper()
	_ = p.slave.Close()
	if err := p.master.Close(); err != nil {
		p.t.Fatalf("closing the terminal: %v", err)
	}
}
