package cli

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"chatlens/api"
	"chatlens/internal/config"
	"chatlens/internal/present"
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

// report tells an error, its times in a zone, and returns the exit code that it stands for.
func (p Program) report(err error, zone *time.Location) int {
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
	p.tell(p.sentence(err, zone))
	return exitCode(err)
}

// hides reports whether what is said hides numbers, where the settings may not be read yet, or cannot be.
func (p Program) hides(o options) bool {
	if slices.Contains(p.Args, privacyFlag) && o.settings[config.Privacy] == "" {
		return true // it stands behind the mistake that is told of
	}
	sources := p.sources(o)
	sources.Account = false
	c, err := config.Load(sources)
	if err != nil {
		c.Private.Value = cmp.Or(o.settings[config.Privacy], config.Lookup(p.Environ, config.Variable(config.Privacy)), "false")
	}
	private, err := c.Privacy()
	return private || err != nil
}

// privacyFlag is the flag that hides numbers.
const privacyFlag = "--" + config.Privacy

// hidden is a message as it may be said.
func (p Program) hidden(message string) string {
	if p.private {
		return present.MaskNumbers(safetext.Clean(message)).String()
	}
	return message
}

// say tells a message as it may be said.
func (p Program) say(message string) { p.tell(p.hidden(message)) }

// tell writes one line to standard error. Nothing in it moves the cursor: errors repeat what was typed, received or read.
func (p Program) tell(message string) {
	_, _ = fmt.Fprintln(p.Stderr, "chatlens: "+oneLine(message))
}

func oneLine(s string) string {
	return strings.ReplaceAll(safetext.Clean(s).String(), "\n", " ")
}

// sentence is what may be said of an error: what went wrong, and the next step.
func (p Program) sentence(err error, zone *time.Location) string {
	failed := p.hidden(err.Error())
	if next := nextStep(err, zone); next != "" {
		if id := (*api.IDError)(nil); !errors.As(err, &id) { // whose numbers are examples
			next = p.hidden(next)
		}
		said := strings.TrimRight(failed, ". ")
		if !strings.HasSuffix(said, "?") && !strings.HasSuffix(said, "!") {
			said += "."
		}
		return said + " " + next
	}
	var crash *term.PanicError
	if errors.As(err, &crash) {
		return failed + "; this is a defect of chatlens, please report it with " + version()
	}
	return failed
}

// nextStep is what an error says to do next; empty: nothing.
func nextStep(err error, zone *time.Location) string {
	var failed *api.Error
	var advised interface{ Next() api.Text }
	switch {
	case errors.As(err, &failed):
		return failed.NextIn(zone).String()
	case errors.As(err, &advised):
		return advised.Next().String()
	}
	return ""
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
