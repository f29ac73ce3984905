package ui

import (
	"slices"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// columnGap is the room between two columns of a pane, in cells.
const columnGap = 2

// fitColumns gives each column of a row its cells: the natural widths if they fit in width, else the last columns shrink first
// to what is useful of them, and where that is not enough the last ones are left out (0); what that frees goes back to the
// first ones. A column that is empty takes nothing.
func fitColumns(natural, useful []int, width int) []int {
	fit := slices.Clone(natural)
	for i := len(fit) - 1; i >= 0; i-- {
		least := fit[i]
		if i < len(useful) {
			least = min(least, max(useful[i], 1))
		}
		fit[i] -= min(max(rowWidth(fit)-width, 0), fit[i]-least)
	}
	for i := len(fit) - 1; i > 0 && rowWidth(fit) > width; i-- {
		fit[i] = 0
	}
	for i := range fit {
		if fit[i] > 0 {
			fit[i] += min(max(width-rowWidth(fit), 0), natural[i]-fit[i])
		}
	}
	if len(fit) > 0 {
		fit[0] = min(fit[0], max(width, 0))
	}
	return fit
}

// rowWidth is how many cells columns of these widths take, the gaps included.
func rowWidth(columns []int) int {
	sum, used := 0, 0
	for _, w := range columns {
		if w > 0 {
			sum += w
			used++
		}
	}
	return sum + max(used-1, 0)*columnGap
}

// leastBadged is how many cells a first cell keeps together with its badges: enough for both on most rows.
const leastBadged = 24

// fitSection gives the columns of a section their cells, and reports whether its badges stand right behind the first cell:
// columns of their own are mostly blank, and where room is short they would cost names and numbers theirs.
func fitSection(s *present.Section, width int) (columns []int, inline bool) {
	if s.Badges == 0 || rowWidth(s.Widths) <= width {
		return fitColumns(s.Widths, s.Columns, width), false
	}
	natural, useful := slices.Clone(s.Widths), slices.Clone(s.Columns)
	for i := range s.Rows {
		cells := s.Rows[i].Cells
		if len(cells) > s.Badges {
			natural[0] = max(natural[0], safetext.Width(cells[0].Text)+badgesWidth(cells[1:1+s.Badges]))
		}
	}
	useful[0] = leastBadged
	for k := 1; k <= s.Badges; k++ {
		natural[k] = 0
	}
	return fitColumns(natural, useful, width), true
}

// badgeGap stands before a badge. It is wider than any gap in a name, so that no name can pass for a badge.
const badgeGap = 2

// badgesWidth is how many cells badges take behind a cell, each with its gap.
func badgesWidth(badges []present.Cell) int {
	width := 0
	for _, b := range badges {
		if !b.Text.IsZero() {
			width += badgeGap + safetext.Width(b.Text)
		}
	}
	return width
}
