// Package term runs a Bubble Tea program on a terminal and gives the terminal back, whatever ends the program.
package term

import (
	"fmt"
	"os"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"
	xterm "github.com/charmbracelet/x/term"
)

// framesPerSecond is the highest rate that Bubble Tea allows. It bounds how late a key is seen, and costs nothing at rest.
const framesPerSecond = 120

// A SignalError says that a signal ended the program. A hang-up that was seen as the end of the terminal's input counts as SIGHUP.
type SignalError struct {
	Signal syscall.Signal
}

func (e *SignalError) Error() string { return "ended by signal: " + e.Signal.String() }

// ExitCode is the shell's convention for a process that a signal ended.
func (e *SignalError) ExitCode() int { return 128 + int(e.Signal) }

// A PanicError says that the program panicked. Value is what it panicked with: it may hold anything, so clean it before it is shown.
type PanicError struct {
	Value any
}

func (e *PanicError) Error() string { return fmt.Sprintf("internal error: %v", e.Value) }

// IsTerminal tells whether f is a terminal.
func IsTerminal(f *os.File) bool { return xterm.IsTerminal(f.Fd()) }

// Run shows model in the alternate screen of a terminal until it quits, and restores the terminal.
//
// What has changed is all that is written of a frame; plain leaves that to Bubble Tea, which writes whole lines.
//
// It returns nil after a quit, a *SignalError after SIGINT, SIGTERM, SIGHUP or a hang-up, and a *PanicError after a panic in the
// model or in one of its commands. Where the terminal takes no output, so that it cannot be restored in the normal way, Run restores
// what it can and ends the process itself, 1.5 s after the signal, with the exit code that the error stands for.
func Run(model tea.Model, input, output *os.File, plain bool) (err error) {
	before, err := xterm.GetState(input.Fd())
	if err != nil {
		return fmt.Errorf("reading the terminal's settings: %w", err)
	}
	e := &ending{restore: func() { restore(input, before) }}
	var shared *frames
	if !plain {
		shared = &frames{}
	}
	p := tea.NewProgram(
		&guard{model: model, fail: func(v any) { e.because(&PanicError{v}) }, frames: shared},
		tea.WithInput(&terminalInput{File: input, lost: func() { e.because(&SignalError{syscall.SIGHUP}) }}),
		tea.WithOutput(newTerminalOutput(output, shared)),
		tea.WithAltScreen(),
		tea.WithFPS(framesPerSecond),
		tea.WithoutSignalHandler(),
		tea.WithoutCatchPanics(),
		tea.WithFilter(suspendByRelease),
	)
	e.quit = func() { go p.Send(tea.Quit()) } // Kill would close the input while it is read
	stop := watchSignals(p, e)
	defer stop()
	defer func() {
		if v := recover(); v != nil {
			e.restore()
			err = &PanicError{v}
		}
	}()
	_, err = p.Run()
	if cause := e.done(); cause != nil {
		return cause
	}
	if err != nil {
		return fmt.Errorf("running on the terminal: %w", err)
	}
	return nil
}
