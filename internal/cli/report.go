package cli

import (
	"errors"
	"fmt"
	"strings"

	"chatlens/api"
	"chatlens/internal/safetext"
	"chatlens/internal/term"
)

// The exit codes, which scripts rely on.
const (
	exitDone        = 0
	exitOther       = 1
	exitUsage       = 2
	exitAuth        = 3
	exitNotFound    = 4
	exitRateLimited = 5
	exitNetwork     = 6
	exitMalformed   = 7
)

// An exit is an error that has been told already.
type exit struct{ code int }

func (e *exit) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// report tells an error and returns the exit code that it stands for.
func (p Program) report(err error) int {
	var told *exit
	var ended *term.SignalError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &told):
		return told.code
	case errors.As(err, &ended):
		return ended.ExitCode()
	}
	p.say(sentence(err))
	return exitCode(err)
}

// say writes one line to standard error. Nothing in it moves the cursor: errors repeat what was typed, received or read.
func (p Program) say(message string) {
	_, _ = fmt.Fprintln(p.Stderr, "chatlens: "+oneLine(message))
}

func oneLine(s string) string {
	return strings.ReplaceAll(safetext.Clean(s).String(), "\n", " ")
}

// sentence is what is said of an error: what went wrong, and the next step.
func sentence(err error) string {
	var advised interface{ Next() api.Text }
	if errors.As(err, &advised) && !advised.Next().IsZero() {
		return strings.TrimSuffix(err.Error(), ".") + ". " + advised.Next().String()
	}
	var crash *term.PanicError
	if errors.As(err, &crash) {
		return err.Error() + "; this is a defect of chatlens, please report it with " + version()
	}
	return err.Error()
}

func exitCode(err error) int {
	var usage *usageError
	if errors.As(err, &usage) {
		return exitUsage
	}
	switch api.KindOf(err) {
	case api.KindUsage:
		return exitUsage
	case api.KindAuth:
		return exitAuth
	case api.KindNotFound:
		return exitNotFound
	case api.KindRateLimited:
		return exitRateLimited
	case api.KindNetwork:
		return exitNetwork
	case api.KindMalformed:
		return exitMalformed
	}
	return exitOther
}
