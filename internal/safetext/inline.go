package safetext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanner goes twice over the text of a line: mark finds the markers that count and what is an atom, in which no marker
// counts; spans cuts the text at them.
type scanner struct {
	s       string
	mention func(digits string) (Text, bool)
	pieces  []piece
	open    []int // the opening markers that wait for their partner, as places in pieces
	// noCode: no single backtick further on closes code; noFence: nor does a fence
	noCode, noFence bool
}

// piece is a part of a line that is not plain text: a marker or an atom.
type piece struct {
	start, end int
	style      Style // of the atom, or the one that the marker turns on or off
	text       Text  // what an atom shows
	marker     bool
	matched    bool // a marker with a partner
}

// inline reads the markup of one line.
func inline(s string, mention func(string) (Text, bool)) []Span {
	if s == "" {
		return nil
	}
	if !strings.ContainsAny(s, "*_~`@:.") {
		return []Span{{Text: Text{s}}}
	}
	sc := scanner{s: s, mention: mention}
	sc.mark()
	return sc.spans()
}

func (sc *scanner) mark() {
	for i := 0; i < len(sc.s); {
		end := i
		switch sc.s[i] {
		case '`':
			end = sc.code(i)
		case '*', '_', '~':
			sc.marker(i)
		case 'h', 'H', 'w', 'W':
			end = sc.url(i)
		case '@':
			end = sc.mentioned(i)
		}
		i = max(end, i+1)
	}
}

// spans cuts the line at its pieces.
func (sc *scanner) spans() []Span {
	var spans []Span
	add := func(text string, style Style) {
		if text != "" {
			spans = append(spans, Span{Text{text}, style})
		}
	}
	var style Style
	from := 0
	for _, p := range sc.pieces {
		if p.marker && !p.matched {
			continue
		}
		add(sc.s[from:p.start], style)
		if p.marker {
			style ^= p.style
		} else {
			add(p.text.s, style|p.style)
		}
		from = p.end
	}
	add(sc.s[from:], style)
	return spans
}

func (sc *scanner) atom(start, end int, text Text, style Style) {
	sc.pieces = append(sc.pieces, piece{start: start, end: end, text: text, style: style})
}

// marker notes the marker at i, and matches it where it closes one that is open.
func (sc *scanner) marker(i int) {
	style := markerStyle(sc.s[i])
	for n, at := range sc.open {
		if sc.pieces[at].style != style {
			continue
		}
		if i > sc.pieces[at].end && sc.closes(i) {
			sc.pieces[at].matched = true
			sc.open = sc.open[:n]
			sc.pieces = append(sc.pieces, piece{start: i, end: i + 1, style: style, marker: true, matched: true})
		}
		return
	}
	if sc.opens(i) {
		sc.open = append(sc.open, len(sc.pieces))
		sc.pieces = append(sc.pieces, piece{start: i, end: i + 1, style: style, marker: true})
	}
}

func markerStyle(marker byte) Style {
	switch marker {
	case '*':
		return Bold
	case '_':
		return Italic
	default:
		return Strike
	}
}

// opens reports whether the marker at i can open: it starts a word, and what follows is neither a space nor the same
// marker.
func (sc *scanner) opens(i int) bool {
	next, _ := utf8.DecodeRuneInString(sc.s[i+1:])
	return i+1 < len(sc.s) && !unicode.IsSpace(next) && next != rune(sc.s[i]) && sc.edgeBefore(i) && standsAlone(sc.s, i, i+1)
}

// closes reports whether the marker at i can close: it ends a word, and no space stands before it.
func (sc *scanner) closes(i int) bool {
	prev, _ := utf8.DecodeLastRuneInString(sc.s[:i])
	return i > 0 && !unicode.IsSpace(prev) && sc.edgeAfter(i+1) && standsAlone(sc.s, i, i+1)
}

// edgeBefore reports whether a word can start at i.
func (sc *scanner) edgeBefore(i int) bool {
	prev, _ := utf8.DecodeLastRuneInString(sc.s[:i])
	return i == 0 || !isWord(prev)
}

// edgeAfter reports whether a word can end before i.
func (sc *scanner) edgeAfter(i int) bool {
	next, _ := utf8.DecodeRuneInString(sc.s[i:])
	return i == len(sc.s) || !isWord(next) && !extends(next)
}

// isWord reports whether r is inside a word. Format characters count, since they belong to the character beside them.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M, unicode.Cf)
}

// code reads the code that starts at i, and returns its end, or i where none does.
func (sc *scanner) code(i int) int {
	inner := i + len(fence)
	if !sc.noFence && strings.HasPrefix(sc.s[i:], fence) && standsAlone(sc.s, i, inner) {
		if end := closingFence(sc.s, inner); end >= 0 {
			sc.atom(i, end+len(fence), Text{sc.s[inner:end]}, Code)
			return end + len(fence)
		}
		sc.noFence = true
	}
	if sc.noCode || !sc.opens(i) {
		return i
	}
	for end := i + 2; end < len(sc.s); end++ {
		if sc.s[end] == '`' && sc.closes(end) {
			sc.atom(i, end+1, Text{sc.s[i+1 : end]}, Code)
			return end + 1
		}
	}
	sc.noCode = true
	return i
}

// mentioned reads the mention that starts at i, and returns its end, or i where none does.
func (sc *scanner) mentioned(i int) int {
	digits := countDigits(sc.s[i+1:])
	end := i + 1 + digits
	if sc.mention == nil || digits < 7 || digits > 15 || !sc.edgeBefore(i) || !sc.edgeAfter(end) {
		return i
	}
	name, ok := sc.mention(sc.s[i+1 : end])
	if name = name.Line(); !ok || name.Blank() {
		return i
	}
	sc.atom(i, end, Text{"@" + name.s}, Mention)
	return end
}
