package safetext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// nextCluster returns the size in bytes of the first grapheme cluster of s, which is not empty, and its bound in cells.
// A cluster that ends in a zero width joiner takes in the next one, since tmux draws both in one cell.
func nextCluster(s string) (size, cells int) {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return 1, 1
	}
	r, size := utf8.DecodeRuneInString(s)
	if cells = plainCells(r); cells > 0 && startsPlain(s[size:]) {
		return size, cells
	}
	if s[0] == '\n' {
		return 1, 1
	}
	cluster, cells := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	size = len(cluster)
	for size < len(s) && s[size] != '\n' && strings.HasSuffix(s[:size], string(zwj)) {
		next, nextCells := ansi.FirstGraphemeCluster(s[size:], ansi.GraphemeWidth)
		size += len(next)
		cells += nextCells
	}
	return size, max(cells, sumCells(s[:size]))
}

// startsPlain reports whether what stands before s cannot be in a cluster with the start of s, provided that it is plain
// itself.
func startsPlain(s string) bool {
	if s == "" || s[0] < utf8.RuneSelf {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return plainCells(r) > 0
}

// extends reports whether r attaches to whatever stands before it: a mark, a joiner, a tag, a skin tone, or one of the few
// letters that do (Unicode's Grapheme_Cluster_Break Extend and SpacingMark).
func extends(r rune) bool {
	if plainCells(r) > 0 || r < 0x300 {
		return false
	}
	switch {
	case r == zwnj, r == zwj, isTag(r), 0x1F3FB <= r && r <= 0x1F3FF:
		return true
	case r == '\u0E33', r == '\u0EB3', r == '\uFF9E', r == '\uFF9F':
		return true
	}
	return unicode.Is(unicode.M, r)
}

// attracts reports whether what stands after r attaches to it (Unicode's Grapheme_Cluster_Break Prepend).
func attracts(r rune) bool {
	switch {
	case r < 0x600, plainCells(r) > 0:
		return false
	case isPrefix(r), r == 0x0D4E, r == 0x111C2, r == 0x111C3, r == 0x1193F, r == 0x11941, 0x11A84 <= r && r <= 0x11A89, r == 0x11D46, r == 0x11F02:
		return true
	}
	return false
}

func startsWithExtender(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && extends(r)
}

// First splits a text behind its first grapheme cluster. Of the empty Text both parts are empty.
func First(t Text) (cluster, rest Text) {
	if t.s == "" {
		return Text{}, Text{}
	}
	size, _ := nextCluster(t.s)
	return Text{t.s[:size]}, Text{t.s[size:]}
}

// FirstWhile splits a text behind its first grapheme clusters, as many as belong there. It is told between which bytes each stands.
func FirstWhile(t Text, belongs func(from, to int) bool) (clusters, rest Text) {
	end := 0
	for end < len(t.s) {
		size, _ := nextCluster(t.s[end:])
		if !belongs(end, end+size) {
			break
		}
		end += size
	}
	return Text{t.s[:end]}, Text{t.s[end:]}
}
