package ui

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"chatlens/internal/safetext"
	"chatlens/styles"
)

// segment is one pane's part of one row of the screen: exactly as many cells as the pane is wide, by the bound.
type segment struct {
	text string
	// short is by how many cells x/ansi's width of text stays below its bound: what terminals may draw narrower.
	short int
	// contested says that terminals disagree about the width of something in text.
	contested bool
}

// pen writes one segment after another, cell by cell. Its zero value, with set, is ready.
//
// Everything is counted by safetext's upper bound. A terminal that draws a cluster narrower stands left of where the pen
// thinks; anchor brings it back with an absolute column.
type pen struct {
	set       *styles.Set
	b         []byte
	column    int    // of the next cell, from 0
	open      string // the style that is on, "" for none
	over      string // a style that replaces every other while it is not ""
	short     int
	contested bool
	lacks     bool // a text was cut
}

// start begins a segment at a column of the screen, counted from 0.
func (p *pen) start(column int) {
	p.b, p.column, p.open, p.over, p.short, p.contested, p.lacks = p.b[:0], column, "", "", 0, false, false
	if column > 0 {
		p.anchor()
	}
}

// end finishes the segment.
func (p *pen) end() segment {
	p.over = ""
	p.style("")
	return segment{text: string(p.b), short: p.short, contested: p.contested}
}

// anchor moves the terminal to where the pen is: a column that is right whatever the terminal thought of the text before it.
func (p *pen) anchor() {
	p.b = append(p.b, "\x1b["...)
	p.b = strconv.AppendInt(p.b, int64(p.column+1), 10)
	p.b = append(p.b, 'G')
}

// style turns a style on, and the one before it off; over goes before both.
func (p *pen) style(open string) {
	if p.over != "" {
		open = p.over
	}
	if p.open == open {
		return
	}
	if p.open != "" {
		p.b = append(p.b, styles.Reset...)
	}
	p.b = append(p.b, open...)
	p.open = open
}

// glyph writes one of our own one-cell glyphs.
func (p *pen) glyph(s string, role styles.Role) {
	p.style(p.set.Open(role))
	p.b = append(p.b, s...)
	p.column++
}

// rule writes n cells of a line.
func (p *pen) rule(n int, role styles.Role) {
	p.style(p.set.Open(role))
	for range n {
		p.b = append(p.b, p.set.Glyphs.Horizontal...)
	}
	p.column += max(n, 0)
}

// text writes t in a role, cut to at most width cells.
func (p *pen) text(t safetext.Text, role styles.Role, width int) {
	p.raw(t, p.set.Open(role), width)
}

// raw writes t behind an opening sequence, cut to at most width cells, and reports how many it took.
func (p *pen) raw(t safetext.Text, open string, width int) int {
	cut := false
	if p.set.Glyphs.ASCII {
		t = p.cut(t, width)
	} else {
		t, cut = safetext.Head(t, width)
		p.lacks = p.lacks || cut
	}
	if t.IsZero() && !cut {
		return 0
	}
	p.style(open)
	start, n := len(p.b), safetext.Width(t)
	p.b = append(p.b, t.String()...)
	if cut {
		p.b = append(p.b, safetext.Ellipsis...)
		n++
	}
	p.column += n
	if !safetext.Plain(t) {
		p.contested = true
		p.short += n - ansi.StringWidth(string(p.b[start:]))
	}
	return n
}

// cut shortens t to width cells. Where the screen is ASCII, the mark of a cut is longer than the ellipsis.
func (p *pen) cut(t safetext.Text, width int) safetext.Text {
	if !p.set.Glyphs.ASCII {
		return safetext.Cut(t, width)
	}
	t = t.ASCII()
	if safetext.Width(t) <= width {
		return t
	}
	p.lacks = true
	short := safetext.Cut(t, max(width-2, 0)).ASCII()
	if safetext.Width(short) > width {
		return safetext.Text{}
	}
	return short
}

// spans writes a wrapped line of a message's body.
func (p *pen) spans(line []safetext.Span, width int) {
	for _, s := range line {
		width -= p.raw(s.Text, p.set.OpenMarkup(markupOf(s.Style)), width)
	}
}

// blank writes n empty cells.
func (p *pen) blank(n int) {
	if n <= 0 {
		return
	}
	p.style("")
	for range n {
		p.b = append(p.b, ' ')
	}
	p.column += n
}

// to fills with blanks up to a column of the screen and stands there for sure.
func (p *pen) to(column int) {
	p.blank(column - p.column)
	p.anchor()
}

// joinSegments makes one row of the screen from its segments, which together are as wide as the screen. Bubble Tea erases to
// the end of the line where x/ansi's width of it falls short, which would take the last border with it: blanks in front,
// drawn over by what follows, make up for it.
func joinSegments(b *strings.Builder, segments ...segment) {
	short, contested := 0, false
	for _, s := range segments {
		short += s.short
		contested = contested || s.contested
	}
	if contested {
		// What a terminal draws narrower than the bound would leave cells of the row before untouched.
		b.WriteString("\x1b[2K")
		if short > 0 {
			for range short {
				b.WriteByte(' ')
			}
			b.WriteString("\x1b[1G")
		}
	}
	for _, s := range segments {
		b.WriteString(s.text)
	}
}
