package inbox

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chatlens/api"
)

// trunkZero is the zero that some write into a number and nobody dials from abroad: +49 (0) 171.
const trunkZero = "(0)"

// word is what must occur in a chat: as it is, or, where it is a number, its digits alone.
type word struct{ folded, digits string }

func newWord(folded string) word {
	folded = withoutAt(folded)
	if strings.Contains(folded, "/") {
		if id, err := api.ParseID(folded); err == nil && !id.Number().IsZero() {
			return word{folded, onlyDigits(id.Number().String())} // a wa.me link
		}
	}
	return word{folded, onlyDigits(folded)}
}

// withoutAt takes away the @ with which people and messages mention somebody: names are written without it. Before a domain, as
// @g.us is one, it stays.
func withoutAt(folded string) string {
	name, at := strings.CutPrefix(folded, "@")
	if !at || name == "" || name == "lid" || strings.Contains(name, ".") {
		return folded
	}
	return name
}

// in reports whether the word occurs in what [searchable] made.
func (w word) in(text string) bool {
	return strings.Contains(text, w.folded) || w.isWrittenNumber() && strings.Contains(text, w.digits)
}

// allIn reports whether all words occur in a text.
func allIn(words []word, text string) bool {
	for _, w := range words {
		if !w.in(text) {
			return false
		}
	}
	return true
}

// isWrittenNumber reports whether the word is a number that is written with more than digits.
func (w word) isWrittenNumber() bool { return w.digits != "" && len(w.digits) < len(w.folded) }

// implies reports whether the other word occurs wherever this one does.
func (w word) implies(other word) bool {
	return other.within(w.folded) && (!w.isWrittenNumber() || other.within(w.digits))
}

func (w word) within(s string) bool {
	return strings.Contains(s, w.folded) || w.digits != "" && strings.Contains(s, w.digits)
}

// withoutTrunkZeros leaves out the words that are only a trunk zero, where there is more of a number.
func withoutTrunkZeros(words []word) []word {
	number := false
	for _, w := range words {
		number = number || w.digits != "" && w.folded != trunkZero
	}
	if !number {
		return words
	}
	var kept []word
	for _, w := range words {
		if w.folded != trunkZero {
			kept = append(kept, w)
		}
	}
	return kept
}

// onlyDigits returns the digits of a number however it is written, or "" if the word is anything else.
func onlyDigits(s string) string {
	for _, r := range s {
		if !isDigit(r) && !isSeparator(r) {
			return ""
		}
	}
	if left := appendDigits(nil, strings.ReplaceAll(s, trunkZero, "")); len(left) > 0 {
		return string(left)
	}
	return string(appendDigits(nil, s))
}

// appendDigits adds the digits of a number to b.
func appendDigits(b []byte, number string) []byte {
	for i := range len(number) {
		if isDigit(rune(number[i])) {
			b = append(b, number[i])
		}
	}
	return b
}

// nextNumber returns where the first number of s stands, from its first digit to behind its last; start is -1 where there
// is none. Up to three separators may stand between two digits. split reports whether any do.
func nextNumber(s string) (start, end int, split bool) {
	start = strings.IndexFunc(s, isDigit)
	if start < 0 {
		return -1, 0, false
	}
	gap := 0
	for i := start; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case isDigit(r):
			split = split || gap > 0
			end, gap = i+size, 0
		case gap == 3:
			return start, end, split
		case strings.HasPrefix(s[i:], trunkZero):
			size = len(trunkZero)
			gap++
		case isSeparator(r):
			gap++
		default:
			return start, end, split
		}
		i += size
	}
	return start, end, split
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// isSeparator reports whether r stands between the digits of a number.
func isSeparator(r rune) bool {
	switch r {
	case '+', '-', '.', '(', ')', '/', ' ':
		return true
	}
	return r >= utf8.RuneSelf && unicode.In(r, unicode.Zs, unicode.Pd)
}
