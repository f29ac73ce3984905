package api_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"chatlens/api"
)

// TestAWalkOfAnyList reads lists that are served badly in many ways at once, from fixed seeds.
func TestAWalkOfAnyList(t *testing.T) {
	for seed := range uint64(5_000) {
		checkRandomWalk(t, seed, seed%3 == 2)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func FuzzWalk(f *testing.F) {
	f.Add(uint64(1), false)
	f.Add(uint64(2), true)
	f.Fuzz(checkRandomWalk)
}

// checkRandomWalk checks that no item comes twice, that there is an end, and that a list that stays as it is comes whole.
func checkRandomWalk(t *testing.T, seed uint64, moves bool) {
	r := rand.New(rand.NewPCG(seed, 7))
	one := func(in int) bool { return r.IntN(in) == 0 }
	s := newShelf(r.IntN(120))
	o := api.WalkOptions{First: 1 + r.IntN(20), Then: 1 + r.IntN(40)}
	s.fromOne = one(2)
	if one(3) {
		s.overlap = r.IntN(min(o.First, o.Then))
	}
	if one(3) {
		s.cap = 1 + s.overlap + r.IntN(20)
		if s.fromOne {
			s.cap++
		}
	}
	if one(3) {
		for range r.IntN(5) {
			if len(s.items) > 0 {
				s.items[r.IntN(len(s.items))] = ""
			}
		}
	}
	// Pages of one item do not get past a longer overlap.
	if s.overlap == 0 && one(4) {
		s.largest = 1 + r.IntN(30)
	}
	// One that moves along with the reading would be met again and again.
	if s.overlap == 0 && !moves && one(4) && len(s.items) > 0 {
		if i := r.IntN(len(s.items)); s.items[i] != "" {
			s.huge = []string{s.items[i]}
		}
	}
	// A list whose pages are cut, and whose count says that it ends there, cannot be told from one that ends there.
	lie, many := r.IntN(6), int64(r.IntN(200))
	s.count = func(records int) api.Int {
		switch {
		case lie == 1:
			return api.Int{}
		case lie == 2:
			return number(int64(len(s.items)) + many)
		case lie == 3:
			return number(1e15)
		case lie == 4 && s.cap == 0:
			return number(many)
		case lie == 5 && s.cap == 0:
			return number(int64(records))
		}
		return number(int64(len(s.items)))
	}
	stuck := moves && one(4)
	if stuck {
		s.repeatFrom = 1 + r.IntN(50)
	}
	s.most = 1000
	made := 0
	if moves {
		s.before = func(_ int, s *shelf) error {
			for ; one(2); made++ {
				i := 0
				if len(s.items) > 0 {
					i = r.IntN(len(s.items))
				}
				switch {
				case one(2) || len(s.items) == 0:
					s.items = slices.Insert(s.items, 0, fmt.Sprintf("new%d", made))
				case one(2):
					s.items = slices.Delete(s.items, i, i+1)
				default:
					item := s.items[i]
					s.items = slices.Insert(slices.Delete(s.items, i, i+1), 0, item)
				}
			}
			return nil
		}
	}
	items, last := drain(t, s.walk(o))
	if moves {
		return
	}
	bad := 0
	for _, item := range s.items {
		switch {
		case item == "" || slices.Contains(s.huge, item):
			bad++
		case !slices.Contains(items, item):
			t.Errorf("%s is lost: %+v, options %+v, asked for %s, odd %q", item, *s, o, s.asked, last.Odd)
			return
		}
	}
	if last.Skipped < bad {
		t.Errorf("skipped %d of %d: %+v, options %+v, odd %q", last.Skipped, bad, *s, o, last.Odd)
	}
}
