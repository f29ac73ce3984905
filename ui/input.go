package ui

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// stroke is a key as Bubble Tea names it. It is made once per key: naming one costs more than all comparisons.
type stroke string

func (s stroke) is(b key.Binding) bool { return b.Enabled() && slices.Contains(b.Keys(), string(s)) }

// handleKeys takes what one read of the terminal brought. Bubble Tea hands printable keys that arrive together as one message
// of many runes; each of them is a key.
func (m *Model) handleKeys(k tea.KeyMsg) tea.Cmd {
	switch {
	case k.Paste:
		m.paste(k)
		return nil
	case k.Type != tea.KeyRunes || len(k.Runes) < 2:
		return m.handleKey(k)
	}
	var cmds []tea.Cmd
	for _, r := range k.Runes {
		if cmd := m.handleKey(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}, Alt: k.Alt}); cmd != nil {
			cmds = append(cmds, cmd)
		}
		m.arrange()
	}
	return tea.Batch(cmds...)
}

// paste puts pasted text into the prompt. Outside of one it is taken for a chat to open, not for keys.
func (m *Model) paste(k tea.KeyMsg) {
	if m.prompt == nil {
		m.overlay = nil
		m.ask("")
	}
	m.edit(k)
}

func (m *Model) handleKey(k tea.KeyMsg) tea.Cmd {
	s := stroke(k.String())
	switch {
	case s.is(m.keys.Abort):
		return tea.Quit
	case s.is(m.keys.Repaint):
		return tea.ClearScreen
	case s.is(m.keys.Suspend):
		return tea.Suspend
	case m.prompt != nil:
		return m.handlePrompt(k, s)
	}
	m.age()
	if m.overlay != nil {
		m.handleOverlay(s)
		return nil
	}
	if m.notice.passing {
		m.notice = notice{}
	}
	if e, handled := m.panes[m.focus].Update(s); handled {
		return m.handleEvent(e)
	}
	return m.handleGlobal(s)
}

// handleGlobal takes the keys that mean the same wherever the focus is.
func (m *Model) handleGlobal(s stroke) tea.Cmd {
	switch {
	case s.is(m.keys.Quit):
		return tea.Quit
	case s.is(m.keys.Open):
		m.ask("")
	case s.is(m.keys.Refresh):
		return m.refresh()
	case s.is(m.keys.Next):
		m.focus = (m.focus + 1) % paneCount
	case s.is(m.keys.Previous):
		m.focus = (m.focus + paneCount - 1) % paneCount
	case s.is(m.keys.Pane):
		m.focus = paneIndex(s[0] - '1')
	case s.is(m.keys.Zoom):
		m.zoom = !m.zoom
	case s.is(m.keys.Search):
		m.askSearch()
	case s.is(m.keys.Help):
		m.overlay = newHelp(m.set, &m.keys)
	case s.is(m.keys.Back):
		m.back()
	}
	return nil
}

// back leaves one level: what is being asked for, the search of the pane, the zoom.
func (m *Model) back() {
	switch {
	case m.request.pending():
		m.request.end()
		m.notice = notice{}
		if !m.chat.held {
			m.ask(m.request.typed)
		}
	case m.panes[m.focus].search.active():
		m.panes[m.focus].Search("")
	case m.zoom:
		m.zoom = false
	default:
		m.notice = notice{}
	}
}

func (m *Model) handleEvent(e event) tea.Cmd {
	switch e := e.(type) {
	case openChat:
		return m.open(e.id, "")
	case showWhole:
		m.overlay = newWhole(m.set, &m.keys, e)
	case foundMatch:
		m.notice = m.panes[m.focus].searchNotice()
	case sortMembers:
		m.sortMembers()
	}
	return nil
}

func (m *Model) handleOverlay(s stroke) {
	if m.overlay.closes(s) {
		m.overlay = nil
		return
	}
	m.overlay.pane.Update(s)
}

// ask opens the prompt for a chat.
func (m *Model) ask(typed string) {
	if typed == "" {
		typed, m.unopened = m.unopened, ""
	}
	m.prompt = newPrompt(promptOpen, safetext.Own("open:"), safetext.Own("a chat's id, number or wa.me link"), typed)
}

// askSearch opens the prompt that filters the pane with the focus or finds in it.
func (m *Model) askSearch() {
	p := m.panes[m.focus]
	label, hint := safetext.Own("find:"), safetext.Own("words that stand in a row")
	if p.filters {
		label, hint = safetext.Own("filter:"), safetext.Own("words of a name, a role, a number")
	}
	m.prompt = newPrompt(promptSearch, label, hint, "")
	m.prompt.before = p.search.typed
}

func (m *Model) handlePrompt(k tea.KeyMsg, s stroke) tea.Cmd {
	p, pane := m.prompt, m.panes[m.focus]
	switch {
	case s.is(m.keys.Back):
		m.prompt, m.notice = nil, notice{}
		if p.kind == promptSearch {
			pane.Search(p.before)
		}
	case s.is(m.keys.Enter):
		return m.submit()
	case p.kind == promptSearch && movesOnly(k):
		pane.Update(s)
	default:
		m.edit(k)
	}
	return nil
}

// edit changes what stands in the prompt; a search goes along.
func (m *Model) edit(k tea.KeyMsg) {
	if !m.prompt.update(k) {
		return
	}
	m.notice = notice{}
	if m.prompt.kind == promptSearch {
		m.panes[m.focus].Search(m.prompt.input.Value())
	}
}

// movesOnly reports whether a key moves in a list and has no use in a line of input.
func movesOnly(k tea.KeyMsg) bool {
	return k.Type == tea.KeyUp || k.Type == tea.KeyDown || k.Type == tea.KeyPgUp || k.Type == tea.KeyPgDown
}

// submit takes what stands in the prompt. What is no id stays there, with the reason.
func (m *Model) submit() tea.Cmd {
	p := m.prompt
	if p.kind == promptSearch {
		m.prompt = nil
		m.panes[m.focus].Search(p.input.Value())
		m.notice = m.panes[m.focus].searchNotice()
		return nil
	}
	typed := p.input.Value()
	id, err := api.ParseID(typed)
	if err != nil {
		m.notice = notice{text: safetext.Clean(err.Error()), bad: true}
		return nil
	}
	m.prompt = nil
	return m.open(id, typed)
}
