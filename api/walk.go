package api

import (
	"cmp"
	"context"
	"errors"
	"time"
)

// Items of a walk's pages, where nothing else is asked for: few at first, so that something is soon there to be seen.
const (
	walkFirst = 100
	walkThen  = 1000
)

// PageFunc reads one page of a list, as the methods of [Client] do.
type PageFunc[T any] func(ctx context.Context, q ListQuery) (Answer[Page[T]], error)

// WalkOptions say how a list is read.
type WalkOptions struct {
	Query ListQuery // what to ask for; Offset and Limit are the walk's own
	First int       // items of the first page, up to 2,000; 0 is 100
	Then  int       // items of each page after it, up to 2,000; 0 is 1,000

	// Background leaves a fifth of the rate limit to others: before a page, but never before the first, the walk waits
	// until the limit is reset, a minute at most, or 5 s where the API does not say when that is.
	Background bool
	OnWait     func(until time.Time) // called before each such wait, on the goroutine of Next; may be nil

	Now   func() time.Time                                 // nil is time.Now
	Sleep func(ctx context.Context, d time.Duration) error // nil waits for real
}

// Walk reads a list page after page: no item twice, none left out. It is not safe for concurrent use.
//
// It believes as little as possible of what the API says. The API's documents disagree on whether the offset counts from 0 or
// from 1, the list moves while it is read, and nothing but a page that brings nothing shows for certain where it ends. So what
// has come before is dropped by its key, and the count is believed only where a page that was not full has led to exactly that
// many. Where the list ends before its count, it is read once more from the start, since a chat with new activity jumps to the
// top, and one that is removed moves the others up.
type Walk[T any] struct {
	get PageFunc[T]
	key func(*T) string
	o   WalkOptions

	seen map[string]uint8 // the pass that last brought a key
	pass pass
	size pageSize
	odd  oddities

	begun   bool // a page was read
	done    bool
	held    int // items that were brought
	skipped int // the most records that a pass has skipped
	count   Int // the latest that is credible
	rate    Rate
	rated   time.Time // when rate was told
	at      time.Time // of the latest answer
}

// Batch is what one step of a walk brought. Only one that is done may be without items.
type Batch[T any] struct {
	Items   []T      // those that no step before brought, in the API's order
	Raw     [][]byte // their received JSON, with ListQuery.Raw
	Held    int      // items that the walk has brought so far
	Skipped int      // records so far that were not understood, or were too large
	Count   Int      // items of the whole list, as the API says; it may be wrong
	Done    bool     // the list has no more
	Odd     Text     // what has been strange about the list so far, half a sentence; zero: nothing
	Rate    Rate
	At      time.Time // when the latest page was complete
}

// NewWalk starts at the first item of a list whose items key tells apart. It asks for nothing yet.
func NewWalk[T any](get PageFunc[T], key func(*T) string, o WalkOptions) *Walk[T] {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	return &Walk[T]{
		get:  get,
		key:  key,
		o:    o,
		seen: map[string]uint8{},
		pass: pass{number: 1},
		size: pageSize{first: pageLength(o.First, walkFirst), then: pageLength(o.Then, walkThen)},
	}
}

func pageLength(asked, usual int) int { return min(max(cmp.Or(asked, usual), 1), largestPage) }

// Next brings the next items, if need be by several requests. Its error is that of the page, for the methods of [Client] an
// [*Error]; where a wait is given up, it is an [*Error], too. After an error the same call tries the same page again. After a
// batch that is done, it brings nothing, and asks for nothing.
func (w *Walk[T]) Next(ctx context.Context) (Batch[T], error) {
	for !w.done {
		limit := w.limit()
		answer, err := w.ask(ctx, limit)
		if errors.Is(err, ErrTooLarge) && w.dodge(limit) {
			continue
		}
		if err != nil {
			return Batch[T]{}, err
		}
		if b := w.take(answer, limit); len(b.Items) > 0 {
			return b, nil
		}
	}
	return w.batch(), nil
}

// ask requests the page at the walk's place.
func (w *Walk[T]) ask(ctx context.Context, limit int) (Answer[Page[T]], error) {
	if err := w.leaveRoom(ctx); err != nil {
		return Answer[Page[T]]{}, err
	}
	q := w.o.Query
	q.Offset, q.Limit = w.pass.at, limit
	answer, err := w.get(ctx, q)
	var failed *Error
	switch {
	case err == nil:
		w.begun, w.at = true, answer.At
		w.noteRate(answer.Rate)
	case errors.As(err, &failed):
		w.noteRate(failed.Rate)
	}
	return answer, err
}

// limit is how many items to ask for.
func (w *Walk[T]) limit() int {
	n := w.size.items(w.begun)
	// A page that is exactly filled by what is left would not show whether the list ends with it. One item more does.
	if w.size.full() && w.pass.number == 1 && w.count.Known && w.count.N-w.total() == int64(n) {
		n = min(n+1, largestPage)
	}
	return n
}

// take makes a batch of a page, and decides where to go on.
func (w *Walk[T]) take(answer Answer[Page[T]], limit int) Batch[T] {
	page := &answer.Value
	got := received{records: len(page.Items) + page.Skipped}
	fresh := make([]int, 0, len(page.Items))
	for i := range page.Items {
		key := w.key(&page.Items[i])
		by := w.seen[key]
		if by == 0 {
			fresh = append(fresh, i)
		}
		if by != w.pass.number {
			w.seen[key] = w.pass.number
			got.fresh++
		} else {
			got.again++
		}
		if i == 0 {
			got.first = key
		}
		got.last = key
	}
	w.held += len(fresh)
	got.skipped = page.Skipped
	w.pass.take(got)
	w.skipped = max(w.skipped, w.pass.skipped)
	w.size.fits(w.pass.at)
	w.odd.pass(&w.pass)
	w.believe(page.Count, got.records)
	w.decide(got, limit)

	b := w.batch()
	b.Items = pick(page.Items, fresh)
	if w.o.Query.Raw && len(page.Raw) == len(page.Items) {
		b.Raw = pick(page.Raw, fresh)
	}
	return b
}

// pick returns the elements at some places, and the list itself where these are all.
func pick[E any](list []E, places []int) []E {
	if len(places) == len(list) {
		return list
	}
	picked := make([]E, 0, len(places))
	for _, i := range places {
		picked = append(picked, list[i])
	}
	return picked
}

// batch is a batch without items.
func (w *Walk[T]) batch() Batch[T] {
	b := Batch[T]{Held: w.held, Skipped: w.skipped, Count: w.count, Done: w.done, Rate: w.rate, At: w.at}
	b.Odd = w.odd.text(w.done, w.total(), w.count)
	return b
}

// total is how many places of the list are accounted for.
func (w *Walk[T]) total() int64 { return int64(w.held + w.skipped) }

// ChatKey tells chats of a list apart.
func ChatKey(c *Chat) string { return c.ID.Full().Text().String() }

// MessageID tells messages of a list apart.
func MessageID(m *Message) string { return m.ID.String() }
