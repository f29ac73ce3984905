package ui

import (
	"strings"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// longestQuote is how many cells of what was typed are repeated in a notice.
const longestQuote = 30

// search is what a reader typed behind "/": words that must all occur, numbers however they were written.
type search struct {
	typed string
	words []searchWord
}

// searchWord is a word as it was typed, folded, and its digits alone where it is a number written with signs.
type searchWord struct{ typed, digits string }

func newSearch(typed string) search {
	s := search{typed: typed}
	for _, word := range strings.Fields(safetext.Fold(safetext.Clean(typed).String())) {
		s.words = append(s.words, searchWord{word, onlyDigits(word)})
	}
	return s
}

// quote is what was typed, as far as a notice repeats it.
func (s search) quote() safetext.Text { return safetext.Cut(safetext.Clean(s.typed), longestQuote) }

// active reports whether there is anything to look for.
func (s search) active() bool { return len(s.words) > 0 }

// matches reports whether all words occur in a text that was folded before.
func (s search) matches(folded string) bool {
	for _, w := range s.words {
		if !strings.Contains(folded, w.typed) && (w.digits == "" || !strings.Contains(folded, w.digits)) {
			return false
		}
	}
	return true
}

// onlyDigits returns the digits of a number written with + - . ( ), or "" if the word is anything else.
func onlyDigits(word string) string {
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune("+-.()", r) {
			return -1
		}
		return r
	}, word)
	if strings.Trim(digits, "0123456789") != "" {
		return ""
	}
	return digits
}

// searchable is the text of a row as search looks at it.
func searchable(r *present.Row) string {
	var b strings.Builder
	for _, c := range r.Cells {
		b.WriteString(c.Text.String())
		b.WriteByte(' ')
	}
	if r.Body != nil {
		for _, s := range r.Body.Spans {
			b.WriteString(s.Text.String())
		}
	}
	b.WriteString(r.Full.String())
	return safetext.Fold(b.String())
}

// Search looks for what was typed: a pane that filters shows the rows that match, another one goes to the first that does.
func (p *sectionPane) Search(typed string) {
	key, offset := p.cursorKey()
	if !p.search.active() {
		p.left, p.leftOffset = key, offset
	}
	p.search = newSearch(typed)
	if p.filters {
		p.rebuild()
		if !p.restore(key, offset) && (p.search.active() || !p.restore(p.left, p.leftOffset)) {
			p.window.to(0)
		}
		return
	}
	p.countMatches()
	if p.search.active() && !p.search.matches(p.foldedRow(p.cursorRow())) {
		p.find(1)
	}
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

// searchNotice says how a search went, where the pane does not show it.
func (p *sectionPane) searchNotice() notice {
	if !p.search.active() || p.filters {
		return notice{}
	}
	switch p.matches {
	case 0:
		return notice{text: safetext.Format("“%s” does not occur in %s", p.search.quote(), p.section.Name), passing: true}
	case 1:
		return notice{text: safetext.Own("1 match"), passing: true}
	}
	at := 0
	for i := range p.cursorRow() + 1 {
		if p.search.matches(p.foldedRow(i)) {
			at++
		}
	}
	return notice{text: safetext.Format("match %s of %s: n next, N before", count(at), count(p.matches)), passing: true}
}
