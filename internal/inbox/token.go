package inbox

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// nextToken cuts the first token off what was typed: all up to a blank that does not stand in quotes. Both are empty at
// the end. A quote that is not closed goes on to the end, as it does while a phrase is typed.
func nextToken(typed string) (token, rest string) {
	typed = strings.TrimLeftFunc(typed, unicode.IsSpace)
	end := endOf(typed, unicode.IsSpace)
	return typed[:end], typed[end:]
}

// nextValue cuts the first of several values that are set apart by commas. more is false for the last one.
func nextValue(values string) (value, rest string, more bool) {
	end := endOf(values, func(r rune) bool { return r == ',' })
	if end == len(values) {
		return values, "", false
	}
	return values[:end], values[end+1:], true
}

// endOf returns where a part ends that goes up to what ends it outside of quotes. Quotes count at the start of a word or a
// value, so that one can look for 5" as well.
func endOf(s string, ends func(rune) bool) int {
	quoted, opens := false, true
	for i, r := range s {
		switch {
		case quoted:
			quoted = r != '"'
		case r == '"' && opens:
			quoted = true
		case ends(r):
			return i
		}
		opens = r == ':' || r == ',' || r == '-' && i == 0
	}
	return len(s)
}

// unquote takes quotes away from around a word or a value, and makes one of each run of blanks.
func unquote(s string) string {
	if inner, quoted := strings.CutPrefix(s, `"`); quoted {
		s = strings.Replace(inner, `"`, "", 1)
	}
	return strings.Join(strings.Fields(s), " ")
}

// cutName splits a token at its first colon; ok is false where it has none, or is quoted.
func cutName(token string) (name, values string, ok bool) {
	if first, _ := utf8.DecodeRuneInString(token); !unicode.IsLetter(first) {
		return "", "", false
	}
	return strings.Cut(token, ":")
}
