package ptytest

import "time"

// WaitQuiet waits until the program has written nothing for a while, and returns how many bytes it has written until then.
func (p *Terminal) WaitQuiet(while time.Duration) int {
	p.t.Helper()
	deadline := time.NewTimer(Deadline)
	defer deadline.Stop()
	for {
		p.mu.Lock()
		written, changed := p.written.Len(), p.changed
		p.mu.Unlock()
		quiet := time.NewTimer(while)
		select {
		case <-quiet.C:
			return written
		case <-changed:
			quiet.Stop()
		case <-deadline.C:
			quiet.Stop()
			p.t.Fatalf("waited %v for the program to write nothing for %v; the screen is:\n%s", Deadline, while, p.Screen())
		}
	}
}

// PID is the program's process id.
func (p *Terminal) PID() int {
	p.t.Helper()
	return p.leader.child(p.t)
}

// WaitMore waits until the program has written more than so many bytes.
func (p *Terminal) WaitMore(than int) {
	p.t.Helper()
	p.until("more output", func() bool { return p.written.Len() > than })
}
