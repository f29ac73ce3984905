package ui

// newest is the last entry of the thread; nil: it is empty.
func (p *historyPane) newest() *entry {
	if n := len(p.thread.order); n > 0 {
		return p.thread.order[n-1]
	}
	return nil
}

// height is how many rows the window has.
func (p *historyPane) height() int { return max(rowsIn(p.place), 1) }

// atEnd reports whether the cursor is on the newest message, and its end in sight.
func (p *historyPane) atEnd() bool {
	if p.cursor == nil || p.cursor != p.newest() {
		return false
	}
	return !p.placed() || p.row+p.lines(len(p.thread.order)-1) <= p.height()
}

// keepingPlace does what may lay the messages out in other lines, and keeps the part of a long one that is read in sight.
func (p *historyPane) keepingPlace(change func()) {
	if p.cursor == nil || p.row >= 0 {
		change()
		return
	}
	before := p.lines(p.thread.index(p.cursor))
	change()
	p.row = p.row * p.lines(p.thread.index(p.cursor)) / max(before, 1)
}

// settle brings the cursor's row to where its message can be read, and leaves no row blank that a message could fill: below
// the newest there is never one, above the oldest only where all messages are in sight.
func (p *historyPane) settle() {
	if p.cursor == nil || !p.placed() {
		return
	}
	i, height := p.thread.index(p.cursor), p.height()
	lines, lead := p.lines(i), p.lead(i)
	if lines <= height {
		p.row = min(max(p.row, min(lead, height-lines)), height-lines)
	} else {
		p.row = min(max(p.row, height-lines), lead)
	}
	above := lead
	for k := i - 1; k >= 0 && above < p.row; k-- {
		above += p.extent(k)
	}
	p.row = min(p.row, above)
	below := lines
	for k := i + 1; k < len(p.thread.order) && below < height-p.row; k++ {
		below += p.extent(k)
	}
	p.row = max(p.row, height-below)
}

// moveTo puts the cursor on the i-th message, whose head stands in a row.
func (p *historyPane) moveTo(i, row int) {
	p.cursor, p.row = p.thread.order[i], row
	p.settle()
}

// goTo puts the cursor on a message: where it stands, if it is in sight, else in the middle.
func (p *historyPane) goTo(e *entry) {
	if !p.placed() {
		p.cursor = e
		return
	}
	first, row := p.firstVisible()
	for i := first; i < len(p.thread.order) && row < p.height(); i++ {
		head := row + p.lead(i)
		if p.thread.order[i] == e && head >= 0 {
			p.moveTo(i, head)
			return
		}
		row += p.extent(i)
	}
	p.moveTo(p.thread.index(e), p.height()/3)
}

func (p *historyPane) first() {
	if p.cursor != nil {
		p.moveTo(0, 0)
	}
}

func (p *historyPane) last() {
	if n := len(p.thread.order); n > 0 {
		p.moveTo(n-1, p.height()-p.lines(n-1))
	}
}

// down goes to the next message, or on in one that is taller than the window.
func (p *historyPane) down() {
	if p.cursor == nil {
		return
	}
	i := p.thread.index(p.cursor)
	lines := p.lines(i)
	switch {
	case lines > p.height() && p.row+lines > p.height():
		p.moveTo(i, p.row-1)
	case i+1 < len(p.thread.order):
		p.moveTo(i+1, p.row+lines+p.lead(i+1))
	}
}

// up goes to the message before, or back in one that is taller than the window.
func (p *historyPane) up() {
	if p.cursor == nil {
		return
	}
	i := p.thread.index(p.cursor)
	switch {
	case p.lines(i) > p.height() && p.row < 0:
		p.moveTo(i, p.row+1)
	case i > 0:
		p.moveTo(i-1, p.row-p.lead(i)-p.lines(i-1))
	}
}

// pageDown moves cursor and window together by n rows.
func (p *historyPane) pageDown(n int) {
	if p.cursor == nil {
		return
	}
	i, start := p.thread.index(p.cursor), p.row
	at := i
	// The cursor goes to the message n rows below its own first visible one.
	target := max(start, 0) + n
	row := start
	for at+1 < len(p.thread.order) && row+p.lines(at)+p.lead(at+1) <= target {
		row += p.lines(at) + p.lead(at+1)
		at++
	}
	p.moveTo(at, row-n)
	if p.cursor == p.thread.order[i] && p.row >= start {
		p.down() // the message fills more than that, and would have come back whole
	}
}

// pageUp moves cursor and window together by n rows.
func (p *historyPane) pageUp(n int) {
	if p.cursor == nil {
		return
	}
	at, row := p.thread.index(p.cursor), p.row
	target := max(row, 0) - n
	for at > 0 && row > target {
		row -= p.lead(at) + p.lines(at-1)
		at--
	}
	p.moveTo(at, row+n)
}
