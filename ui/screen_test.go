package ui

import (
	"flag"
	"os"
	"path/filepath"
	"strings"

	"github.com/charmbracelet/x/vt"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden frames anew; read them before you commit them")

// screen draws the frame on a terminal of the viewer's size and returns its rows.
func (v *viewer) screen() string { return drawn(v.model.View(), v.width, v.height) }

// drawn is what a terminal shows of a frame, drawn over rubbish so that nothing relies on what was there before.
func drawn(frame string, width, height int) string {
	term := vt.NewEmulator(width, height)
	defer term.Close()
	rubbish := strings.TrimSuffix(strings.Repeat(strings.Repeat("#", width)+"\r\n", height), "\r\n")
	_, _ = term.WriteString("\x1b[?7l" + rubbish + "\x1b[H" + strings.ReplaceAll(frame, "\n", "\r\n"))
	var b strings.Builder
	for y := range height {
		var row strings.Builder
		for x := range width {
			switch c := term.CellAt(x, y); {
			case c == nil || c.Content == "" && c.Width != 0:
				row.WriteByte(' ')
			default:
				row.WriteString(c.Content)
			}
		}
		b.WriteString(strings.TrimRight(row.String(), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// shows fails the test unless all texts stand on the screen.
func (v *viewer) shows(texts ...string) {
	v.t.Helper()
	screen, missing := v.screen(), []string(nil)
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			missing = append(missing, text)
		}
	}
	if missing != nil {
		v.t.Errorf("the screen does not show %q:\n%s", missing, screen)
	}
}

// hides fails the test if one of the texts stands on the screen.
func (v *viewer) hides(texts ...string) {
	v.t.Helper()
	screen := v.screen()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			v.t.Errorf("the screen shows %q:\n%s", text, screen)
		}
	}
}

// golden compares the screen with testdata/golden/NAME.txt at the top of the project.
func (v *viewer) golden(name string) {
	v.t.Helper()
	file := filepath.Join("..", "testdata", "golden", name+".txt")
	got := v.screen()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			v.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		v.t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		v.t.Errorf("the frame differs from %s (-want +got):\n%s", file, diff)
	}
}
