package safetext

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// Width returns the most cells that the text takes in any terminal that was measured. Terminals disagree about Indic,
// Thai and emoji clusters, so this is an upper bound, never below the widths of x/ansi. A newline counts as one space.
func Width(t Text) int {
	cells := 0
	for i := 0; i < len(t.s); {
		if t.s[i] < utf8.RuneSelf && (i+1 == len(t.s) || t.s[i+1] < utf8.RuneSelf) {
			cells++
			i++
			continue
		}
		size, w := nextCluster(t.s[i:])
		cells += w
		i += size
	}
	return cells
}

// sumCells adds up the cells of the characters of one cluster, as a terminal does that knows no clusters, and one more
// for each selector that asks for an emoji.
func sumCells(cluster string) int {
	cells := 0
	for _, r := range cluster {
		cells += runeCells(r)
		if r == vs16 {
			cells++
		}
	}
	return cells
}

// runeCells returns the most cells that a character takes by itself or after another one.
func runeCells(r rune) int {
	if cells := plainCells(r); cells > 0 {
		return cells
	}
	switch {
	case 0x1F1E6 <= r && r <= 0x1F1FF:
		return 1
	case isEmojiBlock(r), 0x3248 <= r && r <= 0x324F:
		return 2
	case 0xE0000 <= r && r <= 0xE0FFF:
		return 0
	case unicode.In(r, unicode.M, unicode.Cf):
		if unicode.Is(zeroWidth, r) {
			return 0
		}
		return 1
	}
	return displaywidth.Rune(r) // ambiguous ones are narrow
}
