package api_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chatlens/api"
)

func TestAWalkReadsAListPageByPage(t *testing.T) {
	unknown := func(int) api.Int { return api.Int{} }
	perPage := func(records int) api.Int { return number(int64(records)) }
	for name, c := range map[string]struct {
		n       int
		spoil   func(s *shelf)
		options api.WalkOptions
		asked   string
		gone    int // items at the end that are never given
		skipped int
		odd     string
	}{
		"an empty list":                {n: 0, asked: "0+100"},
		"one item":                     {n: 1, asked: "0+100"},
		"a page that is not full":      {n: 99, asked: "0+100"},
		"a page that is exactly full":  {n: 100, asked: "0+100 100+1000"},
		"two pages":                    {n: 250, asked: "0+100 100+1000"},
		"three pages":                  {n: 1101, asked: "0+100 100+1000 1100+1000"},
		"two that would be full":       {n: 1100, asked: "0+100 100+1001"},
		"pages of another size":        {n: 25, options: api.WalkOptions{First: 3, Then: 10}, asked: "0+3 3+10 13+10 23+10"},
		"pages larger than allowed":    {n: 10, options: api.WalkOptions{First: 5000}, asked: "0+2000"},
		"no larger page than allowed":  {n: 2100, options: api.WalkOptions{Then: 9000}, asked: "0+100 100+2000 2100+2000"},
		"the query's own page":         {n: 10, options: api.WalkOptions{Query: api.ListQuery{Offset: 7, Limit: 3}}, asked: "0+100"},
		"offsets from 1":               {n: 250, spoil: func(s *shelf) { s.fromOne = true }, asked: "0+100 100+1000"},
		"offsets from 1, many pages":   {n: 25, options: api.WalkOptions{First: 3, Then: 10}, spoil: func(s *shelf) { s.fromOne = true }, asked: "0+3 3+10 12+10 21+10"},
		"pages of one, from 1":         {n: 3, options: api.WalkOptions{First: 1, Then: 1}, spoil: func(s *shelf) { s.fromOne = true }, asked: "0+1 1+1 2+1 3+2"},
		"a few that overlap":           {n: 25, options: api.WalkOptions{First: 10, Then: 10}, spoil: func(s *shelf) { s.overlap = 5 }, asked: "0+10 10+10 15+11 21+10"},
		"many that overlap":            {n: 35, options: api.WalkOptions{First: 10, Then: 10}, spoil: func(s *shelf) { s.overlap = 6 }, asked: "0+10 10+10 14+10 18+10 22+10 26+10 30+10 34+10", odd: "pages overlap"},
		"an overlap of a whole page":   {n: 35, options: api.WalkOptions{First: 10, Then: 10}, spoil: func(s *shelf) { s.overlap = 15 }, asked: "0+10 10+10 20+10 25+10 30+10 35+11 41+10", odd: "pages overlap"},
		"no count":                     {n: 250, spoil: func(s *shelf) { s.count = unknown }, asked: "0+100 100+1000 250+1000"},
		"no count and no items":        {n: 0, spoil: func(s *shelf) { s.count = unknown }, asked: "0+100"},
		"a count below 0":              {n: 10, spoil: func(s *shelf) { s.count = alwaysTold(-5) }, asked: "0+100 10+1000"},
		"a count that is too small":    {n: 250, spoil: func(s *shelf) { s.count = alwaysTold(7) }, asked: "0+100 100+1000 250+1000", odd: "the API tells of 7, and gave 250"},
		"a count of the page alone":    {n: 2500, spoil: func(s *shelf) { s.count = perPage }, asked: "0+100 100+1000 1100+1000 2100+1000 2500+1000", odd: "the API tells of 1,000, and gave 2,500"},
		"a count of the first page":    {n: 250, spoil: func(s *shelf) { s.count = alwaysTold(100) }, asked: "0+100 100+1000 250+1000", odd: "the API tells of 100, and gave 250"},
		"a count of two full pages":    {n: 50, options: api.WalkOptions{First: 10, Then: 10}, spoil: func(s *shelf) { s.count = alwaysTold(20) }, asked: "0+10 10+11 21+10 31+10 41+10 50+10", odd: "the API tells of 20, and gave 50"},
		"a count that is too large":    {n: 250, spoil: func(s *shelf) { s.count = alwaysTold(48310) }, asked: "0+100 100+1000 250+1000 0+1000 250+1000", odd: "the API tells of 48,310, and gave 250"},
		"a count of items, none given": {n: 0, spoil: func(s *shelf) { s.count = alwaysTold(5) }, asked: "0+100 0+1000", odd: "the API tells of 5, and gave 0"},
		"pages that are cut":           {n: 330, spoil: func(s *shelf) { s.cap = 150 }, asked: "0+100 100+1000 250+1000"},
		"pages cut to the last item":   {n: 300, spoil: func(s *shelf) { s.cap = 100 }, asked: "0+100 100+1000 200+1000 300+1000"},
		"pages cut, and a small count": {n: 500, spoil: func(s *shelf) { s.cap, s.count = 100, alwaysTold(300) }, asked: "0+100 100+1000 200+1000 300+1000 400+1000 500+1000", odd: "the API tells of 300, and gave 500"},
		"a page that comes for ever":   {n: 5000, spoil: func(s *shelf) { s.repeatFrom = 100 }, asked: "0+100 100+1000 1100+1000 2100+1000", gone: 3900, odd: "pages overlap; the same page came again and again; the API tells of 5,000, and gave 1,100"},
		"the first page for ever":      {n: 50, options: api.WalkOptions{First: 10, Then: 10}, spoil: func(s *shelf) { s.overlap = 1e6 }, asked: "0+10 10+10 20+10", gone: 40, odd: "pages overlap; the same page came again and again; the API tells of 50, and gave 10"},
		"bad records":                  {n: 30, options: api.WalkOptions{First: 10, Then: 10}, spoil: func(s *shelf) { s.items[3], s.items[14] = "", "" }, asked: "0+10 10+10 20+11 30+10", skipped: 2},
		"a bad record of one page":     {n: 30, spoil: func(s *shelf) { s.items[3] = "" }, asked: "0+100", skipped: 1},
		"a bad record that comes for ever": {n: 50, options: api.WalkOptions{First: 10, Then: 10}, asked: "0+10 10+10 20+10", gone: 40, skipped: 1,
			spoil: func(s *shelf) { s.overlap, s.items[4] = 1e6, "" }, odd: "pages overlap; the same page came again and again; the API tells of 50, and gave 10"},
		"a count that an empty page forgets": {n: 250, asked: "0+100 100+1000 250+1000 0+1000 250+1000", odd: "the API tells of 300, and gave 250",
			spoil: func(s *shelf) { s.count = func(records int) api.Int { return number(int64(min(records, 1) * 300)) } }},
		"too large, and read again": {n: 40, options: api.WalkOptions{First: 8, Then: 64},
			asked: "0+8 8+64 8+32 8+16 24+16 24+8 32+8 32+4 36+4 36+2 36+1 37+1 38+1 39+2 40+4 0+8 8+16 24+32 24+16 24+8 32+8 32+4 36+4 36+2 36+1 37+1 38+1 39+2 40+4", skipped: 1,
			spoil: func(s *shelf) { s.huge, s.count = []string{"i037"}, alwaysTold(60) }, odd: "one record is too large to be read; the API tells of 60, and gave 40"},
		"bad records alone": {n: 12, spoil: func(s *shelf) { clear(s.items) }, asked: "0+100", skipped: 12},
		"bad records for ever": {n: 500, options: api.WalkOptions{First: 10, Then: 10}, spoil: func(s *shelf) { clear(s.items) },
			asked: "0+10 10+10 20+10 30+10 40+10 50+10 60+10 70+10", skipped: 80, odd: "the API tells of 500, and gave 80"},
		"a bad record that overlaps, and pages that are cut": {n: 15, options: api.WalkOptions{First: 5, Then: 50}, asked: "0+5 5+50 15+50 16+50", skipped: 2,
			spoil: func(s *shelf) { s.fromOne, s.cap, s.items[4] = true, 10, "" }, odd: "the API tells of 15, and gave 16"},
		"a first page that is too large": {n: 250, spoil: func(s *shelf) { s.largest = 60 },
			asked: "0+100 0+50 50+50 100+100 100+50 150+50 200+100"},
		"a page that is too large": {n: 1000, spoil: func(s *shelf) { s.largest = 600 }, asked: "0+100 100+1000 100+500 600+500"},
		"pages grow again": {n: 60, options: api.WalkOptions{First: 16, Then: 16}, spoil: func(s *shelf) { s.huge = []string{"i002"} },
			asked: "0+16 0+8 0+4 0+2 2+2 2+1 3+1 4+2 6+4 10+8 18+16 34+16 50+16 60+16", skipped: 1, odd: "one record is too large to be read"},
		"two that are too large alone": {n: 9, options: api.WalkOptions{First: 4, Then: 4}, spoil: func(s *shelf) { s.huge = []string{"i001", "i002"} },
			asked: "0+4 0+2 0+1 1+1 2+1 3+1 4+2 6+4 9+4", skipped: 2, odd: "2 records are too large to be read"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(c.n)
			if c.spoil != nil {
				c.spoil(s)
			}
			w := s.walk(c.options)
			items, last := drain(t, w)
			want := slices.DeleteFunc(slices.Clone(s.items), func(item string) bool { return item == "" || slices.Contains(s.huge, item) })
			if want = want[:len(want)-c.gone]; !slices.Equal(items, want) {
				t.Errorf("%d items, want %d in the list's order", len(items), len(want))
			}
			if got := strings.Join(s.asked, " "); got != c.asked {
				t.Errorf("asked for %s\n      want %s", got, c.asked)
			}
			if last.Skipped != c.skipped || last.Odd.String() != c.odd {
				t.Errorf("skipped %d, want %d; odd %q, want %q", last.Skipped, c.skipped, last.Odd, c.odd)
			}
			after, err := w.Next(t.Context())
			if err != nil || !after.Done || len(after.Items) != 0 || after.Held != last.Held || after.Odd != last.Odd || strings.Join(s.asked, " ") != c.asked {
				t.Errorf("after the end: %+v, %v", after, err)
			}
		})
	}
}

