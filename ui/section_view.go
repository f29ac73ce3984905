package ui

import (
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// A framed row is: border, mark, text, a blank, border.
const (
	textMargins = 4 // border and mark on the left, a blank and a border on the right
	gutterWidth = 2 // the gutter's glyph and a blank
)

// textWidth is the room for a row's text in a pane of a width.
func textWidth(f fold, width int) int {
	if f == framed {
		return max(width-textMargins, 1)
	}
	return max(width, 1)
}

// bodyWidth is the room for a line of a message's text, behind its gutter and marker. A zoomed body has no gutter, so that
// what is selected in the terminal is the text alone.
func bodyWidth(r *present.Row, width int, f fold) int {
	width -= markerWidth(r)
	if f != bare {
		width -= gutterWidth
	}
	return max(width, 1)
}

func markerWidth(r *present.Row) int {
	switch {
	case r.Body.Kind == safetext.Quote:
		return 2
	case r.Body.Marker.IsZero():
		return 0
	}
	return safetext.Width(r.Body.Marker) + 1
}

// View returns exactly as many segments as the place has rows, each exactly as wide.
func (p *sectionPane) View() []segment {
	w := &p.window
	p.frame.draw(frameState{
		place: p.place, focused: p.focused, title: p.Title(), summary: p.section.Summary, first: w.top, last: w.last(), count: w.count,
	})
	p.visible = p.visible[:0]
	if p.place.fold == framed || p.place.fold == bare {
		p.drawRows()
	}
	p.segments = p.frame.wrap(p.segments[:0], p.visible)
	return p.segments
}

// drawRows appends the visible rows, those from the cache that did not change.
func (p *sectionPane) drawRows() {
	w := &p.window
	if empty := p.emptyText(); w.count == 0 && p.said != empty {
		p.said, p.rows = empty, p.rows[:0]
	}
	for len(p.rows) < w.height {
		p.rows = append(p.rows, cachedRow{line: -1})
	}
	// The cache is a ring by line number, so that scrolling keeps what stays visible.
	for i := w.top; i < w.top+w.height; i++ {
		c := &p.rows[i%w.height]
		selected, changed := p.focused && i == w.cursor && i < w.count, p.changedAt(i)
		if c.line != i || c.selected != selected || c.changed != changed {
			*c = cachedRow{i, selected, changed, p.drawLine(i, selected, changed)}
		}
		p.visible = append(p.visible, c.segment)
	}
}

// changedAt reports whether the row that a line begins has changed since the reader last saw it.
func (p *sectionPane) changedAt(i int) bool {
	return len(p.changed) > 0 && i < len(p.lines) && p.lines[i].first && p.changed[p.section.Rows[p.lines[i].row].Key]
}

// drawLine draws one line of the pane, or an empty one behind the last.
func (p *sectionPane) drawLine(i int, selected, changed bool) segment {
	n := &p.pen
	p.drawText(i, p.frame.begin(n, p.place, selected, changed))
	return p.frame.finish(n, p.place)
}

// drawText draws what a line says, up to a column.
func (p *sectionPane) drawText(i, end int) {
	n := &p.pen
	if i >= len(p.lines) {
		if len(p.lines) > 0 {
			return
		}
		if lines := safetext.Wrap(p.emptyText(), max(end-n.column, 1)); i < len(lines) {
			n.text(lines[i], styles.Dim, end-n.column)
		}
		return
	}
	l := p.lines[i]
	r := &p.section.Rows[l.row]
	if r.Body != nil {
		n.body(r, l, p.place.fold, styles.Border, end)
		return
	}
	if wraps(r, p.place.fold) {
		n.text(l.text, roleOf(r.Cells[0].Role), end-n.column)
		return
	}
	start, used := n.column, 0
	for k, c := range r.Cells {
		last := k == len(r.Cells)-1
		// A row's last cell runs over the columns that the row leaves free, and may stand in one that only such cells use.
		over := last && k < len(p.section.Widths) && p.section.Widths[k] == 0
		if k >= len(p.columns) || p.columns[k] == 0 && !over {
			n.lacks = n.lacks || !c.Text.Blank()
			continue
		}
		if used > 0 {
			n.to(start + min(used, end-start))
		}
		if p.inline && k == 0 {
			p.drawBadged(r.Cells, start+p.columns[0])
			used += p.columns[0] + columnGap
			continue
		}
		width := p.columns[k]
		if last || p.lastColumn(k) {
			width = end - n.column
		}
		n.text(c.Text.Line(), roleOf(c.Role), min(width, end-n.column))
		used += p.columns[k] + columnGap
	}
}

// drawBadged draws a row's first cell with its badges right behind it, up to a column. The cell is cut before its badges are,
// down to a length that can still be told apart.
func (p *sectionPane) drawBadged(cells []present.Cell, end int) {
	const least = 8
	n := &p.pen
	badges := cells[1:min(1+p.section.Badges, len(cells))]
	n.text(cells[0].Text.Line(), roleOf(cells[0].Role), max(end-n.column-badgesWidth(badges), min(least, end-n.column)))
	for _, b := range badges {
		if b.Text.IsZero() {
			continue
		}
		if n.column+badgeGap >= end {
			n.lacks = true
			continue
		}
		n.to(n.column + badgeGap)
		n.text(b.Text, roleOf(b.Role), end-n.column)
	}
}

// lastColumn reports whether no column behind k is shown.
func (p *sectionPane) lastColumn(k int) bool {
	for _, w := range p.columns[k+1:] {
		if w > 0 {
			return false
		}
	}
	return true
}

// body draws a line of a message's text, up to a column, behind a gutter, so that nothing in it can pass for a row of ours.
func (p *pen) body(r *present.Row, l line, f fold, gutter styles.Role, end int) {
	if f != bare {
		p.glyph(p.set.Glyphs.Gutter, gutter)
		p.blank(1)
	}
	if r.Quoted && p.over == "" {
		p.over = p.set.Open(styles.Dim) // a quoted message is set back, but for the row under the cursor
	}
	start := p.column
	if width := markerWidth(r); width > 0 {
		if l.first || r.Body.Kind == safetext.Quote {
			marker := r.Body.Marker
			if r.Body.Kind == safetext.Quote {
				marker = safetext.Own(">")
			}
			p.text(marker, styles.Dim, width)
		}
		p.to(start + width)
	}
	p.spans(l.spans, end-p.column)
}

func (p *sectionPane) emptyText() safetext.Text {
	if p.filters && p.search.active() {
		if p.frame.number == "" {
			return safetext.Format("nothing here matches “%s”", p.search.quote())
		}
		return safetext.Format("no member of this list matches “%s”", p.search.quote())
	}
	if p.set.Glyphs.ASCII {
		return p.section.Empty.ASCII()
	}
	return p.section.Empty
}
