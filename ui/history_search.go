package ui

import (
	"slices"

	"chatlens/internal/safetext"
)

// Search finds among the messages that are loaded: it goes to the nearest match that is not newer than the cursor.
func (p *historyPane) Search(typed string) {
	if !p.search.active() {
		p.words = p.conversation
	}
	p.search = newSearch(typed)
	p.counted = false
	p.count()
	if p.search.active() && p.cursor != nil && !p.matched(p.cursor) {
		p.find(-1)
	}
}

// Searching is what was typed last; "": there is no search.
func (p *historyPane) Searching() string { return p.search.typed }

// find moves the cursor to the next match: an older one for -1, a newer one for 1, around the end.
func (p *historyPane) find(direction int) {
	p.count()
	n := len(p.matches)
	if n == 0 || p.cursor == nil {
		return
	}
	at, on := slices.BinarySearchFunc(p.matches, p.cursor, (*entry).compare)
	if direction < 0 || on {
		at += direction
	}
	p.goTo(p.matches[(at+n)%n])
}

// count looks for the matches, if it is not known which they are.
func (p *historyPane) count() {
	if p.counted {
		return
	}
	p.matches, p.counted = p.matches[:0], true
	if !p.search.active() {
		return
	}
	for _, e := range p.thread.order {
		if p.matched(e) {
			p.matches = append(p.matches, e)
		}
	}
}

// matched reports whether a message is what is looked for. Its searchable text is made when it is first asked for.
func (p *historyPane) matched(e *entry) bool {
	if p.words == nil {
		return false
	}
	if e.words != p.words {
		e.folded, e.words = p.words.Searchable(e.message), p.words
	}
	return p.search.matches(e.folded)
}

// searchNotice says how a search went.
func (p *historyPane) searchNotice() notice {
	if !p.search.active() {
		return notice{}
	}
	p.count()
	where := safetext.Text{}
	if !p.state.complete {
		where = safetext.Own(" in what is loaded")
	}
	switch n := len(p.matches); n {
	case 0:
		if p.state.complete {
			where = safetext.Own(" in the messages")
		}
		return notice{text: safetext.Format("“%s” does not occur%s", p.search.quote(), where), passing: true}
	case 1:
		return notice{text: safetext.Format("1 match%s", where), passing: true}
	default:
		at := 1
		if p.cursor != nil {
			i, _ := slices.BinarySearchFunc(p.matches, p.cursor, (*entry).compare)
			at = max(n-i, 1)
		}
		return notice{text: safetext.Format("match %s of %s%s: n older, N newer", count(at), count(n), where), passing: true}
	}
}
