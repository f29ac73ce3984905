package ui

import (
	"errors"
	"time"

	"chatlens/api"
	"chatlens/internal/inbox"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// listPane draws the chats of the inbox and moves a cursor among them. The cursor stays on its chat, by id. Whatever it does
// costs the same in a list of ten chats and in one of a hundred thousand, but for filtering.
type listPane struct {
	list *inbox.List
	set  *styles.Set
	keys *KeyMap
	me   string
	now  func() time.Time

	state   listState
	place   place
	focused bool

	typed  string
	wrong  *inbox.QueryError // the first term of what was typed that is not understood
	marker *inbox.Marker     // of its words; nil: it has none
	before standing          // where the reader stood before the search
	roamed bool              // the cursor has been moved since

	window window
	moved  bool     // from the first row, where a reader is shown whatever is newest
	at     api.ID   // the chat under the cursor
	near   []api.ID // the chats on the screen, from the first row: what is left of them says where to go on

	columns  listColumns
	pen      pen
	found    string // begins what the filter looks for
	frame    frame
	heading  listHeading
	minute   time.Time // for which the ages in rows are right
	tags     []present.Cell
	rows     []cachedRow
	visible  []segment
	segments []segment
}

// standing is where a reader stands in the list.
type standing struct {
	at    api.ID
	row   int // of the screen
	moved bool
}

func newListPane(set *styles.Set, keys *KeyMap, me string, now func() time.Time) *listPane {
	p := &listPane{
		list: inbox.New(now), set: set, keys: keys, me: me, now: now, frame: newFrame(keyName(keys.ListPane), set), pen: pen{set: set},
		found: set.Open(styles.Name) + set.Open(styles.Link),
	}
	p.window.set(0, 1)
	return p
}

// listState is what the root knows of the list's loading.
type listState struct {
	open    api.ID        // the chat that is on the screen
	private bool          // numbers and bodies are masked
	status  safetext.Text // how much is loaded, behind the title: "1,200 of 48,310 …"; zero: all
	empty   safetext.Text // what to say where there is no row: "loading …"
}

// Show says how the list is shown from now on.
func (p *listPane) Show(s listState) {
	if p.state.open != s.open || p.state.private != s.private || p.state.empty != s.empty {
		p.rows = p.rows[:0]
	}
	p.state = s
}

// Changed follows a change of the list's chats: cursor and first visible row stay with their chats. A reader who has not
// moved from the first row is shown what stands there now.
func (p *listPane) Changed() {
	if !p.follow() {
		p.put(p.window.cursor, p.row())
	}
}

// Current is the chat under the cursor; zero: none.
func (p *listPane) Current() api.ID { return p.at }

// Neighbour is the chat so many rows from a chat, among those that the filter shows. Where the chat is not among them, the one under the
// cursor is the next: who begins to go through a filtered list misses none.
func (p *listPane) Neighbour(of api.ID, by int) (api.ID, bool) {
	from := p.list.Index(of)
	if from < 0 {
		from = p.window.cursor
		if by > 0 {
			from--
		}
	}
	b := p.list.At(from + by)
	if b == nil {
		return api.ID{}, false
	}
	return b.ID, true
}

// GoTo puts the cursor on a chat, if it is shown.
func (p *listPane) GoTo(id api.ID) {
	i := p.list.Index(id)
	if i < 0 {
		return
	}
	p.window.to(i)
	p.moved, p.roamed = true, true
	p.settle()
	p.see()
}

// top goes to the first row, and stays there whatever it shows.
func (p *listPane) top() {
	p.moved, p.roamed = false, true
	p.put(0, 0)
}

// Place says where and how the pane is drawn, and whether it has the focus.
func (p *listPane) Place(to place, focused bool) {
	if to.fold == hidden {
		return // it comes back as it was
	}
	moved := to != p.place
	p.place, p.focused = to, focused
	if !moved {
		return
	}
	p.columns = fitList(textWidth(to.fold, to.w))
	p.window.set(p.list.Len(), rowsIn(to))
	p.settle()
	p.rows = p.rows[:0]
}

// Hints are the keys to name at the foot of the screen while the pane has the focus.
func (p *listPane) Hints() []hint {
	switch {
	case p.list.Total() == 0:
		return nil
	case p.at.IsZero():
		return []hint{{p.keys.Search, "filter"}}
	}
	return []hint{{p.keys.Enter, "open it"}, {p.keys.Search, "filter"}, {p.keys.Sort, "sort"}}
}

// Update handles one key; handled is false where the pane has no use for it.
func (p *listPane) Update(s stroke) (e event, handled bool) {
	w, from := &p.window, p.window.cursor
	p.see()
	switch {
	case s.is(p.keys.Down):
		w.to(w.cursor + 1)
	case s.is(p.keys.Up):
		w.to(w.cursor - 1)
	case s.is(p.keys.Top):
		p.top()
		p.see()
		return nil, true
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
	case s.is(p.keys.Enter):
		if p.at.IsZero() {
			return nil, true
		}
		p.moved, p.roamed = true, true // the reader works on this chat now
		return openChat{p.at}, true
	case s.is(p.keys.Sort):
		return sortList{}, true
	default:
		return nil, false
	}
	if w.cursor != from {
		p.moved, p.roamed = true, true
	}
	p.settle()
	p.see()
	return nil, true
}

// Search filters the list by what was typed. While somebody types, the cursor stays on the chat where it stood, if that is
// shown; when the filter ends, it goes back there, unless it was moved.
func (p *listPane) Search(typed string) {
	if typed == p.typed {
		return
	}
	if p.typed == "" {
		p.before, p.roamed = standing{p.at, p.row(), p.moved}, false
	}
	query, err := inbox.ParseQuery(typed, p.me)
	p.wrong = nil
	errors.As(err, &p.wrong)
	p.typed, p.marker = typed, nil
	if words := query.Words(); len(words) > 0 {
		p.marker = inbox.NewMarker(words)
	}
	p.list.Filter(query)
	if !p.roamed {
		p.moved = p.before.moved
		if i := p.list.Index(p.before.at); p.moved && i >= 0 {
			row := p.row()
			if typed == "" {
				row = p.before.row
			}
			p.put(i, row)
			return
		}
	}
	if !p.follow() {
		p.put(0, 0)
	}
}

// Searching is what was typed last; "": there is no search.
func (p *listPane) Searching() string { return p.typed }

// searchNotice says which term is not understood; all else the title says.
func (p *listPane) searchNotice() notice {
	if p.wrong == nil {
		return notice{}
	}
	return notice{text: safetext.Clean(p.wrong.Reason).Line(), bad: true, passing: true}
}

// row is the row of the screen on which the cursor stands.
func (p *listPane) row() int { return p.window.cursor - p.window.top }

// follow puts the cursor back on its chat, or where that is gone on the one that took its place, on the same row of the
// screen. It reports false where nothing is left that was on the screen.
func (p *listPane) follow() bool {
	if !p.moved {
		p.put(0, 0)
		return true
	}
	row := p.row()
	if i := p.list.Index(p.at); i >= 0 && !p.at.IsZero() {
		p.put(i, row)
		return true
	}
	for _, id := range p.near[min(row, len(p.near)):] {
		if i := p.list.Index(id); i >= 0 {
			p.put(i, row)
			return true
		}
	}
	for k := min(row, len(p.near)) - 1; k >= 0; k-- {
		if i := p.list.Index(p.near[k]); i >= 0 {
			p.put(min(i+1, p.list.Len()-1), row)
			return true
		}
	}
	return false
}

// put stands on a row of the list, on a row of the screen where the list is long enough. All rows are drawn anew.
func (p *listPane) put(i, row int) {
	p.window.cursor, p.window.top = i, i-row
	p.window.set(p.list.Len(), p.window.height)
	p.settle()
	p.rows = p.rows[:0]
}

// settle remembers which chats are on the screen: the list may change before the pane hears of it.
func (p *listPane) settle() {
	w := &p.window
	p.at, p.near = api.ID{}, p.near[:0]
	for i := w.top; i < w.last(); i++ {
		b := p.list.At(i)
		if b == nil {
			return
		}
		p.near = append(p.near, b.ID)
		if i == w.cursor {
			p.at = b.ID
		}
	}
}

// see takes the mark of a change from the chat under the cursor.
func (p *listPane) see() { p.list.See(p.at) }