func TestAWalkFindsWhatMovedWhileItRead(t *testing.T) {
	pages := api.WalkOptions{First: 10, Then: 10}
	top := func(s *shelf, item string) {
		if i := slices.Index(s.items, item); i >= 0 {
			s.items = slices.Delete(s.items, i, i+1)
		}
		s.items = slices.Insert(s.items, 0, item)
	}
	for name, c := range map[string]struct {
		at     int // the request before which the list changes
		change func(s *shelf)
		asked  string
		items  string // the one that comes after all others
		held   int
		cap    int
	}{
		"one jumps to the top":              {2, func(s *shelf) { top(s, "i020") }, "0+10 10+10 19+10 24+10 0+10", "i020", 25, 0},
		"one that was read jumps":           {2, func(s *shelf) { top(s, "i003") }, "0+10 10+10 20+10", "i024", 25, 0},
		"one is new":                        {2, func(s *shelf) { top(s, "new") }, "0+10 10+10 19+10 25+10 0+10", "new", 26, 0},
		"one that was read is removed":      {2, func(s *shelf) { s.items = slices.Delete(s.items, 3, 4) }, "0+10 10+10 20+10 0+10", "i010", 25, 0},
		"one that was not read is removed":  {2, func(s *shelf) { s.items = slices.Delete(s.items, 15, 16) }, "0+10 10+10 20+10 0+10 10+10 20+10", "i024", 24, 0},
		"one is removed at the end":         {3, func(s *shelf) { s.items = s.items[:24] }, "0+10 10+10 20+10 0+10 10+10 20+10", "i023", 24, 0},
		"one is removed, and pages are cut": {3, func(s *shelf) { s.items = slices.Delete(s.items, 3, 4) }, "0+10 7+10 14+10 21+10 0+10 7+10", "i014", 25, 7},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(25)
			s.cap = c.cap
			s.before = func(request int, s *shelf) error {
				if request == c.at {
					c.change(s)
				}
				return nil
			}
			items, last := drain(t, s.walk(pages))
			if items[len(items)-1] != c.items || last.Held != c.held || !last.Odd.IsZero() {
				t.Errorf("%d items, the last %s; odd %q", last.Held, items[len(items)-1], last.Odd)
			}
			for _, item := range s.items {
				if !slices.Contains(items, item) {
					t.Errorf("%s is lost", item)
				}
			}
			if got := strings.Join(s.asked, " "); got != c.asked {
				t.Errorf("asked for %s\n      want %s", got, c.asked)
			}
		})
	}
}

