package ui

import (
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// frame draws what stands around a pane's rows: its borders, its heading where it is zoomed, or the line that stands for it
// where it is folded.
type frame struct {
	set    *styles.Set
	pen    pen
	number string // the key that goes to the pane; "": none
	top    segment
	bottom segment
	drawn  frameState // what top and bottom were drawn for
}

// frameState is what the look of a frame depends on.
type frameState struct {
	place          place
	focused        bool
	title, summary safetext.Text
	// The rows that are visible, from first (counted from 0) to before last, and all. Where all are visible, no position is said.
	first, last, count int
}

func newFrame(number string, set *styles.Set) frame {
	return frame{set: set, number: number, pen: pen{set: set}}
}

// draw draws the frame again if what it shows has changed.
func (f *frame) draw(s frameState) {
	if f.drawn == s {
		return
	}
	f.drawn = s
	switch s.place.fold {
	case folded:
		f.drawFolded()
	case framed:
		f.drawBorders()
	case bare:
		f.drawHeading()
	}
}

// wrap puts the rows between the borders, as the pane's place asks for.
func (f *frame) wrap(into, rows []segment) []segment {
	switch f.drawn.place.fold {
	case hidden:
		return nil
	case folded:
		return append(into, f.top)
	case framed:
		return append(append(append(into, f.top), rows...), f.bottom)
	}
	return append(append(into, f.top), rows...)
}

// numbered is the title behind the key that goes to the pane.
func (f *frame) numbered() safetext.Text {
	if f.number == "" {
		return f.drawn.title
	}
	return safetext.Format("%s %s", f.number, f.drawn.title)
}

func (f *frame) scrolls() bool { return f.drawn.last-f.drawn.first < f.drawn.count }

// position says which rows are visible.
func (f *frame) position() safetext.Text {
	return safetext.Format("%s-%s of %s", count(f.drawn.first+1), count(f.drawn.last), count(f.drawn.count))
}

func (f *frame) drawBorders() {
	n, g, p := &f.pen, &f.set.Glyphs, f.drawn.place
	right := p.x + p.w - 1
	n.start(p.x)
	role := styles.Title
	if f.drawn.focused {
		role = styles.Focus
		n.glyph(g.Mark, styles.Plain)
	} else {
		n.glyph(g.TopLeft, styles.Border)
	}
	room := p.w - 6
	if room > 0 {
		n.over = f.set.Open(role)
		n.blank(1)
		n.text(f.numbered(), role, room)
		n.blank(1)
		n.over = ""
	}
	if n.contested {
		n.anchor()
	}
	n.rule(right-n.column, styles.Border)
	n.anchor()
	n.glyph(g.TopRight, styles.Border)
	f.top = n.end()

	n.start(p.x)
	n.glyph(g.BottomLeft, styles.Border)
	if f.scrolls() && p.w >= smallestWidth {
		position := safetext.Format(" %s ", f.position())
		n.rule(right-1-safetext.Width(position)-n.column, styles.Border)
		n.text(position, styles.Dim, right-1-n.column)
	}
	n.rule(right-n.column, styles.Border)
	n.anchor()
	n.glyph(g.BottomRight, styles.Border)
	f.bottom = n.end()
}

// drawHeading draws the line above a zoomed pane: what it shows, and which part of it.
func (f *frame) drawHeading() {
	n, p := &f.pen, f.drawn.place
	n.start(p.x)
	right := p.x + p.w
	position := safetext.Text{}
	if f.scrolls() {
		position = f.position()
	}
	room := p.w - safetext.Width(position) - columnGap
	n.text(f.numbered(), styles.Focus, max(room, 0))
	n.to(max(right-safetext.Width(position), n.column))
	n.text(position, styles.Dim, right-n.column)
	n.to(right)
	f.top = n.end()
}

// drawFolded draws the one line that stands for the pane.
func (f *frame) drawFolded() {
	n, p := &f.pen, f.drawn.place
	n.start(p.x)
	n.blank(1)
	n.text(f.numbered(), styles.Title, p.w-2)
	if room := p.w - 1 - (n.column - p.x) - columnGap; room > 0 && !f.drawn.summary.IsZero() {
		n.to(n.column + columnGap)
		n.text(f.drawn.summary.Line(), styles.Dim, room)
	}
	n.to(p.x + p.w)
	f.top = n.end()
}

// begin starts a row of a pane: its border, and the mark of the row under the cursor or of one that has changed. It returns
// the column before which the row's text must end; the pen stands where it begins.
func (f *frame) begin(n *pen, p place, selected, changed bool) (end int) {
	n.start(p.x)
	mark, role := "", styles.Plain
	switch {
	case selected:
		mark = f.set.Glyphs.Mark
	case changed:
		mark, role = f.set.Glyphs.Changed, styles.Warn
	}
	if p.fold != framed {
		// Zoomed, a row is nothing but its text, so that it can be selected in the terminal.
		if selected {
			n.over = f.set.Open(styles.Selection)
		}
		return p.x + p.w
	}
	n.glyph(f.set.Glyphs.Vertical, styles.Border)
	if mark == "" {
		n.blank(1)
	} else {
		n.glyph(mark, role)
	}
	if selected {
		n.over = f.set.Open(styles.Selection)
	}
	return p.x + p.w - 2
}

// finish ends what begin started.
func (f *frame) finish(n *pen, p place) segment {
	right := p.x + p.w
	if p.fold != framed {
		n.blank(right - n.column)
		return n.end()
	}
	n.blank(right - 1 - n.column)
	n.over = ""
	n.anchor()
	n.glyph(f.set.Glyphs.Vertical, styles.Border)
	return n.end()
}

// rowsIn is how many rows of content a place has.
func rowsIn(p place) int {
	switch p.fold {
	case framed:
		return p.h - frameRows
	case bare:
		return p.h - headingRows
	}
	return p.h
}
