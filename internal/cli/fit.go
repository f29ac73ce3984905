package cli

import (
	"strings"

	xterm "github.com/charmbracelet/x/term"

	"chatlens/internal/safetext"
	"chatlens/internal/term"
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

// size is that of the terminal that is written to, in cells; 0: it is none, or does not say.
func (p Program) size() (width, height int) {
	if !term.IsTerminal(p.Stdout) {
		return 0, 0
	}
	width, height, err := xterm.GetSize(p.Stdout.Fd())
	if err != nil {
		return 0, 0
	}
	return width, height
}

// width is how many columns a line may have; 0: as many as it has.
func (p Program) width() int {
	width, _ := p.size()
	return width
}
