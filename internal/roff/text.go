package roff

import (
	"fmt"
	"strings"
	"unicode"
)

// Text is a line of a page with its fonts, written so that troff takes no character of it for its own.
type Text string

// Plain is text as it is.
func Plain(s string) Text { return Text(escaped(s)) }

// Bold is text that is meant to be typed.
func Bold(s string) Text { return Text(`\fB` + escaped(s) + `\fR`) }

// Italic is a word that stands for another.
func Italic(s string) Text { return Text(`\fI` + escaped(s) + `\fR`) }

// Marked is text in which what stands between backquotes is bold.
func Marked(s string) Text {
	var out Text
	for i, part := range strings.Split(s, "`") {
		switch {
		case part == "":
		case i%2 == 1:
			out += Bold(part)
		default:
			out += Plain(part)
		}
	}
	return out
}

// escaped writes the characters by name that troff would change or obey, and those outside of ASCII. Control characters are left out. A dash is one that can be copied
// and typed.
func escaped(s string) string {
	var out strings.Builder
	for _, r := range s {
		switch r {
		case '\\':
			out.WriteString(`\(rs`)
		case '-':
			out.WriteString(`\-`)
		case '\'':
			out.WriteString(`\(aq`)
		case '`':
			out.WriteString(`\(ga`)
		case '^':
			out.WriteString(`\(ha`)
		case '~':
			out.WriteString(`\(ti`)
		case '…':
			out.WriteString(`...`) // what prints in ASCII has no such sign
		case '\n', '\t':
			out.WriteByte(' ')
		default:
			switch {
			case r > '~' && unicode.IsPrint(r):
				fmt.Fprintf(&out, `\[u%04X]`, r)
			case r >= ' ' && r <= '~':
				out.WriteRune(r)
			}
		}
	}
	return out.String()
}

// quoted is an argument of a request.
func quoted(s string) string { return `"` + strings.ReplaceAll(escaped(s), `"`, `\(dq`) + `"` }
