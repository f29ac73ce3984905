package inbox

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"chatlens/internal/safetext"
)

// Part is a part of a text in which words are marked.
type Part struct {
	Text safetext.Text
	Hit  bool // a word occurs here
}

// A Marker finds the words of a filter in what stands on the screen. It is for one goroutine at a time: what it works with is kept for the
// next text. It takes longer than looking for the words does.
type Marker struct {
	words  []word
	folded []byte
	hits   []bool
	at     []int
	parts  []Part
}

// NewMarker makes a Marker of words that are folded as [Query.Words] has them.
func NewMarker(words []string) *Marker {
	m := &Marker{}
	for _, folded := range words {
		m.words = append(m.words, newWord(folded))
	}
	return m
}

// Marks splits a text into the parts in which words occur and those in which none does. The parts make up the text again, and hold until the
// next call. A grapheme cluster of which a word is a part is marked whole. A word that is a number is found whatever stands between its
// digits. An empty text has no parts.
func (m *Marker) Marks(text safetext.Text) []Part {
	m.parts = m.parts[:0]
	if text.IsZero() {
		return nil
	}
	hits := m.hitsOf(text.String())
	if hits == nil {
		return append(m.parts, Part{Text: text})
	}
	for at := 0; !text.IsZero(); {
		var part Part
		first := true
		part.Text, text = safetext.FirstWhile(text, func(from, to int) bool {
			hit := slices.Contains(hits[at+from:at+to], true)
			if first {
				part.Hit, first = hit, false
			}
			return hit == part.Hit
		})
		at += len(part.Text.String())
		m.parts = append(m.parts, part)
	}
	return m.parts
}

// hitsOf tells for each byte of s whether a word stands there; nil: none does anywhere.
func (m *Marker) hitsOf(s string) []bool {
	m.folded = safetext.AppendFold(m.folded[:0], s)
	m.at, m.hits = m.at[:0], m.hits[:0]
	for _, w := range m.words {
		for from := 0; w.folded != ""; {
			i := bytes.Index(m.folded[from:], []byte(w.folded))
			if i < 0 {
				break
			}
			if len(m.at) == 0 {
				m.locate(s)
			}
			from += i
			m.mark(s, m.at[from], m.at[from+len(w.folded)])
			_, size := utf8.DecodeRune(m.folded[from:])
			from += size
		}
		if w.digits != "" {
			m.markNumbers(s, w.digits)
		}
	}
	if len(m.hits) == 0 {
		return nil
	}
	return m.hits
}

// mark notes that a word stands in s from a byte to before another.
func (m *Marker) mark(s string, from, to int) {
	if len(m.hits) == 0 {
		m.hits = slices.Grow(m.hits, len(s))[:len(s)]
		clear(m.hits)
	}
	for i := from; i < to; i++ {
		m.hits[i] = true
	}
}

// locate finds for each byte of the folded text, and for its end, where in s the character comes from. Folding keeps the number of characters,
// not their bytes.
func (m *Marker) locate(s string) {
	from := 0
	for folded := m.folded; len(folded) > 0; {
		_, size := utf8.DecodeRune(folded)
		for range size {
			m.at = append(m.at, from)
		}
		folded = folded[size:]
		_, size = utf8.DecodeRuneInString(s[from:])
		from += size
	}
	m.at = append(m.at, len(s))
}

// markNumbers marks digits in the numbers of s, with what stands between them.
func (m *Marker) markNumbers(s, digits string) {
	for base := 0; base < len(s); {
		start, end, _ := nextNumber(s[base:])
		if start < 0 {
			return
		}
		number, at := digitsAt(s[base+start : base+end])
		for from := 0; ; from++ {
			i := strings.Index(number[from:], digits)
			if i < 0 {
				break
			}
			from += i
			m.mark(s, base+start+at[from], base+start+at[from+len(digits)-1]+1)
		}
		base += end
	}
}

// digitsAt returns the digits of a number and where each stands.
func digitsAt(number string) (digits string, at []int) {
	var b []byte
	for i := 0; i < len(number); i++ {
		if strings.HasPrefix(number[i:], trunkZero) {
			i += len(trunkZero) - 1
		} else if isDigit(rune(number[i])) {
			b, at = append(b, number[i]), append(at, i)
		}
	}
	return string(b), at
}
