package term

import (
	"errors"
	"os"
	"sync"
	"time"
)

// patience is how long an ordinary end may take before the process is ended without the terminal's help.
const patience = 1500 * time.Millisecond

// An ending keeps why the program ends: the first cause counts. It is safe for concurrent use.
type ending struct {
	quit    func() // asks the program to end, and does not wait
	restore func() // gives the terminal back without the program

	mu    sync.Mutex
	cause error
	timer *time.Timer
}

// because ends the program. Writing to a terminal that takes no output blocks for ever, and Bubble Tea writes while it ends: a
// watchdog ends the process then.
func (e *ending) because(cause error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cause != nil {
		return
	}
	e.cause = cause
	e.timer = time.AfterFunc(patience, func() {
		e.restore()
		os.Exit(exitCode(cause))
	})
	e.quit()
}

// done disarms the watchdog and returns the cause, nil where the program ended by itself.
func (e *ending) done() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.timer != nil {
		e.timer.Stop()
	}
	return e.cause
}

func exitCode(err error) int {
	var s *SignalError
	if errors.As(err, &s) {
		return s.ExitCode()
	}
	return 1
}
