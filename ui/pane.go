package ui

import (
	"chatlens/api"
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

// Pane is one part of the screen. The root gives it keys and places it; a pane asks for nothing but by the event that it
// returns, and does no input or output.
type Pane interface {
	// Title is the heading, with its counts.
	Title() safetext.Text
	// Want is how many rows of content the pane would like to show.
	Want(width int) int
	// Place says where the pane is drawn, and whether it has the focus.
	Place(p place, focused bool)
	// Update handles one key; handled is false where the pane has no use for it.
	Update(s stroke) (e event, handled bool)
	// View returns exactly as many segments as the place has rows, each exactly as wide.
	View() []segment
	// Hints are the keys to name at the foot of the screen while the pane has the focus.
	Hints() []hint
}

// event is what a pane asks of the root; nil asks for nothing.
type event interface{ event() }

// openChat asks for another chat.
type openChat struct{ id api.ID }

// showWhole asks for a value at full length.
type showWhole struct{ title, text safetext.Text }

// sortMembers asks for the next order of the members.
type sortMembers struct{}

func (openChat) event()    {}
func (showWhole) event()   {}
func (sortMembers) event() {}
