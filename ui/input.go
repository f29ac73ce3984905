package ui

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

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
	if cmd := m.terminal(s); cmd != nil {
		return cmd
	}
	if m.prompt != nil {
		return m.handlePrompt(k, s)
	}
	m.age()
	if m.notice.passing {
		m.notice = notice{}
	}
	if m.overlay != nil {
		return m.handleOverlay(s)
	}
	return m.press(s)
}

// terminal takes the keys that are about the terminal itself, and work anywhere.
func (m *Model) terminal(s stroke) tea.Cmd {
	switch {
	case s.is(m.keys.Abort):
		return tea.Quit
	case s.is(m.keys.Repaint):
		return tea.ClearScreen
	case s.is(m.keys.Suspend):
		return tea.Suspend
	}
	return nil
}

// press hands a key to the pane with the focus, and else to the program.
func (m *Model) press(s stroke) tea.Cmd {
	if e, handled := m.active().Update(s); handled {
		return m.handleEvent(e)
	}
	return m.handleGlobal(s)
}

// handleGlobal takes the keys that mean the same wherever the focus is.
func (m *Model) handleGlobal(s stroke) tea.Cmd {
	k := &m.keys
	for i, b := range k.Pane {
		if s.is(b) {
			m.inList, m.visit.reading, m.focus = false, false, paneIndex(i)
			m.pauseList()
			return nil
		}
	}
	switch {
	case s.is(k.Quit):
		return tea.Quit
	case s.is(k.Open):
		m.ask("")
	case s.is(k.Refresh):
		return m.refresh()
	case s.is(k.Watch):
		return m.toggleWatch()
	case s.is(k.Next):
		return m.moveFocus(1)
	case s.is(k.Previous):
		return m.moveFocus(-1)
	case s.is(k.List):
		if m.inList {
			m.hideList()
			return nil
		}
		return m.showList()
	case s.is(k.ListPane):
		return m.showList()
	case s.is(k.NextChat):
		return m.neighbour(1)
	case s.is(k.PreviousChat):
		return m.neighbour(-1)
	case s.is(k.Messages):
		return m.toggleMessages()
	case s.is(k.GoBack):
		return m.goBack(-1)
	case s.is(k.GoForward):
		return m.goBack(1)
	case s.is(k.Zoom):
		m.zoom = !m.zoom
	case s.is(k.Search):
		m.askSearch()
	case s.is(k.Follow):
		return m.follow()
	case s.is(k.Copy):
		m.askCopy()
	case s.is(k.Raw) && m.inList:
		m.notice = notice{text: safetext.Own("open a chat first"), passing: true}
	case s.is(k.Raw):
		return m.showRaw()
	case s.is(k.Privacy):
		m.togglePrivacy()
	case s.is(k.Phone):
		return m.changePhone()
	case s.is(k.Palette):
		m.showPalette()
	case s.is(k.Help):
		m.overlay = newHelp(m.set, &m.keys)
	case s.is(k.Back):
		return m.back()
	}
	return nil
}

// moveFocus goes to the next or the previous of the panes that are on the screen.
func (m *Model) moveFocus(by int) tea.Cmd {
	beside := m.listed && sideWidth(m.width, true) > 0
	if m.inList && !beside {
		m.inList = false
		m.pauseList()
		return nil
	}
	// The list comes before the chat's panes; the history is one pane in the place of four.
	first, panes := 0, int(paneCount)
	if beside {
		first = -1
	}
	at := int(m.focus)
	if m.visit.reading {
		at, panes = 0, 1
	}
	if m.inList {
		at = -1
	}
	at += by
	switch {
	case at < first:
		at = panes - 1
	case at >= panes:
		at = first
	}
	if m.inList = at < 0; !m.inList && !m.visit.reading {
		m.focus = paneIndex(at)
	}
	return nil
}

// toggleMessages goes to the message history, or from there back to the chat's panes.
func (m *Model) toggleMessages() tea.Cmd {
	if id := m.list.Current(); m.inList && id.Valid() && id != m.chat.value.ID {
		m.visit.reading = true // the chat of the row is read, once it is there
		return m.open(id, "")
	}
	if !m.chat.held {
		m.notice = notice{text: safetext.Own("open a chat first"), passing: true}
		return nil
	}
	if m.visit.reading && !m.inList {
		m.visit.reading = false
		m.messages.stop()
		return nil
	}
	return m.read()
}

// goBack goes back or forward among the chats that were open.
func (m *Model) goBack(by int) tea.Cmd {
	if !m.travel(by) {
		return nil
	}
	m.pauseList()
	return tea.Batch(m.refreshChat(false), m.readMessages())
}

func (m *Model) togglePrivacy() {
	m.private = !m.private
	m.present()
	m.notice = notice{text: safetext.Own("privacy is off"), passing: true}
	if m.private {
		m.notice.text = safetext.Own("privacy: numbers and what people wrote are hidden, in copies too")
	}
}