func TestAListThatMovesBitByBitIsNothingOdd(t *testing.T) {
	s := newShelf(60)
	s.before = func(request int, s *shelf) error {
		for i := range min(3, 3*(request-1)) {
			s.items = slices.Insert(s.items, 0, fmt.Sprintf("new%d-%d", request, i))
		}
		return nil
	}
	s.most = 12
	w := s.walk(api.WalkOptions{First: 20, Then: 20})
	var held int
	for held < 60 {
		b, err := w.Next(t.Context())
		if err != nil || !b.Odd.IsZero() {
			t.Fatalf("after %v: odd %q, %v", s.asked, b.Odd, err)
		}
		held = b.Held
	}
}

func TestAWalkReadsAListAtMostTwice(t *testing.T) {
	s := newShelf(25)
	s.count = alwaysTold(40)
	// What the second pass misses is not looked for again.
	s.before = func(request int, s *shelf) error {
		if request == 6 {
			s.items = slices.Insert(s.items, 0, "new")
		}
		return nil
	}
	items, last := drain(t, s.walk(api.WalkOptions{First: 10, Then: 10}))
	if got := strings.Join(s.asked, " "); len(items) != 25 || got != "0+10 10+10 20+10 25+10 0+10 10+10 19+10 25+10" {
		t.Errorf("%d items, asked for %s", len(items), got)
	}
	if last.Odd.String() != "the API tells of 40, and gave 25" {
		t.Errorf("odd %q", last.Odd)
	}
}

