package safetext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Contains reports whether the text contains what [Fold] made of a search word, in any case. It does not allocate.
func (t Text) Contains(folded string) bool {
	if folded == "" {
		return true
	}
	first, _ := utf8.DecodeRuneInString(folded)
	for i, r := range t.s {
		if foldRune(r) == first && hasFoldedPrefix(t.s[i:], folded) {
			return true
		}
	}
	return false
}

// Fold gives the form in which texts are compared when searching: every character in lower case, and those that differ
// only by case alike (the three sigmas of Greek). Folding twice changes nothing.
func Fold(s string) string { return strings.Map(foldRune, s) }

// AppendFold appends what [Fold] makes of s to b.
func AppendFold(b []byte, s string) []byte {
	for _, r := range s {
		b = utf8.AppendRune(b, foldRune(r))
	}
	return b
}

func hasFoldedPrefix(s, folded string) bool {
	for _, want := range folded {
		r, size := utf8.DecodeRuneInString(s)
		if size == 0 || foldRune(r) != want {
			return false
		}
		s = s[size:]
	}
	return true
}

func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(unicode.ToUpper(r))
}
