package ui

import (
	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// pane draws a part of the screen and moves a cursor in it. It never does input or output, and knows no other pane.
type pane interface {
	// Title is the heading, with its counts.
	Title() safetext.Text
	// Place says where and how the pane is drawn, and whether it has the focus.
	Place(to place, focused bool)
	// Update handles one key; handled is false where the pane has no use for it.
	Update(s stroke) (e event, handled bool)
	// Search filters the pane or finds in it, as it is typed; "" ends that.
	Search(typed string)
	// Searching is what was typed last; "": there is no search.
	Searching() string
	// searchNotice says how a search went, where the pane itself does not show it.
	searchNotice() notice
	// Hints are the keys to name at the foot of the screen while the pane has the focus.
	Hints() []hint
	// View returns exactly as many segments as the place has rows, each exactly as wide.
	View() []segment
}

// paneIndex names a pane of a chat by its place in the order of the keys from 1 on, which is that of [present.Document.Sections].
type paneIndex int

const (
	paneChat paneIndex = iota
	paneMembers
	paneLabels
	paneLatest
	paneCount
)

// leftPanes and rightPanes are the panes from top to bottom where there are two columns; where there is one, the right ones follow.
func leftPanes() []paneIndex  { return []paneIndex{paneChat, paneMembers} }
func rightPanes() []paneIndex { return []paneIndex{paneLabels, paneLatest} }

// event is what a pane asks of the root; nil asks for nothing.
type event interface{ event() }

// openChat asks for another chat.
type openChat struct{ id api.ID }

// showWhole asks for a value at full length.
type showWhole struct {
	title safetext.Text
	rows  []present.Row
}

// showMessage asks for all that is known of a message of the history.
type showMessage struct{ message *api.Message }

// showLatest asks for all that is known of the chat's latest message.
type showLatest struct{}

// say asks for a word to the reader, which the next key takes away.
type say struct{ text safetext.Text }

// wantOlder says that the history's cursor has come to the oldest message that is loaded.
type wantOlder struct{}

// sortMembers asks for the next order of the members, sortList for that of the chat list.
type (
	sortMembers struct{}
	sortList    struct{}
)

// foundMatch says that the cursor went to another match.
type foundMatch struct{}

// openMessage asks for a message of the chat that is open, by id.
type openMessage struct{ id safetext.Text }

// copyText asks for a text to be sent to the clipboard.
type copyText struct {
	what safetext.Text // for the line that follows: "chat id"
	text string        // made of safetext.Text alone
}

// pressKey asks for what a key does.
type pressKey struct{ key string }

func (copyText) event()    {}
func (openChat) event()    {}
func (openMessage) event() {}
func (pressKey) event()    {}
func (foundMatch) event()  {}
func (say) event()         {}
func (showLatest) event()  {}
func (showMessage) event() {}
func (showWhole) event()   {}
func (sortList) event()    {}
func (sortMembers) event() {}
func (wantOlder) event()   {}
