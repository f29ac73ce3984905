package inbox

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"chatlens/internal/safetext"
)

// Order is an order of the list.
type Order uint8

// The orders. Within each, chats that are equal stand by activity, then by id.
const (
	ByActivity   Order = iota // the newest first
	ByName                    // those without a name last
	ByUnread                  // the most unread first
	ByUnanswered              // the customer who has waited longest first, then those who do not wait
)

// Next returns the order after this one, the first after the last.
func (o Order) Next() Order { return (o + 1) % 4 }

// Text names the order.
func (o Order) Text() safetext.Text {
	switch o {
	case ByName:
		return safetext.Own("name")
	case ByUnread:
		return safetext.Own("unread")
	case ByUnanswered:
		return safetext.Own("longest unanswered")
	}
	return safetext.Own("activity")
}

// last is behind all others in an order.
const last = math.MaxUint64

// key is where a chat stands in an order: by first, then, in the order of names, by its name, then by activity.
type key struct{ first, activity uint64 }

// key works out where a chat stands. The first eight bytes of a name settle most comparisons.
func (o Order) key(e *entry) key {
	at := uint64(0)
	if !e.brief.At.IsZero() {
		at = ascending(e.brief.At.UnixMicro())
	}
	k := key{activity: ^at}
	switch o {
	case ByName:
		k.first = last
		if e.name != "" {
			k.first = eightBytes(e.name)
		}
	case ByUnread:
		k.first = ^ascending(e.brief.Unread)
	case ByUnanswered:
		k.first = last
		if e.brief.Waits() {
			k.first = at
		}
	}
	return k
}

// eightBytes packs the start of a string, so that numbers are in the order of strings.
func eightBytes(s string) uint64 {
	var start [8]byte
	copy(start[:], s)
	return binary.BigEndian.Uint64(start[:])
}

// ascending maps signed numbers on unsigned ones in the same order.
func ascending(n int64) uint64 { return uint64(n) ^ 1<<63 }

// compare tells which of two chats stands first. No two chats are equal.
func (o Order) compare(a, b row) int {
	if c := cmp.Compare(a.key.first, b.key.first); c != 0 {
		return c
	}
	if o == ByName {
		if c := strings.Compare(a.name, b.name); c != 0 {
			return c
		}
	}
	if c := cmp.Compare(a.key.activity, b.key.activity); c != 0 {
		return c
	}
	if c := strings.Compare(a.id, b.id); c != 0 {
		return c
	}
	return cmp.Compare(a.slot, b.slot)
}

// sort works the keys out and puts the chats in order. It moves as much of the keys along with the chats as settles nearly
// all comparisons, of a name its first sixteen bytes, since following pointers takes most of the time.
func (o Order) sort(chats []row) {
	type keyed struct {
		first, second uint64
		row           row
	}
	rows := make([]keyed, len(chats))
	for i, r := range chats {
		r.key = o.key(r.entry)
		k := keyed{r.key.first, r.key.activity, r}
		if o == ByName {
			k.second = eightBytes(r.name[min(8, len(r.name)):])
		}
		rows[i] = k
	}
	slices.SortFunc(rows, func(a, b keyed) int {
		if c := cmp.Compare(a.first, b.first); c != 0 {
			return c
		}
		if c := cmp.Compare(a.second, b.second); c != 0 {
			return c
		}
		return o.compare(a.row, b.row)
	})
	for i := range rows {
		chats[i] = rows[i].row
	}
}

// place returns the place of a chat in an order, -1 where it is not there.
func (o Order) place(in []row, r row) int {
	i, found := slices.BinarySearchFunc(in, r, o.compare)
	if !found {
		return -1
	}
	return i
}

// remove takes chats away whose keys are still those by which they stand.
func (o Order) remove(from, chats []row) []row {
	var places []int
	for _, r := range chats {
		if i := o.place(from, r); i >= 0 {
			places = append(places, i)
		}
	}
	if len(places) == 0 {
		return from
	}
	slices.Sort(places)
	to := places[0]
	for n, i := range places {
		until := len(from)
		if n+1 < len(places) {
			until = places[n+1]
		}
		to += copy(from[to:], from[i+1:until])
	}
	clear(from[to:])
	return from[:to]
}

// insert puts chats where they belong. It sorts them, too.
func (o Order) insert(into, chats []row) []row {
	slices.SortFunc(chats, o.compare)
	until := len(into)
	into = append(into, chats...)
	for n, r := range slices.Backward(chats) {
		i, _ := slices.BinarySearchFunc(into[:until], r, o.compare)
		copy(into[i+n+1:], into[i:until])
		into[i+n] = r
		until = i
	}
	return into
}
