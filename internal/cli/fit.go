package cli

import (
	"strings"

	"chatlens/internal/safetext"
	"chatlens/styles"
)

// fit cuts printed lines to the width of the terminal that they go to, so that a row stays one. What goes elsewhere stays whole.
func (p Program) fit(out []byte, c styles.Charset) []byte {
	width := p.width()
	if width == 0 {
		return out
	}
	var fitted strings.Builder
	for line := range strings.Lines(string(out)) {
		fitted.WriteString(cut(strings.TrimSuffix(line, "\n"), width, c) + "\n")
	}
	return []byte(fitted.String())
}

func cut(line string, width int, c styles.Charset) string {
	const dots = "..."
	switch {
	case c != styles.ASCII:
		return safetext.Cut(safetext.Clean(line), width).String()
	case len(line) <= width: // in ASCII a byte is a cell
		return line
	case width <= len(dots):
		return line[:width]
	}
	return line[:width-len(dots)] + dots
}