// back leaves one level: what is being asked for, the search of the pane, the zoom, the list, the history.
func (m *Model) back() tea.Cmd {
	switch {
	case m.phones.pending() && (m.phoneless() || m.phones.offer):
		m.phones.stop()
		m.phones.offer = false
		m.notice = notice{}
	case m.request.pending() && !m.request.watch:
		m.request.end()
		m.notice = notice{}
		if !m.chat.held && !m.inList {
			m.ask(m.request.typed)
		}
	case !m.messages.seek.IsZero():
		m.messages.stop()
		m.notice = notice{}
	case m.active().Searching() != "":
		m.active().Search("")
	case m.zoom:
		m.zoom = false
	case m.stopsList():
		m.listing.stop()
	case m.inList && m.chat.held:
		m.inList = false
		m.pauseList()
	case m.visit.reading && !m.inList:
		return m.toggleMessages()
	default:
		m.notice = notice{}
	}
	return nil
}

// stopsList reports whether the key that leaves a level stops the reading of the list now: there is nothing else to leave.
func (m *Model) stopsList() bool {
	return m.inList && m.listing.pending() && !m.chat.held && !m.zoom && m.list.Searching() == ""
}

func (m *Model) handleEvent(e event) tea.Cmd {
	switch e := e.(type) {
	case openChat:
		if m.inList && m.chat.held && e.id == m.chat.value.ID {
			m.inList = false // it is open already
			m.pauseList()
			return nil
		}
		return m.open(e.id, "")
	case openMessage:
		return m.seekMessage(e.id)
	case showWhole:
		m.overlay = newWhole(m.set, &m.keys, e)
	case showMessage:
		m.showMessage(e.message)
	case showLatest:
		m.showMessage(m.chat.value.LatestMessage)
	case say:
		m.notice = notice{text: e.text, passing: true}
	case wantOlder:
		return m.olderMessages()
	case foundMatch:
		m.notice = m.active().searchNotice()
	case sortMembers:
		m.sortMembers()
	case sortList:
		m.sortList()
	case usePhone:
		return m.lookThrough(e.option)
	case copyText:
		return m.copyText(e)
	case pressKey:
		if cmd := m.terminal(stroke(e.key)); cmd != nil {
			return cmd
		}
		return m.press(stroke(e.key))
	}
	return nil
}

// ask opens the prompt for a chat.
func (m *Model) ask(typed string) {
	if typed == "" {
		typed, m.unopened = m.unopened, ""
	}
	m.prompt = newPrompt(promptOpen, safetext.Own("open:"), safetext.Own("a chat's id, number or wa.me link, or part of a loaded name"), typed)
}

// askSearch opens the prompt that filters the pane with the focus or finds in it.
func (m *Model) askSearch() {
	p := m.active()
	label, hint := safetext.Own("find:"), safetext.Own("words that stand in a row")
	switch {
	case p == pane(m.list):
		label, hint = safetext.Own("filter:"), safetext.Own("words, type:group label:vip assigned:me is:unread")
	case p == pane(m.history):
		hint = safetext.Own("words of a message that is loaded")
	case p == pane(m.panes[paneMembers]):
		label, hint = safetext.Own("filter:"), safetext.Own("words of a name, a role, a number")
	}
	typed := ""
	if p == pane(m.list) {
		typed = p.Searching() // a filter is worked on
	}
	m.prompt = newPrompt(promptSearch, label, hint, typed)
	m.prompt.before = p.Searching()
}

func (m *Model) handlePrompt(k tea.KeyMsg, s stroke) tea.Cmd {
	p, pane := m.prompt, m.active()
	switch {
	case s.is(m.keys.Back):
		m.prompt, m.notice = nil, notice{}
		switch p.kind {
		case promptSearch:
			pane.Search(p.before)
		case promptChoose:
			m.overlay = nil
		}
	case s.is(m.keys.Enter):
		return m.submit()
	case p.kind != promptOpen && movesOnly(k):
		if e, _ := pane.Update(s); e != nil {
			return m.handleEvent(e)
		}
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
	typed := m.prompt.input.Value()
	switch m.prompt.kind {
	case promptSearch, promptChoose:
		m.active().Search(typed)
		if n := m.active().searchNotice(); n.bad {
			m.notice = n
		}
	case promptOpen:
		m.notice = m.suggest(typed)
	}
}

// movesOnly reports whether a key moves in a list and has no use in a line of input.
func movesOnly(k tea.KeyMsg) bool {
	return k.Type == tea.KeyUp || k.Type == tea.KeyDown || k.Type == tea.KeyPgUp || k.Type == tea.KeyPgDown
}

// submit takes what stands in the prompt. What is neither an id nor a name stays there, with the reason.
func (m *Model) submit() tea.Cmd {
	p := m.prompt
	switch p.kind {
	case promptSearch:
		m.prompt = nil
		m.active().Search(p.input.Value())
		m.notice = m.active().searchNotice()
		return nil
	case promptChoose:
		c := m.overlay.chosen()
		if c == nil {
			m.notice = notice{text: safetext.Own("there is nothing to choose"), passing: true}
			return nil
		}
		m.prompt = nil
		return m.choose(c)
	}
	return m.submitOpen(p.input.Value())
}
