// Package safetext holds text from outside that is safe to draw in a terminal.
//
// Everything that an API answers with passes through [Clean] while it is decoded. From then on its type is [Text], and the
// functions that measure, wrap, cut and draw take nothing else, so that a raw string does not compile on its way to the
// screen. The package knows no API and no screen.
package safetext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is cleaned text: no control but newline, no bidirectional control, no invisible character that could hide or
// forge something, and no line that starts with a character that would attach to what is drawn before it. [Clean] makes
// it at most 64 KiB and 2,000 lines long. The zero Text is empty. Texts are comparable.
type Text struct{ s string }

// constant is assignable only from constants of the program itself: a string variable does not convert to it by
// assignment, so [Own] cannot be given text from outside.
type constant string

// maxLineRunes is the length of the longest one-line text that [Text.Line] gives, in runes.
const maxLineRunes = 256

// Ellipsis stands for what was cut off. It takes one cell.
const Ellipsis = "…"

// Own makes a Text of a constant of the program itself, without cleaning it.
func Own(s constant) Text { return Text{string(s)} }

// String returns the cleaned text.
func (t Text) String() string { return t.s }

// IsZero reports whether the text is empty.
func (t Text) IsZero() bool { return t.s == "" }

// Blank reports whether nothing of the text is visible: it is empty, or holds only spaces, newlines and characters
// without a glyph.
func (t Text) Blank() bool {
	for _, r := range t.s {
		if !unicode.IsSpace(r) && !isInvisible(r) {
			return false
		}
	}
	return true
}

// Line returns the text on one line of at most 256 runes. Each run of blanks and newlines, and each blank of two cells,
// becomes one space, so that a name cannot forge the columns after it; spaces at both ends are gone; what is longer is cut between two grapheme
// clusters and ends in an ellipsis.
func (t Text) Line() Text {
	s := trimSpace(t.s)
	if hasWideGap(s) {
		s = collapseSpace(s)
	}
	if len(s) > maxLineRunes && utf8.RuneCountInString(s) > maxLineRunes {
		s = cutRunes(s, maxLineRunes-1) + Ellipsis
	}
	return Text{s}
}

// Lines splits the text at newlines. An empty Text has no lines.
func (t Text) Lines() []Text {
	if t.s == "" {
		return nil
	}
	lines := make([]Text, 0, strings.Count(t.s, "\n")+1)
	for line := range strings.SplitSeq(t.s, "\n") {
		lines = append(lines, Text{line})
	}
	return lines
}

// trimSpace removes spaces and newlines at both ends of s, except a space that carries a combining mark.
func trimSpace(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	trimmed := strings.TrimLeftFunc(s, unicode.IsSpace)
	if start := len(s) - len(trimmed); start > 0 && startsWithExtender(trimmed) {
		_, size := utf8.DecodeLastRuneInString(s[:start])
		return s[start-size:]
	}
	return trimmed
}

// ideographicSpace is the one blank that takes two cells.
const ideographicSpace = '\u3000'

func isBlank(r rune) bool { return r == ' ' || r == '\n' || r >= 0x80 && unicode.Is(unicode.Zs, r) }

// hasWideGap reports whether s has a gap that is wider than a cell.
func hasWideGap(s string) bool {
	before := false
	for _, r := range s {
		blank := isBlank(r)
		if blank && before || r == '\n' || r == ideographicSpace {
			return true
		}
		before = blank
	}
	return false
}

// collapseSpace makes one space of each wide gap.
func collapseSpace(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for len(s) > 0 {
		end := strings.IndexFunc(s, isBlank)
		if end < 0 {
			end = len(s)
		}
		b.WriteString(s[:end])
		s = s[end:]
		rest := strings.TrimLeftFunc(s, isBlank)
		if gap := s[:len(s)-len(rest)]; hasWideGap(gap) {
			b.WriteByte(' ')
		} else {
			b.WriteString(gap)
		}
		s = rest
	}
	return b.String()
}

// cutRunes returns as many whole clusters of s as have no more than n runes together, without spaces at the end.
func cutRunes(s string, n int) string {
	end, runes := 0, 0
	for end < len(s) {
		size, _ := nextCluster(s[end:])
		runes += utf8.RuneCountInString(s[end : end+size])
		if runes > n {
			break
		}
		end += size
	}
	return strings.TrimRight(s[:end], " ")
}
