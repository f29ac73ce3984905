//go:build !race

package ui

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

var allocations = flag.Bool("allocations", false, "write the baseline of allocations")

const allocationsBaseline = "testdata/allocations.tsv"

// TestAKeyAllocatesAsMuchAsItDid counts the allocations of Update and View for a key and the one that takes it back, for one of the two.
func TestAKeyAllocatesAsMuchAsItDid(t *testing.T) {
	moves := [][2]string{{"down", "up"}, {"pgdown", "pgup"}, {"ctrl+d", "ctrl+u"}, {"G", "g"}}
	list := func(keys ...string) *Model {
		v := withList(t, defaults(), 3000, 200, 50)
		v.keys(keys...)
		return v.model
	}
	var b strings.Builder
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
			n := testing.AllocsPerRun(20, func() {
				c.m.Update(there)
				_ = c.m.View()
				c.m.Update(back)
				_ = c.m.View()
			})
			fmt.Fprintf(&b, "%s\t%s\t%.0f\n", c.view, pair[0], n/2)
		}
	}
	if *allocations {
		if err := os.WriteFile(allocationsBaseline, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(allocationsBaseline)
	if err != nil {
		t.Fatal(err)
	}
	had := strings.Split(strings.TrimSpace(string(data)), "\n")
	has := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(had) != len(has) {
		t.Fatalf("%s has %d lines, and %d are counted", allocationsBaseline, len(had), len(has))
	}
	for i := range has {
		name, now := lastColumn(t, has[i])
		before, then := lastColumn(t, had[i])
		if name != before {
			t.Fatalf("%q is counted, and %s has %q", name, allocationsBaseline, before)
		}
		if now*10 > then*11+10 {
			t.Errorf("%s: %d allocations, and were %d", name, now, then)
		}
	}
}

// lastColumn splits a line of the baseline into its name and its number.
func lastColumn(t *testing.T, line string) (name string, number int) {
	t.Helper()
	at := strings.LastIndexByte(line, '\t')
	number, err := strconv.Atoi(line[at+1:])
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(line[:at], "\t", ", "), number
}
