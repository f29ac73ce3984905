package api_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"chatlens/api"
)

// shelf is a list that is served page by page, well or badly.
type shelf struct {
	items      []string // an empty one is not understood
	fromOne    bool     // offsets count from 1
	overlap    int      // so many items early
	cap        int      // most items of a page
	repeatFrom int      // no page starts behind it
	largest    int      // a page of more items is too large
	count      func(records int) api.Int
	huge       []string // items that are too large alone
	rate       func(request int) api.Rate
	before     func(request int, s *shelf) error // called before each request, counted from 1

	asked []string
	most  int // requests; more are a test that does not end
}

func newShelf(n int) *shelf {
	s := &shelf{most: 100}
	for i := range n {
		s.items = append(s.items, fmt.Sprintf("i%03d", i))
	}
	return s
}

func (s *shelf) get(ctx context.Context, q api.ListQuery) (api.Answer[api.Page[string]], error) {
	s.asked = append(s.asked, fmt.Sprintf("%d+%d", q.Offset, q.Limit))
	none := api.Answer[api.Page[string]]{}
	if len(s.asked) > s.most {
		return none, errors.New("there is no end of requests")
	}
	if err := ctx.Err(); err != nil {
		return none, &api.Error{Err: err}
	}
	if s.before != nil {
		if err := s.before(len(s.asked), s); err != nil {
			return none, err
		}
	}
	from, limit := q.Offset, q.Limit
	if s.repeatFrom > 0 {
		from = min(from, s.repeatFrom)
	}
	if from > 0 && s.fromOne {
		from--
	}
	if from > 0 {
		from = max(0, from-s.overlap)
	}
	if s.cap > 0 {
		limit = min(limit, s.cap)
	}
	from = min(from, len(s.items))
	records := s.items[from:min(from+limit, len(s.items))]
	answer := none
	if s.rate != nil {
		answer.Rate = s.rate(len(s.asked))
	}
	tooLarge := s.largest > 0 && len(records) > s.largest
	for _, record := range records {
		tooLarge = tooLarge || slices.Contains(s.huge, record)
		if record == "" {
			answer.Value.Skipped++
			continue
		}
		answer.Value.Items = append(answer.Value.Items, record)
		if q.Raw {
			answer.Value.Raw = append(answer.Value.Raw, []byte(`"`+record+`"`))
		}
	}
	if tooLarge {
		return none, &api.Error{Kind: api.KindMalformed, Err: api.ErrTooLarge}
	}
	answer.Value.Count = number(int64(len(s.items)))
	if s.count != nil {
		answer.Value.Count = s.count(len(records))
	}
	return answer, nil
}

func (s *shelf) walk(o api.WalkOptions) *api.Walk[string] {
	return api.NewWalk(s.get, func(item *string) string { return *item }, o)
}

// alwaysTold is a count that never changes.
func alwaysTold(n int64) func(int) api.Int { return func(int) api.Int { return number(n) } }

// drain reads a walk to its end, and checks what holds for every walk. Before are the items that it has brought already.
func drain(t testing.TB, w *api.Walk[string], before ...int) (items []string, last api.Batch[string]) {
	t.Helper()
	known := map[string]bool{}
	held := 0
	for _, n := range before {
		held += n
	}
	for {
		b, err := w.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range b.Items {
			if known[item] {
				t.Errorf("%s comes twice", item)
			}
			known[item] = true
		}
		items = append(items, b.Items...)
		if b.Held != held+len(items) {
			t.Errorf("held %d, %d were brought", b.Held, held+len(items))
		}
		if b.Done {
			return items, b
		}
		if len(b.Items) == 0 {
			t.Fatal("a step that is not the last brings nothing")
		}
	}
}
