package ui

// columnGap is the room between two columns of a pane, in cells.
const columnGap = 2

// fitColumns gives each column of a row its cells: the natural widths if they fit in width, else the last columns shrink first
// to what is useful of them, and where that is not enough the last ones are left out (0); what that frees goes back to the
// first ones. A column that is empty takes nothing.
func fitColumns(natural, useful []int, width int) []int {
	fit := append([]int(nil), natural...)
	total := func() int {
		sum, used := 0, 0
		for _, w := range fit {
			if w > 0 {
				sum += w
				used++
			}
		}
		return sum + max(used-1, 0)*columnGap
	}
	for i := len(fit) - 1; i >= 0; i-- {
		least := fit[i]
		if i < len(useful) {
			least = min(least, max(useful[i], 1))
		}
		fit[i] -= min(max(total()-width, 0), fit[i]-least)
	}
	for i := len(fit) - 1; i > 0 && total() > width; i-- {
		fit[i] = 0
	}
	for i := range fit {
		if fit[i] > 0 {
			fit[i] += min(max(width-total(), 0), natural[i]-fit[i])
		}
	}
	if len(fit) > 0 {
		fit[0] = min(fit[0], max(width, 0))
	}
	return fit
}
