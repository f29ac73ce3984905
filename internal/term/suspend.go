package term

import (
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// stopGrace is how long a stop may take to happen. It does not happen at all where nobody could continue us: in an orphaned process group.
const stopGrace = 100 * time.Millisecond

// suspendByRelease replaces Bubble Tea's own suspension, which never stops where SIGTSTP is watched, and which waits for ever for
// a SIGCONT where the stop does not happen.
func suspendByRelease(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); !ok {
		return msg
	}
	return tea.Exec(suspension{}, func(error) tea.Msg { return tea.ResumeMsg{} })()
}

// A suspension stands for a foreign program that has the terminal: Bubble Tea releases the terminal before Run, and takes
// it again afterwards.
type suspension struct{}

func (suspension) SetStdin(io.Reader)  {}
func (suspension) SetStdout(io.Writer) {}
func (suspension) SetStderr(io.Writer) {}

// Run stops the process group, as the terminal's own suspend key does, and returns when it was continued.
//
// The signal is SIGTTIN, which stops as SIGTSTP does and like it has no effect on an orphaned group: Go never gives a signal that it has watched
// its default effect back.
func (suspension) Run() error {
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	defer signal.Stop(continued)
	if err := syscall.Kill(0, syscall.SIGTTIN); err != nil {
		return err
	}
	select {
	case <-continued:
	case <-time.After(stopGrace):
	}
	return nil
}
