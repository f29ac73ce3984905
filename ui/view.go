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
	for i, p := range m.panes {
		m.view[i] = nil
		if m.overlay == nil {
			m.view[i] = p.View()
		}
	}
	var over []segment
	if m.overlay != nil {
		over = m.overlay.pane.View()
	}
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
		case over != nil:
			m.rows = append(m.rows, over[y-m.layout.body.y])
		default:
			m.bodyRow(y)
		}
		joinSegments(&b, m.rows...)
	}
	return b.String()
}

// bodyRow collects the panes' parts of a row, from left to right: that is their order, and no two overlap.
func (m *Model) bodyRow(y int) {
	for i, p := range m.layout.panes {
		if p.fold != hidden && y >= p.y && y < p.y+p.h {
			m.rows = append(m.rows, m.view[i][y-p.y])
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

// leastName is how many cells of the chat's name are kept before the header says less on the right.
const leastName = 16

// drawHeader names the chat and its state on the left, and says on the right how old and how complete the picture is.
func (m *Model) drawHeader() segment {
	n := &m.pen
	n.start(0)
	name, rest := safetext.Own("chatlens"), safetext.Text{}
	if m.chat.held {
		name, rest = m.chat.name, safetext.Format(" · %s · %s", m.chat.kind, m.chat.state)
	}
	left := min(safetext.Width(name), leastName) + safetext.Width(rest) + columnGap
	right := m.headerRight(m.width - left)
	room := m.width - safetext.Width(right) - columnGap
	n.text(name, styles.Name, max(room-safetext.Width(rest), min(room, leastName/2)))
	n.anchor()
	n.text(rest, styles.Plain, room-n.column)
	n.to(m.width - safetext.Width(right))
	role := styles.Dim
	if m.chat.stale {
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
	if r := m.chat.rate; r.Remaining.Known && r.Limit.Known {
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

// footerLine is one line at the foot of the screen.
type footerLine struct {
	text   safetext.Text
	role   styles.Role
	prompt bool
	hints  bool
}

// mostNotice is how many lines a notice takes at the most.
const mostNotice = 4

// footerLines is what stands at the foot: what is under way, the notice, and the prompt or, with neither, the hints.
func (m *Model) footerLines() []footerLine {
	lines := m.footer[:0]
	if t := m.progress(); !t.IsZero() {
		lines = append(lines, footerLine{text: t})
	}
	most := max(2, min(mostNotice, m.height/4))
	for _, t := range m.notice.lines(max(m.width, 1), most, m.set.Glyphs.ASCII) {
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

func (m *Model) drawFooter(i int) segment {
	n := &m.pen
	n.start(0)
	// Where the screen is too low for all lines, the last ones matter most.
	i += len(m.footer) - m.layout.footer.h
	switch l := m.footer[i]; {
	case l.prompt:
		m.prompt.draw(n, m.width)
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
	hints := m.hints()
	width := func(h hint) int { return len(h.key.Keys()[0]) + 1 + len(h.does) + columnGap }
	tail := hints[len(hints)-2:]
	room := m.width - width(tail[0]) - width(tail[1]) + columnGap
	for i, h := range hints {
		if i < len(hints)-2 {
			if width(h) > room {
				continue
			}
			room -= width(h)
		}
		if n.column > 0 {
			n.blank(columnGap)
		}
		n.text(safetext.Clean(h.key.Keys()[0]), styles.Key, m.width-n.column)
		n.blank(1)
		n.text(safetext.Clean(h.does), styles.Plain, m.width-n.column)
	}
}

func (m *Model) hints() []hint {
	k := &m.keys
	if m.overlay != nil {
		return []hint{{k.Down, "down"}, {k.Up, "up"}, {k.Back, "close"}, {k.Quit, "close"}}
	}
	hints := append([]hint{{k.Open, "open"}, {k.Refresh, "refresh"}, {k.Next, "pane"}}, m.panes[m.focus].Hints()...)
	if m.panes[m.focus].search.active() {
		hints = append(hints, hint{k.Back, "clear"})
	}
	return append(hints, hint{k.Zoom, "zoom"}, hint{k.Help, "help"}, hint{k.Quit, "quit"})
}
