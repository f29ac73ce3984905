package ptytest

import (
	"strconv"

	uv "github.com/charmbracelet/ultraviolet"
)

// Cells are what a screen shows, cell by cell.
type Cells struct {
	width, height int
	cells         []uv.Cell
}

// Cells is what the screen shows.
func (p *Terminal) Cells() Cells {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := emptyCells(p.screen.Width(), p.screen.Height())
	for i := range s.cells {
		at := p.screen.CellAt(i%s.width, i/s.width)
		switch {
		case at == nil:
		case at.Content == "" && at.Width != 0:
			s.cells[i].Style = at.Style
		default:
			s.cells[i] = *at
		}
	}
	return s
}

func emptyCells(width, height int) Cells {
	s := Cells{width, height, make([]uv.Cell, width*height)}
	for i := range s.cells {
		s.cells[i] = uv.EmptyCell
	}
	return s
}

func (s Cells) row(y int) []uv.Cell { return s.cells[y*s.width : (y+1)*s.width] }

// A Change is what it takes to make one screen of another.
type Change struct {
	Cells int // that look different
	Bytes int // to write them one by one
}

// Difference counts the cells in which two screens differ, and the bytes of a plain way to write them: the cursor goes to the next of them
// by the shortest of a move to its place, a move to the right, and what stands between; styles change where they must, and what is
// blank up to the end of a row is erased. It is a reference and not the least: who scrolls or erases parts of rows needs fewer. Of screens of two sizes the
// first counts as empty.
func Difference(from, to Cells) Change {
	if from.width != to.width || from.height != to.height {
		from = emptyCells(to.width, to.height)
	}
	w := cellWriter{x: -1, y: -1}
	changed := 0
	for y := range to.height {
		changed += w.row(from.row(y), to.row(y), y)
	}
	w.ink(uv.Style{})
	return Change{changed, w.bytes}
}

// same reports whether two cells look the same. Of a blank nobody sees the colour of the text.
func same(a, b uv.Cell) bool {
	if a.Content != b.Content {
		return false
	}
	if a.Content == " " {
		const unseen = uv.AttrBold | uv.AttrFaint | uv.AttrItalic
		a.Style.Fg, b.Style.Fg = nil, nil
		a.Style.Attrs &^= unseen
		b.Style.Attrs &^= unseen
	}
	return a.Style.Equal(&b.Style)
}

// A cellWriter counts the bytes of writing cells.
type cellWriter struct {
	bytes int
	x, y  int // of the cursor; -1: not known
	style uv.Style
}

// row writes the cells of a row that differ, and returns how many those are.
func (w *cellWriter) row(from, to []uv.Cell, y int) (changed int) {
	end := len(to)
	for end > 0 && same(to[end-1], uv.EmptyCell) {
		end--
	}
	for x := range to {
		if to[x].Width == 0 || same(from[x], to[x]) {
			continue
		}
		w.move(to, x, y)
		if x >= end {
			rest := 0
			for k := x; k < len(to); k++ {
				if !same(from[k], to[k]) {
					rest++
				}
			}
			w.ink(uv.Style{})
			w.bytes += min(rest, len("\x1b[K"))
			w.x, w.y = -1, -1
			return changed + rest
		}
		changed++
		w.ink(to[x].Style)
		w.bytes += len(to[x].Content)
		w.x, w.y = x+max(to[x].Width, 1), y
	}
	return changed
}

func (w *cellWriter) move(row []uv.Cell, x, y int) {
	if w.x == x && w.y == y {
		return
	}
	least := len("\x1b[;H") + len(strconv.Itoa(x+1)) + len(strconv.Itoa(y+1))
	if w.y == y && w.x < x {
		least = min(least, len("\x1b[C")+len(strconv.Itoa(x-w.x)))
		between, alike := 0, true
		for _, c := range row[w.x:x] {
			between += len(c.Content)
			alike = alike && c.Style.Equal(&w.style)
		}
		if alike {
			least = min(least, between)
		}
	}
	w.bytes += least
}

func (w *cellWriter) ink(s uv.Style) {
	switch {
	case s.Equal(&w.style):
		return
	case s.IsZero():
		w.bytes += len("\x1b[m")
	default:
		w.bytes += len(s.Diff(&w.style))
	}
	w.style = s
}
