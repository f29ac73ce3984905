//go:build !race

package ui

import (
	"flag"
	"math"
	"testing"

	"chatlens/internal/baseline"
)

var allocations = flag.Bool("allocations", false, "write the baseline of allocations")

// TestAKeyAllocatesAsMuchAsItDid counts the allocations of Update and View for a key and the one that takes it back, for one of the two.
func TestAKeyAllocatesAsMuchAsItDid(t *testing.T) {
	moves := [][2]string{{"down", "up"}, {"pgdown", "pgup"}, {"ctrl+d", "ctrl+u"}, {"G", "g"}}
	list := func(keys ...string) *Model {
		v := withList(t, defaults(), 3000, 200, 50)
		v.keys(keys...)
		return v.model
	}
	var counts []baseline.Count
	for _, c := range []struct {
		view string
		m    *Model
		keys [][2]string
	}{
		{"group of 1,024 members", crowded(t, 1024), append(moves[:4:4], [2]string{"tab", "shift+tab"}, [2]string{"?", "q"}, [2]string{"z", "z"})},
		{"group of 20,000 members", crowded(t, 20_000), moves[:1]},
		{"3,000 chats", list(), moves},
		{"3,000 chats, privacy", list("P"), moves},
		{"3,000 chats, all found by a filter", list("/", "c", "h", "enter"), moves},
		{"history", readingHistory(t).model, [][2]string{{"up", "down"}, {"pgup", "pgdown"}, {"ctrl+u", "ctrl+d"}}},
	} {
		for _, pair := range c.keys {
			there, back := keyMsg(pair[0]), keyMsg(pair[1])
			both := testing.AllocsPerRun(20, func() {
				c.m.Update(there)
				_ = c.m.View()
				c.m.Update(back)
				_ = c.m.View()
			})
			n := int(math.RoundToEven(both / 2))
			if n > mostAllocations {
				t.Errorf("%s, %s: %d allocations, at most %d", c.view, pair[0], n, mostAllocations)
			}
			counts = append(counts, baseline.Count{Name: c.view + "\t" + pair[0], N: n})
		}
	}
	baseline.Check(t, "testdata/allocations.tsv", counts, 1, *allocations)
}
