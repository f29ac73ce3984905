// Package baseline compares what a test counts with what it counted when that was last written down. It is for tests, and
// must not be linked into the program.
package baseline

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// A Count is a number of bytes or of allocations. Its name may have columns, set apart by tabs.
type Count struct {
	Name string
	N    int
}

// Check fails the test where a count is more than a tenth and slack above that of the file, and where one of the two has a count that the other has not.
// To write makes the file anew instead.
func Check(t testing.TB, path string, counts []Count, slack int, write bool) {
	t.Helper()
	if write {
		var b strings.Builder
		for _, c := range counts {
			fmt.Fprintf(&b, "%s\t%d\n", c.Name, c.N)
		}
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	had := read(t, path)
	for _, c := range counts {
		before, known := had[c.Name]
		delete(had, c.Name)
		switch {
		case !known:
			t.Errorf("%q is not in %s: make bench writes it", c.Name, path)
		case c.N*10 > before*11+slack*10:
			t.Errorf("%q: %d, and was %d", c.Name, c.N, before)
		}
	}
	for name := range had {
		t.Errorf("%q of %s is not counted", name, path)
	}
}

func read(t testing.TB, path string) map[string]int {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		at := strings.LastIndexByte(line, '\t')
		if at < 0 {
			t.Fatalf("%s: there is no number in %q", path, line)
		}
		n, err := strconv.Atoi(line[at+1:])
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		counts[line[:at]] = n
	}
	return counts
}
