package main

import (
	"strings"
	"unicode/utf8"

	"github.com/beevik/etree"
)

// A run is text that is drawn in one go.
type run struct {
	x, width int // in cells
	text     strings.Builder
	kind     kind
	ink      ink
}

// kind is a kind of text that is drawn apart from others.
type kind uint8

const (
	plain  kind = iota
	shaped      // its letters join or stand above each other, and come from another font
	wide        // one character in the middle of two cells, since it would look stretched
)

// kindOf goes by the script: those from Hebrew on are shaped, up to where additions to Latin begin.
func kindOf(c cell) kind {
	first, _ := utf8.DecodeRuneInString(c.text)
	switch {
	case first >= 0x0590 && first < 0x1e00:
		return shaped
	case c.width > 1:
		return wide
	}
	return plain
}

// runs finds the texts of a row. A single blank between two texts of the same ink and kind belongs to them.
func runs(row []cell) []*run {
	var all []*run
	for x, c := range row {
		if blank(c) || c.width == 0 || drawn(c.text) {
			continue
		}
		kind := kindOf(c)
		if len(all) > 0 {
			last := all[len(all)-1]
			gap := x - last.x - last.width
			if last.kind == kind && kind != wide && last.ink == c.ink && (gap == 0 || gap == 1 && row[x-1].text == " " && row[x-1].ink == c.ink) {
				if gap == 1 {
					last.text.WriteByte(' ')
				}
				last.text.WriteString(c.text)
				last.width += gap + c.width
				continue
			}
		}
		r := &run{x: x, width: c.width, kind: kind, ink: c.ink}
		r.text.WriteString(c.text)
		all = append(all, r)
	}
	return all
}

func blank(c cell) bool { return strings.TrimSpace(c.text) == "" }

func (r *run) draw(parent *etree.Element, y int) {
	e := parent.CreateElement("text")
	x, width := r.x*cellWidth, r.width*cellWidth
	if r.kind == wide {
		set(e, "x", x+width/2, "y", y, "text-anchor", "middle")
	} else {
		set(e, "x", x, "y", y, "textLength", width, "lengthAdjust", "spacingAndGlyphs")
	}
	r.ink.paint(e)
	e.SetText(r.text.String())
}
