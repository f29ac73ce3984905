package term

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"chatlens/internal/safetext"
)

// A screen is a terminal that is not ours.
type screen struct {
	*vt.Emulator
	t testing.TB
}

func newScreen(t testing.TB, width, height int) *screen {
	s := &screen{vt.NewEmulator(width, height), t}
	t.Cleanup(func() { _ = s.Close() })
	s.show([]byte("\x1b[?7l"))
	return s
}

func (s *screen) show(b []byte) {
	if _, err := s.Write(b); err != nil {
		s.t.Fatal(err)
	}
}

// cells are the screen's texts and styles, row by row.
func (s *screen) cells() []string {
	var rows []string
	for y := range s.Height() {
		var b strings.Builder
		for x := range s.Width() {
			c := s.CellAt(x, y)
			if c == nil || c.IsZero() || c.Content == "" && c.Width != 0 {
				b.WriteString("[ ]")
				continue
			}
			look := c.Style.String()
			if c.Content == " " && !shownOnBlanks.MatchString(look) {
				look = "" // nobody sees the colour of a blank
			}
			fmt.Fprintf(&b, "[%s%s]", strings.TrimPrefix(look, ansi.ResetStyle), c.Content)
		}
		rows = append(rows, b.String())
	}
	return rows
}

// shownOnBlanks are the attributes of a style that a blank shows: underline, reverse, a background.
var shownOnBlanks = regexp.MustCompile(`[\[;](4|7|4[0-7])[;m]`)

// A generator makes frames as the viewer does: rows of panes with borders behind absolute columns.
type generator struct {
	*rand.Rand
	width, height int
	panes         []int // where each begins
	names         []string
	styles        []string
}

func newGenerator(seed uint64, width, height int) *generator {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 7)), width: width, height: height}
	for x := 0; width-x > 12; {
		g.panes = append(g.panes, x)
		x += 12 + g.IntN(30)
	}
	if len(g.panes) == 0 {
		g.panes = []int{0}
	}
	g.styles = []string{"", "\x1b[1m", "\x1b[31m", "\x1b[2;36m", "\x1b[92m", "\x1b[7m", "\x1b[4m", "\x1b[44m"}
	g.names = []string{
		"Maya", "Delivery desk", "", "x", "a longer name that is cut", "नमस्ते दुनिया", "தமிழ் பெயர்", "ขอบคุณ", "שלום", "مرحبا", "王小明", "김하나",
		"👍🏽 ok", "👨‍👩‍👧‍👦", "🇮🇳🇩🇪", "❤️", "1️⃣", "e\u0301\u0302\u0303", "naïve", "क्षत्रिय 👩🏽‍💻 x", "✓✓ read", "·", "ঢাকা ডিলার",
	}
	return g
}

func (g *generator) line() string {
	var b strings.Builder
	for i, from := range g.panes {
		to := g.width
		if i+1 < len(g.panes) {
			to = g.panes[i+1]
		}
		open := g.styles[g.IntN(len(g.styles))]
		if from > 0 {
			fmt.Fprintf(&b, "\x1b[%dG", from+1)
		}
		b.WriteString("│" + open)
		room := to - from - 2
		text := safetext.Cut(safetext.Clean(g.names[g.IntN(len(g.names))]), room)
		b.WriteString(text.String())
		room -= safetext.Width(text)
		if g.IntN(3) == 0 && room > 4 {
			fmt.Fprintf(&b, "\x1b[%dG", to-1-room+1)
			second := safetext.Cut(safetext.Clean(g.names[g.IntN(len(g.names))]), room)
			b.WriteString(second.String())
			room -= safetext.Width(second)
		}
		if g.IntN(2) == 0 {
			b.WriteString("\x1b[m")
		}
		fmt.Fprintf(&b, "%s\x1b[m\x1b[%dG│", strings.Repeat(" ", max(room, 0)), to)
	}
	return b.String()
}

func (g *generator) frame(last []string) []string {
	lines := make([]string, g.height)
	copy(lines, last)
	for y := range lines {
		if lines[y] == "" || g.IntN(4) == 0 {
			lines[y] = g.line()
		}
	}
	if g.IntN(5) == 0 && g.height > 1 {
		copy(lines, lines[1:]) // a scroll
	}
	return lines
}

