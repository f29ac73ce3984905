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
	p.segments = p.segments[:0]
	switch p.place.fold {
	case hidden:
		return nil
	case folded:
		p.drawFrame(p.drawFolded)
		p.segments = append(p.segments, p.frame[0])
		return p.segments
	case framed:
		p.drawFrame(p.drawBorders)
		p.segments = append(p.segments, p.frame[0])
	case bare:
		p.drawFrame(p.drawHeading)
		p.segments = append(p.segments, p.frame[0])
	}
	p.drawRows()
	if p.place.fold == framed {
		p.segments = append(p.segments, p.frame[1])
	}
	return p.segments
}

// drawRows appends the visible rows, those from the cache that did not change.
func (p *sectionPane) drawRows() {
	w := &p.window
	for len(p.rows) < w.height {
		p.rows = append(p.rows, cachedRow{line: -1})
	}
	// The cache is a ring by line number, so that scrolling keeps what stays visible.
	for i := w.top; i < w.top+w.height; i++ {
		c := &p.rows[i%w.height]
		selected := p.focused && i == w.cursor && i < w.count
		if c.line != i || c.selected != selected || w.count == 0 {
			*c = cachedRow{i, selected, p.drawLine(i, selected)}
		}
		p.segments = append(p.segments, c.segment)
	}
}

// drawFrame draws the pane's borders again if what they show has changed.
func (p *sectionPane) drawFrame(draw func()) {
	now := frameState{p.Title(), p.focused, p.window.top, p.window.last(), p.window.count}
	if p.drawn != now {
		p.drawn = now
		draw()
	}
}

func (p *sectionPane) drawBorders() {
	n, g := &p.pen, &p.set.Glyphs
	right := p.place.x + p.place.w - 1
	n.start(p.place.x)
	role := styles.Title
	if p.focused {
		role = styles.Focus
		n.glyph(g.Mark, styles.Plain)
	} else {
		n.glyph(g.TopLeft, styles.Border)
	}
	room := p.place.w - 6
	if room > 0 {
		n.over = p.set.Open(role)
		n.blank(1)
		n.text(p.numbered(), role, room)
		n.blank(1)
		n.over = ""
	}
	if n.contested {
		n.anchor()
	}
	n.rule(right-n.column, styles.Border)
	n.anchor()
	n.glyph(g.TopRight, styles.Border)
	p.frame[0] = n.end()

	n.start(p.place.x)
	n.glyph(g.BottomLeft, styles.Border)
	if p.window.scrolls() && p.place.w >= smallestWidth {
		position := safetext.Format(" %s ", p.position())
		n.rule(right-1-safetext.Width(position)-n.column, styles.Border)
		n.text(position, styles.Dim, right-1-n.column)
	}
	n.rule(right-n.column, styles.Border)
	n.anchor()
	n.glyph(g.BottomRight, styles.Border)
	p.frame[1] = n.end()
}

// drawHeading draws the line above a zoomed pane: what it shows, and which part of it.
func (p *sectionPane) drawHeading() {
	n := &p.pen
	n.start(p.place.x)
	right := p.place.x + p.place.w
	position := safetext.Text{}
	if p.window.scrolls() {
		position = p.position()
	}
	room := p.place.w - safetext.Width(position) - columnGap
	n.text(p.numbered(), styles.Focus, max(room, 0))
	n.to(max(right-safetext.Width(position), n.column))
	n.text(position, styles.Dim, right-n.column)
	n.to(right)
	p.frame[0] = n.end()
}

// numbered is the title behind the key that goes to the pane.
func (p *sectionPane) numbered() safetext.Text {
	if p.number == 0 {
		return p.Title()
	}
	return safetext.Format("%d %s", p.number, p.Title())
}

// position says which lines are visible.
func (p *sectionPane) position() safetext.Text {
	return safetext.Format("%s-%s of %s", count(p.window.top+1), count(p.window.last()), count(p.window.count))
}

// drawFolded draws the one line that stands for the pane.
func (p *sectionPane) drawFolded() {
	n := &p.pen
	n.start(p.place.x)
	n.blank(1)
	n.text(p.numbered(), styles.Title, p.place.w-2)
	if room := p.place.w - 1 - (n.column - p.place.x) - columnGap; room > 0 && !p.section.Summary.IsZero() {
		n.to(n.column + columnGap)
		n.text(p.section.Summary.Line(), styles.Dim, room)
	}
	n.to(p.place.x + p.place.w)
	p.frame[0] = n.end()
}

// drawLine draws one line of the pane, or an empty one behind the last.
func (p *sectionPane) drawLine(i int, selected bool) segment {
	n := &p.pen
	n.start(p.place.x)
	if p.place.fold != framed {
		if selected {
			n.over = p.set.Open(styles.Selection)
		}
		p.drawText(i, p.place.x+p.place.w)
		n.blank(p.place.x + p.place.w - n.column)
		return n.end()
	}
	g := &p.set.Glyphs
	n.glyph(g.Vertical, styles.Border)
	if selected {
		n.glyph(g.Mark, styles.Plain)
		n.over = p.set.Open(styles.Selection)
	} else {
		n.blank(1)
	}
	right := p.place.x + p.place.w - 1
	p.drawText(i, right-1)
	n.blank(right - n.column)
	n.over = ""
	n.anchor()
	n.glyph(g.Vertical, styles.Border)
	return n.end()
}

// drawText draws what a line says, up to a column.
func (p *sectionPane) drawText(i, end int) {
	n := &p.pen
	if i >= len(p.lines) {
		if i == 0 {
			n.text(p.emptyText(), styles.Dim, end-n.column)
		}
		return
	}
	l := p.lines[i]
	r := &p.section.Rows[l.row]
	if r.Body != nil {
		p.drawBody(r, l, end)
		return
	}
	if wraps(r) {
		n.text(l.text, roleOf(r.Cells[0].Role), end-n.column)
		return
	}
	start, used := n.column, 0
	for k, c := range r.Cells {
		last := k == len(r.Cells)-1
		// A row's last cell runs over the columns that the row leaves free, and may stand in one that only such cells use.
		over := last && k < len(p.section.Widths) && p.section.Widths[k] == 0
		if k >= len(p.columns) || p.columns[k] == 0 && !over {
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
		if !b.Text.IsZero() && n.column+badgeGap < end {
			n.to(n.column + badgeGap)
			n.text(b.Text, roleOf(b.Role), end-n.column)
		}
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

// drawBody draws a line of a message's text behind a gutter, so that nothing in it can pass for a row of ours.
func (p *sectionPane) drawBody(r *present.Row, l line, end int) {
	n := &p.pen
	if p.place.fold != bare {
		n.glyph(p.set.Glyphs.Gutter, styles.Border)
		n.blank(1)
	}
	if r.Quoted {
		n.over = p.quotedStyle()
	}
	start := n.column
	if width := markerWidth(r); width > 0 {
		if l.first || r.Body.Kind == safetext.Quote {
			marker := r.Body.Marker
			if r.Body.Kind == safetext.Quote {
				marker = safetext.Own(">")
			}
			n.text(marker, styles.Dim, width)
		}
		n.to(start + width)
	}
	n.spans(l.spans, end-n.column)
}

// quotedStyle sets a quoted message back, but for the row under the cursor.
func (p *sectionPane) quotedStyle() string {
	if p.pen.over != "" {
		return p.pen.over
	}
	return p.set.Open(styles.Dim)
}

func (p *sectionPane) emptyText() safetext.Text {
	if p.filters && p.search.active() {
		return safetext.Format("no member of this list matches “%s”", p.search.quote())
	}
	return p.section.Empty
}
