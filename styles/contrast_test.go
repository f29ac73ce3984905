package styles_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"chatlens/styles"
)

// The least contrast that text must have, by WCAG 2: normal text 4.5, bold text and what only repeats a word 3.
const (
	normalText = 4.5
	boldText   = 3.0
)

// contrast is WCAG's of two colours "rrggbb": from 1 to 21.
func contrast(a, b string) float64 {
	high, low := luminance(a), luminance(b)
	if high < low {
		high, low = low, high
	}
	return (high + 0.05) / (low + 0.05)
}

// luminance is WCAG's relative luminance.
func luminance(colour string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(colour[2*i:2*i+2], 16, 8)
		if err != nil {
			panic(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func TestContrastIsThatOfWCAG(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"000000", "ffffff", 21}, {"ffffff", "ffffff", 1}, {"767676", "ffffff", 4.54}, {"ff0000", "ffffff", 4}} {
		if got := contrast(c.a, c.b); math.Abs(got-c.want) > 0.005 {
			t.Errorf("%s on %s: %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// look is what a sequence asks of a terminal.
type look struct {
	colour        int // of the palette; -1: the terminal's own foreground
	background    bool
	bold, reverse bool
}

func lookOf(t *testing.T, open string) look {
	t.Helper()
	l := look{colour: -1}
	for field := range strings.FieldsFuncSeq(strings.TrimSuffix(strings.TrimPrefix(open, "\x1b["), "m"), func(r rune) bool { return r == ';' }) {
		n, err := strconv.Atoi(field)
		switch {
		case err != nil:
			t.Fatalf("%q has %q", open, field)
		case n == 1:
			l.bold = true
		case n == 7:
			l.reverse = true
		case n >= 30 && n <= 37:
			l.colour = n - 30
		case n >= 90 && n <= 97:
			l.colour = n - 90 + 8
		case n == 38 || n >= 40 && n <= 48 || n >= 100:
			l.background = true
		}
	}
	return l
}

// worst is the least contrast of a colour. Many terminals show bold text in the bright one.
func (l look) worst(s scheme) float64 {
	if l.colour < 0 {
		return contrast(s.foreground, s.background)
	}
	least := contrast(s.colour(l.colour), s.background)
	if l.bold && l.colour < 8 {
		least = min(least, contrast(s.colour(l.colour+8), s.background))
	}
	return least
}

// below is what stays below the least contrast and why that cannot be mended with the sixteen colours: the lowest value that is
// accepted, by theme, scheme, side and colour.
func below() map[string]float64 {
	return map[string]float64{
		// Solarized puts greys in the place of most bright colours, and orange in that of bright red. Its other colours are made
		// for about 3:1 on both of its backgrounds, and its text itself has 4.1 on the light one.
		"dark Solarized on dark 10":     2.7,
		"dark Solarized on dark 11":     3.3,
		"light Solarized on light 4":    3.4,
		"light Solarized on light 5":    4.2,
		"auto Solarized on light 12":    2.9,
		"light Solarized on light text": 4.1,
		"auto Solarized on light text":  4.1,
		"mono Solarized on light text":  4.1,
		// Breeze's bright red and violet are darker than its red and violet.
		"dark Breeze on dark 9":  2.8,
		"auto Breeze on dark 9":  2.8,
		"dark Breeze on dark 13": 2.5,
		// Its blue is a light one, and so are those of Tango; no other colour would be better on both backgrounds.
		"light Breeze on light 4":         3.0,
		"auto Breeze on light 12":         2.4,
		"auto Tango on light 12":          2.3,
		"auto Tango on white on light 12": 2.7,
		// Tango's background is not black but a grey, on which only its bright colours reach 4.5.
		"dark Tango on dark 6": 3.5,
		// Gruvbox's pastels for light backgrounds.
		"light Gruvbox on light 4": 3.6,
		"light Gruvbox on light 5": 3.6,
		// macOS's magenta, and iTerm2's magenta and bright red, which some take for bold red.
		"light macOS Basic on light 5": 3.9,
		"light iTerm2 on light 5":      4.3,
		"light iTerm2 on light 1":      2.7,
		"auto iTerm2 on light 9":       2.7,
	}
}

func TestEveryRoleCanBeReadWithTheCommonPalettes(t *testing.T) {
	accepted, used, told := below(), map[string]bool{}, map[string]bool{}
	for theme, name := range map[styles.Theme]string{styles.Auto: "auto", styles.Dark: "dark", styles.Light: "light", styles.Mono: "mono"} {
		set := styles.New(theme, styles.UTF8)
		for _, s := range schemes() {
			if theme == styles.Dark && !s.dark || theme == styles.Light && s.dark {
				continue
			}
			judge := func(what, open string, least float64) {
				l := lookOf(t, open)
				if l.background {
					t.Errorf("%s, %s: %q sets a background", name, what, open)
				}
				colour := "text"
				if l.colour >= 0 {
					colour = strconv.Itoa(l.colour)
				}
				if l.bold && l.colour >= 0 || theme == styles.Auto && l.colour >= 0 {
					least = boldText
				}
				key := fmt.Sprintf("%s %s on %s %s", name, s.name, map[bool]string{true: "dark", false: "light"}[s.dark], colour)
				if got := l.worst(s); got < least {
					floor, ok := accepted[key]
					used[key] = true
					if (!ok || got < floor) && !told[key] {
						told[key] = true
						t.Errorf("%q: %.2f for %s, less than %.1f", key, got, what, least)
					}
				}
			}
			for role := styles.Plain; role <= styles.Input; role++ {
				judge(fmt.Sprintf("role %d", role), set.Open(role), normalText)
			}
			for m := range styles.URL << 1 {
				judge(fmt.Sprintf("markup %d", m), set.OpenMarkup(m), normalText)
			}
			// A contact's colour only helps to tell names apart.
			for _, c := range contactSamples() {
				judge("a contact of "+c, set.OpenContact(c), boldText)
			}
		}
	}
	for key := range accepted {
		if !used[key] {
			t.Errorf("%q holds: it is no exception", key)
		}
	}
}

// contactSamples are colours from all over the cube, so that every colour that a name can have is met.
func contactSamples() []string {
	var samples []string
	for _, r := range []int{0, 92, 127, 205, 255} {
		for _, g := range []int{0, 92, 127, 205, 255} {
			for _, b := range []int{0, 92, 127, 205, 255} {
				samples = append(samples, fmt.Sprintf("#%02x%02x%02x", r, g, b))
			}
		}
	}
	return samples
}

// What is selected is the terminal's own colours turned round: a colour of the row would have the other one as its background.
func TestWhatIsSelectedHasNoColour(t *testing.T) {
	for _, theme := range []styles.Theme{styles.Auto, styles.Dark, styles.Light, styles.Mono} {
		for _, role := range []styles.Role{styles.Selection, styles.Focus, styles.Input} {
			if l := lookOf(t, styles.New(theme, styles.UTF8).Open(role)); !l.reverse || l.colour >= 0 {
				t.Errorf("theme %d: role %d is %+v", theme, role, l)
			}
		}
	}
}
