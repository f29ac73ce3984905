package styles_test

import (
	"slices"
	"testing"

	"chatlens/styles"
)

// foreground is the sequence that lipgloss writes for a colour of the palette.
func foreground(n int) string {
	if n < 8 {
		return "\x1b[3" + string(rune('0'+n)) + "m"
	}
	return "\x1b[9" + string(rune('0'+n-8)) + "m"
}

func TestAContactHasTheNearestReadableColour(t *testing.T) {
	for _, c := range []struct {
		theme styles.Theme
		color string
		want  int
	}{
		{styles.Dark, "#ff0000", 9}, {styles.Dark, "#FF0000", 9}, {styles.Dark, "#00cd00", 2}, {styles.Dark, "#fafafa", 15},
		{styles.Dark, "#0000ee", 12}, {styles.Dark, "#f0f010", 11},
		{styles.Light, "#ff0000", 1}, {styles.Light, "#0000ff", 4}, {styles.Light, "#cd00cd", 5}, {styles.Light, "#909090", 8},
		{styles.Auto, "#ff2020", 9}, {styles.Auto, "#2020ff", 12}, {styles.Auto, "#00d0d0", 12},
	} {
		if got := styles.New(c.theme, styles.UTF8).OpenContact(c.color); got != foreground(c.want) {
			t.Errorf("theme %d, %s: %q, want colour %d", c.theme, c.color, got, c.want)
		}
	}
}

func TestNoContactVanishesOnTheBackground(t *testing.T) {
	vanishing := map[styles.Theme][]int{
		styles.Dark: {0, 1, 4, 5, 8}, styles.Light: {0, 2, 3, 6, 7, 9, 10, 11, 12, 13, 14, 15},
		styles.Auto: {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 14, 15},
	}
	for theme, colours := range vanishing {
		s := styles.New(theme, styles.UTF8)
		for _, color := range []string{"#000000", "#ffffff", "#ffff00", "#00ffff", "#7f7f7f", "#0000aa", "#b4876e", "#00ff00"} {
			open := s.OpenContact(color)
			if open == "" || slices.ContainsFunc(colours, func(n int) bool { return open == foreground(n) }) {
				t.Errorf("theme %d: %s is %q", theme, color, open)
			}
		}
	}
}

func TestWhatIsNoColourLooksLikeNone(t *testing.T) {
	s := styles.New(styles.Dark, styles.UTF8)
	for _, color := range []string{"", "#", "red", "ff0000", "#ff000", "#ff00000", "#gg0000", "#+f0000", "#ff_000", "#-10000", "\x1b[31m", "#ff00 0"} {
		if got := s.OpenContact(color); got != "" {
			t.Errorf("%q: %q", color, got)
		}
	}
	if got := styles.New(styles.Mono, styles.UTF8).OpenContact("#ff0000"); got != "" {
		t.Errorf("mono has the colour %q", got)
	}
}
