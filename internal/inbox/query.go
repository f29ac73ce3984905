package inbox

import (
	"slices"
	"strings"
	"time"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// Query is a filter: words that must all occur, and terms such as type:group. The zero Query lets everything through.
type Query struct {
	words   []word
	without []word // none of these may occur
	terms   []term
}

// ParseQuery reads a filter as somebody typed it, in any case:
//
//   - Words must all occur, in the name, the number, the id, the labels' names and ids, the assignee or the last words.
//     A number is found however it is written, in a wa.me link, too; "with quotes" a phrase is one word. @anna is anna. A word
//     with a colon that is none of the terms is a word.
//   - type:group, person (or user), business, unknown.
//   - label:NAME or label:ID, of which the start is enough; label:"big client"; label:none, a chat without labels.
//   - assigned:MAIL, of which a part is enough; assigned:me; assigned:none.
//   - is:unread, open, closed, snoozed, flagged, muted.
//   - Several terms must all hold. Of several values, as in type:group,business, one is enough.
//   - A dash before a word or a term turns it around: -is:muted.
//
// me is the reader's own address, for assigned:me; empty: not known. The error is a [*QueryError], of the first term that
// is not understood; the query is then made of all that was, so that a filter may go along while it is typed.
func ParseQuery(typed, me string) (Query, error) {
	var q Query
	var failed *QueryError
	me = fold(strings.TrimSpace(me))
	for token, rest := nextToken(safetext.Clean(typed).String()); token != ""; token, rest = nextToken(rest) {
		if wrong := q.read(safetext.Fold(token), me); wrong != "" && failed == nil {
			failed = &QueryError{Term: token, Reason: wrong}
		}
	}
	q.words = withoutTrunkZeros(q.words)
	if failed != nil {
		return q, failed
	}
	return q, nil
}

// QueryError is a term that is not understood.
type QueryError struct {
	Term   string // as it was typed
	Reason string // half a sentence: "is: knows unread, open, closed, snoozed, flagged and muted"
}

func (e *QueryError) Error() string { return e.Reason }

// read adds a folded token, and says what is wrong with it.
func (q *Query) read(token, me string) (wrong string) {
	token, not := strings.CutPrefix(token, "-")
	if name, values, ok := cutName(token); ok {
		if slices.Contains(termNames(), name) {
			t := term{name: name, not: not}
			wrong = t.read(values, me)
			if len(t.values) > 0 {
				q.terms = append(q.terms, t)
			}
			return wrong
		}
		if near := meant(name, values); near != "" {
			return name + ": is not known; did you mean " + near + ":?"
		}
	}
	token = unquote(token)
	switch {
	case token == "": // a dash or a quote, and nothing yet
	case not:
		q.without = append(q.without, newWord(token))
	default:
		q.words = append(q.words, newWord(token))
	}
	return ""
}

// IsZero reports whether the filter lets everything through.
func (q Query) IsZero() bool { return len(q.words)+len(q.without)+len(q.terms) == 0 }

// Words are the folded words of the filter, for marking them where they occur, see [Marks].
func (q Query) Words() []string {
	words := make([]string, len(q.words))
	for i, w := range q.words {
		words[i] = w.folded
	}
	return words
}

// Matches reports whether a chat passes, at a time.
func (q Query) Matches(b *present.Brief, now time.Time) bool {
	if q.IsZero() {
		return true
	}
	text := searchable(b)
	return q.holdsWords(text) && q.holdsTerms(b, text, now)
}

// holdsTerms reports whether the terms hold for a chat, with what [searchable] made of it, at a time.
func (q *Query) holdsTerms(b *present.Brief, text string, now time.Time) bool {
	for i := range q.terms {
		if !q.terms[i].holds(b, text, now) {
			return false
		}
	}
	return true
}

// holdsWords reports whether all words, and none that must not, occur in what [searchable] made of a chat.
func (q *Query) holdsWords(text string) bool {
	if !allIn(q.words, text) {
		return false
	}
	for _, w := range q.without {
		if w.in(text) {
			return false
		}
	}
	return true
}

// isTimed reports whether other chats may pass as time goes by.
func (q *Query) isTimed() bool {
	return slices.ContainsFunc(q.terms, func(t term) bool { return t.isTimed() })
}

// narrows reports whether all that passes now has passed another filter before, as it is when somebody types on.
func (q *Query) narrows(other *Query) bool {
	if other.isTimed() {
		return false
	}
	for _, old := range other.words {
		if !slices.ContainsFunc(q.words, func(w word) bool { return w.implies(old) }) {
			return false
		}
	}
	for _, old := range other.without {
		if !slices.Contains(q.without, old) {
			return false
		}
	}
	for _, old := range other.terms {
		same := func(t term) bool {
			return t.name == old.name && t.not == old.not && slices.Equal(t.values, old.values)
		}
		if !slices.ContainsFunc(q.terms, same) {
			return false
		}
	}
	return true
}

func fold(typed string) string { return safetext.Fold(safetext.Clean(typed).String()) }
