package styles

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"
)

// Theme says for which background the colours are chosen.
type Theme uint8

// The themes.
const (
	Auto  Theme = iota // readable on both
	Dark               // for dark backgrounds
	Light              // for light backgrounds
	Mono               // attributes only
)

// ParseTheme reads a theme's name: auto, dark, light or mono.
func ParseTheme(s string) (Theme, error) {
	switch s {
	case "auto":
		return Auto, nil
	case "dark":
		return Dark, nil
	case "light":
		return Light, nil
	case "mono":
		return Mono, nil
	}
	return Auto, fmt.Errorf("theme %q is none of auto, dark, light, mono", s)
}

// Resolve turns Auto into what COLORFGBG says of the background ("15;0": foreground and background as palette numbers, set by
// rxvt, Konsole and others). The terminal is never asked. What it does not say stays Auto.
func (t Theme) Resolve(colorfgbg string) Theme {
	if t != Auto {
		return t
	}
	background, err := strconv.Atoi(colorfgbg[strings.LastIndexByte(colorfgbg, ';')+1:])
	switch {
	case err != nil || background < 0 || background > 15:
		return Auto
	case background <= 6 || background == 8:
		return Dark
	}
	return Light
}

// palette names the colours of a theme by their number in the terminal's palette; "" is the terminal's own foreground.
type palette struct {
	good, warn, bad, badge, internal lipgloss.Color
}

// paletteOf chooses colours that can be read on a theme's background with the palettes that terminals come with: see the test
// of their contrast. On light backgrounds greens, yellows and cyans vanish. On both only bright red and bright blue hold.
func paletteOf(t Theme) palette {
	switch t {
	case Dark:
		return palette{good: "10", warn: "11", bad: "9", badge: "14", internal: "6"}
	case Light:
		return palette{good: "4", warn: "5", bad: "1", badge: "4", internal: "5"}
	case Mono:
		return palette{}
	}
	return palette{good: "12", warn: "9", bad: "9", badge: "12", internal: "12"}
}

func (palette) paint(s lipgloss.Style, c lipgloss.Color) lipgloss.Style {
	if c == "" {
		return s
	}
	return s.Foreground(c)
}
