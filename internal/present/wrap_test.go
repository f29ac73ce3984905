package present_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// A printedForm prints a chat, or its messages, for a terminal of a width; 0: it is none.
type printedForm func(t *testing.T, body string, width int, glyphs present.Glyphs) []string

func printedForms() map[string]printedForm {
	split := func(t *testing.T, out *bytes.Buffer, err error) []string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	}
	return map[string]printedForm{
		"chat": func(t *testing.T, body string, width int, glyphs present.Glyphs) []string {
			c := group(t)
			c.LatestMessage.Body = safetext.Clean(body)
			o := groupOptions(t)
			o.Width, o.Glyphs = width, glyphs
			d := present.Chat(c, o)
			if glyphs == present.ASCII() {
				d = d.ASCII()
			}
			var out bytes.Buffer
			return split(t, &out, present.Text(&out, d))
		},
		"messages": func(t *testing.T, body string, width int, glyphs present.Glyphs) []string {
			o := listOptions()
			o.Width, o.Glyphs = width, glyphs
			c, list, o := history(t, o)
			for _, m := range list {
				m.Body = safetext.Clean(body)
			}
			var out bytes.Buffer
			return split(t, &out, present.MessagesText(&out, c, list, o))
		},
	}
}

func TestPrintedTextIsWrappedAtTheWidthOfATerminalBehindItsGutter(t *testing.T) {
	const words = "The quick brown fox jumps over the lazy dog, and नमिता शर्मा reads *what it wrote* there before anybody else does so again"
	body := words + "\n\n> " + words + "\n- " + words + "\n```" + words + "```\n" + strings.Repeat("x", 300)
	for name, print := range printedForms() {
		for _, glyphs := range []present.Glyphs{present.UTF8(), present.ASCII()} {
			for _, width := range []int{30, 40, 80, 120} {
				lines := print(t, body, width, glyphs)
				text := false
				for _, line := range lines {
					if n := safetext.Width(safetext.Clean(line)); n > width && !strings.Contains(line, "https://") {
						t.Errorf("%s, width %d: %d cells: %s", name, width, n, line)
					}
					gutter := strings.HasPrefix(line, "  | ") || strings.HasPrefix(line, "  > ")
					text = text || gutter
					for _, word := range []string{"quick", "jumps", "lazy", "anybody", "xxx"} {
						if strings.Contains(line, word) && !gutter {
							t.Errorf("%s, width %d: without its gutter: %s", name, width, line)
						}
					}
				}
				if !slices.Contains(lines, "  |") {
					t.Errorf("%s, width %d: the empty line is gone:\n%s", name, width, strings.Join(lines, "\n"))
				}
				if all := strings.Join(lines, "\n"); !text || strings.Count(all, "quick") < 4 || strings.Count(all, "anybody") < 4 {
					t.Errorf("%s, width %d: a word is broken or missing:\n%s", name, width, all)
				}
			}
			whole := print(t, body, 0, glyphs)
			for _, width := range []int{1, 5, 1000} {
				if got := print(t, body, width, glyphs); strings.Join(got, "\n") != strings.Join(whole, "\n") {
					t.Errorf("%s, width %d: it is not what stands in a pipe:\n%s", name, width, strings.Join(got, "\n"))
				}
			}
		}
	}
}

func TestAWrappedRowGoesOnBelowItsLastCell(t *testing.T) {
	c := group(t)
	c.Description = safetext.Clean(strings.Repeat("few ", 20) + "words")
	var out bytes.Buffer
	if err := present.Text(&out, present.Chat(c, present.Options{Width: 60})); err != nil {
		t.Fatal(err)
	}
	if want := "\n  Description  few few few few few few few few few few few\n               few few few few few few few few few words\n"; !strings.Contains(out.String(), want) {
		t.Errorf("it is\n%s", &out)
	}
}
