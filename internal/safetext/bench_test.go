package safetext

import (
	"strings"
	"testing"
)

// names are texts of one line as they stand in lists.
var names = map[string]string{"ASCII": "Bharat Kumar (Support)", "Hindi": "भारत कुमार", "emoji": "Priya 👩🏽‍💻 ❤️", "Chinese": "王小明"}

func BenchmarkClean(b *testing.B) {
	for name, s := range names {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Clean(s)
			}
		})
	}
}

func BenchmarkWidth(b *testing.B) {
	for name, s := range names {
		b.Run(name, func(b *testing.B) {
			text := Clean(s)
			b.ReportAllocs()
			for b.Loop() {
				Width(text)
			}
		})
	}
}

func BenchmarkCleanHostileBody(b *testing.B) {
	s := strings.Repeat("a\x1b[2J\u202Eनमस्ते\u200B👩\u200D", 1500)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Clean(s)
	}
}

func BenchmarkWrap(b *testing.B) {
	for name, s := range map[string]string{
		"ASCII": strings.Repeat("The order was shipped this morning and should arrive soon. ", 20),
		"Hindi": strings.Repeat("आपका ऑर्डर आज सुबह भेज दिया गया है। ", 20),
	} {
		b.Run(name, func(b *testing.B) {
			text := Clean(s)
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				Wrap(text, 60)
			}
		})
	}
}

func BenchmarkMarkup(b *testing.B) {
	text := Clean(strings.Repeat("Your *order* of _today_: `4711`, see https://example.com/o/4711\n- two items\n", 20))
	b.ReportAllocs()
	for b.Loop() {
		Markup(text, nil)
	}
}

func BenchmarkContains(b *testing.B) {
	text, word := Clean("Bharat Kumar (Support), second line of the inbox"), Fold("zzz")
	b.ReportAllocs()
	for b.Loop() {
		text.Contains(word)
	}
}
