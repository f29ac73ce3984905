package ui

import (
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// choice is one of several things to do.
type choice struct {
	key    string // that takes it at once; "": none
	name   safetext.Text
	detail safetext.Text
	event  event
}

// offer shows choices, of which there must be one, in place of the panes.
func (m *Model) offer(title safetext.Text, choices []choice) {
	s := present.Section{Name: title, Title: title, Columns: []int{1, 8, 12}, Empty: safetext.Own("nothing")}
	if choices[0].key == "" {
		s.Columns = s.Columns[1:]
	}
	s.Widths = make([]int, len(s.Columns))
	for i, c := range choices {
		cells := []present.Cell{{Text: safetext.Clean(c.key), Role: present.Name}, {Text: c.name.Line()}, {Text: c.detail.Line(), Role: present.Dim}}
		cells = cells[len(cells)-len(s.Columns):]
		for k := range cells {
			if m.set.Glyphs.ASCII {
				cells[k].Text = cells[k].Text.ASCII()
			}
			s.Widths[k] = max(s.Widths[k], safetext.Width(cells[k].Text))
		}
		s.Rows = append(s.Rows, present.Row{Key: strconv.Itoa(i), Cells: cells})
	}
	message, under := m.subject(), m.overlay
	m.overlay = newOverlay(m.set, &m.keys, s)
	m.overlay.choices, m.overlay.message, m.overlay.under = choices, message, under
}

// choice is the one that a key takes at once; nil: none.
func (o *overlay) choice(s stroke) *choice {
	for i := range o.choices {
		if o.choices[i].key != "" && o.choices[i].key == string(s) {
			return &o.choices[i]
		}
	}
	return nil
}

// chosen is the choice under the cursor; nil: none.
func (o *overlay) chosen() *choice {
	p, ok := o.pane.(*sectionPane)
	if !ok {
		return nil
	}
	r := p.current()
	if r == nil {
		return nil
	}
	i, err := strconv.Atoi(r.Key)
	if err != nil || i >= len(o.choices) {
		return nil
	}
	return &o.choices[i]
}

// choose closes the choices and does one.
func (m *Model) choose(c *choice) tea.Cmd {
	under := m.overlay
	m.overlay = nil
	if c == nil {
		return nil
	}
	if _, ok := c.event.(copyText); ok && under != nil {
		m.overlay = under.under
	}
	return m.handleEvent(c.event)
}

// showPalette offers every action by name, narrowed as it is typed.
func (m *Model) showPalette() {
	var choices []choice
	for _, b := range m.keys.actions() {
		if b.Help().Key == m.keys.Palette.Help().Key || !b.Enabled() {
			continue
		}
		choices = append(choices, choice{name: safetext.Clean(b.Help().Desc), detail: safetext.Clean(b.Help().Key), event: pressKey{b.Keys()[0]}})
	}
	m.offer(safetext.Own("Actions"), choices)
	if p, ok := m.overlay.pane.(*sectionPane); ok {
		p.filters = true
	}
	m.prompt = newPrompt(promptChoose, safetext.Own(":"), safetext.Own("part of what to do"), "")
}
