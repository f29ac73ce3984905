package styles

import (
	"strconv"

	"github.com/charmbracelet/lipgloss"
)

// contactColours are the numbers of the palette's colours that a name may have on a theme's background. Colours that vanish on
// it with a common palette are not among them.
func contactColours(t Theme) []int {
	switch t {
	case Dark:
		return []int{2, 3, 6, 7, 9, 10, 11, 12, 13, 14, 15}
	case Light:
		return []int{1, 4, 5, 8}
	case Mono:
		return nil
	}
	return []int{9, 12}
}

// contactColour is a colour that a name may have: what it looks like by default, and the sequence that begins it.
type contactColour struct {
	rgb  rgb
	open string
}

// rgb is a colour; each part goes from 0 to 255.
type rgb struct{ r, g, b int }

func contactPalette(r *lipgloss.Renderer, t Theme) []contactColour {
	var colours []contactColour
	for _, n := range contactColours(t) {
		style := r.NewStyle().Foreground(lipgloss.Color(strconv.Itoa(n)))
		colours = append(colours, contactColour{ansiColour(n), opening(style)})
	}
	return colours
}

// OpenContact returns the sequence that begins the name of a contact with a colour "#RRGGBB": the nearest of the terminal's
// sixteen that can be read on the theme's background. It is empty for what is not such a colour, and where there are no
// colours. [Reset] ends it.
func (s *Set) OpenContact(color string) string {
	want, ok := parseRGB(color)
	if !ok {
		return ""
	}
	nearest, least := "", -1
	for _, c := range s.contacts {
		if d := want.distance(c.rgb); least < 0 || d < least {
			nearest, least = c.open, d
		}
	}
	return nearest
}

// distance is small for colours that look alike. It weighs red and blue by how red the two are, as the eye does roughly.
func (c rgb) distance(o rgb) int {
	red := (c.r + o.r) / 2
	r, g, b := c.r-o.r, c.g-o.g, c.b-o.b
	return (512+red)*r*r + 1024*g*g + (767-red)*b*b
}

// parseRGB reads "#RRGGBB" and nothing else.
func parseRGB(s string) (rgb, bool) {
	if len(s) != len("#RRGGBB") || s[0] != '#' {
		return rgb{}, false
	}
	n, err := strconv.ParseUint(s[1:], 16, 24)
	if err != nil {
		return rgb{}, false
	}
	return rgb{int(n >> 16), int(n >> 8 & 0xff), int(n & 0xff)}, true
}

// ansiColour is a colour of the palette as xterm has it by default.
func ansiColour(n int) rgb {
	return [16]rgb{
		{0, 0, 0}, {205, 0, 0}, {0, 205, 0}, {205, 205, 0}, {0, 0, 238}, {205, 0, 205}, {0, 205, 205}, {229, 229, 229},
		{127, 127, 127}, {255, 0, 0}, {0, 255, 0}, {255, 255, 0}, {92, 92, 255}, {255, 0, 255}, {0, 255, 255}, {255, 255, 255},
	}[n]
}
