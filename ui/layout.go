package ui

import "slices"

// The screen's measures, in cells and rows.
const (
	smallestWidth  = 20 // below it, or below smallestHeight, nothing but a word is drawn
	smallestHeight = 5
	singleBelow    = 10  // rows below which the focused pane stands alone
	twoColumnsFrom = 84  // width from which the panes stand in two columns
	listBesideFrom = 130 // width from which the chat list stands beside the panes
	leastSide      = 66  // fewest cells of the list there: with less it would tell less than on a narrow screen
	frameRows      = 2   // a pane's upper and lower border
	headingRows    = 1   // a zoomed pane's title
	leastRows      = 3   // rows of content for which opening a pane is worth it
)

// rect is a pane's place on the screen, its frame included, in cells from the upper left.
type rect struct{ x, y, w, h int }

// fold says how a pane is drawn.
type fold uint8

const (
	hidden fold = iota // not at all
	folded             // one line: title and summary
	framed             // with borders
	bare               // zoomed: a title, no borders, no padding
)

// place is where and how a pane is drawn.
type place struct {
	rect
	fold fold
}

// screen is a whole layout. It is computed in one place, by layoutFor, and no pane knows another's place.
type screen struct {
	tooSmall bool
	header   bool
	body     rect
	footer   rect
	list     place
	history  place
	panes    [paneCount]place
}

// shown says what is to be placed.
type shown struct {
	list    bool      // the chat list was asked for
	inList  bool      // it has the focus
	history bool      // the message history stands in place of the chat's panes
	focus   paneIndex // among the chat's panes
	zoom    bool      // what has the focus takes all
}

// layoutFor places everything: pure, from the size, the footer's rows, the rows that each pane would like to show, and what
// is to be shown.
func layoutFor(width, height, footer int, want [paneCount]int, show shown) screen {
	if width < smallestWidth || height < smallestHeight {
		return screen{tooSmall: true}
	}
	for i := range want {
		want[i] = max(want[i], 1)
	}
	s := screen{header: height >= singleBelow}
	top := 0
	if s.header {
		top = 1
	}
	footer = min(footer, max(1, height-top-leastRows))
	s.body = rect{0, top, width, height - top - footer}
	s.footer = rect{0, height - footer, width, footer}
	side := sideWidth(width, show.list)
	main := rect{side, top, width - side, s.body.h}
	list := rect{0, top, side, s.body.h}
	if side == 0 {
		list = s.body
	}
	how := framed
	if show.zoom {
		main, list, how = s.body, s.body, bare
	}
	if show.list && (show.inList || side > 0 && !show.zoom) {
		s.list = place{list, how}
	}
	if show.inList && (side == 0 || show.zoom) {
		return s
	}
	switch {
	case show.history:
		s.history = place{main, how}
	case show.zoom:
		s.panes[show.focus] = place{main, how}
	case height < singleBelow:
		s.panes[show.focus] = place{main, framed}
	case main.w >= twoColumnsFrom:
		left, right := leftPanes(), rightPanes()
		width := paneWidth(main.w, left[0])
		s.stack(rect{main.x, top, width, main.h}, want, show.focus, left...)
		s.stack(rect{main.x + width, top, main.w - width, main.h}, want, show.focus, right...)
	default:
		s.accordion(main, want, show.focus, append(leftPanes(), rightPanes()...)...)
	}
	return s
}

// sideWidth is how wide the chat list is beside the panes; 0: it does not stand there. On a wide screen it has two fifths, and leaves the panes
// their two columns.
func sideWidth(width int, list bool) int {
	if !list || width < listBesideFrom {
		return 0
	}
	return max(leastSide, min(width*2/5, width-twoColumnsFrom))
}

// paneWidth is how wide a pane is where the chat's panes have a width together, and it is not zoomed.
func paneWidth(width int, i paneIndex) int {
	switch {
	case width < twoColumnsFrom:
		return width
	case slices.Contains(leftPanes(), i):
		return width / 2
	}
	return width - width/2
}

// stack places panes one above the other in r, so that their rows do not depend on the focus while all of them fit open.
func (s *screen) stack(r rect, want [paneCount]int, focus paneIndex, panes ...paneIndex) {
	need := 0
	for _, i := range panes {
		need += min(want[i], leastRows) + frameRows
	}
	if need > r.h {
		s.accordion(r, want, focus, panes...)
		return
	}
	// As in filling vessels: the same level for all, but none gets more than it wants.
	var rows [paneCount]int
	free := r.h - frameRows*len(panes)
	for grown := true; grown && free > 0; {
		grown = false
		for _, i := range panes {
			if free > 0 && rows[i] < want[i] {
				rows[i]++
				free--
				grown = true
			}
		}
	}
	rows[panes[len(panes)-1]] += free
	for _, i := range panes {
		rows[i] += frameRows
	}
	s.place(r, rows, panes...)
}

// accordion places panes one above the other in r: the focused one first, then as many others as find room, the rest folded
// to a line each. What is left over goes to those that want more.
func (s *screen) accordion(r rect, want [paneCount]int, focus paneIndex, panes ...paneIndex) {
	first := panes[0]
	for _, i := range panes {
		if i == focus {
			first = i
		}
	}
	var height [paneCount]int
	free := r.h - len(panes) // every pane has at least its line
	open := func(i paneIndex, rows int) {
		if more := rows + frameRows - 1; rows > 0 && more <= free {
			height[i], free = rows+frameRows, free-more
		}
	}
	grow := func(i paneIndex, rows int) {
		if more := min(free, rows+frameRows-height[i]); height[i] > 0 && more > 0 {
			height[i], free = height[i]+more, free-more
		}
	}
	most := free - frameRows + 1
	open(first, max(1, min(most, want[first], r.h*6/10-frameRows)))
	for _, i := range panes {
		if i != first {
			open(i, min(want[i], leastRows))
		}
	}
	grow(first, want[first])
	for _, i := range panes {
		grow(i, want[i])
	}
	grow(first, r.h)
	s.place(r, height, panes...)
}

// place sets the panes' rows on the screen; a pane without height is folded to one.
func (s *screen) place(r rect, height [paneCount]int, panes ...paneIndex) {
	y := r.y
	for _, i := range panes {
		p := place{rect{r.x, y, r.w, 1}, folded}
		if height[i] > 0 {
			p.h, p.fold = height[i], framed
		}
		s.panes[i] = p
		y += p.h
	}
}