func requireLikeARepaint(t testing.TB, seed uint64, width, height, steps int) {
	t.Helper()
	g := newGenerator(seed, width, height)
	kept, painter := newScreen(t, width, height), &canvas{}
	var lines []string
	for step := range steps {
		lines = g.frame(lines)
		frame := strings.Join(lines, "\n")
		kept.show(painter.draw(frame, width, height))
		if again := painter.draw(frame, width, height); len(again) > 0 {
			t.Fatalf("seed %d, step %d: %q was written for a frame that stands there", seed, step, again)
		}
		whole := newScreen(t, width, height)
		whole.show((&canvas{}).draw(frame, width, height))
		got, want := kept.cells(), whole.cells()
		for y := range want {
			if got[y] != want[y] {
				t.Fatalf("seed %d, step %d, row %d:\n%s\ninstead of\n%s\nfor %q", seed, step, y, got[y], want[y], lines[y])
			}
		}
		if g.IntN(10) == 0 {
			kept.show([]byte("\x1b[5;3Hsomebody else wrote this"))
			painter.forget()
		}
	}
}

func TestDifferencesShowWhatAFullRepaintShows(t *testing.T) {
	for seed := range uint64(40) {
		requireLikeARepaint(t, seed, 20+int(seed*7%140), 3+int(seed%20), 12)
	}
}

func FuzzDifferencesShowWhatAFullRepaintShows(f *testing.F) {
	f.Add(uint64(1), uint8(80), uint8(4))
	f.Fuzz(func(t *testing.T, seed uint64, width, height uint8) {
		requireLikeARepaint(t, seed, max(int(width), 14), max(int(height)%12, 1), 6)
	})
}

// The plain way writes whole lines; a full repaint by cells must show the same.
func TestAFullRepaintShowsTheFrame(t *testing.T) {
	for seed := range uint64(20) {
		g := newGenerator(seed, 90, 6)
		g.styles = g.styles[:5] // the plain way leaves holes in a background where a terminal draws narrow
		lines := g.frame(nil)
		cells, plain := newScreen(t, 90, 6), newScreen(t, 90, 6)
		cells.show((&canvas{}).draw(strings.Join(lines, "\n"), 90, 6))
		for y, line := range lines {
			plain.show(fmt.Appendf(nil, "\x1b[%dH\x1b[2K%s", y+1, line))
		}
		got, want := cells.cells(), plain.cells()
		for y := range want {
			if got[y] != want[y] {
				t.Fatalf("seed %d, row %d:\n%s\ninstead of\n%s\nfor %q", seed, y, got[y], want[y], lines[y])
			}
		}
	}
}

func TestFewBytesAreWritten(t *testing.T) {
	c := &canvas{}
	before := "│ one           │\n│ two           │\n│ three         │"
	c.draw(before, 17, 3)
	for name, d := range map[string]struct {
		frame string
		want  string
	}{
		"nothing":        {before, ""},
		"a letter":       {strings.Replace(before, "two", "tow", 1), "\x1b[2;4How"},
		"a word grows":   {strings.Replace(before, "one  ", "ones ", 1), "\x1b[1;6Hs"},
		"a word is gone": {strings.Replace(before, "three", "     ", 1), "\x1b[3;3H     "},
		"a style":        {strings.Replace(before, "two", "\x1b[1mtwo\x1b[m", 1), "\x1b[2;3H\x1b[1mtwo"},
	} {
		t.Run(name, func(t *testing.T) {
			c := &canvas{}
			c.draw(before, 17, 3)
			c.x, c.y = unknown, unknown
			if got := string(c.draw(d.frame, 17, 3)); got != d.want {
				t.Errorf("%q, want %q", got, d.want)
			}
		})
	}
}

