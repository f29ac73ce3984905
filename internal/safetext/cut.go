package safetext

import "strings"

// Cut returns the text on one line of at most width cells, by the bound of [Width]. Newlines become spaces. What does not
// fit is replaced by an ellipsis, whose cell counts; clusters stay whole. Without room, width < 1, it returns the empty
// Text.
func Cut(t Text, width int) Text {
	if width < 1 {
		return Text{}
	}
	end, solid, cells := 0, 0, 0 // solid is where the last cluster ends that leaves room for the ellipsis, and is no blank
	for end < len(t.s) {
		size, w := nextCluster(t.s[end:])
		if cells+w > width {
			return Text{unbroken(t.s[:solid]) + ellipsis}
		}
		blank := size == 1 && (t.s[end] == ' ' || t.s[end] == '\n')
		end += size
		if cells += w; cells < width && !blank {
			solid = end
		}
	}
	return Text{unbroken(t.s)}
}

// unbroken returns s with a space for each newline.
func unbroken(s string) string { return strings.ReplaceAll(s, "\n", " ") }
