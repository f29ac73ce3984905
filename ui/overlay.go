package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// overlay stands in place of the panes until it is closed.
type overlay struct {
	pane    pane
	close   []key.Binding
	message *api.Message // what the overlay shows whole; nil: something else
	choices []choice     // what Enter chooses from; nil: nothing
	under   *overlay     // what closing it comes back to; nil: the panes
}

func (o *overlay) closes(s stroke) bool {
	for _, b := range o.close {
		if s.is(b) {
			return true
		}
	}
	return false
}

// handleOverlay takes the keys while an overlay stands.
func (m *Model) handleOverlay(s stroke) tea.Cmd {
	o := m.overlay
	if o.choices != nil {
		if c := o.choice(s); c != nil {
			return m.choose(c)
		}
		if s.is(m.keys.Enter) {
			return m.choose(o.chosen())
		}
	}
	if o.closes(s) {
		m.overlay = o.under
		return nil
	}
	if e, handled := o.pane.Update(s); handled {
		if open, ok := e.(openChat); ok {
			m.overlay = nil
			return m.open(open.id, "")
		}
		switch e := e.(type) {
		case foundMatch:
			m.notice = o.pane.searchNotice()
		case say:
			m.notice = notice{text: e.text, passing: true}
		case showWhole:
			m.overlay = newWhole(m.set, &m.keys, e)
			m.overlay.under = o
		}
		return nil
	}
	switch {
	case s.is(m.keys.Zoom):
		m.zoom = !m.zoom
	case s.is(m.keys.Search) && o.choices == nil:
		m.askSearch()
	case s.is(m.keys.Copy) && o.message != nil:
		m.askCopy()
	case s.is(m.keys.Follow) && o.message != nil:
		return m.follow()
	case m.keys.binds(s):
		m.notice = notice{text: advised(safetext.Own("that key does nothing here"), hint{m.keys.Back, "closes this"}), passing: true}
	}
	return nil
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

// showMessage shows all that is known of a message.
func (m *Model) showMessage(message *api.Message) {
	s := m.conversation.Whole(message)
	if m.set.Glyphs.ASCII {
		s = s.ASCII()
	}
	m.overlay = newOverlay(m.set, &m.keys, s)
	m.overlay.message = message
}

func newOverlay(set *styles.Set, keys *KeyMap, s present.Section, closing ...key.Binding) *overlay {
	p := newSectionPane("", set, keys)
	p.Set(s)
	return &overlay{pane: p, close: append([]key.Binding{keys.Back, keys.Quit}, closing...)}
}
