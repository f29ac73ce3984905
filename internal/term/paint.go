package term

import (
	"hash/maphash"
	"slices"
	"strconv"
	"strings"
)

// unknown is the place of a cursor that may be anywhere.
const unknown = -1

// A canvas is what is known of a terminal's screen, and writes what makes another frame of it: the cells that differ, and of what terminals
// disagree about the whole span between two columns that are sure.
type canvas struct {
	width, height int
	rows, next    []row
	stays         []bool // of a row: it is on the screen as the frame has it
	blank         row
	known         bool // what is on the screen
	x, y          int  // of the cursor
	pen           style

	out     []byte
	dirty   []bool // of a row: the cells to be drawn
	unclear []bool // of a row: the cells of which it is not known where they stand
	votes   []int  // for the numbers of rows by which lines moved
	seed    maphash.Seed
}

// forget says that the screen may show anything, with the cursor anywhere.
func (c *canvas) forget() { c.known, c.x, c.y = false, unknown, unknown }

// draw returns what makes the terminal show a frame. It is valid until the next call, and empty where nothing has changed.
func (c *canvas) draw(frame string, width, height int) []byte {
	c.out = c.out[:0]
	if width <= 0 || height <= 0 {
		return nil
	}
	if width != c.width || height != c.height {
		c.resize(width, height)
	}
	if !c.known {
		c.erase()
	}
	for y := range height {
		line, rest, _ := strings.Cut(frame, "\n")
		frame = rest
		// After an erasure even an empty row is another, for what was known of it.
		c.stays[y] = line == c.rows[y].line && line != ""
		if !c.stays[y] {
			c.next[y].parse(line, width)
			c.next[y].sum = maphash.String(c.seed, line)
		}
	}
	c.write(c.bestShift())
	for y := range height {
		if !c.stays[y] {
			c.rows[y], c.next[y] = c.next[y], c.rows[y]
		}
	}
	return c.out
}

// write draws what differs from the screen, after a shift of some of its rows.
func (c *canvas) write(s shift) {
	if s.by != 0 {
		c.scroll(s)
	}
	for y := range c.height {
		old, now := &c.rows[y], &c.next[y]
		if c.stays[y] {
			now = old
		}
		if s.covers(y) {
			if old = &c.blank; s.covers(y + s.by) {
				old = &c.rows[y+s.by]
			}
		}
		if old != now && (old.line != now.line || now.line == "") {
			c.paint(y, old, now)
		}
	}
}

func (c *canvas) resize(width, height int) {
	c.width, c.height = width, height
	c.rows, c.next, c.stays = make([]row, height), make([]row, height), make([]bool, height)
	c.votes = make([]int, 2*height)
	c.blank.clear(width)
	c.seed = maphash.MakeSeed()
	c.dirty, c.unclear = make([]bool, width), make([]bool, width)
	c.forget()
}

// erase clears the screen.
func (c *canvas) erase() {
	c.out = append(c.out, "\x1b[m\x1b[H\x1b[2J"...)
	c.pen, c.x, c.y, c.known = style{}, 0, 0, true
	for y := range c.rows {
		c.rows[y].clear(c.width)
	}
}

// paint draws what differs in a row.
func (c *canvas) paint(y int, old, now *row) {
	if !c.compare(old, now) {
		return
	}
	for x := 0; x < c.width; {
		if !c.dirty[x] {
			x++
			continue
		}
		if i := slices.IndexFunc(now.units, func(u span) bool { return u.from == x }); i >= 0 {
			c.paintUnit(y, now, now.units[i])
			x = now.units[i].to
			continue
		}
		x = c.paintCells(y, now, x)
	}
}

// compare finds the cells to be drawn, and reports whether there are any.
func (c *canvas) compare(old, now *row) bool {
	any := false
	for x := range c.width {
		c.dirty[x], c.unclear[x] = old.cells[x] != now.cells[x], false
		any = any || c.dirty[x]
	}
	// Equal text between other columns stands elsewhere.
	for _, u := range old.units {
		if !slices.Contains(now.units, u) {
			c.soil(u)
			any = true
		}
	}
	for _, u := range now.units {
		if !slices.Contains(old.units, u) {
			c.soil(u)
			any = true
		}
	}
	if !any {
		return false
	}
	for c.spread(old) || c.spread(now) {
	}
	// What a terminal draws wider than the bound is healed where it ends.
	for _, u := range now.units {
		if c.unclear[u.from] && u.to < c.width && now.cells[u.to].text != "" && !within(now.units, u.to) && !c.dirty[u.to] {
			c.dirty[u.to] = true
			for x := u.to + 1; x < c.width && now.cells[x].text == ""; x++ {
				c.dirty[x] = true
			}
		}
	}
	return true
}

func within(units []span, x int) bool {
	return slices.ContainsFunc(units, func(u span) bool { return x >= u.from && x < u.to })
}

func (c *canvas) soil(u span) {
	for x := u.from; x < u.to; x++ {
		c.dirty[x], c.unclear[x] = true, true
	}
}

// spread makes whole units of what is to be drawn, and reports whether that added any cell.
func (c *canvas) spread(r *row) (more bool) {
	for _, u := range r.units {
		touched, whole := false, true
		for x := u.from; x < u.to; x++ {
			touched = touched || c.dirty[x]
			whole = whole && c.unclear[x]
		}
		if touched && !whole {
			c.soil(u)
			more = true
		}
	}
	return more
}