func TestAUnitIsDrawnAsAWholeOrNotAtAll(t *testing.T) {
	const name, other = "│नमस्ते a\x1b[16G│ x", "│नमस्ते b\x1b[16G│ x"
	c := &canvas{}
	c.draw(name, 20, 1)
	out := string(c.draw(other, 20, 1))
	if !strings.Contains(out, "\x1b[15X") || !strings.Contains(out, "नमस्ते b") {
		t.Errorf("%q: what terminals place differently was drawn in part", out)
	}
	if !strings.Contains(out, "G│") && !strings.Contains(out, "H│") {
		t.Errorf("%q: the border behind it was not drawn anew at its column", out)
	}
	if out := string(c.draw("│नमस्ते b\x1b[16G│ y", 20, 1)); strings.Contains(out, "न") {
		t.Errorf("%q: it was drawn again", out)
	}
}

func TestEqualTextBetweenOtherColumnsIsDrawnAnew(t *testing.T) {
	const sure, unsure = "│नम\x1b[6G b\x1b[16G│", "│नम   b\x1b[16G│"
	for _, frames := range [][2]string{{sure, unsure}, {unsure, sure}} {
		c := &canvas{}
		c.draw(frames[0], 20, 1)
		if out := string(c.draw(frames[1], 20, 1)); !strings.Contains(out, "न") || !strings.Contains(out, "b") {
			t.Errorf("%q after %q wrote %q", frames[1], frames[0], out)
		}
	}
}

func TestAnotherSizeOrAForgottenScreenIsDrawnWhole(t *testing.T) {
	c := &canvas{}
	c.draw("one\ntwo", 5, 2)
	if out := string(c.draw("one\ntwo", 6, 2)); !strings.Contains(out, "\x1b[2J") || !strings.Contains(out, "one") || !strings.Contains(out, "two") {
		t.Errorf("another size: %q", out)
	}
	c.forget()
	if out := string(c.draw("one\ntwo", 6, 2)); !strings.Contains(out, "\x1b[2J") || !strings.Contains(out, "two") {
		t.Errorf("forgotten: %q", out)
	}
	if out := c.draw("", 0, 0); len(out) > 0 {
		t.Errorf("no size: %q", out)
	}
}

func TestASequenceMakesOneStyleOfAnother(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	random := func() style {
		colors := []color{0, 0, 1, 8, 9, 16, 17, 256, trueColor | 0x010203}
		few := uint8(r.IntN(256))
		return style{few & uint8(r.IntN(256)), colors[r.IntN(len(colors))], colors[r.IntN(len(colors))]}
	}
	for range 20_000 {
		from, to := random(), random()
		sequence := string(from.sequence(nil, to))
		if from == to {
			if sequence != "" {
				t.Fatalf("%+v: %q for nothing", from, sequence)
			}
			continue
		}
		if got := from.apply(strings.TrimSuffix(strings.TrimPrefix(sequence, "\x1b["), "m")); got != to {
			t.Fatalf("%q makes %+v of %+v, not %+v", sequence, got, from, to)
		}
	}
}

func TestStylesAreShort(t *testing.T) {
	for _, c := range []struct {
		from, to style
		want     string
	}{
		{style{attrs: attrBold}, style{}, "\x1b[m"},
		{style{}, style{attrs: attrBold, fg: 2}, "\x1b[1;31m"},
		{style{fg: 2}, style{fg: 10}, "\x1b[91m"},
		{style{attrs: attrBold | attrUnderline, fg: 2, bg: 3}, style{fg: 4}, "\x1b[;33m"},
		{style{attrs: attrBold}, style{attrs: attrBold | attrReverse}, "\x1b[7m"},
	} {
		if got := string(c.from.sequence(nil, c.to)); got != c.want {
			t.Errorf("%+v to %+v: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func BenchmarkAFrameOfWhichOneRowDiffers(b *testing.B) {
	g := newGenerator(1, 200, 50)
	lines := g.frame(nil)
	one := strings.Join(lines, "\n")
	lines[20] = g.line()
	two := strings.Join(lines, "\n")
	c := &canvas{}
	c.draw(one, 200, 50)
	b.ReportAllocs()
	for i := range b.N {
		if i%2 == 0 {
			c.draw(two, 200, 50)
		} else {
			c.draw(one, 200, 50)
		}
	}
}
