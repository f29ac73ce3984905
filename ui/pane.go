package ui

import (
	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// paneIndex names a pane by its place in the order of the keys 1 to 4.
type paneIndex int

const (
	paneChat paneIndex = iota
	paneMembers
	paneLabels
	paneLatest
	paneCount
)

// event is what a pane asks of the root; nil asks for nothing.
type event interface{ event() }

// openChat asks for another chat.
type openChat struct{ id api.ID }

// showWhole asks for a value at full length, or for a message's text.
type showWhole struct {
	title safetext.Text
	rows  []present.Row
}

// sortMembers asks for the next order of the members.
type sortMembers struct{}

// foundMatch says that the cursor went to another match.
type foundMatch struct{}

func (openChat) event()    {}
func (foundMatch) event()  {}
func (showWhole) event()   {}
func (sortMembers) event() {}
