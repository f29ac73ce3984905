package ui

import (
	"time"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// mostLaid is how many messages are kept laid out. A window has never as many.
const mostLaid = 1024

// The measures of a message, in cells.
const (
	clockWidth  = 5  // "16:37"
	clockColumn = 7  // where what follows the time begins, in panes that are not narrow
	narrowBelow = 44 // cells of text below which nothing stands beside the time's column
	leastWho    = 8  // of a writer's name, where there is more to say
)

// shortHeads is how soon a message follows another one of the same writer without naming them again.
const shortHeads = 5 * time.Minute

// laid is a message laid out in lines: the head, then its rows.
type laid struct {
	look  int
	slot  int // in the ring of those that are laid out
	shown present.Message

	made   bool // what follows is
	short  bool // the head names nobody
	inline bool // the first line of the rows stands beside the time, in the head's place
	rows   []line
	first  int // cells of the first column, where rows have several
	drawn  []drawnLine
	day    segment // the separator above it; zero: not drawn yet
}

// drawnLine is a line as it was drawn last.
type drawnLine struct {
	look    lineLook
	segment segment
}

// lineLook is what the look of a line depends on; zero: nothing is drawn.
type lineLook struct{ drawn, selected, lit, changed bool }

// afresh lays everything out anew, when it is seen next.
func (p *historyPane) afresh() {
	p.look++
	p.blank, p.top = segment{}, segment{}
}

// shown is the i-th message in words, kept for as long as it is near.
func (p *historyPane) shown(i int) *laid {
	e := p.thread.order[i]
	l := e.laid
	if l != nil && l.look == p.look {
		return l
	}
	if l == nil {
		if old := p.recent[p.next]; old != nil && old.laid != nil && old.laid.slot == p.next {
			old.laid = nil
		}
		l = &laid{slot: p.next}
		p.recent[p.next] = e
		p.next = (p.next + 1) % len(p.recent)
		e.laid = l
	}
	*l = laid{look: p.look, slot: l.slot}
	if p.conversation != nil {
		l.shown = p.conversation.Message(e.message)
	}
	if p.set.Glyphs.ASCII {
		l.shown = l.shown.ASCII()
	}
	return l
}

// laid is the i-th message in lines.
func (p *historyPane) laid(i int) *laid {
	l := p.shown(i)
	short := p.follows(i)
	if l.made && l.short == short {
		return l
	}
	l.made, l.short, l.drawn = true, short, nil
	l.rows, l.first = l.rows[:0], 0
	width := textWidth(p.place.fold, p.place.w) - p.indent()
	for k := range l.shown.Rows {
		r := &l.shown.Rows[k]
		if cells := len(r.Cells); cells > 1 {
			l.first = max(l.first, safetext.Width(r.Cells[0].Text))
		}
		l.rows = layRow(l.rows, k, r, width, p.place.fold)
	}
	l.first = min(l.first, width/2)
	l.inline = short && p.indent() > 0 && len(l.rows) > 0 && l.shown.Kind.Text.IsZero() && !l.shown.Note && p.besideReceipt(l, width)
	return l
}

// besideReceipt reports whether the first line of a message's rows leaves the receipt its room.
func (p *historyPane) besideReceipt(l *laid, width int) bool {
	r := &l.shown.Rows[l.rows[0].row]
	if l.shown.Receipt.Text.IsZero() {
		return true
	}
	if r.Body == nil {
		return false
	}
	used := gutterWidth + markerWidth(r)
	for _, s := range l.rows[0].spans {
		used += safetext.Width(s.Text)
	}
	return used+columnGap+safetext.Width(l.shown.Receipt.Text) <= width
}

// indent is how far a message's rows stand in, below what follows the time.
func (p *historyPane) indent() int {
	if p.place.fold == bare || textWidth(p.place.fold, p.place.w) < narrowBelow {
		return 0
	}
	return clockColumn
}

// follows reports whether a message goes on where the one before it stopped: the same writer, soon after.
func (p *historyPane) follows(i int) bool {
	if i == 0 || p.thread.order[i].opens {
		return false
	}
	a, b := &p.shown(i-1).shown, &p.shown(i).shown
	return a.Who == b.Who && a.Ours == b.Ours && a.Note == b.Note && a.Day == b.Day &&
		!a.At.IsZero() && !b.At.IsZero() && b.At.Sub(a.At) <= shortHeads
}

// lines is how many lines the i-th message takes.
func (p *historyPane) lines(i int) int {
	l := p.laid(i)
	if l.inline {
		return len(l.rows)
	}
	return 1 + len(l.rows)
}

// lead is how many lines stand above the i-th message: the day that begins with it, and what is said above the oldest.
func (p *historyPane) lead(i int) int {
	n := 0
	if p.beginsDay(i) {
		n++
	}
	if p.hasTop(i) {
		n++
	}
	return n
}

func (p *historyPane) hasTop(i int) bool { return i == 0 && !p.state.top.IsZero() }

func (p *historyPane) beginsDay(i int) bool {
	day := p.shown(i).shown.Day
	return !day.IsZero() && (i == 0 || p.shown(i-1).shown.Day != day)
}

// extent is how many lines the i-th message takes with what stands above it.
func (p *historyPane) extent(i int) int { return p.lead(i) + p.lines(i) }

// firstVisible is the first message of which something is in sight, and the row of its first line, counted from the window's
// first. There must be a message.
func (p *historyPane) firstVisible() (i, row int) {
	i = p.thread.index(p.cursor)
	row = p.row - p.lead(i)
	for i > 0 && row > 0 {
		i--
		row -= p.extent(i)
	}
	return i, row
}
