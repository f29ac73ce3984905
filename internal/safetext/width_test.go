package safetext

import (
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/mattn/go-runewidth"
)

// wcwidth is a second judge of single characters, with ambiguous ones narrow, whatever the locale.
var wcwidth = &runewidth.Condition{StrictEmojiNeutral: true}

func TestWidthIsNeverBelowWhatTerminalsTake(t *testing.T) {
	// The most columns that tmux 3.3a and xterm.js 6 took for each of these.
	for s, columns := range map[string]int{
		"😀": 2, "नमस्ते": 4, "क्षत्रिय": 6, "ধন্যবাদ": 6, "నమస్కారం": 6, "നന്ദി": 4, "น้ำ": 2, "👍🏽": 4, "👨‍👩‍👧‍👦": 8,
		"❤️": 2, "⚠️": 2, "✔️": 2, "🏳️‍🌈": 3, "🫩": 2, "日本語": 6, "한국어": 6, "🇮🇳": 2, "مرحبا": 5, "שלום": 4, "│─┌": 3,
		"ស្រីះ0": 4, "a": 1, "": 0,
	} {
		text := Clean(s)
		if got := Width(text); got < columns || got < ansi.StringWidth(s) {
			t.Errorf("Width(%q) = %d, the terminals take %d, x/ansi says %d", s, got, columns, ansi.StringWidth(s))
		}
	}
}

func TestWidthByRule(t *testing.T) {
	for s, want := range map[string]int{
		"abc":       3,
		"a\nb":      3,
		"é":         1,
		"e\u0301":   1,
		"日本":        4,
		"😀":         2,
		"👍🏽":        4,
		"🇮🇳":        2,
		"❤️":        2,
		"1️⃣":       2,
		"㉈":         2,
		"👩‍👩":       4,
		"क्\u200Dष": 2,
		"कि":        2, // a spacing mark is one more
		"e\u1AB0":   2, // a newer mark takes a column in xterm.js
		"🏴󠁧󠁢󠁥󠁮󠁧󠁿":   2,
		"🏳️":        3,
		"🏳️‍🌈":      5,
		"…":         1,
		"a b":       3,
	} {
		if got := Width(Clean(s)); got != want {
			t.Errorf("Width(%+q) = %d, want %d", s, got, want)
		}
	}
}

func TestWidthOfEveryCharacterIsABound(t *testing.T) {
	for r := rune(' '); r <= unicode.MaxRune; r++ {
		if r == 0x7F || classOf(max(r, 0xA0)) == classReplace {
			continue
		}
		s := "x" + string(r)
		if got, least := Width(Text{s}), ansi.StringWidth(s); got < least {
			t.Errorf("%U takes %d, x/ansi says %d", r, got-1, least-1)
		}
	}
}

func TestPlainCharactersAreClustersOfTheirOwn(t *testing.T) {
	for r := rune(' '); r <= 0xFFFF; r++ {
		cells := plainCells(r)
		if cells == 0 {
			continue
		}
		if got := max(ansi.StringWidth(string(r)), wcwidth.RuneWidth(r)); got != cells {
			t.Errorf("%U is listed with %d cells and takes %d", r, cells, got)
		}
		if unicode.In(r, unicode.M, unicode.C) || joins('x', r) || joins(r, 'x') || joins(r, r) || joins('각', r) || joins(r, '각') {
			t.Errorf("%U joins with others", r)
		}
	}
}

// joins reports whether a and b, side by side, are one grapheme cluster.
func joins(a, b rune) bool {
	cluster, _ := ansi.FirstGraphemeCluster(string([]rune{a, b}), ansi.GraphemeWidth)
	return len(cluster) > len(string(a))
}

func TestExtendersAreThoseOfTheGraphemeClusters(t *testing.T) {
	for r := rune(' '); r <= unicode.MaxRune; r++ {
		if !unicode.In(r, unicode.GraphicRanges...) && !unicode.Is(unicode.Cf, r) {
			continue // never in a cleaned text
		}
		if joins('x', r) && !extends(r) {
			t.Errorf("%U attaches to what stands before it", r)
		}
		if joins(r, 'x') != attracts(r) {
			t.Errorf("%U attracts what stands after it: %v", r, !attracts(r))
		}
	}
}

func TestSpacingMarksTakeACell(t *testing.T) {
	for r := rune(0x300); r <= unicode.MaxRune; r++ {
		if unicode.Is(unicode.Mc, r) && runeCells(r) < 1 {
			t.Errorf("%U takes none", r)
		}
	}
}

func TestPlain(t *testing.T) {
	for s, want := range map[string]bool{
		"Support 24/7": true, "a\nb": true, "Müller": true, "Привет": true, "日本語": true, "한국어": true, "שלום": true, "…│▌✓·•": true, "": true,
		"नमस्ते": false, "😀": false, "e\u0301": false, "สวัสดี": false, "❤️": false, "🇮🇳": false,
	} {
		if got := Plain(Clean(s)); got != want {
			t.Errorf("Plain(%q) = %v", s, got)
		}
	}
}

func TestMeasuringPlainTextDoesNotAllocate(t *testing.T) {
	for _, s := range []string{"Support", "Müller 日本語", "नमस्ते 👩🏽‍💻"} {
		text := Clean(s)
		if n := testing.AllocsPerRun(100, func() { Width(text); Plain(text); Cut(text, 40) }); n > 0 {
			t.Errorf("%q: %v allocations", s, n)
		}
	}
}
