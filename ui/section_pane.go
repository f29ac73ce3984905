package ui

import (
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// sectionPane draws one section of a chat and moves a cursor in it. Rows are laid out and cut when they become visible and
// kept until something about them changes.
type sectionPane struct {
	number  int // the key that goes to it; 0: none
	filters bool
	set     *styles.Set
	keys    *KeyMap

	section present.Section
	place   place
	focused bool

	search  search
	folded  []string // searchable text of each row; made for the first search
	lines   []line   // what is shown, in order
	matches int      // rows that the search found
	wanted  wanted
	columns []int
	window  window

	pen      pen
	segments []segment
	rows     []cachedRow
	frame    [2]segment // upper and lower border
	drawn    frameState // what frame was drawn for
}

// line is one visible line: a row of the section, or a part of one that is wrapped.
type line struct {
	row   int
	spans []safetext.Span // of a body
	text  safetext.Text   // of a sentence
	first bool            // of its row
}

// cachedRow is a line as it was drawn last.
type cachedRow struct {
	line     int // -1: nothing drawn
	selected bool
	segment  segment
}

// wanted is how many rows a pane would like to show at a width; the zero value says nothing.
type wanted struct{ width, rows int }

// frameState is what the look of a pane's borders depends on.
type frameState struct {
	title     safetext.Text
	focused   bool
	top, last int
	count     int
}

func newSectionPane(number int, set *styles.Set, keys *KeyMap) *sectionPane {
	p := &sectionPane{number: number, set: set, keys: keys}
	p.pen.set = set
	p.window.set(0, 1)
	return p
}

// Set gives the pane a new section and keeps the cursor on the row with the same key, if there still is one.
func (p *sectionPane) Set(s present.Section) {
	at, offset := p.cursorKey()
	p.section, p.folded, p.wanted = s, nil, wanted{}
	p.rebuild()
	p.restore(at, offset)
}

// Title implements [Pane].
func (p *sectionPane) Title() safetext.Text {
	if p.filters && p.search.active() {
		return safetext.Format("%s · showing %s of %s", p.section.Name, count(p.matches), count(len(p.section.Rows)))
	}
	return p.section.Title
}

// Want implements [Pane].
func (p *sectionPane) Want(width int) int {
	if len(p.section.Rows) == 0 {
		return 1
	}
	if p.wanted.width == width {
		return p.wanted.rows
	}
	rows := 0
	for i := range p.section.Rows {
		switch r := &p.section.Rows[i]; {
		case r.Body != nil:
			rows += len(safetext.WrapSpans(r.Body.Spans, bodyWidth(r, textWidth(framed, width), framed)))
		case wraps(r):
			rows += len(safetext.Wrap(r.Cells[0].Text, textWidth(framed, width)))
		default:
			rows++
		}
	}
	p.wanted = wanted{width, rows}
	return rows
}

// Place implements [Pane].
func (p *sectionPane) Place(to place, focused bool) {
	moved := to != p.place
	p.place, p.focused = to, focused
	if !moved {
		return
	}
	at, offset := p.cursorKey()
	p.rebuild()
	p.restore(at, offset)
}

// Hints implements [Pane].
func (p *sectionPane) Hints() []hint {
	if p.filters {
		return []hint{{p.keys.Search, "filter"}, {p.keys.Sort, "sort"}}
	}
	if p.search.active() {
		return []hint{{p.keys.Search, "find"}, {p.keys.NextMatch, "next match"}}
	}
	return []hint{{p.keys.Search, "find"}}
}

// Update implements [Pane].
func (p *sectionPane) Update(s stroke) (event, bool) {
	w := &p.window
	switch {
	case s.is(p.keys.Down):
		w.to(w.cursor + 1)
	case s.is(p.keys.Up):
		w.to(w.cursor - 1)
	case s.is(p.keys.Top):
		w.to(0)
	case s.is(p.keys.Bottom):
		w.to(w.count - 1)
	case s.is(p.keys.HalfDown):
		w.page(max(1, w.height/2))
	case s.is(p.keys.HalfUp):
		w.page(-max(1, w.height/2))
	case s.is(p.keys.PageDown):
		w.page(w.height)
	case s.is(p.keys.PageUp):
		w.page(-w.height)
	case s.is(p.keys.NextMatch) && !p.filters:
		p.find(1)
	case s.is(p.keys.PreviousMatch) && !p.filters:
		p.find(-1)
	case s.is(p.keys.Enter):
		return p.enter(), true
	case s.is(p.keys.Sort) && p.filters:
		return sortMembers{}, true
	default:
		return nil, false
	}
	return nil, true
}

// forget brings the pane to where a chat is first seen.
func (p *sectionPane) forget() {
	p.search = search{}
	p.window = window{}
	p.rebuild()
}

// enter opens the chat of the row under the cursor, or shows the row whole.
func (p *sectionPane) enter() event {
	r := p.current()
	if r == nil {
		return nil
	}
	if r.Opens.Valid() {
		return openChat{r.Opens}
	}
	whole := r.Full
	if whole.IsZero() {
		for _, c := range r.Cells {
			whole = safetext.Join("  ", whole, c.Text)
		}
		if r.Body != nil {
			return nil
		}
	}
	return showWhole{p.section.Name, whole}
}

// current is the row under the cursor, or nil.
func (p *sectionPane) current() *present.Row {
	if p.window.cursor >= len(p.lines) {
		return nil
	}
	return &p.section.Rows[p.lines[p.window.cursor].row]
}

// cursorKey is the key of the row under the cursor, and by how many lines the cursor stands below that row's first.
func (p *sectionPane) cursorKey() (string, int) {
	r := p.current()
	if r == nil {
		return "", 0
	}
	offset := 0
	for i := p.window.cursor; i > 0 && !p.lines[i].first; i-- {
		offset++
	}
	return r.Key, offset
}

// restore puts the cursor back on the row with a key; without one it stays where it is on the screen.
func (p *sectionPane) restore(key string, offset int) {
	if key == "" || p.window.cursor == 0 {
		return
	}
	for i := range p.lines {
		if p.lines[i].first && p.section.Rows[p.lines[i].row].Key == key {
			p.window.to(min(i+offset, len(p.lines)-1))
			return
		}
	}
}

// Search looks for what was typed: a pane that filters shows the rows that match, another one goes to the first that does.
func (p *sectionPane) Search(typed string) {
	at, offset := p.cursorKey()
	p.search = newSearch(typed)
	if p.filters {
		p.rebuild()
		p.restore(at, offset)
		return
	}
	p.countMatches()
	if p.search.active() && !p.search.matches(p.foldedRow(p.cursorRow())) {
		p.find(1)
	}
}

// cursorRow is the index of the row under the cursor; there must be one, or the answer is 0.
func (p *sectionPane) cursorRow() int {
	if p.window.cursor >= len(p.lines) {
		return 0
	}
	return p.lines[p.window.cursor].row
}

// find moves the cursor to the next row that matches, in a direction, around the end.
func (p *sectionPane) find(direction int) {
	if !p.search.active() || len(p.lines) == 0 {
		return
	}
	n, here := len(p.lines), p.cursorRow()
	for step := 1; step <= n; step++ {
		i := ((p.window.cursor+direction*step)%n + n) % n
		l := p.lines[i]
		if l.first && l.row != here && p.search.matches(p.foldedRow(l.row)) {
			p.window.to(i)
			return
		}
	}
}

func (p *sectionPane) countMatches() {
	p.matches = 0
	for i := range p.section.Rows {
		if p.search.matches(p.foldedRow(i)) {
			p.matches++
		}
	}
}

func (p *sectionPane) foldedRow(i int) string {
	if i >= len(p.section.Rows) {
		return ""
	}
	if p.folded == nil {
		p.folded = make([]string, len(p.section.Rows))
		for k := range p.section.Rows {
			p.folded[k] = searchable(&p.section.Rows[k])
		}
	}
	return p.folded[i]
}

// rebuild lays the section's rows out for the place and the search. Nothing is drawn yet.
func (p *sectionPane) rebuild() {
	width := textWidth(p.place.fold, p.place.w)
	p.columns = fitColumns(p.section.Widths, p.section.Columns, width)
	p.lines = p.lines[:0]
	p.matches = 0
	for i := range p.section.Rows {
		if p.search.active() && p.filters && !p.search.matches(p.foldedRow(i)) {
			continue
		}
		p.matches++
		switch r := &p.section.Rows[i]; {
		case r.Body != nil:
			for k, spans := range safetext.WrapSpans(r.Body.Spans, bodyWidth(r, width, p.place.fold)) {
				p.lines = append(p.lines, line{row: i, spans: spans, first: k == 0})
			}
		case wraps(r):
			for k, text := range safetext.Wrap(r.Cells[0].Text.Line(), width) {
				p.lines = append(p.lines, line{row: i, text: text, first: k == 0})
			}
		default:
			p.lines = append(p.lines, line{row: i, first: true})
		}
	}
	if !p.filters && p.search.active() {
		p.countMatches()
	}
	height := p.place.h
	if p.place.fold == framed {
		height -= frameRows
	}
	p.window.set(len(p.lines), height)
	p.rows = p.rows[:0]
	p.drawn = frameState{count: -1}
}

// wraps reports whether a row is a sentence on lines of its own.
func wraps(r *present.Row) bool { return r.Wraps && len(r.Cells) == 1 && !r.Cells[0].Text.Blank() }
