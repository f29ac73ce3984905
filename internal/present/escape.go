package present

import (
	"strings"
	"unicode"

	"chatlens/internal/safetext"
)

// escape makes a text on one line literal in Markdown (CommonMark and GitHub's tables), wherever in a line it stands.
// A word that a tracker turns into a link, a mention or a reference by itself, which no backslash prevents, stands as code.
func escape(t safetext.Text, table bool) string {
	var b strings.Builder
	first := true
	for i, word := range strings.Split(t.String(), " ") {
		if i > 0 {
			b.WriteByte(' ')
		}
		if !linked(word) {
			escapeWord(&b, word, first)
		} else {
			const opening, closing = `("'`, `)"'.,:;!?`
			inner := strings.TrimLeft(word, opening)
			b.WriteString(word[:len(word)-len(inner)])
			code := strings.TrimRight(inner, closing)
			if !linked(code) {
				code = inner
			}
			b.WriteString(codeSpan(code, table))
			escapeWord(&b, inner[len(code):], false)
		}
		first = first && word == ""
	}
	return b.String()
}

// escapeWord puts a backslash before every character that means something inside a line, and in the first word before those
// that mean something at a line's beginning.
func escapeWord(b *strings.Builder, word string, first bool) {
	digits := true
	for i, r := range word {
		switch r {
		case '\\', '`', '*', '_', '~', '[', ']', '<', '>', '&', '|', '#', '!', '$', '^', '{', '}':
			b.WriteByte('\\')
		case '-', '+', '=':
			if first && i == 0 {
				b.WriteByte('\\')
			}
		case '.', ')':
			if first && digits && i > 0 {
				b.WriteByte('\\')
			}
		}
		digits = digits && r >= '0' && r <= '9'
		b.WriteRune(r)
	}
}

// linked reports whether a tracker could turn a word into something by itself: an address, a domain, a mention, a
// reference to an issue, an emoji's name.
func linked(word string) bool {
	if strings.ContainsRune(word, '@') || strings.Contains(word, "://") || strings.Contains(strings.ToLower(word), "www.") {
		return true
	}
	runes := []rune(word)
	for i, r := range runes {
		switch r {
		case ':':
			if i+1 < len(runes) && !unicode.IsDigit(runes[i+1]) && strings.ContainsRune(string(runes[i+1:]), ':') {
				return true
			}
		case '#':
			if i+1 < len(runes) && unicode.IsDigit(runes[i+1]) {
				return true
			}
		case '.':
			if i > 0 && i+2 < len(runes) && isWord(runes[i-1]) && unicode.IsLetter(runes[i+1]) && isWord(runes[i+2]) {
				return true
			}
		}
	}
	return false
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// codeSpan makes a text literal between runs of backticks, one longer than any within. In a table a bar ends a cell even
// there, so it stands escaped between two spans.
func codeSpan(s string, table bool) string {
	if table && strings.Contains(s, "|") {
		parts := strings.Split(s, "|")
		for i, part := range parts {
			if part != "" {
				parts[i] = codeSpan(part, false)
			}
		}
		return strings.Join(parts, `\|`)
	}
	longest, run := 0, 0
	for _, r := range s {
		if r == '`' {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	fence := strings.Repeat("`", longest+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || (strings.HasPrefix(s, " ") && strings.HasSuffix(s, " ")) {
		s = " " + s + " "
	}
	return fence + s + fence
}
