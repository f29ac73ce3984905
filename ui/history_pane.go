package ui

import (
	"slices"
	"time"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// historyPane draws the messages of a chat, the newest at the bottom, and moves a cursor from message to message.
//
// The place is held by the message under the cursor and the screen's row of its head, so that nothing that comes before or
// behind it moves what is read. Only the messages around it are laid out.
type historyPane struct {
	set  *styles.Set
	keys *KeyMap

	thread       thread
	conversation *present.Conversation
	state        historyState
	title        safetext.Text

	place   place // the last one in which it was to be seen
	hidden  bool
	focused bool
	cursor  *entry // nil: there is no message
	row     int    // of the cursor's head, counted from the window's first; below 0 where a long message has scrolled out

	look   int      // counts what lays all messages out anew
	recent []*entry // a ring of those that are laid out
	next   int      // in recent

	search  search
	words   *present.Conversation // what the searchable texts were made with
	matches []*entry              // in the thread's order
	counted bool                  // matches are those of the messages that are loaded now

	pen      pen
	frame    frame
	blank    segment
	top      segment // of state.top
	segments []segment
	visible  []segment
}

// historyState is what the root knows of the history's loading.
type historyState struct {
	status   safetext.Text // behind the title: "50 of 1,204"; zero: nothing
	top      safetext.Text // a line above the oldest message: "loading older messages …", "the beginning", an error
	empty    safetext.Text // what to say where there is no message
	complete bool          // there are no older messages
}

func newHistoryPane(set *styles.Set, keys *KeyMap) *historyPane {
	p := &historyPane{set: set, keys: keys, frame: newFrame("", set), pen: pen{set: set}}
	p.Forget()
	return p
}

// Forget empties the pane for another chat.
func (p *historyPane) Forget() {
	p.thread, p.conversation, p.state = thread{}, nil, historyState{}
	p.title = safetext.Own("Messages")
	p.cursor, p.row = nil, 0
	p.recent, p.next = make([]*entry, mostLaid), 0
	p.search, p.words, p.matches, p.counted = search{}, nil, nil, false
	p.afresh()
}

// Add takes messages or notes of the chat, in any order: new ones, and newer states of those that are held. With mark, new and
// changed ones are marked until the cursor was there.
func (p *historyPane) Add(messages []api.Message, mark bool) {
	newest, followed := p.newest(), p.atEnd()
	arrivals := p.thread.add(messages)
	if len(arrivals) == 0 {
		return
	}
	if mark {
		for _, a := range arrivals {
			a.entry.changed = a.entry.changed || a.before == nil || p.differs(a)
		}
	}
	p.counted = false
	p.keepingPlace(p.afresh) // a message may quote one that is known now
	if p.cursor == nil || followed && p.newest() != newest {
		p.cursor, p.row = p.newest(), p.height()
	}
	p.settle()
}

// differs reports whether a message no longer says what it said.
func (p *historyPane) differs(a arrival) bool {
	if p.conversation == nil {
		return false
	}
	before, now := p.conversation.Message(a.before), p.conversation.Message(a.entry.message)
	return before.Who != now.Who || before.Time != now.Time || before.Note != now.Note || before.Kind != now.Kind ||
		before.Receipt != now.Receipt ||
		!slices.EqualFunc(before.Rows, now.Rows, func(a, b present.Row) bool { return a.SameText(&b) })
}

// Show says how the messages are shown from now on. A new conversation lays everything out anew.
func (p *historyPane) Show(c *present.Conversation, s historyState) {
	if s.status != p.state.status || p.title.IsZero() {
		p.title = safetext.Join(" · ", safetext.Own("Messages"), s.status)
	}
	top := s.top != p.state.top
	p.state = s
	if top {
		p.top = segment{}
	}
	if c != p.conversation {
		p.keepingPlace(func() { p.conversation = c; p.afresh() })
	}
	p.settle()
}

// Current is the message under the cursor; nil: none.
func (p *historyPane) Current() *api.Message {
	if p.cursor == nil {
		return nil
	}
	return p.cursor.message
}

// GoTo puts the cursor on a message, and reports whether it is loaded.
func (p *historyPane) GoTo(id safetext.Text) bool {
	e, ok := p.thread.ids[id]
	if ok {
		p.see()
		p.goTo(e)
	}
	return ok
}

// Find is a message by id, for the quoted ones.
func (p *historyPane) Find(id safetext.Text) (*api.Message, bool) {
	e, ok := p.thread.ids[id]
	if !ok {
		return nil, false
	}
	return e.message, true
}

// Len is how many messages are loaded.
func (p *historyPane) Len() int { return len(p.thread.order) }

// Oldest is the time of the oldest message that is loaded, notes aside; zero: none is, or none has a time.
func (p *historyPane) Oldest() time.Time {
	for _, e := range p.thread.order {
		if !e.message.PrivateNote.On && !e.message.Timestamp.IsZero() {
			return e.message.Timestamp.Time
		}
	}
	return time.Time{}
}

// Newest is the id and the time of the newest message that is loaded, notes aside; zero: none is.
func (p *historyPane) Newest() (safetext.Text, time.Time) {
	for _, e := range slices.Backward(p.thread.order) {
		if !e.message.PrivateNote.On {
			return e.message.ID, e.message.Timestamp.Time
		}
	}
	return safetext.Text{}, time.Time{}
}

// Title is the heading, with how much is loaded.
func (p *historyPane) Title() safetext.Text { return p.title }

// Place says where and how the pane is drawn, and whether it has the focus.
func (p *historyPane) Place(to place, focused bool) {
	p.hidden = to.fold == hidden
	if p.hidden {
		return // without a width there is nothing to lay out: what was laid out stays
	}
	p.focused = focused
	if to == p.place {
		return
	}
	first := !p.placed()
	p.keepingPlace(func() {
		if to.x != p.place.x || to.w != p.place.w || to.fold != p.place.fold {
			p.afresh()
		}
		p.place = to
	})
	if first {
		p.row = p.height() / 3
	}
	p.settle()
}

// placed reports whether the pane ever had a place.
func (p *historyPane) placed() bool { return p.place.fold != hidden }

// Hints are the keys to name at the foot of the screen while the pane has the focus.
func (p *historyPane) Hints() []hint {
	if p.cursor == nil {
		return nil
	}
	hints := []hint{{p.keys.Enter, "whole"}, {p.keys.Search, "find"}}
	if p.search.active() {
		hints = append(hints, hint{p.keys.NextMatch, "older match"})
	}
	return hints
}

// Update handles one key; handled is false where the pane has no use for it.
func (p *historyPane) Update(s stroke) (e event, handled bool) {
	p.see()
	defer p.see()
	half := max(1, p.height()/2)
	switch {
	case s.is(p.keys.Down):
		p.down()
	case s.is(p.keys.Up):
		p.up()
	case s.is(p.keys.Top):
		p.first()
	case s.is(p.keys.Bottom):
		p.last()
	case s.is(p.keys.HalfDown):
		p.pageDown(half)
	case s.is(p.keys.HalfUp):
		p.pageUp(half)
	case s.is(p.keys.PageDown):
		p.pageDown(p.height())
	case s.is(p.keys.PageUp):
		p.pageUp(p.height())
	case s.is(p.keys.NextMatch) && p.search.active():
		p.find(-1)
		return foundMatch{}, true
	case s.is(p.keys.PreviousMatch) && p.search.active():
		p.find(1)
		return foundMatch{}, true
	case s.is(p.keys.Enter):
		if m := p.Current(); m != nil {
			return showMessage{m}, true
		}
		return nil, true
	default:
		return nil, false
	}
	if up := s.is(p.keys.Up) || s.is(p.keys.Top) || s.is(p.keys.HalfUp) || s.is(p.keys.PageUp); up && p.wantsOlder() {
		return wantOlder{}, true
	}
	return nil, true
}

// wantsOlder reports whether the oldest message is in sight and there are older ones. While they are loading the root knows.
func (p *historyPane) wantsOlder() bool {
	if p.cursor == nil || p.state.complete {
		return false
	}
	first, _ := p.firstVisible()
	return first == 0
}

// see takes the mark of a change from the message under the cursor.
func (p *historyPane) see() {
	if p.cursor != nil {
		p.cursor.changed = false
	}
}
