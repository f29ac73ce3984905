// Package doctor finds out what works between this terminal and the API, and says how to mend what does not. It only looks: the one request
// that it makes is a GET, and it must not show the API key, nor the arguments of the command that prints it.
package doctor

import "chatlens/internal/safetext"

// A State is how bad a finding is.
type State uint8

// The states, from good to bad.
const (
	OK      State = iota
	Note          // worth knowing, nothing to mend
	Warning       // something works less well than it could
	Problem       // something does not work
)

// String is the state's word.
func (s State) String() string { return [...]string{"ok", "note", "warning", "problem"}[s] }

// The groups of findings, in the order in which they are told.
const (
	Program  = "program"
	Screen   = "screen"
	Settings = "settings"
	Account  = "account"
)

// A Finding is one thing that was looked at.
type Finding struct {
	Group, Name string
	State       State
	Found       safetext.Text
	Fix         safetext.Text // a sentence; zero: nothing is to be mended
	Err         error         // behind a problem: what decides on the exit code
}

// Worst is the first of the worst findings; the zero finding where there is none.
func Worst(all []Finding) Finding {
	var worst Finding
	for _, f := range all {
		if f.State > worst.State {
			worst = f
		}
	}
	return worst
}
