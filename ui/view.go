package ui

import (
	"strings"

	"chatlens/internal/safetext"
	"chatlens/styles"
)

// View implements tea.Model. Each pane keeps what it drew last; here its rows are only put together.
func (m *Model) View() string {
	if m.width <= 0 || m.height <= 0 {
		return ""
	}
	var b strings.Builder
	b.Grow(m.width * m.height * 2)
	if m.layout.tooSmall {
		m.drawTooSmall(&b)
		return b.String()
	}
	m.collect()
	for y := range m.height {
		if y > 0 {
			b.WriteByte('\n')
		}
		m.rows = m.rows[:0]
		switch {
		case y == 0 && m.layout.header:
			m.rows = append(m.rows, m.drawHeader())
		case y >= m.layout.footer.y:
			m.rows = append(m.rows, m.drawFooter(y-m.layout.footer.y))
		default:
			m.bodyRow(y)
		}
		joinSegments(&b, m.rows...)
	}
	return b.String()
}

// collect gathers what stands in the body, from left to right: no two parts overlap.
func (m *Model) collect() {
	m.parts = m.parts[:0]
	if m.overlay != nil {
		m.parts = append(m.parts, part{m.overlayPlace(), m.overlay.pane.View()})
		return
	}
	add := func(to place, p pane) {
		if to.fold != hidden {
			m.parts = append(m.parts, part{to, p.View()})
		}
	}
	add(m.layout.list, m.list)
	for i, p := range m.panes {
		add(m.layout.panes[i], p)
	}
	add(m.layout.history, m.history)
}

// bodyRow collects the parts of a row.
func (m *Model) bodyRow(y int) {
	for _, p := range m.parts {
		if y >= p.place.y && y < p.place.y+p.place.h {
			m.rows = append(m.rows, p.rows[y-p.place.y])
		}
	}
}

func (m *Model) drawTooSmall(b *strings.Builder) {
	n := &m.pen
	for y := range m.height {
		if y > 0 {
			b.WriteByte('\n')
		}
		n.start(0)
		if y == 0 {
			n.text(safetext.Own("too small"), styles.Plain, m.width)
		}
		n.blank(m.width - n.column)
		joinSegments(b, n.end())
	}
}

// leastHeading is how many cells of the chat's name are kept before the header says less on the right.
const leastHeading = 16

// drawHeader names the chat and its state on the left, and says on the right how old and how complete the picture is.
func (m *Model) drawHeader() segment {
	n := &m.pen
	n.start(0)
	name, rest := safetext.Own("chatlens"), safetext.Text{}
	switch {
	case m.listOnly():
		rest = safetext.Own(" · chats")
	case m.chat.held:
		name, rest = m.chat.name, safetext.Format(" · %s · %s", m.chat.kind, m.chat.state)
	}
	left := min(safetext.Width(name), leastHeading) + safetext.Width(rest) + columnGap
	right := m.headerRight(m.width - left)
	room := m.width - safetext.Width(right) - columnGap
	n.text(name, styles.Name, max(room-safetext.Width(rest), min(room, leastHeading/2)))
	n.anchor()
	n.text(rest, styles.Plain, room-n.column)
	n.to(m.width - safetext.Width(right))
	role := styles.Dim
	if m.chat.stale && !m.listOnly() {
		role = styles.Bad
	}
	n.text(right, role, m.width-n.column)
	n.to(m.width)
	return n.end()
}

// headerRight says as much as fits in a width, and always how old the picture is.
func (m *Model) headerRight(width int) safetext.Text {
	long, short := m.ageText()
	parts := []safetext.Text{long}
	if m.options.Demo {
		parts = append(parts, safetext.Own("demo"))
	}
	if m.private {
		parts = append(parts, safetext.Own("privacy"))
	}
	parts = append(parts, m.watchText())
	if r := m.rate; r.Remaining.Known && r.Limit.Known {
		parts = append(parts, safetext.Format("%d/%d", r.Remaining.N, r.Limit.N))
	}
	parts = append(parts, safetext.Own("read-only"))
	for ; len(parts) > 0; parts = parts[:len(parts)-1] {
		if right := safetext.Join(" · ", parts...); safetext.Width(right) <= width {
			return right
		}
	}
	return short
}

// ageText says when the chat on the screen was fetched, and whether that is no longer or not yet the newest.
func (m *Model) ageText() (long, short safetext.Text) {
	if m.listOnly() {
		return m.listAgeText()
	}
	if !m.chat.held {
		return safetext.Text{}, safetext.Text{}
	}
	at := m.chat.at.In(m.options.Zone)
	time, minute := at.Format("15:04:05"), at.Format("15:04")
	switch {
	case m.refreshing():
		return safetext.Format("refreshing, as of %s", time), safetext.Format("… %s", minute)
	case m.chat.stale:
		return safetext.Format("stale, as of %s", time), safetext.Format("stale %s", minute)
	}
	return safetext.Format("as of %s", time), safetext.Format("%s", minute)
}

// listOnly reports whether the chat list takes the whole body.
func (m *Model) listOnly() bool {
	return m.inList && (m.zoom || sideWidth(m.width, m.listed) == 0) || !m.chat.held && m.inList
}

// listAgeText says when the chat list was fetched.
func (m *Model) listAgeText() (long, short safetext.Text) {
	if !m.listing.begun {
		return safetext.Text{}, safetext.Text{}
	}
	at := m.listing.at.In(m.options.Zone)
	if m.listing.err != nil {
		return safetext.Format("incomplete, as of %s", at.Format("15:04:05")), safetext.Format("incomplete %s", at.Format("15:04"))
	}
	return safetext.Format("as of %s", at.Format("15:04:05")), safetext.Clean(at.Format("15:04"))
}

