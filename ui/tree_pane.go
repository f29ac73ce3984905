package ui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// treePane shows a JSON value, line by line, folded.
type treePane struct {
	title safetext.Text
	set   *styles.Set
	keys  *KeyMap

	loaded  bool
	lines   []treeLine
	shown   []int // the lines that no fold hides
	search  search
	matches int
	place   place
	focused bool
	window  window

	pen      pen
	frame    frame
	visible  []segment
	segments []segment
}

func newTreePane(title safetext.Text, set *styles.Set, keys *KeyMap) *treePane {
	return &treePane{title: title, set: set, keys: keys, frame: newFrame("", set), pen: pen{set: set}}
}

// treeMsg is the lines of a JSON value, for the pane that was opened for them.
type treeMsg struct {
	pane  *treePane
	lines []treeLine
}

// treeAtOnce is how many bytes of JSON are put into lines while the key is handled, which takes them less than a frame; keys that come
// along with it are the view's then. More of them would hold up the viewer.
const treeAtOnce = 128 << 10

// showRaw shows the chat as the API sent it. A chat that was gone back to is asked for again first.
func (m *Model) showRaw() tea.Cmd {
	if !m.chat.held {
		m.notice = notice{text: safetext.Own("open a chat first"), passing: true}
		return nil
	}
	if m.chat.raw == nil {
		m.notice = notice{text: safetext.Own("the chat is being asked for again; press the key once it is there"), passing: true}
		if m.request.pending() {
			return nil
		}
		return m.refreshChat(false)
	}
	p := newTreePane(safetext.Format("Raw · %s", m.shownID(m.chat.value.ID)), m.set, &m.keys)
	m.overlay = &overlay{pane: p, close: append(newOverlay(m.set, &m.keys, present.Section{}).close, m.keys.Raw)}
	raw, private := m.chat.raw, m.private
	read := func() treeMsg {
		if private {
			raw = present.MaskJSON(raw)
		}
		return treeMsg{p, parseTree(raw)}
	}
	if len(raw) <= treeAtOnce {
		m.receiveTree(read())
		return nil
	}
	return func() tea.Msg { return read() }
}

// receiveTree gives lines to their pane. If that was closed in the meantime, nobody sees it.
func (m *Model) receiveTree(msg treeMsg) {
	p := msg.pane
	p.loaded, p.lines = true, msg.lines
	p.fold()
	if p.search.active() && m.active() == pane(p) {
		p.Search(p.search.typed)
		m.notice = p.searchNotice()
	}
}

// fold lays the lines out anew, with the cursor on the same line or on what hides it now.
func (p *treePane) fold() {
	at := p.at()
	p.shown = shownLines(p.lines, p.shown)
	p.window.set(len(p.shown), rowsIn(p.place))
	p.goTo(at)
}

// at is the index of the line under the cursor.
func (p *treePane) at() int {
	if p.window.cursor >= len(p.shown) {
		return 0
	}
	return p.shown[p.window.cursor]
}

// goTo puts the cursor on a line, or on the fold that hides it.
func (p *treePane) goTo(line int) {
	for i, shown := range p.shown {
		if shown > line {
			p.window.to(i - 1)
			return
		}
	}
	p.window.to(len(p.shown) - 1)
}

// Title is the heading.
func (p *treePane) Title() safetext.Text { return p.title }

// Place says where and how the pane is drawn.
func (p *treePane) Place(to place, focused bool) {
	p.place, p.focused = to, focused
	p.window.set(len(p.shown), rowsIn(to))
}

// Hints are the keys to name at the foot of the screen.
func (p *treePane) Hints() []hint {
	hints := []hint{{p.keys.Search, "find"}}
	switch {
	case len(p.shown) == 0:
	case p.lines[p.at()].kind != 0:
		hints = slices.Insert(hints, 0, hint{p.keys.Enter, "fold"})
	case p.hides():
		hints = slices.Insert(hints, 0, hint{p.keys.Enter, "whole"})
	}
	return hints
}

