package ui

import (
	"cmp"
	"math"
	"reflect"
	"slices"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// thread is the loaded messages of a chat, the oldest first, each once. Its zero value is empty.
type thread struct {
	order       []*entry
	ids         map[safetext.Text]*entry
	first, last int // the least and the greatest rank in use
}

// entry is one message of a thread, with what the pane keeps of it.
type entry struct {
	message *api.Message
	at      int64 // microseconds since 1970; of a neighbour where the message names no time
	rank    int   // among those of the same time
	moving  bool  // its time has changed, and its place is to follow
	opens   bool  // it was the oldest once: its head is whole, so that nothing below it moves when older ones come
	changed bool  // since the reader last saw it
	laid    *laid // nil: not laid out, or no longer
	folded  string
	words   *present.Conversation // what folded was made with; nil: nothing
}

// arrival is a message that a thread took in, and its state before; nil: it is new.
type arrival struct {
	entry  *entry
	before *api.Message
}

func (e *entry) compare(o *entry) int {
	return cmp.Or(cmp.Compare(e.at, o.at), cmp.Compare(e.rank, o.rank))
}

// index is where an entry of the thread stands in it.
func (t *thread) index(e *entry) int {
	i, _ := slices.BinarySearchFunc(t.order, e, (*entry).compare)
	return i
}

// identity is what a message is held by. One without an id is known by its content.
func identity(m *api.Message) safetext.Text {
	if !m.ID.IsZero() {
		return m.ID
	}
	return safetext.Format("%d %s %s %s", m.Timestamp.UnixMicro(), m.UniqueID, m.Type, m.Body)
}

// unknownTime stands for the time of a message that names none, until it has its place.
const unknownTime = math.MinInt64

func timeOf(m *api.Message) int64 {
	if m.Timestamp.IsZero() {
		return unknownTime
	}
	return m.Timestamp.UnixMicro()
}

// timeNear is the entry's time, which is a neighbour's if it has none.
func (e *entry) timeNear(neighbour int64) int64 {
	if e.at == unknownTime {
		e.at = neighbour
	}
	return e.at
}

// add takes messages in the order of the API, newest first, and says which are new or differ from what was held. Their place
// is that of their time. Among those of the same time, and for those without one, it is where they stood among their
// neighbours.
func (t *thread) add(messages []api.Message) []arrival {
	if t.ids == nil {
		t.ids = map[safetext.Text]*entry{}
	}
	n := len(messages)
	b := batch{messages: messages, entries: make([]*entry, n), fresh: make([]bool, n), newer: t.newerUntil(messages)}
	arrivals, moved := b.keep(t)
	b.times(t)
	fresh := b.rank(t)
	for _, e := range fresh {
		arrivals = append(arrivals, arrival{entry: e})
	}
	if moved != nil {
		t.order = slices.DeleteFunc(t.order, func(e *entry) bool { return e.moving })
		for _, e := range moved {
			e.at, e.moving = timeOf(e.message), false
		}
	}
	t.insert(append(fresh, moved...))
	if len(t.order) > 0 {
		t.order[0].opens = true
	}
	return arrivals
}

// newerUntil says how many of the first messages of a page are newer than what is held, if they are not held themselves.
func (t *thread) newerUntil(messages []api.Message) int {
	for i := len(messages) - 1; i >= 0; i-- {
		if t.ids[identity(&messages[i])] != nil {
			return i
		}
	}
	return 0
}

// insert puts entries in their places.
func (t *thread) insert(fresh []*entry) {
	if len(fresh) == 0 {
		return
	}
	slices.SortFunc(fresh, (*entry).compare)
	at := t.index(fresh[0])
	rest := t.order[at:]
	if len(rest) == 0 || fresh[len(fresh)-1].compare(rest[0]) < 0 {
		t.order = slices.Insert(t.order, at, fresh...)
		return
	}
	rest = slices.Clone(rest)
	t.order = t.order[:at]
	for len(fresh) > 0 && len(rest) > 0 {
		from := &rest
		if fresh[0].compare(rest[0]) < 0 {
			from = &fresh
		}
		t.order = append(t.order, (*from)[0])
		*from = (*from)[1:]
	}
	t.order = append(append(t.order, fresh...), rest...)
}

// batch is messages on their way into a thread.
type batch struct {
	messages []api.Message
	entries  []*entry // by message
	fresh    []bool   // by message: it was not in the thread before
	newer    int      // so many of the first messages are newer than what was held, if they are new
}

// keep finds the entries of the messages, makes those that are missing, and brings the others up to date. It reports those
// that differ, and those whose time does.
func (b *batch) keep(t *thread) (differ []arrival, moved []*entry) {
	missing := 0
	for i := range b.messages {
		if t.ids[identity(&b.messages[i])] == nil {
			missing++
		}
	}
	// Copies, so that no page is held for the sake of one message.
	own, entries := make([]api.Message, 0, missing), make([]entry, 0, missing)
	for i := range b.messages {
		m := &b.messages[i]
		id := identity(m)
		e := t.ids[id]
		if e != nil && e.message.PrivateNote.On && !m.PrivateNote.Known {
			m.PrivateNote = e.message.PrivateNote // only the list of notes may tell
		}
		if e == nil {
			own = append(own, *m)
			entries = append(entries, entry{message: &own[len(own)-1], at: timeOf(m)})
			e = &entries[len(entries)-1]
			t.ids[id] = e
			b.entries[i], b.fresh[i] = e, true
			continue
		}
		b.entries[i] = e
		if reflect.DeepEqual(e.message, m) {
			continue
		}
		before, after := e.message, *m
		e.message, e.words = &after, nil
		if slices.Contains(b.entries[:i], e) {
			continue // twice in one page
		}
		differ = append(differ, arrival{e, before})
		if at := timeOf(m); at != unknownTime && at != e.at {
			e.moving = true
			moved = append(moved, e)
		}
	}
	return differ, moved
}

// times gives a time to the new messages that name none: that of the neighbour on the side of what was held before.
func (b *batch) times(t *thread) {
	for i := b.newer - 1; i >= 0; i-- {
		b.entries[i].timeNear(b.entries[i+1].at)
	}
	near := int64(0)
	if len(t.order) > 0 {
		near = t.order[0].at
	}
	for _, e := range b.entries[b.newer:] {
		if e.at != unknownTime {
			near = e.at
			break
		}
	}
	for _, e := range b.entries[b.newer:] {
		near = e.timeNear(near)
	}
}

// rank orders the new messages among those of the same time, and returns them.
func (b *batch) rank(t *thread) (fresh []*entry) {
	for i := b.newer - 1; i >= 0; i-- {
		if b.fresh[i] {
			t.last++
			b.entries[i].rank = t.last
			fresh = append(fresh, b.entries[i])
		}
	}
	for i := b.newer; i < len(b.entries); i++ {
		if b.fresh[i] {
			t.first--
			b.entries[i].rank = t.first
			fresh = append(fresh, b.entries[i])
		}
	}
	return fresh
}
