package present

import (
	"slices"
	"strconv"

	"chatlens/internal/safetext"
)

// What is shown at most, so that no answer, however large, makes more rows than somebody reads.
const (
	mostRows   = 500   // of one field
	mostPeople = 5_000 // members, and people with a receipt
)

// more says how many there are beyond those that are shown.
func more(n int) Cell { return Cell{safetext.Format("and %s more", count(n)), Dim} }

// first returns the n smallest elements in their order. It reorders all, and does not sort those that it leaves out.
func first[T any](all []T, n int, compare func(a, b T) int) []T {
	kept, full := all[:0], false
	for _, one := range all {
		if full && compare(one, kept[n-1]) >= 0 {
			continue
		}
		if kept = append(kept, one); len(kept) == 2*n {
			slices.SortFunc(kept, compare)
			kept, full = kept[:n], true
		}
	}
	slices.SortFunc(kept, compare)
	return kept[:min(len(kept), n)]
}

// distinguish gives rows keys of their own, where what they are about has no id, or one that looks like another.
func distinguish(rows []Row) {
	seen := make(map[string]int, len(rows))
	for i := range rows {
		key := rows[i].Key
		for seen[rows[i].Key] > 0 {
			seen[key]++
			rows[i].Key = key + "#" + strconv.Itoa(seen[key])
		}
		seen[rows[i].Key] = 1
	}
}
