package safetext

import "sort"

// plainRange is a run of characters that terminals agree on: each is a cluster of its own and takes the same number of
// cells everywhere.
type plainRange struct {
	first, last rune
	cells       int
}

// plainRanges are sorted. No character in them joins with a neighbour that is also in them.
var plainRanges = [...]plainRange{
	{0x0020, 0x007E, 1},
	{0x00A1, 0x00AC, 1}, // Latin, without the soft hyphen
	{0x00AE, 0x02AF, 1},
	{0x0370, 0x0373, 1}, // Greek letters
	{0x0376, 0x0377, 1},
	{0x037B, 0x037D, 1},
	{0x037F, 0x037F, 1},
	{0x0386, 0x0386, 1},
	{0x0388, 0x038A, 1},
	{0x038C, 0x038C, 1},
	{0x038E, 0x03A1, 1},
	{0x03A3, 0x03F5, 1},
	{0x03F7, 0x0481, 1}, // and Cyrillic letters
	{0x048A, 0x052F, 1},
	{0x0531, 0x0556, 1}, // Armenian letters
	{0x0561, 0x0587, 1},
	{0x05D0, 0x05EA, 1}, // Hebrew letters
	{0x0620, 0x064A, 1}, // Arabic letters
	{0x066E, 0x066F, 1},
	{0x0671, 0x06D3, 1},
	{0x06D5, 0x06D5, 1},
	{0x06EE, 0x06EF, 1},
	{0x06FA, 0x06FC, 1},
	{0x06FF, 0x06FF, 1},
	{0x0750, 0x077F, 1},
	{0x1E00, 0x1EFF, 1}, // Latin with the marks of Vietnamese
	{0x2010, 0x2027, 1}, // dashes, quotes, bullet, ellipsis
	{0x2190, 0x2193, 1}, // arrows
	{0x2500, 0x259F, 1}, // box drawing and blocks
	{0x2713, 0x2713, 1}, // check mark
	{0x3005, 0x3007, 2}, // Han iteration mark, closing mark and zero
	{0x3041, 0x3096, 2}, // kana
	{0x309D, 0x309F, 2},
	{0x30A1, 0x30FA, 2},
	{0x30FC, 0x30FF, 2},
	{0x3131, 0x3163, 2}, // Hangul letters, without the filler
	{0x3165, 0x318E, 2},
	{0x3400, 0x4DBF, 2}, // Han
	{0x4E00, 0x9FFF, 2},
	{0xAC00, 0xD7A3, 2}, // Hangul syllables
}

// plainCells returns the cells of a character that terminals agree on, 1 or 2, and 0 for every other character.
func plainCells(r rune) int {
	if r < 0x7F {
		if r >= 0x20 {
			return 1
		}
		return 0
	}
	i := sort.Search(len(plainRanges), func(i int) bool { return plainRanges[i].last >= r })
	if i < len(plainRanges) && plainRanges[i].first <= r {
		return plainRanges[i].cells
	}
	return 0
}

// Plain reports whether terminals agree on the width of everything in the text: no cluster is contested. A cluster is
// contested unless it is a single character of the scripts and symbols that were measured to take the same cells in
// tmux 3.3a and xterm.js 6.
func Plain(t Text) bool {
	for _, r := range t.s {
		if plainCells(r) == 0 && r != '\n' {
			return false
		}
	}
	return true
}
