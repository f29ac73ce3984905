package e2e

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"chatlens/e2e/ptytest"
)

// A kind of terminal: its name, and the attributes and colours that its entry in terminfo or its documentation has.
type kind struct {
	term     string
	known    []string // attributes of SGR besides the reset; "colours" stands for 30 to 37 and 90 to 97
	narrower bool     // its font has not all of our glyphs
}

func kinds() []kind {
	return []kind{
		{"xterm-256color", []string{"1", "2", "3", "4", "7", "9", "colours"}, false},
		{"tmux-256color", []string{"1", "2", "3", "4", "7", "9", "colours"}, false},
		{"screen", []string{"1", "2", "4", "7", "colours"}, false}, // 3 is its standout
		{"screen-256color", []string{"1", "2", "4", "7", "colours"}, false},
		{"linux", []string{"1", "4", "7", "colours"}, true}, // 2 is bright black on black
		{"vt100", []string{"1", "4", "7"}, false},
	}
}

// sequence is one control sequence, one string, or one escape.
var sequence = regexp.MustCompile(`\x1b(?:\[([?>=]?)([0-9;:]*)([@-~])|[\]PX^_][^\x1b\x07]*(?:\x1b\\|\x07)|[^\[\]PX^_])`)

// spoken are the sequences that all of these terminals know, or pass over by their form: positions, erasing, SGR, and private modes.
// A VT100 of glass has no absolute columns (G); what calls itself one today does. ECH (X) came with the VT200.
func spoken(k kind, private, final string) bool {
	known := "ABCDHGKJm"
	if k.term != "vt100" {
		known += "X"
	}
	return private == "" && strings.Contains(known, final) || private == "?" && strings.Contains("hl", final)
}

func colour(attribute string) bool {
	return len(attribute) == 2 && (attribute[0] == '3' || attribute[0] == '9') && attribute[1] <= '7'
}

func TestTheViewerIsRightOnEveryKindOfTerminal(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.term, func(t *testing.T) {
			p := view(t, map[string]string{"TERM": k.term}, "--demo", largeGroup)
			p.WaitUntil("the first frame", func(s string) bool {
				return fits(s, 80, 24) && strings.Contains(s, "Brindlewick") && strings.Contains(s, "▌ 1 Chat")
			})
			for _, step := range []struct {
				keys, shows string
			}{
				{"4", "▌ 4 Latest message"}, {"m", "Messages ·"}, {"\r", "q close"}, {"q", "q quit"}, {"m", "▌ 4"},
				{"c", "Chats · 61"}, {"?", "Help · every key"}, {"q", "q quit"},
			} {
				p.Keys(step.keys)
				p.WaitFor(step.shows)
				if k.narrower && strings.ContainsAny(p.Screen(), "✓✗▏") {
					t.Errorf("a glyph that the font lacks is on the screen:\n%s", p.Screen())
				}
			}
			p.Keys("q")
			requireExit(t, p, 0)
			p.RequireRestored()
			requireSpoken(t, k, string(p.Written()))
		})
	}
}

// requireSpoken fails the test if the output has a sequence that the terminal does not know, or ends in a style.
func requireSpoken(t *testing.T, k kind, written string) {
	t.Helper()
	styled, used := false, map[string]bool{}
	for _, m := range sequence.FindAllStringSubmatch(written, -1) {
		private, parameters, final := m[1], m[2], m[3]
		if !spoken(k, private, final) {
			t.Errorf("%q is written", m[0])
		}
		if final != "m" || private != "" {
			continue
		}
		styled = strings.Trim(parameters, "0") != ""
		for attribute := range strings.SplitSeq(parameters, ";") {
			name := attribute
			switch {
			case colour(attribute) || attribute == "39":
				name = "colours"
			case attribute == "22": // off: bold and faint
				name = "1"
			case len(attribute) == 2 && attribute[0] == '2' && k.term != "vt100": // off: 23 ends 3
				name = attribute[1:]
			}
			if strings.Trim(name, "0") != "" && !used[name] && !slices.Contains(k.known, name) {
				t.Errorf("the attribute %s is written", attribute)
			}
			used[name] = true
		}
	}
	if styled {
		t.Error("the last style is not ended")
	}
	if slices.Contains(k.known, "colours") && !used["colours"] {
		t.Error("no colour is written: the test shows nothing")
	}
}

