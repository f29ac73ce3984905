package ui

import (
	"slices"
	"strings"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// sectionPane draws one section of a chat and moves a cursor in it. Rows are laid out and cut when they become visible and
// kept until something about them changes.
type sectionPane struct {
	filters bool
	message bool          // the rows are those of a message, of which Enter shows all that is known
	order   safetext.Text // of the rows, where it is not the usual one
	set     *styles.Set
	keys    *KeyMap

	section present.Section
	place   place
	focused bool

	search     search
	left       string // the key of the row where the cursor stood before the search
	leftOffset int
	folded     []string // searchable text of each row; made for the first search
	lines      []line   // what is shown, in order
	matches    int      // rows that the search found
	wanted     wanted
	columns    []int
	inline     bool // badges stand right behind the first cell
	window     window

	changed  map[string]bool // keys of rows that a refresh has changed, until the cursor was there
	pen      pen
	frame    frame
	segments []segment
	visible  []segment
	rows     []cachedRow
	said     safetext.Text // in the rows, where there was nothing to show
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
	changed  bool
	segment  segment
}

// wanted is how many rows a pane would like to show at a width; the zero value says nothing.
type wanted struct{ width, rows int }

func newSectionPane(number string, set *styles.Set, keys *KeyMap) *sectionPane {
	p := &sectionPane{set: set, keys: keys, frame: newFrame(number, set), pen: pen{set: set}}
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

// Refresh gives the pane a newer section of the same chat, and marks the rows that differ from before: the older state of the
// chat in today's words, so that a time that went on is no change.
func (p *sectionPane) Refresh(before, after present.Section) {
	p.Set(after)
	was := make(map[string]*present.Row, len(before.Rows))
	for i := range before.Rows {
		was[before.Rows[i].Key] = &before.Rows[i]
	}
	if p.changed == nil {
		p.changed = map[string]bool{}
	}
	for i := range after.Rows {
		r := &after.Rows[i]
		if old, ok := was[r.Key]; !ok || !old.SameText(r) {
			p.changed[r.Key] = true
		}
	}
}

// see takes the mark of a change from the row under the cursor.
func (p *sectionPane) see() {
	if r := p.current(); r != nil {
		delete(p.changed, r.Key)
	}
}

// Title is the heading, with its counts.
func (p *sectionPane) Title() safetext.Text {
	title := p.section.Title
	if p.filters && p.search.active() {
		title = safetext.Format("%s · “%s” · %s of %s", p.section.Name, p.search.typed, count(p.matches), count(len(p.section.Rows)))
	}
	return safetext.Join(" · ", title, p.order)
}

// Want is how many rows of content the pane would like to show in a place of a width.
func (p *sectionPane) Want(width int) int {
	if len(p.section.Rows) == 0 {
		empty, room := p.emptyText(), textWidth(framed, width)
		if safetext.Width(empty) <= room {
			return 1
		}
		return len(safetext.Wrap(empty, room))
	}
	if p.wanted.width == width {
		return p.wanted.rows
	}
	var lines []line
	for i := range p.section.Rows {
		lines = layRow(lines, i, &p.section.Rows[i], textWidth(framed, width), framed)
	}
	p.wanted = wanted{width, len(lines)}
	return p.wanted.rows
}

// Place says where and how the pane is drawn, and whether it has the focus.
func (p *sectionPane) Place(to place, focused bool) {
	if to.fold == hidden {
		p.place.fold = hidden // without a width there is nothing to lay out
		return
	}
	moved := to != p.place
	p.place, p.focused = to, focused
	if !moved {
		return
	}
	at, offset := p.cursorKey()
	p.rebuild()
	p.restore(at, offset)
}

// Hints are the keys to name at the foot of the screen while the pane has the focus.
func (p *sectionPane) Hints() []hint {
	hints := p.enterHints()
	switch {
	case len(p.section.Rows) == 0:
		return nil
	case p.filters:
		return append(hints, hint{p.keys.Search, "filter"}, hint{p.keys.Sort, "sort"})
	case p.search.active():
		return append(hints, hint{p.keys.Search, "find"}, hint{p.keys.NextMatch, "next match"})
	}
	return append(hints, hint{p.keys.Search, "find"})
}

// Update handles one key; handled is false where the pane has no use for it.
func (p *sectionPane) Update(s stroke) (e event, handled bool) {
	p.see()
	defer p.see()
	switch {
	case p.window.move(s, p.keys):
	case s.is(p.keys.NextMatch) && p.finds():
		p.find(1)
		return foundMatch{}, true
	case s.is(p.keys.PreviousMatch) && p.finds():
		p.find(-1)
		return foundMatch{}, true
	case s.is(p.keys.Enter):
		return p.enter(), true
	case s.is(p.keys.Sort) && p.filters:
		return sortMembers{}, true
	default:
		return nil, false
	}
	return nil, true
}

// finds reports whether there is a search whose matches the cursor can go to.
func (p *sectionPane) finds() bool { return !p.filters && p.search.active() }

// Searching is what was typed last; "": there is no search.
func (p *sectionPane) Searching() string { return p.search.typed }

// enter opens the chat of the row under the cursor, or shows whole what is hidden of the row.
func (p *sectionPane) enter() event {
	r := p.current()
	if r == nil {
		return nil
	}
	if r.Opens.Valid() {
		return openChat{r.Opens}
	}
	if p.message {
		return showLatest{}
	}
	if !p.hides() {
		return say{noMore()}
	}
	whole := r.Full
	if whole.IsZero() {
		for _, c := range r.Cells {
			whole = safetext.Join("  ", whole, c.Text)
		}
	}
	return showWhole{p.section.Name, textRows(whole)}
}

// textRows are the lines of a text as they are.
func textRows(t safetext.Text) []present.Row {
	var rows []present.Row
	for _, l := range t.Lines() {
		rows = append(rows, present.Row{Body: &safetext.Line{Spans: []safetext.Span{{Text: l}}}})
	}
	return rows
}

// hides reports whether there is more to the row under the cursor than the pane shows. There must be such a row.
func (p *sectionPane) hides() bool {
	r := p.current()
	said := func(c present.Cell) bool { return strings.Contains(c.Text.String(), r.Full.String()) }
	if !r.Full.IsZero() && !slices.ContainsFunc(r.Cells, said) {
		return true
	}
	p.drawText(p.window.cursor, p.frame.begin(&p.pen, p.place, false, false))
	return p.pen.lacks
}

// noMore answers a key that would show whole what is whole already.
func noMore() safetext.Text { return safetext.Own("there is no more to this row") }

// enterHints says what Enter does, where it does something.
func (p *sectionPane) enterHints() []hint {
	switch r := p.current(); {
	case r == nil:
		return nil
	case r.Opens.Valid():
		return []hint{{p.keys.Enter, "open it"}}
	case p.message || p.hides():
		return []hint{{p.keys.Enter, "whole"}}
	}
	return nil
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

// restore puts the cursor back on the row with a key, and reports whether there is one; else it stays where it is.
func (p *sectionPane) restore(key string, offset int) bool {
	if key == "" {
		return false
	}
	for i := range p.lines {
		if p.lines[i].first && p.section.Rows[p.lines[i].row].Key == key {
			for ; offset > 0 && i+1 < len(p.lines) && !p.lines[i+1].first; offset-- {
				i++
			}
			p.window.to(i)
			return true
		}
	}
	return false
}

// cursorRow is the index of the row under the cursor; there must be one, or the answer is 0.
func (p *sectionPane) cursorRow() int {
	if p.window.cursor >= len(p.lines) {
		return 0
	}
	return p.lines[p.window.cursor].row
}

// rebuild lays the section's rows out for the place and the search. Nothing is drawn yet.
func (p *sectionPane) rebuild() {
	width := textWidth(p.place.fold, p.place.w)
	p.columns, p.inline = fitSection(&p.section, width)
	p.lines = p.lines[:0]
	p.matches = 0
	for i := range p.section.Rows {
		if p.search.active() && p.filters && !p.search.matches(p.foldedRow(i)) {
			continue
		}
		p.matches++
		p.lines = layRow(p.lines, i, &p.section.Rows[i], width, p.place.fold)
	}
	if p.finds() {
		p.countMatches()
	}
	p.window.set(len(p.lines), rowsIn(p.place))
	p.rows = p.rows[:0]
}

// layRow appends the lines of a row: one, or as many as its body or sentence takes in a width.
func layRow(lines []line, row int, r *present.Row, width int, f fold) []line {
	switch {
	case r.Body != nil:
		for k, spans := range safetext.WrapSpans(r.Body.Spans, bodyWidth(r, width, f)) {
			lines = append(lines, line{row: row, spans: spans, first: k == 0})
		}
	case wraps(r, f):
		for k, text := range safetext.Wrap(r.Cells[0].Text, width) {
			lines = append(lines, line{row: row, text: text, first: k == 0})
		}
	default:
		lines = append(lines, line{row: row, first: true})
	}
	return lines
}

// wraps reports whether a row is a sentence on lines of its own. Zoomed, every row of one cell is, so that all of it can be
// selected in the terminal; a quoted message stays on its one line.
func wraps(r *present.Row, f fold) bool {
	return (r.Wraps || f == bare && !r.Quoted) && len(r.Cells) == 1 && !r.Cells[0].Text.Blank()
}
