package safetext

import "strings"

// Cut returns the text on one line of at most width cells, by the bound of [Width]. Newlines become spaces. What does not
// fit is replaced by an ellipsis, whose cell counts; clusters stay whole. Without room, width < 1, it returns the empty
// Text.
func Cut(t Text, width int) Text {
	head, cut := Head(t, width)
	if !cut {
		return head
	}
	return Text{head.s + Ellipsis}
}

// Head returns what [Cut] keeps of a text, and whether the ellipsis stands for the rest.
func Head(t Text, width int) (head Text, cut bool) {
	if width < 1 {
		return Text{}, false
	}
	end, solid, cells := 0, 0, 0 // solid is where the last cluster ends that leaves room for the ellipsis, and is no blank
	for end < len(t.s) {
		size, w := nextCluster(t.s[end:])
		if cells+w > width {
			return Text{unbroken(t.s[:solid])}, true
		}
		blank := size == 1 && (t.s[end] == ' ' || t.s[end] == '\n')
		end += size
		if cells += w; cells < width && !blank {
			solid = end
		}
	}
	return Text{unbroken(t.s)}, false
}

// unbroken returns s with a space for each newline.
func unbroken(s string) string { return strings.ReplaceAll(s, "\n", " ") }