func TestAFailingPageIsAskedForAgain(t *testing.T) {
	timeout := &api.Error{Kind: api.KindNetwork, Err: context.DeadlineExceeded}
	for request, asked := range map[int]string{
		1: "0+20 0+20 0+10 10+10 20+20 20+10 30+10",
		2: "0+20 0+10 0+10 10+10 20+20 20+10 30+10",
		3: "0+20 0+10 10+10 10+10 20+20 20+10 30+10",
		5: "0+20 0+10 10+10 20+20 20+10 20+10 30+10",
	} {
		s := newShelf(39)
		s.largest = 12
		s.before = func(n int, _ *shelf) error {
			if n == request {
				return timeout
			}
			return nil
		}
		w := s.walk(api.WalkOptions{First: 20, Then: 20})
		var items []string
		failures := 0
		for done := false; !done; {
			b, err := w.Next(t.Context())
			if err != nil {
				var failed *api.Error
				if failures++; !errors.As(err, &failed) || failed != timeout || len(b.Items) != 0 || b.Done {
					t.Fatalf("%+v, %v", b, err)
				}
				continue
			}
			items, done = append(items, b.Items...), b.Done
		}
		if got := strings.Join(s.asked, " "); failures != 1 || !slices.Equal(items, s.items) || got != asked {
			t.Errorf("%d failures, %d items, asked for %s, want %s", failures, len(items), got, asked)
		}
	}
}

