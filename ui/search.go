package ui

import (
	"strings"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// search is what a reader typed behind "/": words that must all occur, numbers however they were written.
type search struct {
	typed string
	words []string
}

func newSearch(typed string) search {
	s := search{typed: typed}
	for _, word := range strings.Fields(safetext.Fold(safetext.Clean(typed).String())) {
		if digits := onlyDigits(word); digits != "" {
			word = digits
		}
		s.words = append(s.words, word)
	}
	return s
}

// active reports whether there is anything to look for.
func (s search) active() bool { return len(s.words) > 0 }

// matches reports whether all words occur in a text that was folded before.
func (s search) matches(folded string) bool {
	for _, word := range s.words {
		if !strings.Contains(folded, word) {
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
