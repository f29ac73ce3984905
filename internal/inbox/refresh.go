package inbox

import (
	"slices"

	"chatlens/api"
)

// refresh is how far a refresh has come, and what it tells of a chat that it brings.
type refresh struct {
	generation uint64 // of the refresh that runs, or of the last one
	begun      bool   // there has been one
	runs       bool
	first      bool // the list was never complete: what comes is what was not yet loaded
}

// brought notes that a chat has come, and marks it where it tells the reader something new.
func (r *refresh) brought(e *entry, differs bool) {
	again := !e.isNew && e.generation != r.generation // from before this refresh
	if r.runs && differs && (again || !r.first) {
		e.changed = true
	}
	e.generation = r.generation
}

// Begin starts a refresh: [List.End] drops the chats that no page brings from now on. Chats that come with changes are
// marked, see [List.Changed], and those that are new as well, unless the list was never complete before: the first loading
// may stand between Begin and End, too, and be begun again after it was cut short.
func (l *List) Begin() {
	r := &l.refresh
	if !r.begun && len(l.byID) > 0 {
		r.first = false
	}
	r.begun, r.runs = true, true
	r.generation++
}

// End ends a refresh. One that is not complete drops nothing. It reports how many chats are gone.
func (l *List) End(complete bool) (gone int) {
	if r := &l.refresh; r.runs {
		r.runs = false
		if complete {
			r.first = false
			gone = l.drop()
		}
	}
	if l.query.isTimed() {
		l.Filter(l.query)
	}
	return gone
}

// drop takes away what the refresh has not brought.
func (l *List) drop() (gone int) {
	former := len(l.byID)
	isGone := func(r row) bool { return r.generation != l.refresh.generation }
	l.sorted = slices.DeleteFunc(l.sorted, isGone)
	l.passing = slices.DeleteFunc(l.passing, isGone)
	if len(l.sorted) < former {
		for id, e := range l.byID {
			if e.generation != l.refresh.generation {
				l.slots.leave(e)
				delete(l.byID, id)
			}
		}
	}
	return former - len(l.byID)
}

// Changed reports whether a chat has changed, or come, in a refresh since it was last seen.
func (l *List) Changed(id api.ID) bool {
	e := l.byID[id.Full()]
	return e != nil && e.changed
}

// See takes the mark of a change away.
func (l *List) See(id api.ID) {
	if e := l.byID[id.Full()]; e != nil {
		e.changed = false
	}
}
