package safetext

import (
	"strings"
	"unicode/utf8"
)

// Style says how a span of a message is meant to look. Styles combine.
type Style uint8

// The styles of WhatsApp's markup, and what is recognised in running text.
const (
	Bold Style = 1 << iota
	Italic
	Strike
	Code
	Mention
	URL
)

// Span is a part of a line in one style.
type Span struct {
	Text  Text
	Style Style
}

// LineKind says what a line of a message is.
type LineKind uint8

// The kinds of lines.
const (
	Paragraph LineKind = iota
	Quote              // "> text"
	Item               // "- text" or "* text"
	Numbered           // "1. text"
	Block              // inside ``` that stand on different lines
)

// Line is one line of a message, as it was typed, without its markers.
type Line struct {
	Kind   LineKind
	Marker Text // "•" for an Item, "1." for a Numbered line, else empty
	Spans  []Span
}

const fence = "```"

// Markup reads a message by WhatsApp's rules: *bold*, _italic_, ~strike~, `code` and ```code```, quotes and lists.
//
// A marker counts at the edge of a word only, with no space on its inner side, and within one line. Different markers nest;
// those without a partner stay as they were typed, and so does everything inside code. mention names the digits of an
// "@919537851844"; one that it does not know stays as typed. It may be nil. An empty line has no spans, an empty Text no
// lines. It takes linear time.
func Markup(t Text, mention func(digits string) (Text, bool)) []Line {
	if t.s == "" {
		return nil
	}
	var lines []Line
	rest := t.s
	for {
		before, code, after, ok := cutBlock(rest)
		if !ok {
			return appendLines(lines, rest, mention)
		}
		if before != "" {
			lines = appendLines(lines, strings.TrimSuffix(before, "\n"), mention)
		}
		for line := range strings.SplitSeq(code, "\n") {
			lines = append(lines, blockLine(line))
		}
		if after == "" {
			return lines
		}
		rest = strings.TrimPrefix(after, "\n")
	}
}

// cutBlock finds the first pair of fences with a newline between them. The newlines next to the fences are no part of the
// code.
func cutBlock(s string) (before, code, after string, ok bool) {
	for from := 0; ; {
		start := strings.Index(s[from:], fence)
		if start < 0 {
			return "", "", "", false
		}
		start += from
		inner := start + len(fence)
		if !standsAlone(s, start, inner) {
			from = inner
			continue
		}
		end := closingFence(s, inner)
		if end < 0 {
			return "", "", "", false
		}
		if strings.Contains(s[inner:end], "\n") {
			code = strings.TrimSuffix(strings.TrimPrefix(s[inner:end], "\n"), "\n")
			return s[:start], code, s[end+len(fence):], true
		}
		from = end + len(fence)
	}
}

// closingFence returns where the fence stands that closes the one before inner, with something between them, or -1.
func closingFence(s string, inner int) int {
	for from := inner + 1; from < len(s); {
		end := strings.Index(s[from:], fence)
		if end < 0 {
			break
		}
		if end += from; standsAlone(s, end, end+len(fence)) {
			return end
		}
		from = end + len(fence)
	}
	return -1
}

// standsAlone reports whether the ASCII text s[start:end] is in no grapheme cluster with what stands beside it.
func standsAlone(s string, start, end int) bool {
	prev, _ := utf8.DecodeLastRuneInString(s[:start])
	return !startsWithExtender(s[end:]) && !attracts(prev)
}

func appendLines(lines []Line, s string, mention func(string) (Text, bool)) []Line {
	for line := range strings.SplitSeq(s, "\n") {
		lines = append(lines, textLine(line, mention))
	}
	return lines
}

func blockLine(s string) Line {
	if s == "" {
		return Line{Kind: Block}
	}
	return Line{Kind: Block, Spans: []Span{{Text{s}, Code}}}
}

func textLine(s string, mention func(string) (Text, bool)) Line {
	line, rest := lineKind(s)
	line.Spans = inline(rest, mention)
	return line
}

// lineKind splits what makes a line a quote or a list item from its text.
func lineKind(s string) (line Line, rest string) {
	marker, rest, ok := strings.Cut(s, " ")
	if !ok || strings.TrimSpace(rest) == "" || startsWithExtender(rest) {
		return Line{}, s
	}
	switch marker {
	case ">":
		return Line{Kind: Quote}, rest
	case "-", "*":
		return Line{Kind: Item, Marker: Own("•")}, rest
	}
	if number, found := strings.CutSuffix(marker, "."); found && 1 <= len(number) && len(number) <= 3 && countDigits(number) == len(number) {
		return Line{Kind: Numbered, Marker: Text{marker}}, rest
	}
	return Line{}, s
}

// countDigits returns how many digits s starts with.
func countDigits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
