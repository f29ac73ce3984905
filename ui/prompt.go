package ui

import (
	"strings"
	"unicode/utf8"

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
	promptChoose // narrows the choices of an overlay
)

// longestInput is how many characters a prompt takes: no id or name is longer.
const longestInput = 256

// prompt is one line of input at the foot of the screen. What stands in it is clean, so that it is what the screen shows.
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
	value := p.input.Value()
	if clean := oneLine(value); clean != value {
		at := utf8.RuneCountInString(oneLine(string([]rune(value)[:p.input.Position()])))
		p.input.SetValue(clean)
		p.input.SetCursor(at)
	}
	return p.input.Value() != was
}

// oneLine cleans a line of input. It keeps blanks, which Text.Line would fold while they are typed.
func oneLine(s string) string {
	return strings.ReplaceAll(safetext.Clean(s).String(), "\n", " ")
}

// draw draws the prompt in width cells, with the cluster under the cursor marked, and the part around it where it is too long.
func (p *prompt) draw(n *pen, width int, keys *KeyMap) {
	end := n.column + width
	n.text(p.label, styles.Key, width)
	n.blank(1)
	before, under, after := p.split()
	room := max(end-n.column-1, 1)
	for safetext.Width(before)+safetext.Width(under) > room && !before.IsZero() {
		_, before = safetext.First(before)
	}
	n.text(before, styles.Plain, room)
	n.anchor()
	if under.IsZero() {
		under = safetext.Own(" ")
	}
	n.text(under, styles.Input, max(end-n.column, 1))
	if p.input.Value() == "" {
		n.blank(1)
		n.text(p.hint, styles.Dim, end-n.column)
	} else {
		n.text(after, styles.Plain, end-n.column)
	}
	// How to leave is said where what was typed leaves room for it.
	leave := p.leave(keys)
	if width := safetext.Width(leave); n.column+columnGap+width <= end {
		n.to(end - width)
		n.text(leave, styles.Dim, width)
	}
	n.to(end)
}

// leave says what ends the prompt.
func (p *prompt) leave(keys *KeyMap) safetext.Text {
	does := "opens"
	switch p.kind {
	case promptSearch:
		does = "keeps"
	case promptChoose:
		does = "does it"
	}
	return safetext.Format("%s %s · %s leaves", keyName(keys.Enter), does, keyName(keys.Back))
}

// split parts the line before and behind the cluster under the cursor.
func (p *prompt) split() (before, under, after safetext.Text) {
	value := p.input.Value()
	at := len(string([]rune(value)[:p.input.Position()]))
	rest, offset := safetext.Clean(value), 0
	for {
		under, after = safetext.First(rest)
		if size := len(under.String()); size > 0 && offset+size <= at {
			offset, rest = offset+size, after
			continue
		}
		// The line is clean: its parts at the bounds of clusters are, too.
		return safetext.Clean(value[:offset]), under, after
	}
}
