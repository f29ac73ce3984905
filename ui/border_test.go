package ui

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// Each row of a frame must be exactly as wide as the screen to x/ansi: Bubble Tea cuts what is wider, and erases to the end
// of the line what is narrower, the last border with it.
func TestRowsAreAsWideAsTheScreenForBubbleTea(t *testing.T) {
	for _, width := range []int{20, 33, 40, 80, 84, 120, 200} {
		v := full(t, defaults(), width, 30)
		v.keys("o", "120363329861739657", "enter")
		v.load(scripts(t))
		for _, key := range []string{"2", "j", "j", "4", "z", "esc", "/", "n", "esc"} {
			v.keys(key)
			for i, row := range strings.Split(v.model.View(), "\n") {
				if n := ansi.StringWidth(row); n != width {
					t.Errorf("width %d, after %q, row %d: %d cells: %q", width, key, i, n, row)
				}
			}
		}
	}
}

// anchored finds borders with an absolute column before them, styles between allowed.
var anchored = regexp.MustCompile(`\x1b\[\d+G(\x1b\[[0-9;]*m)*[│┌└┐┘]`)

func TestAnAbsoluteColumnStandsBeforeEveryBorder(t *testing.T) {
	v := full(t, defaults(), 120, 40)
	v.keys("o", "120363329861739657", "enter")
	v.load(scripts(t))
	for _, row := range strings.Split(v.model.View(), "\n") {
		borders := 0
		for _, r := range row {
			if strings.ContainsRune("│┌└┐┘", r) {
				borders++
			}
		}
		// The first column needs none: every row begins there.
		if n := len(anchored.FindAllString(row, -1)); borders > 0 && n < borders-1 {
			t.Errorf("%d of %d borders stand in an absolute column: %q", n, borders, row)
		}
	}
}