// footerLine is one line at the foot of the screen.
type footerLine struct {
	text   safetext.Text
	role   styles.Role
	prompt bool
	hints  bool
}

// mostNotice is how many lines a notice takes at the most, where there is something else to see.
const mostNotice = 4

// footerLines is what stands at the foot: what is under way, the notice, and the prompt or, with neither, the hints.
func (m *Model) footerLines() []footerLine {
	lines := m.footer[:0]
	if t := m.progress(); !t.IsZero() {
		lines = append(lines, footerLine{text: t})
	}
	most := min(mostNotice, m.height/4)
	if m.nothingShown() {
		most = m.height / 2
	}
	look := noticeLook{max(m.width, 1), max(2, most), m.private, m.set.Glyphs.ASCII}
	for _, t := range m.notice.lines(look) {
		lines = append(lines, footerLine{text: t, role: m.notice.role()})
	}
	switch {
	case m.prompt != nil:
		lines = append(lines, footerLine{prompt: true})
	case len(lines) == 0:
		lines = append(lines, footerLine{hints: true})
	}
	return lines
}

// nothingShown reports whether the body has nothing that a long notice would take the place of.
func (m *Model) nothingShown() bool {
	return !m.chat.held && m.overlay == nil && (!m.listVisible() || m.list.list.Total() == 0)
}

func (m *Model) drawFooter(i int) segment {
	n := &m.pen
	n.start(0)
	// Where the screen is too low for all lines, the last ones matter most.
	i += len(m.footer) - m.layout.footer.h
	switch l := m.footer[i]; {
	case l.prompt:
		m.prompt.draw(n, m.width, &m.keys)
	case l.hints:
		m.drawHints()
	default:
		n.text(l.text, l.role, m.width)
	}
	n.to(m.width)
	return n.end()
}

// drawHints names as many keys as fit; the last two always stand.
func (m *Model) drawHints() {
	n := &m.pen
	hints := bound(m.hints())
	width := func(h hint) int {
		return safetext.Width(safetext.Clean(keyName(h.key))) + 1 + len(h.does) + columnGap
	}
	tail := max(len(hints)-2, 0)
	room := m.width + columnGap
	for _, h := range hints[tail:] {
		room -= width(h)
	}
	for i, h := range hints {
		if i < tail {
			if width(h) > room {
				continue
			}
			room -= width(h)
		}
		if n.column > 0 {
			n.blank(columnGap)
		}
		n.text(safetext.Clean(keyName(h.key)), styles.Key, m.width-n.column)
		n.blank(1)
		n.text(safetext.Clean(h.does), styles.Plain, m.width-n.column)
	}
}

func (m *Model) hints() []hint {
	k := &m.keys
	if m.overlay != nil {
		hints := []hint{{k.Down, "down"}, {k.Up, "up"}}
		switch {
		case m.overlay.choices != nil:
			hints = append(hints, hint{k.Enter, "choose"})
		case m.overlay.message != nil:
			hints = append(hints, m.overlay.pane.Hints()...)
			hints = append(hints, hint{k.Copy, "copy"}, hint{k.Follow, "follow"}, hint{k.Zoom, "zoom"})
		default:
			hints = append(hints, m.overlay.pane.Hints()...)
		}
		return append(hints, hint{k.Back, "close"}, hint{k.Quit, "close"})
	}
	if !m.chat.held && !m.inList {
		return m.hintsWithoutChat()
	}
	// What is used most where the reader stands comes first; in the panes what all of them have, so that little is drawn anew when the
	// focus moves.
	var hints, common []hint
	if m.inList && m.listing.err != nil {
		hints = append(hints, hint{k.Refresh, "try again"})
	}
	if m.active().Searching() != "" {
		hints = append(hints, hint{k.Back, "clear"})
	}
	if !m.inList || m.list.Current().Valid() {
		common = append(common, hint{k.Messages, m.other(m.visit.reading && !m.inList, "messages")})
	}
	panes := !m.inList && !m.visit.reading
	if panes {
		common = append(common, hint{k.Next, "pane"})
	}
	if m.chat.held {
		common = append(common, hint{k.List, m.other(m.inList, "chats")})
	}
	own := m.active().Hints()
	if panes {
		own, common = common, own
	}
	hints = append(append(hints, own...), common...)
	hints = append(hints, hint{k.Open, "open"}, hint{k.Copy, "copy"})
	if !m.inList || m.listing.err == nil {
		hints = append(hints, hint{k.Refresh, "refresh"})
	}
	return append(hints, hint{k.Zoom, "zoom"}, hint{k.Help, "help"}, hint{k.Quit, "quit"})
}

// hintsWithoutChat are the keys that have a use in empty panes.
func (m *Model) hintsWithoutChat() []hint {
	k := &m.keys
	var hints []hint
	if m.phoneless() || m.request.ticket.id.Valid() {
		hints = append(hints, hint{k.Refresh, "try again"})
	}
	return append(hints, hint{k.Open, "open"}, hint{k.List, "chats"}, hint{k.Help, "help"}, hint{k.Quit, "quit"})
}

// other names a key that goes somewhere, and from there back.
func (m *Model) other(there bool, name string) string {
	if there {
		return "chat"
	}
	return name
}
