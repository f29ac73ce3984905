package inbox

import "time"

// slots holds what a filter looks at side by side, in the order in which chats came: going through memory from one end to
// the other takes a fraction of what it takes in the order of the list.
type slots struct {
	entries []*entry // nil: the slot is free
	texts   []string
	passes  []bool // only kept while there is a filter
	free    []int
}

// take gives a chat a slot.
func (s *slots) take(e *entry) {
	if n := len(s.free); n > 0 {
		e.slot, s.free = s.free[n-1], s.free[:n-1]
		s.entries[e.slot] = e
		return
	}
	e.slot = len(s.entries)
	s.entries = append(s.entries, e)
	s.texts = append(s.texts, "")
	s.passes = append(s.passes, false)
}

// leave frees the slot of a chat.
func (s *slots) leave(e *entry) {
	s.entries[e.slot], s.texts[e.slot], s.passes[e.slot] = nil, "", false
	s.free = append(s.free, e.slot)
}

// check finds out whether the chat of a slot passes.
func (s *slots) check(q *Query, slot int, now time.Time) bool {
	e := s.entries[slot]
	passes := e != nil && q.holdsWords(s.texts[slot]) && q.holdsTerms(&e.brief, s.texts[slot], now)
	s.passes[slot] = passes
	return passes
}

// checkAll finds out which chats pass, only among those that have passed before where the filter narrows.
func (s *slots) checkAll(q *Query, narrows bool, now time.Time) {
	for slot, passed := range s.passes {
		if passed || !narrows {
			s.check(q, slot, now)
		}
	}
}
