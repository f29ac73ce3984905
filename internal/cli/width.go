package cli

import (
	xterm "github.com/charmbracelet/x/term"

	"chatlens/internal/term"
)

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
