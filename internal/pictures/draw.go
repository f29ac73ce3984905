package main

import (
	"fmt"
	"strings"

	"github.com/beevik/etree"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// The measures of a picture, in pixels. Most fonts of one width are 0.6 of their size wide.
const (
	cellWidth  = 9
	cellHeight = 18
	fontSize   = 15
	baseline   = 14 // from the top of a cell
	margin     = 14
	corner     = 8 // the radius of the picture's
)

// The fonts that systems have, each the usual one of some.
const fonts = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"

// The colours are those that GitHub gives to terminals on its dark background.
const (
	background = "#0d1117"
	foreground = "#e6edf3"
	edge       = "#30363d"
	faint      = "0.65" // the opacity of faint text
)

// palette are the sixteen colours of a terminal.
func palette() [16]string {
	return [16]string{
		"#484f58", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4",
		"#6e7681", "#ffa198", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#ffffff",
	}
}

// ink is how something is drawn.
type ink struct {
	fill                            string
	faint                           bool
	bold, italic, underline, struck bool
}

// draw makes a picture of a screen. Each text stands in its cells and is as wide as they are, and borders are no characters but lines, so
// that columns and borders are straight in any font.
func draw(screen *vt.Emulator, title string) ([]byte, error) {
	width, height := screen.Width()*cellWidth+2*margin, screen.Height()*cellHeight+2*margin
	doc := etree.NewDocument()
	doc.WriteSettings = etree.WriteSettings{CanonicalText: true, CanonicalAttrVal: true}
	svg := set(doc.CreateElement("svg"), "xmlns", "http://www.w3.org/2000/svg", "role", "img", "width", width, "height", height,
		"viewBox", fmt.Sprintf("%d %d %d %d", -margin, -margin, width, height))
	svg.CreateElement("title").SetText(title)
	set(svg.CreateElement("rect"), "x", 0.5-margin, "y", 0.5-margin, "width", width-1, "height", height-1, "rx", corner, "fill", background, "stroke", edge)

	var bars bars
	texts := etree.NewElement("g")
	set(texts, "font-family", fonts, "font-size", fontSize, "fill", foreground)
	for y := range screen.Height() {
		row := cellsOf(screen, y)
		for x, c := range row {
			bars.draw(c, x*cellWidth, y*cellHeight)
		}
		for _, r := range runs(row) {
			r.draw(texts, y*cellHeight+baseline)
		}
	}
	bars.write(svg)
	svg.AddChild(texts)
	doc.Indent(0)
	return doc.WriteToBytes()
}

// set gives an element attributes: names and values by turns.
func set(e *etree.Element, pairs ...any) *etree.Element {
	for i := 0; i < len(pairs); i += 2 {
		e.CreateAttr(pairs[i].(string), fmt.Sprint(pairs[i+1]))
	}
	return e
}

// cell is a place on the screen. A wide character has an empty one behind it.
type cell struct {
	text  string
	width int
	ink   ink
	under string // what fills it; "": the picture's background shows
}

func cellsOf(screen *vt.Emulator, y int) []cell {
	row := make([]cell, screen.Width())
	for x := range row {
		c := screen.CellAt(x, y)
		if c == nil || c.Content == "" && c.Width != 0 {
			c = &uv.EmptyCell
		}
		row[x] = cell{text: c.Content, width: c.Width, ink: inkOf(c.Style)}
		if c.Style.Attrs&uv.AttrReverse != 0 {
			row[x].under, row[x].ink.fill = row[x].ink.fill, background
		}
	}
	return row
}

func inkOf(s uv.Style) ink {
	i := ink{
		fill: foreground, faint: s.Attrs&uv.AttrFaint != 0, bold: s.Attrs&uv.AttrBold != 0, italic: s.Attrs&uv.AttrItalic != 0,
		underline: s.Underline != ansi.UnderlineNone, struck: s.Attrs&uv.AttrStrikethrough != 0,
	}
	if c, ok := s.Fg.(ansi.BasicColor); ok {
		i.fill = palette()[c]
	}
	return i
}

// paint says how an element is drawn, as far as that differs from the usual.
func (i ink) paint(e *etree.Element) {
	if i.fill != foreground {
		set(e, "fill", i.fill)
	}
	if i.faint {
		set(e, "fill-opacity", faint)
	}
	if i.bold {
		set(e, "font-weight", "bold")
	}
	if i.italic {
		set(e, "font-style", "italic")
	}
	var lines []string
	if i.underline {
		lines = append(lines, "underline")
	}
	if i.struck {
		lines = append(lines, "line-through")
	}
	if lines != nil {
		set(e, "text-decoration", strings.Join(lines, " "))
	}
}
