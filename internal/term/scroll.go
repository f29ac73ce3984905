package term

import "strconv"

// A shift moves what some rows of the screen show, those from top to before bottom, up by a number of rows, or down where it is
// negative. Where 0 rows are moved there is no shift.
type shift struct{ top, bottom, by int }

// covers reports whether a row is one of those of the shift.
func (s shift) covers(y int) bool { return s.by != 0 && y >= s.top && y < s.bottom }

// fewestShifted is how many rows must be found again elsewhere before the lengths with and without a shift are compared.
const fewestShifted = 3

// bestShift finds the shift with which the frame takes the fewest bytes; there may be none. Only whole rows of the screen can be
// shifted by what every terminal knows, so that none is found where other panes stand beside the one that scrolls.
func (c *canvas) bestShift() shift {
	found := c.findShift()
	if found.by == 0 {
		return shift{}
	}
	// The row of the cursor, at the end from which rows come in, is another after the shift, but much like what it was.
	wider := found
	if found.by > 0 {
		wider.bottom = min(found.bottom+1, c.height)
	} else {
		wider.top = max(found.top-1, 0)
	}
	best, least := shift{}, c.length(shift{})
	for _, s := range [...]shift{found, wider} {
		if n := c.length(s); n < least {
			best, least = s, n
		}
	}
	return best
}

// findShift finds by how many rows most of the lines that changed have moved, and which rows those are.
func (c *canvas) findShift() shift {
	clear(c.votes)
	most, by := 0, 0
	for y := range c.height {
		for from := range c.height {
			if !c.moved(from, y) {
				continue
			}
			vote := &c.votes[from-y+c.height]
			if *vote++; *vote > most {
				most, by = *vote, from-y
			}
		}
	}
	if most < fewestShifted {
		return shift{}
	}
	first, last := c.height, 0
	for y := range c.height {
		if from := y + by; from >= 0 && from < c.height && c.moved(from, y) {
			first, last = min(first, y), max(last, y)
		}
	}
	return shift{min(first, first+by), max(last, last+by) + 1, by}
}

// moved reports whether a row that changed shows what another row of the screen has.
func (c *canvas) moved(from, to int) bool {
	return !c.stays[to] && c.next[to].line != "" && c.rows[from].sum == c.next[to].sum
}

// length is how many bytes the frame takes with a shift.
func (c *canvas) length(s shift) int {
	before := *c
	c.write(s)
	n := len(c.out) - len(before.out)
	c.out, c.x, c.y, c.pen = c.out[:len(before.out)], before.x, before.y, before.pen
	return n
}

// scroll shifts rows with a scroll region (DECSTBM), by line feeds in its last row or reverse ones (RI) in its first. The Linux console
// knows no other way.
func (c *canvas) scroll(s shift) {
	if c.pen.fills() {
		c.ink(style{}) // the rows that come in would be filled, too
	}
	c.out = append(c.out, "\x1b["...)
	c.out = strconv.AppendInt(c.out, int64(s.top+1), 10)
	c.out = append(c.out, ';')
	c.out = strconv.AppendInt(c.out, int64(s.bottom), 10)
	c.out = append(c.out, 'r')
	c.x, c.y = unknown, unknown
	if s.by > 0 {
		c.move(0, s.bottom-1)
	} else {
		c.move(0, s.top)
	}
	for range s.by {
		c.out = append(c.out, '\n')
	}
	for range -s.by {
		c.out = append(c.out, "\x1bM"...)
	}
	c.out = append(c.out, "\x1b[r"...)
	c.x, c.y = unknown, unknown
}
