package inbox

import (
	"time"

	"chatlens/api"
	"chatlens/internal/present"
)

// List is the chats that are known, of which a filter shows some in an order. It is not safe for concurrent use.
//
// It is made for a hundred thousand chats. One contact has one row, whether its id comes with its domain or without.
type List struct {
	now     func() time.Time
	byID    map[api.ID]*entry // by full id
	sorted  []row             // all, in the order
	passing []row             // those that pass, in the order, while there is a filter
	slots   slots
	query   Query
	order   Order
	refresh refresh
}

// New returns an empty list. now tells the time for snoozed chats.
func New(now func() time.Time) *List {
	return &List{now: now, byID: map[api.ID]*entry{}, refresh: refresh{first: true}}
}

// Add takes chats of a page: new ones, and newer rows of those that are held. Chats without an id are left out.
//
// The order and the filter hold at once. Where time alone lets other chats pass, as it does for is:snoozed, the next
// [List.Filter] or [List.End] sees to it.
func (l *List) Add(page []present.Brief) {
	var touched []*entry
	var moved, fresh []row
	for i := range page {
		b := &page[i]
		if b.ID.IsZero() {
			continue
		}
		e := l.hold(b.ID.Full())
		if e.next == nil {
			touched = append(touched, e)
		}
		e.next = b
	}
	for _, e := range touched {
		switch {
		case e.isNew:
			fresh = append(fresh, row{e, e.slot})
		case same(&e.brief, e.next):
			e.next = nil
			l.refresh.brought(e, false)
		default:
			moved = append(moved, row{e, e.slot})
		}
	}
	l.sorted = l.order.remove(l.sorted, moved)
	l.passing = l.order.remove(l.passing, moved)
	l.place(append(moved, fresh...))
}

// hold returns the chat of an id, a new one where it is not known.
func (l *List) hold(id api.ID) *entry {
	e := l.byID[id]
	if e == nil {
		e = &entry{isNew: true}
		l.slots.take(e)
		l.byID[id] = e
	}
	return e
}

// place takes the rows that wait for chats that stand nowhere, and puts these where they belong.
func (l *List) place(chats []row) {
	now := l.now()
	var passing []row
	for _, r := range chats {
		e := r.entry
		l.refresh.brought(e, true)
		e.set(e.next)
		e.key = l.order.key(e)
		e.next, e.isNew = nil, false
		l.slots.texts[r.slot] = e.text
		if l.isFiltered() && l.slots.check(&l.query, r.slot, now) {
			passing = append(passing, r)
		}
	}
	l.sorted = l.order.insert(l.sorted, chats)
	l.passing = l.order.insert(l.passing, passing)
}

// Filter shows the chats that pass.
func (l *List) Filter(q Query) {
	from, narrows := l.sorted, false
	if l.isFiltered() && q.narrows(&l.query) {
		from, narrows = l.passing, true
	}
	l.query = q
	former := len(l.passing)
	l.passing = l.passing[:0]
	if l.isFiltered() {
		l.slots.checkAll(&l.query, narrows, l.now())
		l.pass(from)
	}
	clear(l.passing[len(l.passing):max(former, len(l.passing))])
}

// pass shows those chats that were found to pass.
func (l *List) pass(from []row) {
	for _, r := range from {
		if l.slots.passes[r.slot] {
			l.passing = append(l.passing, r)
		}
	}
}

func (l *List) isFiltered() bool { return !l.query.IsZero() }

// Sort puts the chats in an order.
func (l *List) Sort(o Order) {
	l.order = o
	o.sort(l.sorted)
	if l.isFiltered() {
		l.passing = l.passing[:0]
		l.pass(l.sorted)
	}
}

// Order is the order of the list.
func (l *List) Order() Order { return l.order }

// shown are the chats that are shown.
func (l *List) shown() []row {
	if l.isFiltered() {
		return l.passing
	}
	return l.sorted
}

// Len is how many chats are shown.
func (l *List) Len() int { return len(l.shown()) }

// Total is how many chats are held.
func (l *List) Total() int { return len(l.byID) }

// At returns the i-th chat that is shown, counted from 0, and nil where there is none. It is valid until the list changes.
func (l *List) At(i int) *present.Brief {
	if shown := l.shown(); 0 <= i && i < len(shown) {
		return &shown[i].brief
	}
	return nil
}

// Index returns the place of a chat among those that are shown, -1 where it is not.
func (l *List) Index(id api.ID) int {
	if e := l.byID[id.Full()]; e != nil {
		return l.order.place(l.shown(), row{e, e.slot})
	}
	return -1
}

// Find returns a chat that is held, whether it is shown or not; nil: it is not held. It is valid until the list changes.
func (l *List) Find(id api.ID) *present.Brief {
	if e := l.byID[id.Full()]; e != nil {
		return &e.brief
	}
	return nil
}
