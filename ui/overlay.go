package ui

import (
	"github.com/charmbracelet/bubbles/key"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// overlay stands in place of the panes until it is closed.
type overlay struct {
	pane  *sectionPane
	close []key.Binding
}

func (o *overlay) closes(s stroke) bool {
	for _, b := range o.close {
		if s.is(b) {
			return true
		}
	}
	return false
}

// newHelp lists every key of the key map.
func newHelp(set *styles.Set, keys *KeyMap) *overlay {
	s := present.Section{Name: safetext.Own("Help"), Title: safetext.Own("Help · every key")}
	width := 0
	for _, b := range keys.All() {
		h := b.Help()
		name := safetext.Clean(h.Key)
		width = max(width, safetext.Width(name))
		s.Rows = append(s.Rows, present.Row{Key: h.Key, Cells: []present.Cell{
			{Text: name, Role: present.Name}, {Text: safetext.Clean(h.Desc)},
		}})
	}
	s.Columns, s.Widths = []int{width, 1}, []int{width, 1}
	return newOverlay(set, keys, s, keys.Help)
}

// newWhole shows a value at full length.
func newWhole(set *styles.Set, keys *KeyMap, w showWhole) *overlay {
	return newOverlay(set, keys, present.Section{Name: w.title, Title: w.title, Rows: w.rows}, keys.Enter)
}

func newOverlay(set *styles.Set, keys *KeyMap, s present.Section, closing key.Binding) *overlay {
	p := newSectionPane(0, set, keys)
	p.Set(s)
	return &overlay{pane: p, close: []key.Binding{keys.Back, keys.Quit, closing}}
}