// colours are the foregrounds that a first frame has.
func colours(t *testing.T, env []string, args ...string) map[string]bool {
	t.Helper()
	p := ptytest.Start(t, ptytest.Options{Command: append([]string{binary, "--demo"}, args...), Env: env})
	p.WaitFor("BK Local1", "super admin")
	p.Keys("q")
	requireExit(t, p, 0)
	p.Settle()
	found := map[string]bool{}
	for _, m := range sequence.FindAllStringSubmatch(string(p.Written()), -1) {
		if m[1] != "" || m[3] != "m" {
			continue
		}
		for attribute := range strings.SplitSeq(m[2], ";") {
			if colour(attribute) {
				found[attribute] = true
			}
		}
	}
	return found
}

func TestThemesComeFromFlagsConfigurationAndCOLORFGBG(t *testing.T) {
	const dark, light, both = "96", "34", "94" // of a member's role
	for name, c := range map[string]struct {
		env  []string
		args []string
		want string
	}{
		"nothing known":              {nil, nil, both},
		"a dark background":          {[]string{"COLORFGBG=15;0"}, nil, dark},
		"a light background":         {[]string{"COLORFGBG=0;15"}, nil, light},
		"configured":                 {[]string{"COLORFGBG=15;0", "CHATLENS_THEME=light"}, nil, light},
		"configured, and a flag":     {[]string{"COLORFGBG=15;0", "CHATLENS_THEME=light"}, []string{"--theme", "dark"}, dark},
		"mono":                       {[]string{"COLORFGBG=15;0"}, []string{"--theme", "mono"}, ""},
		"NO_COLOR":                   {[]string{"NO_COLOR=1"}, []string{"--theme", "dark"}, ""},
		"NO_COLOR, but empty":        {[]string{"NO_COLOR="}, []string{"--theme", "dark"}, dark},
		"the Linux console":          {[]string{"TERM=linux"}, nil, dark},
		"a terminal without colours": {[]string{"TERM=vt220"}, []string{"--theme", "dark"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			env := environment(t, nil)
			for _, pair := range c.env {
				variable, _, _ := strings.Cut(pair, "=")
				env = slices.DeleteFunc(env, func(e string) bool { return strings.HasPrefix(e, variable+"=") })
			}
			found := colours(t, append(env, c.env...), c.args...)
			if c.want == "" && len(found) > 0 || c.want != "" && !found[c.want] {
				t.Errorf("the colours are %v, want %q", found, c.want)
			}
			for _, other := range []string{dark, light, both} {
				if other != c.want && found[other] {
					t.Errorf("the colour %s of another theme is written", other)
				}
			}
		})
	}
}

func TestTmuxGetsItsScreenBack(t *testing.T) {
	m := newTmux(t)
	for _, term := range []string{"tmux-256color", "screen"} {
		command := "echo before; TERM=" + term + " " + binary + " --demo; echo after; exec cat"
		m.start(term, 80, 24, environment(t, nil), "sh", "-c", command)
		m.screen(term, "the viewer alone", func(s string) bool {
			return strings.Contains(s, "BK Local1") && !strings.Contains(s, "before") && fits(s, 80, 24)
		})
		m.run("send-keys", "-t", term, "q")
		screen := m.screen(term, "the shell's own screen", func(s string) bool { return strings.Contains(s, "after") })
		if got := strings.Fields(screen); !slices.Equal(got, []string{"before", "after"}) {
			t.Errorf("%s: the screen is %q", term, screen)
		}
		if styled := m.run("capture-pane", "-p", "-e", "-t", term); strings.Contains(styled, "\x1b[") {
			t.Errorf("%s: a style is left: %q", term, styled)
		}
		m.run("kill-session", "-t", term)
	}
}
