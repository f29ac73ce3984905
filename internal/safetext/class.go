package safetext

import "unicode"

const (
	zwnj            = '\u200C'
	zwj             = '\u200D'
	mongolianVS     = '\u180E'
	vs15            = '\uFE0E'
	vs16            = '\uFE0F'
	blackFlag       = '\U0001F3F4'
	cancelTag       = '\U000E007F'
	dottedCircle    = '◌'
	replacementChar = '\uFFFD'
)

// class says what cleaning does with a character.
type class uint8

const (
	classKeep class = iota
	classMark       // kept, up to a number of them on each base
	classJoiner
	classSelector
	classReplace // becomes U+FFFD
	classDrop
	classSpace
	classNewline
)

// classOf gives the class of a character outside ASCII.
func classOf(r rune) class {
	switch {
	case plainCells(r) > 0:
		return classKeep
	case r < 0xA0:
		return classReplace
	case isJoiner(r):
		return classJoiner
	case r == vs15, r == vs16:
		return classSelector
	case 0xFE00 <= r && r <= 0xFE0F, 0xE0000 <= r && r <= 0xE0FFF:
		return classDrop
	case r == '\u2028', r == '\u2029':
		return classNewline
	case r == '\u202D', r == '\u202E':
		return classReplace
	case isFiller(r):
		return classSpace
	case isEmojiBlock(r), unicode.IsLetter(r):
		return classKeep
	case unicode.Is(unicode.M, r):
		return classMark
	case unicode.Is(unicode.Cf, r):
		if isPrefix(r) {
			return classKeep
		}
		return classDrop
	case unicode.IsGraphic(r):
		return classKeep
	}
	return classReplace
}

// isEmojiBlock reports whether r is in the blocks where Unicode keeps adding emoji. Go's tables are those of Unicode
// 15.0, in which emoji of later versions look unassigned.
func isEmojiBlock(r rune) bool { return 0x1F000 <= r && r <= 0x1FAFF }

// isFiller reports whether r is a letter or symbol that is drawn as nothing: the Hangul fillers and the empty Braille
// pattern.
func isFiller(r rune) bool {
	switch r {
	case '\u115F', '\u1160', '\u3164', '\uFFA0', '\u2800', '\U0001D159', '\U00016FE4':
		return true
	}
	return false
}

// isPrefix reports whether r is one of the few format characters that have a glyph: number signs and the like of the
// Arabic, Syriac and Kaithi scripts (Unicode's Prepended_Concatenation_Mark).
func isPrefix(r rune) bool {
	switch {
	case 0x0600 <= r && r <= 0x0605, r == 0x06DD, r == 0x070F, r == 0x0890, r == 0x0891, r == 0x08E2, r == 0x110BD, r == 0x110CD:
		return true
	}
	return false
}

// isInvisible reports whether r is drawn as nothing.
func isInvisible(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == 0x034F, r == 0x17B4, r == 0x17B5, 0x180B <= r && r <= 0x180F, 0xFE00 <= r && r <= 0xFE0F, 0xE0000 <= r && r <= 0xE0FFF:
		return true
	case isFiller(r):
		return true
	}
	return unicode.Is(unicode.Cf, r) && !isPrefix(r)
}

// isJoiner reports whether r is an invisible character that changes how its two neighbours are drawn: the joiners, the
// Mongolian vowel separator, and the controls of hieroglyphs and shorthand.
func isJoiner(r rune) bool {
	return r == zwnj || r == zwj || r == mongolianVS || 0x13430 <= r && r <= 0x1343F || 0x1BCA0 <= r && r <= 0x1BCA3
}

// isTag reports whether r is an invisible tag character; a flag of a region is spelt with them.
func isTag(r rune) bool { return 0xE0020 <= r && r <= 0xE007F }

// takesSelector reports whether a variation selector 15 or 16 after r chooses between text and emoji presentation
// (Unicode's emoji-variation-sequences.txt; the blocks are given whole).
func takesSelector(r rune) bool {
	return '0' <= r && r <= '9' || r == '#' || r == '*' || isPictograph(r)
}

// isPictograph reports whether r can be a base of an emoji.
func isPictograph(r rune) bool {
	switch {
	case isEmojiBlock(r), 0x2600 <= r && r <= 0x27BF, 0x2300 <= r && r <= 0x23FF, 0x2190 <= r && r <= 0x21FF, 0x25A0 <= r && r <= 0x25FF, 0x2B00 <= r && r <= 0x2BFF:
		return true
	}
	switch r {
	case 0xA9, 0xAE, 0x203C, 0x2049, 0x2122, 0x2139, 0x24C2, 0x2934, 0x2935, 0x3030, 0x303D, 0x3297, 0x3299:
		return true
	}
	return false
}

// isJoinable reports whether a joiner may stand beside r: it is a letter, a mark or an emoji.
func isJoinable(r rune) bool {
	return unicode.IsLetter(r) || isPictograph(r) || unicode.Is(unicode.M, r)
}
