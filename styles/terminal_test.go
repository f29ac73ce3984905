package styles_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"chatlens/styles"
)

func TestTerminalsAreToldByTheirNames(t *testing.T) {
	for name, want := range map[string]styles.Terminal{
		"linux": styles.Console, "linux-16color": styles.Console,
		"screen": styles.Screen, "screen-256color": styles.Screen, "screen.xterm-256color": styles.Screen,
		"vt100": styles.Old, "vt102": styles.Old, "vt220": styles.Old, "vt320": styles.Old, "vt100-am": styles.Old,
		"xterm": styles.Usual, "xterm-256color": styles.Usual, "tmux-256color": styles.Usual, "rxvt-unicode": styles.Usual, "vte-256color": styles.Usual, "": styles.Usual,
		"screenful": styles.Usual, "linuxlike": styles.Usual,
	} {
		if got := styles.TerminalOf(name); got != want {
			t.Errorf("%q is %v, want %v", name, got, want)
		}
	}
}

// Attributes per terminfo: italics and struck text are known to none of these, faint text to screen.
func TestNoTerminalIsAskedForWhatItLacks(t *testing.T) {
	const faint, italic, struck = "2", "3", "9"
	for kind, lacks := range map[styles.Terminal][]string{
		styles.Usual: nil, styles.Console: {faint, italic, struck}, styles.Screen: {italic, struck}, styles.Old: {faint, italic, struck},
	} {
		for _, theme := range []styles.Theme{styles.Auto, styles.Dark, styles.Light, styles.Mono} {
			asked := map[string]bool{}
			for _, open := range openings(styles.NewFor(kind, theme, styles.UTF8)) {
				for field := range strings.SplitSeq(strings.TrimSuffix(strings.TrimPrefix(open, "\x1b["), "m"), ";") {
					asked[field] = true
					if kind == styles.Old && len(field) > 1 {
						t.Errorf("an old terminal is asked for the colour %s", field)
					}
				}
			}
			for _, attribute := range []string{faint, italic, struck} {
				if lacking := slices.Contains(lacks, attribute); asked[attribute] == lacking {
					t.Errorf("terminal %d, theme %d: attribute %s is asked for: %v", kind, theme, attribute, asked[attribute])
				}
			}
		}
	}
}

// openings are all sequences that a set begins texts with.
func openings(s *styles.Set) []string {
	var all []string
	for role := styles.Plain; role <= styles.Input; role++ {
		all = append(all, s.Open(role))
	}
	for m := range styles.URL << 1 {
		all = append(all, s.OpenMarkup(m))
	}
	return all
}

func TestItalicsStandOutEverywhere(t *testing.T) {
	for _, kind := range []styles.Terminal{styles.Usual, styles.Console, styles.Screen, styles.Old} {
		if set := styles.NewFor(kind, styles.Mono, styles.UTF8); set.OpenMarkup(styles.Italic) == "" {
			t.Errorf("terminal %d shows italics as plain text", kind)
		}
	}
}

func TestTheConsoleIsDark(t *testing.T) {
	if got, want := openings(styles.NewFor(styles.Console, styles.Auto, styles.UTF8)), openings(styles.NewFor(styles.Console, styles.Dark, styles.UTF8)); !slices.Equal(got, want) {
		t.Errorf("auto is %q on the console, dark %q", got, want)
	}
	if got, dark := styles.NewFor(styles.Console, styles.Light, styles.UTF8).Open(styles.Bad), styles.NewFor(styles.Console, styles.Dark, styles.UTF8).Open(styles.Bad); got == dark {
		t.Error("a theme that was chosen gave way to the console's")
	}
}

// The console's font is that of IBM's code page 437: of what is ours these characters, and no others, stand in its table in the kernel.
func TestTheConsolesFontHasOurGlyphs(t *testing.T) {
	const font = "─│┌┐└┘▌•·"
	set := styles.NewFor(styles.Console, styles.Auto, styles.UTF8)
	if !set.Glyphs.PlainTicks {
		t.Error("the ticks are not in the font")
	}
	g := reflect.ValueOf(set.Glyphs)
	for i := range g.NumField() {
		if g.Field(i).Kind() != reflect.String {
			continue
		}
		if glyph := g.Field(i).String(); !strings.Contains(font, glyph) {
			t.Errorf("%s is %q", g.Type().Field(i).Name, glyph)
		}
	}
}
