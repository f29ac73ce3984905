package safetext

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ASCII returns the text for a terminal that shows only ASCII. Typographic characters have plain stand-ins, every other
// one is written as \u{1F600}, its code point in hexadecimal. The result can be longer than [Clean] allows.
func (t Text) ASCII() Text {
	start := strings.IndexFunc(t.s, func(r rune) bool { return r >= utf8.RuneSelf })
	if start < 0 {
		return t
	}
	var b strings.Builder
	b.Grow(2 * len(t.s))
	b.WriteString(t.s[:start])
	for _, r := range t.s[start:] {
		switch plain := standIn(r); {
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case plain != "":
			b.WriteString(plain)
		default:
			fmt.Fprintf(&b, `\u{%X}`, r)
		}
	}
	return Text{b.String()}
}

// standIn returns the ASCII form of a typographic character, and nothing for a character that has none.
func standIn(r rune) string {
	switch r {
	case '·', '–', '—', '‐', '‑', '‒', '―', '−', '─', '━', '╌', '┄', '═':
		return "-"
	case '│', '┃', '║', '▏', '▎', '▍', '▕', '┆':
		return "|"
	case '┌', '┐', '└', '┘', '├', '┤', '┬', '┴', '┼', '╭', '╮', '╯', '╰', '┏', '┓', '┗', '┛':
		return "+"
	case '…':
		return "..."
	case '•', '●', '★', '∗', '◆':
		return "*"
	case '○', '◌':
		return "o"
	case '✓', '✔', '↓', '▼', '▾':
		return "v"
	case '✗', '✘', '✕', '×':
		return "x"
	case '↑', '▲', '▴':
		return "^"
	case '→', '⇒', '➜':
		return "->"
	case '←', '⇐':
		return "<-"
	case '↔':
		return "<->"
	case '▌', '▐', '█', '›', '▶', '▸', '»':
		return ">"
	case '‹', '◀', '◂', '«':
		return "<"
	case '“', '”', '„', '″':
		return `"`
	case '‘', '’', '‚', '′':
		return "'"
	case '⚠':
		return "!"
	case '≤':
		return "<="
	case '≥':
		return ">="
	}
	if unicode.Is(unicode.Zs, r) {
		return " "
	}
	return ""
}
