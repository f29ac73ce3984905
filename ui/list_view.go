package ui

import (
	"strconv"
	"strings"
	"time"

	"chatlens/internal/inbox"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// What a row shows of labels: so many, and of a name so many cells.
const (
	mostLabels   = 8
	leastLabel   = 6
	longestLabel = 16
)

// listHeading is a title and what it was made of.
type listHeading struct {
	typed        string
	wrong        string // the term of it that is not understood, and is left out
	order        inbox.Order
	shown, total int
	status       safetext.Text
	text         safetext.Text
}

// Title is the heading, with its counts, the filter, and the order where it is not the usual one.
func (p *listPane) Title() safetext.Text {
	wrong := ""
	if p.wrong != nil {
		wrong = p.wrong.Term
	}
	h := listHeading{p.typed, wrong, p.list.Order(), p.list.Len(), p.list.Total(), p.state.status, safetext.Text{}}
	if h.text = p.heading.text; h.text.IsZero() || h != p.heading {
		h.text = h.title()
		p.heading = h
	}
	return h.text
}

func (h *listHeading) title() safetext.Text {
	held, order := h.status, safetext.Text{}
	if held.IsZero() && h.total > 0 {
		held = count(h.total)
	}
	if h.order != inbox.ByActivity {
		order = safetext.Format("by %s", h.order.Text())
	}
	filter := safetext.Text{}
	if h.typed != "" {
		filter = safetext.Format("“%s”", filterText(h.typed))
		switch {
		case h.total == 0: // nothing to find anything in
		case !h.status.IsZero():
			held = safetext.Format("%s found · %s", count(h.shown), h.status)
		case !held.IsZero():
			held = safetext.Format("%s of %s", count(h.shown), held)
		}
	}
	left := safetext.Text{}
	if h.wrong != "" {
		left = safetext.Format("%s not understood", filterText(h.wrong))
	}
	return safetext.Join(" · ", safetext.Own("Chats"), filter, left, held, order)
}

// filterText is what was typed, as far as it is repeated.
func filterText(typed string) safetext.Text {
	return safetext.Cut(safetext.Clean(typed).Line(), longestQuote)
}

// View returns exactly as many segments as the place has rows, each exactly as wide.
func (p *listPane) View() []segment {
	w := &p.window
	p.frame.draw(frameState{place: p.place, focused: p.focused, title: p.Title(), first: w.top, last: w.last(), count: w.count})
	p.visible = p.visible[:0]
	if p.place.fold == framed || p.place.fold == bare {
		p.drawRows()
	}
	p.segments = p.frame.wrap(p.segments[:0], p.visible)
	return p.segments
}

// drawRows appends the visible rows, those from the cache that did not change.
func (p *listPane) drawRows() {
	w := &p.window
	// Ages go on by the minute, and nothing else does.
	if minute := p.now().Truncate(time.Minute); !minute.Equal(p.minute) {
		p.minute, p.rows = minute, p.rows[:0]
	}
	for len(p.rows) < w.height {
		p.rows = append(p.rows, cachedRow{line: -1})
	}
	// The cache is a ring by row number, so that scrolling keeps what stays visible.
	for i := w.top; i < w.top+w.height; i++ {
		c := &p.rows[i%w.height]
		b := p.list.At(i)
		selected, changed := p.focused && b != nil && i == w.cursor, b != nil && p.list.Changed(b.ID)
		if c.line != i || c.selected != selected || c.changed != changed {
			*c = cachedRow{i, selected, changed, p.drawRow(i, b, selected, changed)}
		}
		p.visible = append(p.visible, c.segment)
	}
}

// drawRow draws one chat, or a row behind the last; there may be something to say about why there is none.
func (p *listPane) drawRow(i int, b *present.Brief, selected, changed bool) segment {
	n := &p.pen
	end := p.frame.begin(n, p.place, selected, changed)
	switch {
	case b != nil && p.state.private:
		masked := b.Masked()
		p.drawChat(&masked, end)
	case b != nil:
		p.drawChat(b, end)
	case p.list.Len() == 0:
		text := p.emptyText()
		if p.set.Glyphs.ASCII {
			text = text.ASCII()
		}
		if lines := safetext.Wrap(text, max(end-n.column, 1)); i < len(lines) {
			n.text(lines[i], styles.Dim, end-n.column)
		}
	}
	return p.frame.finish(n, p.place)
}

// emptyText says why there is no row.
func (p *listPane) emptyText() safetext.Text {
	switch total := p.list.Total(); {
	case p.typed == "" || total == 0:
		return p.state.empty
	case total == 1:
		return safetext.Format("the chat that is loaded does not match “%s”", filterText(p.typed))
	default:
		return safetext.Format("no chat of the %s loaded matches “%s”", count(total), filterText(p.typed))
	}
}

// drawChat draws the columns of a chat, the last of them up to a column of the screen.
func (p *listPane) drawChat(b *present.Brief, end int) {
	n, c := &p.pen, &p.columns
	at := n.column
	p.drawName(b, at+c.name)
	at += c.name + columnGap
	if c.tags > 0 {
		n.to(at)
		p.tags = p.appendLesser(p.appendTags(p.tags[:0], b), b)
		p.pack(c.tags+badgeGap, 0)
		p.drawTags(at)
		at += c.tags + columnGap
	}
	if c.assigned > 0 {
		n.to(at)
		p.marked(assignee(b), styles.Dim, c.assigned)
		at += c.assigned + columnGap
	}
	if c.latest > 0 {
		n.to(at)
		p.drawLatest(b, at+c.latest)
		at += c.latest + columnGap
	}
	if c.unread > 0 && b.Unread > 0 {
		p.right(unreadText(b.Unread, c.worded), styles.Warn, at, c.unread)
	}
	p.right(present.Age(b.At, p.now()), styles.Dim, end-c.age, c.age)
}

// right writes a text at the right edge of a column.
func (p *listPane) right(t safetext.Text, role styles.Role, at, width int) {
	if t = p.pen.cut(t, width); t.IsZero() {
		return
	}
	p.pen.to(at + width - safetext.Width(t))
	p.pen.text(t, role, width)
}

// unreadText says how many messages are unread, as a number or with the word.
func unreadText(unread int64, worded bool) safetext.Text {
	text := "999+"
	if unread <= 999 {
		text = strconv.FormatInt(unread, 10)
	}
	if worded {
		text += " unread"
	}
	return safetext.Clean(text)
}

// assignee is an agent's name as the list says it: the part of an address before its @.
func assignee(b *present.Brief) safetext.Text {
	address := b.Assigned.String()
	if at := strings.IndexByte(address, '@'); at > 0 {
		return safetext.Clean(address[:at])
	}
	return b.Assigned
}

// drawName draws the chat's name with its badges right behind it, up to a column. The name is cut before its badges are, down
// to a length that can still be told apart; badges that then find no room are left out, the least important first.
func (p *listPane) drawName(b *present.Brief, end int) {
	n := &p.pen
	name, role := n.cut(b.Name, end-n.column), styles.Plain
	p.tags = p.tags[:0]
	if b.ID.Same(p.state.open) && !b.ID.IsZero() {
		role = styles.Name
		p.tags = append(p.tags, present.Cell{Text: safetext.Own("here"), Role: present.Name})
	}
	sure := len(p.tags) // these badges are never left out
	if p.columns.tags == 0 {
		p.tags = p.appendTags(p.tags, b)
	}
	p.tags = appendKind(p.tags, b)
	if p.columns.tags == 0 {
		p.tags = p.appendLesser(p.tags, b)
	}
	room := end - n.column
	keep := safetext.Width(name)
	if room >= 26 {
		keep = min(keep, room*3/5)
	}
	used := p.pack(room-keep, sure)
	p.marked(b.Name, role, room-used)
	p.drawTags(n.column + badgeGap)
}

// appendTags appends the badges of a chat that ask something of an agent: those that are rare and short, then the labels.
func (p *listPane) appendTags(tags []present.Cell, b *present.Brief) []present.Cell {
	switch {
	case b.Flagged == 1:
		tags = append(tags, present.Cell{Text: safetext.Own("flag"), Role: present.Warn})
	case b.Flagged > 1:
		tags = append(tags, present.Cell{Text: safetext.Format("%d flags", b.Flagged), Role: present.Warn})
	}
	if state := b.State(p.now()); state != safetext.Own("open") {
		tags = append(tags, present.Cell{Text: state, Role: present.Dim})
	}
	for _, l := range b.Labels[:min(len(b.Labels), mostLabels)] {
		tags = append(tags, present.Cell{Text: l.Name, Role: present.Badge})
	}
	return tags
}

// appendKind appends what kind of chat it is, where that is not the usual one.
func appendKind(tags []present.Cell, b *present.Brief) []present.Cell {
	switch b.Kind.String() {
	case "", "person", "unknown":
		return tags
	}
	return append(tags, present.Cell{Text: b.Kind, Role: present.Dim})
}

// appendLesser appends the badges that go first where room is short.
func (p *listPane) appendLesser(tags []present.Cell, b *present.Brief) []present.Cell {
	if p.columns.assigned == 0 && !b.Assigned.IsZero() {
		tags = append(tags, present.Cell{Text: safetext.Format("@%s", assignee(b)), Role: present.Dim})
	}
	for _, word := range [...]struct {
		on   bool
		text safetext.Text
	}{
		{b.Muted, safetext.Own("muted")}, {b.Pinned, safetext.Own("pinned")}, {b.Archived, safetext.Own("archived")},
		{b.Exited, safetext.Own("exited")},
	} {
		if word.on {
			tags = append(tags, present.Cell{Text: word.text, Role: present.Dim})
		}
	}
	return tags
}

// pack keeps the badges that have room in a width, each with its gap, and returns how many cells they take. The first sure
// ones are kept in any case; a label may be cut.
func (p *listPane) pack(width, sure int) (used int) {
	kept := p.tags[:0]
	for i, t := range p.tags {
		if p.set.Glyphs.ASCII {
			t.Text = t.Text.ASCII()
		}
		room := width - used - badgeGap
		if t.Role == present.Badge && room >= leastLabel {
			t.Text = p.pen.cut(t.Text, min(room, longestLabel))
		}
		if i >= sure && safetext.Width(t.Text) > room {
			if t.Role == present.Badge {
				continue
			}
			break // what is said less often never stands where this should
		}
		used += badgeGap + safetext.Width(t.Text)
		kept = append(kept, t)
	}
	p.tags = kept
	return used
}

// drawTags draws the badges from a column of the screen on.
func (p *listPane) drawTags(at int) {
	for _, t := range p.tags {
		p.pen.to(at)
		width := safetext.Width(t.Text)
		p.marked(t.Text, roleOf(t.Role), width)
		at += width + badgeGap
	}
}

// drawLatest draws the ticks of the latest message and its first words, up to a column. Who wrote it is left out where the
// ticks or the chat's name say so.
func (p *listPane) drawLatest(b *present.Brief, end int) {
	n := &p.pen
	last, who := b.Last.String(), ""
	switch {
	case !b.Ticks.IsZero():
		n.text(b.Ticks, roleOf(b.Receipt.Role), end-n.column)
		n.blank(min(1, end-n.column))
		who = "us"
	case !b.Ours:
		who = b.Name.String()
	}
	text := b.Last
	if rest, ok := strings.CutPrefix(last, who+": "); ok && who != "" {
		text = safetext.Clean(rest).Line()
	}
	p.marked(text, styles.Dim, end-n.column)
}

// marked writes a text in a role, cut to at most width cells, and marks the words of the filter in it.
func (p *listPane) marked(t safetext.Text, role styles.Role, width int) {
	n := &p.pen
	if p.marker == nil {
		n.text(t, role, width)
		return
	}
	t = n.cut(t, width)
	link := p.set.Open(styles.Link)
	for _, part := range p.marker.Marks(t) {
		used := n.column
		if part.Hit {
			over := n.over
			if over != "" {
				n.over = over + link
			}
			n.raw(part.Text, p.found, width)
			n.over = over
		} else {
			n.text(part.Text, role, width)
		}
		width -= n.column - used
	}
}
