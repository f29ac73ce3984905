package safetext

import "strings"

// Cut returns the text on one line of at most width cells, by the bound of [Width]. Newlines become spaces. What does not
// fit is replaced by an ellipsis, whose cell counts; clusters stay whole. Without room, width < 1, it returns the empty
// Text.
func Cut(t Text, width int) Text {
	if width < 1 {
		return Text{}
	}
	end, beside, cells := 0, 0, 0
	for end < len(t.s) {
		size, w := nextCluster(t.s[end:])
		if cells+w > width {
			return Text{unbroken(strings.TrimRight(t.s[:beside], " \n")) + ellipsis}
		}
		end += size
		if cells += w; cells < width {
			beside = end
		}
	}
	return Text{unbroken(t.s)}
}

// unbroken returns s with a space for each newline.
func unbroken(s string) string { return strings.ReplaceAll(s, "\n", " ") }