// hides reports whether there is more to the value under the cursor than its line shows. There must be one.
func (p *treePane) hides() bool {
	l := &p.lines[p.at()]
	p.drawLine(p.window.cursor)
	return p.pen.lacks || !strings.Contains(l.text().String(), l.whole().String())
}

// Update handles one key.
func (p *treePane) Update(s stroke) (e event, handled bool) {
	switch {
	case p.window.move(s, p.keys):
	case s.is(p.keys.Enter):
		if len(p.lines) == 0 {
			return nil, true
		}
		l := &p.lines[p.at()]
		switch {
		case l.kind == 0 && !p.hides():
			return say{noMore()}, true
		case l.kind == 0:
			return showWhole{l.key, textRows(l.whole())}, true
		}
		l.folded = !l.folded
		p.fold()
	case s.is(p.keys.NextMatch) && p.search.active():
		p.find(1)
		return foundMatch{}, true
	case s.is(p.keys.PreviousMatch) && p.search.active():
		p.find(-1)
		return foundMatch{}, true
	default:
		return nil, false
	}
	return nil, true
}

// Search goes to the first line in which all words occur, and unfolds what hides it.
func (p *treePane) Search(typed string) {
	p.search, p.matches = newSearch(typed), 0
	if !p.search.active() {
		return
	}
	for i := range p.lines {
		if p.hit(i) {
			p.matches++
		}
	}
	if len(p.lines) > 0 && !p.hit(p.at()) {
		p.find(1)
	}
}

// Searching is what was typed last.
func (p *treePane) Searching() string { return p.search.typed }

func (p *treePane) searchNotice() notice {
	switch {
	case !p.search.active() || !p.loaded:
		return notice{}
	case p.matches == 0:
		return notice{text: safetext.Format("“%s” does not occur", p.search.quote()), passing: true}
	}
	return notice{text: safetext.Format("%s %s: n next, N before", count(p.matches), plural(p.matches, "match", "matches")), passing: true}
}

func (p *treePane) hit(i int) bool {
	l := &p.lines[i]
	return p.search.matches(safetext.Fold(l.key.String() + " " + l.text().String()))
}

// find goes to the next line that matches, in a direction, around the end.
func (p *treePane) find(direction int) {
	n := len(p.lines)
	for step := 1; step <= n; step++ {
		i := ((p.at()+direction*step)%n + n) % n
		if p.hit(i) {
			for k := range i {
				if l := &p.lines[k]; l.folded && l.end > i {
					l.folded = false
				}
			}
			p.fold()
			p.goTo(i)
			return
		}
	}
}

// View draws the lines that are visible.
func (p *treePane) View() []segment {
	w := &p.window
	p.frame.draw(frameState{place: p.place, focused: p.focused, title: p.title, first: w.top, last: w.last(), count: w.count})
	p.visible = p.visible[:0]
	for i := w.top; i < w.top+w.height; i++ {
		p.visible = append(p.visible, p.drawLine(i))
	}
	p.segments = p.frame.wrap(p.segments[:0], p.visible)
	return p.segments
}

func (p *treePane) drawLine(i int) segment {
	const indent = 2
	n := &p.pen
	end := p.frame.begin(n, p.place, p.focused && i == p.window.cursor && i < p.window.count, false)
	if !p.loaded && i == 0 {
		n.text(safetext.Own("loading …"), styles.Dim, end-n.column)
	}
	if i < len(p.shown) {
		l := &p.lines[p.shown[i]]
		n.blank(min(l.depth*indent, max(end-n.column-smallestWidth, 0)))
		switch {
		case l.kind == 0:
			n.blank(indent)
		case l.folded:
			n.text(safetext.Own("+ "), styles.Key, end-n.column)
		default:
			n.text(safetext.Own("- "), styles.Key, end-n.column)
		}
		if !l.key.IsZero() {
			n.text(l.key, styles.Label, end-n.column)
			n.text(safetext.Own(": "), styles.Dim, end-n.column)
			n.anchor()
		}
		n.text(l.text(), styles.Plain, end-n.column)
	}
	return p.frame.finish(n, p.place)
}
