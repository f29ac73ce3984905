package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"chatlens/internal/safetext"
	"chatlens/styles"
)

// faces are all that the viewer can show, each made at a size.
func faces() map[string]func(t *testing.T, width, height int) *viewer {
	chat := func(keys ...string) func(t *testing.T, width, height int) *viewer {
		return func(t *testing.T, width, height int) *viewer {
			v := full(t, defaults(), width, height)
			v.keys(keys...)
			return v
		}
	}
	return map[string]func(t *testing.T, width, height int) *viewer{
		"list":     demoList,
		"loading":  func(t *testing.T, width, height int) *viewer { return start(t, defaults(), width, height) },
		"chat":     chat(),
		"members":  chat("2"),
		"latest":   chat("4"),
		"zoomed":   chat("4", "z"),
		"filtered": chat("2", "/", "bk", "enter"),
		"scripts": func(t *testing.T, width, height int) *viewer {
			v := full(t, defaults(), width, height)
			v.keys("o", "120363329861739657", "enter")
			v.load(scripts(t))
			v.keys("2")
			return v
		},
		"history": func(t *testing.T, width, height int) *viewer { return demoHistory(t, demoGroup, width, height) },
		"message": func(t *testing.T, width, height int) *viewer {
			v := demoHistory(t, demoGroup, width, height)
			v.keys("enter")
			return v
		},
		"whole":   chat("enter"),
		"help":    chat("?"),
		"palette": chat(":"),
		"copies":  chat("y"),
		"links":   chat("4", "f"),
		"raw":     chat("J"),
		"prompt":  chat("o", "9195"),
		"search":  chat("4", "/", "in"),
	}
}

func TestEveryFaceIsGoodAtEverySize(t *testing.T) {
	sizes := []struct{ width, height int }{{80, 24}, {60, 20}, {40, 12}, {20, 5}}
	for name, face := range faces() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, s := range sizes {
				v := face(t, s.width, s.height)
				requireFace(t, v)
				for _, key := range []string{"j", "k", "pgdown", "pgup", "tab"} {
					v.keys(key)
					requireFace(t, v)
				}
			}
		})
	}
}

func TestEveryFaceOutlivesEverySmallSize(t *testing.T) {
	t.Logf("%d sizes of %d faces", 30*10, len(faces()))
	for name, face := range faces() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := face(t, 80, 24)
			before := v.screen()
			for width := 1; width <= 30; width++ {
				for height := 1; height <= 10; height++ {
					v.resize(width, height)
					requireFace(t, v)
				}
			}
			v.keys("j", "k") // where there is no room for anything
			v.resize(1, 1)
			v.keys("j", "k")
			v.resize(80, 24)
			requireFace(t, v)
			if after := v.screen(); firstLine(after) != firstLine(before) {
				t.Errorf("the frame came back as another:\n%s\nwas\n%s", after, before)
			}
		})
	}
}

func firstLine(screen string) string {
	line, _, _ := strings.Cut(screen, "\n")
	return line
}

// requireFace fails the test unless the frame fills the screen exactly, says where the focus is, and has a header and a footer
// where they are promised.
func requireFace(t *testing.T, v *viewer) {
	t.Helper()
	frame := v.model.View()
	rows := strings.Split(frame, "\n")
	if len(rows) != v.height {
		t.Errorf("%dx%d: %d rows", v.width, v.height, len(rows))
	}
	for i, row := range rows {
		if n := ansi.StringWidth(row); n != v.width {
			t.Errorf("%dx%d: row %d has %d cells: %q", v.width, v.height, i, n, row)
		}
	}
	plain := make([]string, len(rows))
	for i, row := range rows {
		plain[i] = strings.TrimRight(ansi.Strip(row), " ")
	}
	if v.width < smallestWidth || v.height < smallestHeight {
		if want := "too small"[:min(v.width, len("too small"))]; plain[0] != want && !strings.HasSuffix(plain[0], "…") {
			t.Errorf("%dx%d: %q instead of %q", v.width, v.height, plain[0], want)
		}
		for _, row := range plain[1:] {
			if row != "" {
				t.Errorf("%dx%d: %q below", v.width, v.height, row)
			}
		}
		return
	}
	if n := strings.Count(frame, v.model.set.Open(styles.Focus)); n != 1 {
		t.Errorf("%dx%d: %d titles have the focus:\n%s", v.width, v.height, n, v.screen())
	}
	if v.height >= singleBelow && !strings.HasPrefix(strings.TrimLeft(plain[0], " "), headingOf(v)) {
		t.Errorf("%dx%d: the header is %q, and does not begin with %q", v.width, v.height, plain[0], headingOf(v))
	}
	requireFooter(t, v, rows[len(rows)-1], plain[len(plain)-1])
}

// headingOf is what every header begins with: the chat's name as far as it is kept, or the program's.
func headingOf(v *viewer) string {
	if v.model.listOnly() || !v.model.chat.held {
		return "chatlens"
	}
	return strings.TrimSuffix(safetext.Cut(v.model.chat.name, leastHeading/2).String(), "…")
}

// requireFooter fails the test unless the last line is a prompt, a notice, or hints with the way out.
func requireFooter(t *testing.T, v *viewer, row, plain string) {
	t.Helper()
	switch {
	case v.model.prompt != nil:
		if !strings.Contains(row, v.model.set.Open(styles.Input)) {
			t.Errorf("%dx%d: no cursor in the prompt %q", v.width, v.height, plain)
		}
	case len(v.model.footer) == 1 && v.model.footer[0].hints:
		if !strings.Contains(plain, "q quit") && !strings.Contains(plain, "q close") {
			t.Errorf("%dx%d: no way out is named in %q", v.width, v.height, plain)
		}
	case plain == "":
		t.Errorf("%dx%d: the footer is empty", v.width, v.height)
	}
}

// A colour turned round would be a background, which its theme does not answer for.
func TestNothingUnderTheCursorHasAColour(t *testing.T) {
	const bold, reverse = 1, 1 << 5 // among the attributes of the emulator's cells
	for name, face := range faces() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := face(t, 80, 24)
			marked := 0
			for range 8 {
				term := vt.NewEmulator(v.width, v.height)
				_, _ = term.WriteString("\x1b[?7l" + strings.ReplaceAll(v.model.View(), "\n", "\r\n"))
				for y := range v.height {
					for x := range v.width {
						c := term.CellAt(x, y)
						if c == nil || c.Style.Attrs&reverse == 0 {
							continue
						}
						if c.Style.Attrs&bold == 0 {
							marked++ // not the title
						}
						if c.Style.Fg != nil || c.Style.Bg != nil {
							t.Errorf("%q in row %d, column %d has a colour:\n%s", c.Content, y, x, v.screen())
						}
					}
				}
				_ = term.Close()
				v.keys("j")
			}
			if marked == 0 && name != "loading" {
				t.Error("nothing was under the cursor: the test shows nothing")
			}
		})
	}
}
