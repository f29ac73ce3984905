package ui

import (
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// noteMark is what sets a private note apart, in a word.
const noteMark = "private note"

// View returns exactly as many segments as the place has rows, each exactly as wide.
func (p *historyPane) View() []segment {
	if p.hidden || !p.placed() {
		return nil
	}
	p.visible = p.visible[:0]
	state := frameState{place: p.place, focused: p.focused, title: p.title, count: len(p.thread.order)}
	if p.place.fold != folded {
		state.first, state.last = p.drawMessages()
	}
	p.frame.draw(state)
	p.segments = p.frame.wrap(p.segments[:0], p.visible)
	return p.segments
}

// drawMessages appends the visible lines, and says of which messages they are: from first to before last.
func (p *historyPane) drawMessages() (first, last int) {
	height := p.height()
	if p.cursor == nil {
		p.visible = append(p.visible, p.drawWords(p.state.empty))
		p.fill(height)
		return 0, 0
	}
	i, row := p.firstVisible()
	p.fill(row)
	first, last = -1, i
	for ; i < len(p.thread.order) && row < height; i++ {
		lead, lines := p.lead(i), p.lines(i)
		for k := max(0, -row); k < lead+lines && row+k < height; k++ {
			if k < lead {
				p.visible = append(p.visible, p.drawLead(i, k))
				continue
			}
			if first < 0 {
				first = i
			}
			last = i + 1
			p.visible = append(p.visible, p.drawLine(i, k-lead))
		}
		row += lead + lines
	}
	p.fill(height)
	return max(first, 0), last
}

// fill appends blank lines until there are n.
func (p *historyPane) fill(n int) {
	for len(p.visible) < n {
		if p.blank == (segment{}) {
			p.blank = p.drawWords(safetext.Text{})
		}
		p.visible = append(p.visible, p.blank)
	}
}

// drawWords draws a line on which the program itself says something.
func (p *historyPane) drawWords(t safetext.Text) segment {
	n := &p.pen
	end := p.frame.begin(n, p.place, false, false)
	n.text(t, styles.Dim, end-n.column)
	return p.frame.finish(n, p.place)
}

// drawLead draws the k-th line above the i-th message.
func (p *historyPane) drawLead(i, k int) segment {
	if k == 0 && p.hasTop(i) {
		if p.top == (segment{}) {
			p.top = p.drawWords(p.state.top)
		}
		return p.top
	}
	l := p.shown(i)
	if l.day == (segment{}) {
		l.day = p.drawDay(l.shown.Day)
	}
	return l.day
}

func (p *historyPane) drawDay(day safetext.Text) segment {
	const rule = 2
	n := &p.pen
	end := p.frame.begin(n, p.place, false, false)
	if p.place.fold == bare {
		n.text(day, styles.Dim, end-n.column)
		return p.frame.finish(n, p.place)
	}
	n.rule(min(rule, end-n.column), styles.Border)
	n.blank(1)
	n.text(day, styles.Dim, end-n.column)
	n.blank(1)
	n.rule(min(rule, end-n.column), styles.Border)
	return p.frame.finish(n, p.place)
}

// drawLine draws the k-th line of the i-th message, if it does not look as it did.
func (p *historyPane) drawLine(i, k int) segment {
	e, l := p.thread.order[i], p.laid(i)
	if l.drawn == nil {
		l.drawn = make([]drawnLine, p.lines(i))
	}
	selected := p.focused && e == p.cursor
	look := lineLook{
		drawn: true, selected: selected, changed: e.changed && k == 0,
		// Of a long message whose head is out of sight, the first line that is in sight stands for it.
		lit: selected && (k == 0 || k == -p.row),
	}
	d := &l.drawn[k]
	if d.look == look {
		return d.segment
	}
	n := &p.pen
	end := p.frame.begin(n, p.place, selected, look.changed)
	if !look.lit {
		n.over = ""
	}
	p.drawText(l, k, end)
	*d = drawnLine{look, p.frame.finish(n, p.place)}
	return d.segment
}

// drawText draws what the k-th line of a message says, up to a column.
func (p *historyPane) drawText(l *laid, k, end int) {
	n := &p.pen
	start := n.column
	if k == 0 {
		p.drawClock(l, end)
		if !l.inline {
			p.drawHead(l, end)
			return
		}
	}
	n.blank(start + p.indent() - n.column)
	row := k
	if !l.inline {
		row--
	}
	if k > 0 || l.shown.Receipt.Text.IsZero() {
		p.drawRow(l, row, end)
		return
	}
	p.drawRow(l, row, end-columnGap-safetext.Width(l.shown.Receipt.Text))
	p.drawReceipt(l, end)
}

// drawClock draws the time of day, and goes to where the rest of the head begins.
func (p *historyPane) drawClock(l *laid, end int) {
	n := &p.pen
	gap := 1
	if p.indent() > 0 {
		gap = clockColumn - clockWidth
	}
	start := n.column
	n.text(l.shown.Time, styles.Dim, min(clockWidth, end-start))
	n.blank(min(start+clockWidth+gap, end) - n.column)
}

// drawHead draws who wrote a message, what it is, and at the right what became of it.
func (p *historyPane) drawHead(l *laid, end int) {
	n := &p.pen
	if !l.shown.Receipt.Text.IsZero() {
		// Where there is little room, the words behind the ticks give way first.
		width := min(safetext.Width(l.shown.Receipt.Text), max(end-n.column-columnGap, 0)/2)
		defer p.drawReceipt(l, end)
		end -= width + columnGap
	}
	marks := [...]present.Cell{{}, l.shown.Kind}
	if l.shown.Note && !l.shown.Kind.Text.Contains(noteMark) {
		marks[0] = present.Cell{Text: safetext.Own(noteMark), Role: present.Warn}
	}
	if l.shown.Note && marks[0].Text.IsZero() {
		marks[1].Role = present.Warn
	}
	if !l.short {
		after := 0
		for _, m := range marks {
			if !m.Text.IsZero() {
				after += columnGap + safetext.Width(m.Text)
			}
		}
		n.raw(l.shown.Who, p.openWho(&l.shown), max(end-n.column-after, min(leastWho, end-n.column)))
	}
	gap := columnGap
	if l.short {
		gap = 0
	}
	for _, m := range marks {
		if m.Text.IsZero() || n.column+gap >= end {
			continue
		}
		n.to(n.column + gap)
		n.text(m.Text.Line(), roleOf(m.Role), end-n.column)
		gap = columnGap
	}
}

// drawReceipt draws the receipt so that it ends in the last cell before end.
func (p *historyPane) drawReceipt(l *laid, end int) {
	n := &p.pen
	n.to(max(n.column, end-safetext.Width(l.shown.Receipt.Text)))
	n.text(l.shown.Receipt.Text, roleOf(l.shown.Receipt.Role), end-n.column)
}

// openWho begins a writer's name: ours as our staff is set everywhere, others in their own colour.
func (p *historyPane) openWho(m *present.Message) string {
	if m.Ours {
		return p.set.Open(styles.Internal)
	}
	if open := p.set.OpenContact(m.Color.String()); open != "" {
		return open
	}
	return p.set.Open(styles.Name)
}

// drawRow draws a line of a message's rows, up to a column.
func (p *historyPane) drawRow(l *laid, row, end int) {
	n := &p.pen
	at := l.rows[row]
	r := &l.shown.Rows[at.row]
	switch {
	case r.Body != nil:
		gutter := styles.Border
		if l.shown.Note {
			gutter = styles.Warn
		}
		n.body(r, at, p.place.fold, gutter, end)
	case wraps(r, p.place.fold):
		n.text(at.text, roleOf(r.Cells[0].Role), end-n.column)
	default:
		if r.Quoted {
			n.text(safetext.Own("> "), styles.Dim, end-n.column)
		}
		p.drawCells(l, r.Cells, end)
	}
}

// drawCells draws cells side by side, the second ones of a message below each other.
func (p *historyPane) drawCells(l *laid, cells []present.Cell, end int) {
	n := &p.pen
	start := n.column
	for k, c := range cells {
		width := end - n.column
		switch {
		case len(cells) > 1 && k == 0:
			width = l.first
		case k == 1:
			n.to(min(start+l.first+columnGap, end))
		case k > 1:
			n.to(min(n.column+columnGap, end))
		}
		n.text(c.Text.Line(), roleOf(c.Role), min(width, end-n.column))
	}
}