func TestAnswersThatAreTooLargeWhateverIsAskedForAreAnError(t *testing.T) {
	s := newShelf(50)
	s.before = func(request int, _ *shelf) error {
		if request > 1 && request < 13 {
			return &api.Error{Kind: api.KindMalformed, Err: api.ErrTooLarge}
		}
		return nil
	}
	w := s.walk(api.WalkOptions{First: 8, Then: 8})
	first, err := w.Next(t.Context())
	if err != nil || len(first.Items) != 8 {
		t.Fatalf("%+v, %v", first, err)
	}
	if b, err := w.Next(t.Context()); !errors.Is(err, api.ErrTooLarge) || len(b.Items) != 0 {
		t.Fatalf("%+v, %v", b, err)
	}
	if got := strings.Join(s.asked, " "); got != "0+8 8+8 8+4 8+2 8+1 9+1 10+1 11+1" {
		t.Errorf("asked for %s", got)
	}
	// Nothing counts as passed over until something behind it can be read.
	if _, err := w.Next(t.Context()); !errors.Is(err, api.ErrTooLarge) {
		t.Fatal(err)
	}
	if got := strings.Join(s.asked[8:], " "); got != "8+1 9+1 10+1 11+1" {
		t.Errorf("asked for %s", got)
	}
	items, last := drain(t, w, 8)
	if len(items) != 42 || last.Skipped != 0 || !last.Odd.IsZero() {
		t.Errorf("%d items, skipped %d, odd %q", len(items), last.Skipped, last.Odd)
	}
}

func TestAWalkThatIsCanceledEndsAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := newShelf(50)
	w := s.walk(api.WalkOptions{})
	_, err := w.Next(ctx)
	var failed *api.Error
	if !errors.Is(err, context.Canceled) || !errors.As(err, &failed) || failed.Error() != "read a list: canceled" || len(s.asked) != 0 {
		t.Errorf("%v after %v", err, s.asked)
	}
	late, stop := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer stop()
	if _, err := w.Next(late); api.KindOf(err) != api.KindNetwork || len(s.asked) != 0 {
		t.Errorf("%v after %v", err, s.asked)
	}
	if items, _ := drain(t, w); len(items) != 50 {
		t.Errorf("%d items", len(items))
	}
}

func TestAWalkBringsTheReceivedJSON(t *testing.T) {
	for _, raw := range []bool{false, true} {
		s := newShelf(25)
		s.overlap, s.items[12] = 2, ""
		w := s.walk(api.WalkOptions{First: 10, Then: 10, Query: api.ListQuery{Raw: raw}})
		for done := false; !done; {
			b, err := w.Next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			done = b.Done
			if !raw && b.Raw != nil || raw && len(b.Raw) != len(b.Items) {
				t.Errorf("%d items come with %d", len(b.Items), len(b.Raw))
			}
			for i := range b.Raw {
				if string(b.Raw[i]) != `"`+b.Items[i]+`"` {
					t.Errorf("%s comes with %s", b.Items[i], b.Raw[i])
				}
			}
		}
	}
}

func TestReceivedJSONThatWasNotKeptIsNotBrought(t *testing.T) {
	get := func(context.Context, api.ListQuery) (api.Answer[api.Page[string]], error) {
		return api.Answer[api.Page[string]]{Value: api.Page[string]{Items: []string{"a", "a", "b"}}}, nil
	}
	w := api.NewWalk(get, func(item *string) string { return *item }, api.WalkOptions{Query: api.ListQuery{Raw: true}})
	if b, err := w.Next(t.Context()); err != nil || len(b.Items) != 2 || b.Raw != nil {
		t.Errorf("%+v, %v", b, err)
	}
}

func TestAWalkTellsOfItsListAsItGoes(t *testing.T) {
	s := newShelf(25)
	s.items[2] = ""
	s.rate = func(request int) api.Rate {
		return api.Rate{Limit: number(100), Remaining: number(int64(100 - request))}
	}
	w := s.walk(api.WalkOptions{First: 10, Then: 10})
	for i, want := range []struct {
		held int
		done bool
	}{{9, false}, {19, false}, {24, false}, {24, true}} {
		b, err := w.Next(t.Context())
		if err != nil || b.Held != want.held || b.Done != want.done || b.Skipped != 1 || b.Count != number(25) || b.Rate.Remaining != number(int64(99-i)) || !b.Odd.IsZero() {
			t.Errorf("step %d: %+v, %v", i, b, err)
		}
	}
}
