package styles_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"chatlens/styles"
)

func TestThemeNames(t *testing.T) {
	for name, want := range map[string]styles.Theme{"auto": styles.Auto, "dark": styles.Dark, "light": styles.Light, "mono": styles.Mono} {
		if got, err := styles.ParseTheme(name); err != nil || got != want {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if _, err := styles.ParseTheme("pink"); err == nil || !strings.Contains(err.Error(), "auto, dark, light, mono") {
		t.Errorf("pink: %v", err)
	}
}

func TestAutoThemeGoesByCOLORFGBG(t *testing.T) {
	for value, want := range map[string]styles.Theme{
		"15;0": styles.Dark, "0;15": styles.Light, "12;8": styles.Dark, "0;default;15": styles.Light,
		"": styles.Auto, "15;default": styles.Auto, "0;99": styles.Auto,
	} {
		if got := styles.Auto.Resolve(value); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
	if styles.Light.Resolve("15;0") != styles.Light {
		t.Error("a theme that was chosen gave way to COLORFGBG")
	}
}

func TestMonoHasNoColours(t *testing.T) {
	mono, dark := styles.New(styles.Mono, styles.UTF8), styles.New(styles.Dark, styles.UTF8)
	for role := styles.Plain; role <= styles.Input; role++ {
		for _, attribute := range strings.Split(strings.Trim(mono.Open(role), "\x1b[m"), ";") {
			if len(attribute) > 1 {
				t.Errorf("role %d has the attribute %s", role, attribute)
			}
		}
	}
	if mono.Open(styles.Good) == dark.Open(styles.Good) || mono.Open(styles.Selection) == "" {
		t.Error("mono takes away more than colours, or less")
	}
}

func TestGlyphsTakeOneCellEach(t *testing.T) {
	for _, c := range []styles.Charset{styles.UTF8, styles.ASCII} {
		g := reflect.ValueOf(styles.New(styles.Auto, c).Glyphs)
		for i := range g.NumField() {
			if g.Field(i).Kind() != reflect.String {
				continue
			}
			glyph := g.Field(i).String()
			if ansi.StringWidth(glyph) != 1 || c == styles.ASCII && len(glyph) != 1 {
				t.Errorf("%s is %q", g.Type().Field(i).Name, glyph)
			}
		}
	}
}
