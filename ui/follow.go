package ui

import (
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// subject is the message that the reader looks at; nil: none.
func (m *Model) subject() *api.Message {
	switch {
	case m.overlay != nil && m.overlay.message != nil:
		return m.overlay.message
	case m.inList || !m.chat.held:
		return nil
	case m.visit.reading:
		return m.history.Current()
	case m.focus == paneLatest:
		return m.chat.value.LatestMessage
	}
	return nil
}

// targets are where the row or the message under the cursor leads.
func (m *Model) targets() []present.Target {
	if message := m.subject(); message != nil {
		return m.conversation.Targets(message)
	}
	if p, ok := m.active().(*sectionPane); ok {
		if r := p.current(); r != nil && r.Opens.Valid() {
			return []present.Target{{Chat: r.Opens}}
		}
	}
	return nil
}

// follow goes where the row or the message leads; of several places the reader chooses.
func (m *Model) follow() tea.Cmd {
	if m.inList {
		if id := m.list.Current(); id.Valid() {
			return m.open(id, "")
		}
		return nil
	}
	targets := m.targets()
	var choices []choice
	for i, t := range targets {
		c := choice{name: t.What, detail: t.Name, event: openChat{t.Chat}}
		if !t.Message.IsZero() {
			c.event = openMessage{t.Message}
		}
		if i < 9 {
			c.key = strconv.Itoa(i + 1)
		}
		choices = append(choices, c)
	}
	switch len(choices) {
	case 0:
		m.notice = notice{text: safetext.Own("there is nothing to follow here"), passing: true}
		return nil
	case 1:
		return m.choose(&choices[0])
	}
	m.offer(safetext.Own("Follow"), choices)
	return nil
}