// paintUnit erases a span and writes its text in one go. Where the cursor stands then is not known.
func (c *canvas) paintUnit(y int, r *row, u span) {
	cells := r.cells[u.from:u.to]
	c.move(u.from, y)
	fills := slices.ContainsFunc(cells, func(e cell) bool { return e.style.fills() })
	if fills {
		for _, e := range cells {
			c.ink(e.style)
			c.out = append(c.out, ' ')
		}
		c.x = unknown
		c.move(u.from, y)
	} else {
		if c.pen.fills() {
			c.ink(style{})
		}
		c.eraseCells(len(cells), u.to == c.width)
		for len(cells) > 0 && cells[len(cells)-1].blank() {
			cells = cells[:len(cells)-1]
		}
	}
	for _, e := range cells {
		if e.text == "" {
			continue
		}
		if e.text != " " || e.style.fills() || c.pen.fills() {
			c.ink(e.style)
		}
		c.out = append(c.out, e.text...)
	}
	c.x = unknown
}

// eraseCells erases n cells from the cursor on, which stays.
func (c *canvas) eraseCells(n int, toEnd bool) {
	switch {
	case toEnd:
		c.out = append(c.out, "\x1b[K"...)
	case n == 1:
		c.out = append(c.out, "\x1b[X"...)
	default:
		c.out = append(c.out, "\x1b["...)
		c.out = strconv.AppendInt(c.out, int64(n), 10)
		c.out = append(c.out, 'X')
	}
}

// The lengths from which on another way is shorter than to write cells.
const (
	longBlank = 9 // cells: to erase them, and to move on
	shortGap  = 3 // cells between two that differ: written, rather than moved over
)

// paintCells writes cells from x on, as far as they are to be drawn, and returns the column behind them.
func (c *canvas) paintCells(y int, r *row, x int) int {
	end := x
	for end < c.width && c.dirty[end] && (end == x || !slices.ContainsFunc(r.units, func(u span) bool { return u.from == end })) {
		end++
	}
	end = c.bridge(r, end)
	for x < end {
		if n := blanks(r.cells[x:end]); n >= longBlank || n > 3 && x+n == c.width {
			c.move(x, y)
			if c.pen.fills() {
				c.ink(style{})
			}
			c.eraseCells(n, x+n == c.width)
			x += n
			continue
		}
		e := r.cells[x]
		c.move(x, y)
		if e.text != " " || e.style.fills() || c.pen.fills() {
			c.ink(e.style)
		}
		c.out = append(c.out, e.text...)
		x++
		for x < c.width && r.cells[x].text == "" {
			x++
		}
		c.x = x
		if x >= c.width {
			c.x = unknown // at the last column terminals wait, each in its own way
		}
	}
	return end
}

// bridge extends what is written over a few cells that do not differ, where more follows that does.
func (c *canvas) bridge(r *row, end int) int {
	for gap := end; gap < min(end+shortGap+1, c.width); gap++ {
		if within(r.units, gap) {
			return end
		}
		if c.dirty[gap] {
			if gap == end {
				return end // another unit begins
			}
			for gap < c.width && c.dirty[gap] && !within(r.units, gap) {
				gap++
			}
			return c.bridge(r, gap)
		}
		if e := r.cells[gap]; e.text != "" && e.text != " " && e.style != c.styleBefore(r, gap) {
			return end
		}
	}
	return end
}

func (c *canvas) styleBefore(r *row, x int) style {
	if x == 0 {
		return c.pen
	}
	return r.cells[x-1].style
}

// blanks counts the empty cells at the front.
func blanks(cells []cell) int {
	for i, e := range cells {
		if !e.blank() {
			return i
		}
	}
	return len(cells)
}

// ink turns a style on.
func (c *canvas) ink(s style) {
	c.out = c.pen.sequence(c.out, s)
	c.pen = s
}

// move brings the cursor to a cell by the shortest sequence that every terminal knows.
func (c *canvas) move(x, y int) {
	if c.x == x && c.y == y {
		return
	}
	defer func() { c.x, c.y = x, y }()
	start := len(c.out)
	best := append(c.out, "\x1b["...)
	best = strconv.AppendInt(best, int64(y+1), 10)
	if x > 0 {
		best = append(best, ';')
		best = strconv.AppendInt(best, int64(x+1), 10)
	}
	best = append(best, 'H')
	try := func(s string) {
		if len(s) < len(best)-start {
			best = append(best[:start], s...)
		}
	}
	switch {
	case y == c.y && x == 0:
		try("\r")
	case y == c.y && c.x == unknown:
		try("\x1b[" + strconv.Itoa(x+1) + "G")
	case y == c.y && x > c.x:
		try("\x1b[" + counted(x-c.x) + "C")
		try("\x1b[" + strconv.Itoa(x+1) + "G")
	case y == c.y:
		if c.x-x <= 3 {
			try("\b\b\b"[:c.x-x])
		}
		try("\x1b[" + counted(c.x-x) + "D")
		try("\x1b[" + strconv.Itoa(x+1) + "G")
	case y == c.y+1 && x == 0 && c.y != unknown:
		try("\r\n")
	case x == c.x && c.y != unknown && y > c.y:
		try("\x1b[" + counted(y-c.y) + "B")
	case x == c.x && c.y != unknown:
		try("\x1b[" + counted(c.y-y) + "A")
	}
	c.out = best
}

// counted is a parameter whose default is 1.
func counted(n int) string {
	if n == 1 {
		return ""
	}
	return strconv.Itoa(n)
}
