package ui

import (
	"fmt"
	"testing"
)

func TestLayoutCoversTheScreenWithoutOverlap(t *testing.T) {
	wants := [][paneCount]int{{1, 1, 1, 1}, {17, 2, 2, 14}, {40, 1024, 12, 80}, {0, 0, 0, 0}}
	for width := smallestWidth; width < 220; width += 7 {
		for height := smallestHeight; height < 70; height++ {
			for _, want := range wants {
				for focus := range paneCount {
					for _, zoom := range []bool{false, true} {
						name := fmt.Sprintf("%dx%d %v focus %d zoom %v", width, height, want, focus, zoom)
						checkLayout(t, name, layoutFor(width, height, 1, want, shown{focus: focus, zoom: zoom}), focus)
					}
				}
			}
		}
	}
}

func checkLayout(t *testing.T, name string, s screen, focus paneIndex) {
	t.Helper()
	if s.tooSmall {
		t.Fatalf("%s: too small", name)
	}
	covered := 0
	for i, p := range s.panes {
		if p.fold == hidden {
			continue
		}
		covered += p.w * p.h
		if p.x < s.body.x || p.y < s.body.y || p.x+p.w > s.body.x+s.body.w || p.y+p.h > s.body.y+s.body.h || p.h < 1 {
			t.Fatalf("%s: pane %d stands outside: %+v", name, i, p)
		}
		if p.fold == framed && p.h < frameRows+1 {
			t.Fatalf("%s: pane %d has no row: %+v", name, i, p)
		}
		for j, q := range s.panes[:i] {
			if q.fold != hidden && p.x < q.x+q.w && q.x < p.x+p.w && p.y < q.y+q.h && q.y < p.y+p.h {
				t.Fatalf("%s: panes %d and %d overlap: %+v %+v", name, i, j, p, q)
			}
		}
	}
	if covered != s.body.w*s.body.h {
		t.Fatalf("%s: %d of %d cells are covered", name, covered, s.body.w*s.body.h)
	}
	if f := s.panes[focus].fold; f != framed && f != bare {
		t.Fatalf("%s: the focused pane is not open", name)
	}
}

func TestLayoutDoesNotMoveWithTheFocusInTwoColumns(t *testing.T) {
	want := [paneCount]int{30, 1024, 4, 40}
	first := layoutFor(120, 40, 1, want, shown{focus: paneChat, zoom: false})
	for focus := range paneCount {
		if s := layoutFor(120, 40, 1, want, shown{focus: focus, zoom: false}); s != first {
			t.Errorf("focus %d changes the layout: %+v", focus, s)
		}
	}
}

func TestColumnsShrinkFromTheLastAndThenFall(t *testing.T) {
	for _, c := range []struct {
		natural, useful []int
		width           int
		want            string
	}{
		{[]int{10, 11, 8}, []int{6, 5, 4}, 40, "[10 11 8]"},
		{[]int{10, 0, 8}, []int{6, 5, 4}, 20, "[10 0 8]"},
		{[]int{10, 11, 8}, []int{6, 5, 4}, 30, "[10 11 5]"},
		{[]int{10, 11, 8}, []int{6, 5, 4}, 20, "[7 5 4]"},
		{[]int{10, 11, 8}, []int{6, 5, 4}, 14, "[7 5 0]"},
		{[]int{20, 11, 8, 9, 13}, []int{12, 11, 8, 9, 13}, 56, "[20 11 8 9 0]"},
		{[]int{10, 11, 8}, []int{6, 5, 4}, 3, "[3 0 0]"},
		{nil, nil, 3, "[]"},
	} {
		if got := fmt.Sprint(fitColumns(c.natural, c.useful, c.width)); got != c.want {
			t.Errorf("%v in %d: %s, want %s", c.natural, c.width, got, c.want)
		}
	}
}
