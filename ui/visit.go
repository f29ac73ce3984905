package ui

import (
	"slices"
	"time"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// visit is one chat as the reader left it: what was fetched, and the panes with their cursors.
type visit struct {
	chat     loadedChat
	panes    [paneCount]*sectionPane
	history  *historyPane
	messages messageLoad
	focus    paneIndex
	reading  bool // the message history stands in place of the panes
	sort     present.MemberSort
}

// loadedChat is the chat on the screen. What was fetched stays until something newer is there.
type loadedChat struct {
	held   bool
	value  api.Chat
	raw    []byte // as it was received; kept for the chat on the screen alone
	etag   string
	at     time.Time
	stale  bool // the last refresh failed
	name   safetext.Text
	kind   safetext.Text
	state  safetext.Text
	minute time.Time // for which the relative times in the panes were computed
}

// mostVisits is how many chats can be gone back to: each keeps what was fetched of it.
const mostVisits = 20

// newVisit makes empty panes.
func (m *Model) newVisit() *visit {
	v := &visit{history: newHistoryPane(m.set, &m.keys)}
	for i := range v.panes {
		v.panes[i] = newSectionPane(keyName(m.keys.Pane[i]), m.set, &m.keys)
	}
	v.panes[paneMembers].filters = true
	v.panes[paneLatest].message = true
	empty := present.Chat(nil, present.Options{})
	for i, s := range empty.Sections() {
		v.panes[i].Set(present.Section{Name: s.Name, Title: s.Name})
	}
	return v
}

// enter goes to a chat that was not on the screen: every cursor at the top, no search. Focus, zoom and history stay, for the
// agent who goes from chat to chat to read the same of each.
func (m *Model) enter() {
	v := m.newVisit()
	v.focus, v.reading = m.focus, m.reading
	if m.chat.held {
		m.leave()
		clear(m.visits[m.visited+1:]) // what is not gone forward to any more is not kept
		m.visits = append(m.visits[:m.visited+1], v)
	} else {
		m.visits = []*visit{v}
	}
	if more := len(m.visits) - mostVisits; more > 0 {
		m.visits = slices.Delete(m.visits, 0, more)
	}
	m.visited = len(m.visits) - 1
	m.visit = v
}

// leave drops what only the chat on the screen keeps, and stops what is under way for it.
func (m *Model) leave() {
	m.messages.stop()
	m.chat.raw, m.chat.etag = nil, ""
	// What was typed for the chat that is left has no use any more; a filter of the list has.
	if m.prompt != nil && (m.prompt.kind == promptChoose || m.prompt.kind == promptSearch && (!m.inList || m.overlay != nil)) {
		m.prompt = nil
	}
	m.overlay = nil
}

// visitOf is the visit whose history a walk reads; nil: it is gone.
func (m *Model) visitOf(walk *api.Walk[api.Message]) *visit {
	for _, v := range m.visits {
		if v.messages.walk == walk {
			return v
		}
	}
	return nil
}

// travel goes back or forward among the chats that were open, and asks for the chat again. What was held shows at once.
func (m *Model) travel(by int) bool {
	to := m.visited + by
	if to < 0 || to >= len(m.visits) {
		m.notice = notice{text: safetext.Own("there is no chat to go forward to"), passing: true}
		if by < 0 {
			m.notice.text = safetext.Own("there is no chat to go back to")
		}
		return false
	}
	m.request.end()
	m.leave()
	m.visited, m.visit = to, m.visits[to]
	m.inList = false
	m.present()
	return true
}
