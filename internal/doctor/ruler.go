package doctor

import (
	"strings"

	"chatlens/internal/safetext"
)

// rulerWidth is the column of the ruler's bars.
const rulerWidth = 30

// Ruler is a table whose right bars stand in one line where the terminal draws each script as wide as the program counts. The count is
// the widest that any terminal draws, so that a bar may stand further left.
func Ruler() []safetext.Text {
	rows := []struct{ script, sample safetext.Text }{
		{safetext.Own("Latin"), safetext.Own("naïve café")},
		{safetext.Own("Hindi"), safetext.Own("नमस्ते क्षत्रिय")},
		{safetext.Own("Tamil"), safetext.Own("வணக்கம் நன்றி")},
		{safetext.Own("Telugu"), safetext.Own("నమస్కారం")},
		{safetext.Own("Bengali"), safetext.Own("ধন্যবাদ")},
		{safetext.Own("Arabic"), safetext.Own("شكرا جزيلا")},
		{safetext.Own("Hebrew"), safetext.Own("תודה רבה")},
		{safetext.Own("Thai"), safetext.Own("ขอบคุณ น้ำ")},
		{safetext.Own("Chinese"), safetext.Own("谢谢你 漢字")},
		{safetext.Own("Korean"), safetext.Own("감사합니다")},
		{safetext.Own("emoji"), safetext.Own("😀 👍🏽 🇮🇳 ❤️ 1️⃣")},
		{safetext.Own("joined"), safetext.Own("👨‍👩‍👧‍👦 🏳️‍🌈")},
		{safetext.Own("borders"), safetext.Own("┌─┐ │▌ ✓✓ ● …")},
	}
	lines := make([]safetext.Text, 0, len(rows))
	for _, r := range rows {
		gap := strings.Repeat(" ", 9-safetext.Width(r.script))
		fill := strings.Repeat(" ", max(rulerWidth-9-safetext.Width(r.sample), 0))
		lines = append(lines, safetext.Clean(r.script.String()+gap+r.sample.String()+fill+"|"))
	}
	return lines
}

// RulerWords say how the ruler is read.
func RulerWords() safetext.Text {
	return safetext.Own("The bars on the right stand in one line where the terminal draws a script as wide as chatlens counts. One further left is harmless: gaps. " +
		"Where one stands further right, please report it with the terminal's name. The panes' borders stand either way.")
}
