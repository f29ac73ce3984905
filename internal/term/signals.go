package term

import (
	"os"
	"os/signal"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"
)

// watchSignals ends p on the signals that mean an end, and suspends it on SIGTSTP. A signal that was ignored at start stays
// ignored: nohup and shells without job control rely on it. stop gives the signals back.
func watchSignals(p *tea.Program, e *ending) (stop func()) {
	signals := make(chan os.Signal, 8)
	for _, s := range []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGTSTP} {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	over := make(chan struct{})
	go func() {
		for {
			select {
			case <-over:
				return
			case s := <-signals:
				if s == syscall.SIGTSTP {
					go p.Send(tea.Suspend())
					continue
				}
				e.because(&SignalError{s.(syscall.Signal)})
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(over)
	}
}
