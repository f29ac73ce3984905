package ui

import (
	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"chatlens/internal/safetext"
	"chatlens/styles"
)

// promptKind says what a prompt is for.
type promptKind uint8

const (
	promptOpen promptKind = iota
	promptSearch
)

// longestInput is how many characters a prompt takes: no id or name is longer.
const longestInput = 256

// prompt is one line of input at the foot of the screen.
type prompt struct {
	kind   promptKind
	label  safetext.Text
	hint   safetext.Text // what to type, while nothing is typed
	before string        // what stood there before, for leaving it as it was
	input  textinput.Model
}

func newPrompt(kind promptKind, label, hint safetext.Text, value string) *prompt {
	in := textinput.New()
	in.CharLimit = longestInput
	in.Cursor.SetMode(cursor.CursorStatic)
	// ctrl+v would read the clipboard of the machine that the program runs on; the terminal's own paste arrives as keys.
	in.KeyMap.Paste.SetEnabled(false)
	in.SetValue(value)
	in.CursorEnd()
	in.Focus()
	return &prompt{kind: kind, label: label, hint: hint, before: value, input: in}
}

// update edits the line and reports whether it changed.
func (p *prompt) update(k tea.KeyMsg) bool {
	was := p.input.Value()
	p.input, _ = p.input.Update(k)
	return p.input.Value() != was
}

// draw draws the prompt in width cells, with the cell under the cursor marked, and the part around it where it is too long.
func (p *prompt) draw(n *pen, width int) {
	end := n.column + width
	n.text(p.label, styles.Key, width)
	n.blank(1)
	value := []rune(p.input.Value())
	at := min(p.input.Position(), len(value))
	before, after := safetext.Clean(string(value[:at])), safetext.Own(" ")
	if at < len(value) {
		after = safetext.Clean(string(value[at:]))
	}
	room := max(end-n.column-1, 1)
	for start := 1; safetext.Width(before) > room && start <= at; start++ {
		before = safetext.Clean(string(value[start:at]))
	}
	n.text(before, styles.Plain, room)
	n.to(n.column)
	under := firstCluster(after)
	n.text(under, styles.Input, max(end-n.column, 1))
	if len(value) == 0 {
		n.blank(1)
		n.text(p.hint, styles.Dim, end-n.column)
	} else {
		n.text(safetext.Clean(after.String()[len(under.String()):]), styles.Plain, end-n.column)
	}
	n.to(end)
}

// firstCluster is the character under a cursor at the start of t.
func firstCluster(t safetext.Text) safetext.Text {
	for width := 1; width <= 4; width++ {
		if lines := safetext.Wrap(t, width); len(lines) > 0 && !lines[0].IsZero() && lines[0].String() != "…" {
			return lines[0]
		}
	}
	return safetext.Own(" ")
}
