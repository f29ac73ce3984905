package styles

import "fmt"

// Charset says which characters our own drawing may use.
type Charset uint8

// The character sets.
const (
	UTF8 Charset = iota
	ASCII
)

// ParseCharset reads a character set's name: utf-8 or ascii.
func ParseCharset(s string) (Charset, error) {
	switch s {
	case "utf-8", "utf8":
		return UTF8, nil
	case "ascii":
		return ASCII, nil
	}
	return UTF8, fmt.Errorf("charset %q is none of auto, utf-8, ascii", s)
}

// Glyphs are the characters that we draw ourselves, each one cell wide.
type Glyphs struct {
	ASCII                                      bool
	Horizontal, Vertical                       string
	TopLeft, TopRight, BottomLeft, BottomRight string
	Mark, Gutter                               string
	Changed                                    string // before a row that has changed
	PlainTicks                                 bool   // the font has no ticks: a receipt's mark must be ASCII
}

func glyphs(kind Terminal, c Charset) Glyphs {
	if c == ASCII {
		return Glyphs{
			ASCII: true, Horizontal: "-", Vertical: "|", TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+",
			Mark: ">", Gutter: "|", Changed: "*", PlainTicks: true,
		}
	}
	g := Glyphs{
		Horizontal: "─", Vertical: "│", TopLeft: "┌", TopRight: "┐", BottomLeft: "└", BottomRight: "┘",
		Mark: "▌", Gutter: "▏", Changed: "•",
	}
	if kind == Console {
		// The console's own font is that of code page 437, which has neither ticks nor thin bars.
		g.Gutter, g.PlainTicks = g.Vertical, true
	}
	return g
}
