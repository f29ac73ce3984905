package apitest

import (
	"cmp"
	"slices"
	"sort"
	"time"
)

// A series is a range of chats that are made for each answer and not kept, newest activity first.
type series struct {
	n      int
	id     func(i int) string
	at     func(i int) time.Time // of the latest activity
	record func(i int) *record   // a new one each time

	index []indexed    // by hash; nil: nobody has asked for a chat yet
	gone  map[int]bool // those that were changed, and are kept since, or removed
}

type indexed struct {
	hash uint64
	i    int32
}

// PutMany adds n chats that cost no memory: each is made anew for every answer, and has no messages until it gets some.
// id and chat must be pure, safe for concurrent use, and give the newest activity first; the ids must differ. An org has
// one such range: a second call replaces the first one's chats. Chats that were put or changed by themselves stay, before
// those of a range that have their ids.
func (o *Org) PutMany(n int, id func(i int) string, chat func(i int) []byte) {
	o.change(func() {
		o.many = &series{
			n:  n,
			id: id,
			at: func(i int) time.Time { return summarize(chat(i)).At },
			record: func(i int) *record {
				return &record{id: id(i), make: func() []byte { return chat(i) }}
			},
		}
		for kept, r := range o.chats {
			if r.make != nil {
				o.many.leave(kept)
			}
		}
		o.ordered = nil
	})
}

// leave takes a chat out of the series, and tells which it was.
func (s *series) leave(chatID string) (int, bool) {
	i, ok := s.find(chatID)
	if ok {
		if s.gone == nil {
			s.gone = map[int]bool{}
		}
		s.gone[i] = true
	}
	return i, ok
}

// find gives the place of a chat. The first call takes the ids of all chats, the others do not.
func (s *series) find(chatID string) (int, bool) {
	if s == nil {
		return 0, false
	}
	if s.index == nil {
		s.index = make([]indexed, s.n)
		for i := range s.index {
			s.index[i] = indexed{hash(s.id(i)), int32(i)}
		}
		slices.SortFunc(s.index, func(a, b indexed) int { return cmp.Compare(a.hash, b.hash) })
	}
	wanted := hash(chatID)
	at, _ := slices.BinarySearchFunc(s.index, wanted, func(x indexed, h uint64) int { return cmp.Compare(x.hash, h) })
	for ; at < len(s.index) && s.index[at].hash == wanted; at++ {
		if i := int(s.index[at].i); s.id(i) == chatID && !s.gone[i] {
			return i, true
		}
	}
	return 0, false
}

// own is the record that is kept for an id, or nil. A chat of the series leaves it and is kept from now on.
func (o *Org) own(chatID string) *record {
	if r := o.chats[chatID]; r != nil {
		return r
	}
	i, ok := o.many.leave(chatID)
	if !ok {
		return nil
	}
	r := o.many.record(i)
	o.add(r)
	return r
}

// A roll lists chats, newest activity first. It does not change any more.
type roll struct {
	kept  []*record
	many  *series
	order []int32 // a place in the series, or, below 0, the complement of one in kept
}

func (l *roll) len() int { return len(l.order) }

func (l *roll) at(i int) *record {
	if place := l.order[i]; place < 0 {
		return l.kept[^place]
	}
	return l.many.record(int(l.order[i]))
}

// only is the roll of those chats of which something is true.
func (l *roll) only(is func(*record) bool) *roll {
	chosen := &roll{kept: l.kept, many: l.many}
	for i, place := range l.order {
		if is(l.at(i)) {
			chosen.order = append(chosen.order, place)
		}
	}
	return chosen
}

// all lists the chats.
func (o *Org) all() (*roll, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.complete()
	if o.ordered == nil {
		o.ordered = o.sort()
	}
	return o.ordered, o.err
}

// narrowed is the last roll that was asked for with a filter: of a large one, many pages are.
type narrowed struct {
	asked listing
	from  *roll
	to    *roll
}

// chosen lists the chats that are asked for.
func (o *Org) chosen(asked listing) (*roll, error) {
	asked.offset, asked.limit = 0, 0
	all, err := o.all()
	if err != nil || asked == (listing{}) {
		return all, err
	}
	o.mu.Lock()
	last := o.narrowed
	o.mu.Unlock()
	if last.from == all && last.asked == asked {
		return last.to, nil
	}
	to := all.only(func(r *record) bool { return o.matches(r.brevity(), asked) })
	o.mu.Lock()
	o.narrowed = narrowed{asked, all, to}
	o.mu.Unlock()
	return to, nil
}

func (o *Org) sort() *roll {
	l := &roll{many: o.many}
	for _, r := range o.chats {
		if r.make != nil {
			r.brevity() // under the lock, so that no copy of the record sees half a summary
			l.kept = append(l.kept, r)
		}
	}
	slices.SortFunc(l.kept, func(a, b *record) int {
		return cmp.Or(b.brevity().At.Compare(a.brevity().At), cmp.Compare(a.number, b.number))
	})
	n := 0
	if o.many != nil {
		n = o.many.n
	}
	l.order = make([]int32, 0, n+len(l.kept))
	next := 0
	upTo := func(end int) {
		for ; next < end; next++ {
			if !o.many.gone[next] {
				l.order = append(l.order, int32(next))
			}
		}
	}
	for i, r := range l.kept {
		// The series is in order, so that few of its chats must be looked at.
		upTo(next + sort.Search(n-next, func(j int) bool {
			return !o.many.at(next + j).After(r.summary.At)
		}))
		l.order = append(l.order, ^int32(i))
	}
	upTo(n)
	return l
}
