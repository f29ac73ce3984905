package inbox

import (
	"strings"
	"unicode/utf8"

	"chatlens/internal/safetext"
)

// Part is a part of a text in which words are marked.
type Part struct {
	Text safetext.Text
	Hit  bool // a word occurs here
}

// Marks splits a text into the parts in which words occur, folded as [Query.Words] has them, and those in which none does.
// The parts make up the text again. A grapheme cluster of which a word is a part is marked whole. A word that is a number
// is found whatever stands between its digits. An empty text has no parts.
//
// It takes longer than looking for the words does: it is for what stands on the screen.
func Marks(text safetext.Text, words []string) []Part {
	if text.IsZero() {
		return nil
	}
	hits := hitsOf(text.String(), words)
	if hits == nil {
		return []Part{{Text: text}}
	}
	var parts []Part
	var clusters []safetext.Text
	hit := false
	end := func() {
		if len(clusters) > 0 {
			parts = append(parts, Part{safetext.Join("", clusters...), hit})
			clusters = clusters[:0]
		}
	}
	for at := 0; !text.IsZero(); {
		var cluster safetext.Text
		cluster, text = safetext.First(text)
		size := len(cluster.String())
		if marked := anyOf(hits[at : at+size]); marked != hit {
			end()
			hit = marked
		}
		clusters = append(clusters, cluster)
		at += size
	}
	end()
	return parts
}

func anyOf(hits []bool) bool {
	for _, h := range hits {
		if h {
			return true
		}
	}
	return false
}

// hitsOf tells for each byte of s whether a word stands there; nil: none does anywhere.
func hitsOf(s string, words []string) []bool {
	folded := safetext.Fold(s)
	var at []int // where a byte of folded comes from, and the end of s
	var hits []bool
	mark := func(from, to int) {
		if hits == nil {
			hits = make([]bool, len(s))
		}
		for i := from; i < to; i++ {
			hits[i] = true
		}
	}
	for _, folding := range words {
		w := newWord(folding)
		for from := 0; w.folded != ""; {
			i := strings.Index(folded[from:], w.folded)
			if i < 0 {
				break
			}
			if at == nil {
				at = origins(s, folded)
			}
			from += i
			mark(at[from], at[from+len(w.folded)])
			_, size := utf8.DecodeRuneInString(folded[from:])
			from += size
		}
		if w.digits != "" {
			markNumbers(s, w.digits, mark)
		}
	}
	return hits
}

// origins tells for each byte of a folded text, and for its end, where the character comes from. Folding keeps the number
// of characters, not their bytes.
func origins(s, folded string) []int {
	at := make([]int, 0, len(folded)+1)
	from := 0
	for _, r := range folded {
		for range utf8.RuneLen(r) {
			at = append(at, from)
		}
		_, size := utf8.DecodeRuneInString(s[from:])
		from += size
	}
	return append(at, len(s))
}

// markNumbers marks digits in the numbers of s, with what stands between them.
func markNumbers(s, digits string, mark func(from, to int)) {
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
			mark(base+start+at[from], base+start+at[from+len(digits)-1]+1)
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
