package safetext

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// addSeeds gives f every hostile payload, and some texts of each kind that the code treats apart.
func addSeeds(f *testing.F, add func(s string)) {
	for _, p := range payloads(f) {
		if s := p.bytes(f); len(s) < 1000 {
			add(s)
		}
	}
	for _, s := range []string{
		"\u0301\u200D\uFE0F🏽", "क्\u200D\nक\u200C ", "🏴\U000E0067\U000E0062\U000E0065\U000E007F", "\u0600\u06001*\u0E33", "각\u11A8\u1160ﾊﾞ",
		strings.Repeat("👩\u200D", 20), strings.Repeat("क्", 20), strings.Repeat("\u0600", 40) + "a", "  \u0301 a  b", "日本語、\u3000日本語 word",
		"*b _i ~s~ i_ b* `c *d*` ```e``` @919537851844 https://a.b/(c_d)", "> *q*\n- a\n* b\n12. c\n```\nx\n\ny```z", "*\u0301a*\u0301 `\u0301` ```\u0301``` _a\u0600_",
	} {
		add(s)
	}
}

func FuzzClean(f *testing.F) {
	addSeeds(f, func(s string) { f.Add(s) })
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		checkInert(t, got.String())
		if again := Clean(got.String()); again != got {
			t.Errorf("cleaned twice %+q, once %+q, from %+q", again, got, s)
		}
		line := got.Line()
		checkInert(t, line.String())
		if line.Line() != line || strings.Contains(line.String(), "\n") || utf8.RuneCountInString(line.String()) > maxLineRunes {
			t.Errorf("on one line: %+q", line)
		}
		if plain := got.ASCII().String(); strings.IndexFunc(plain, func(r rune) bool { return r > '~' || r < ' ' && r != '\n' }) >= 0 {
			t.Errorf("as ASCII: %+q", plain)
		}
	})
}

func FuzzWrapAndCut(f *testing.F) {
	addSeeds(f, func(s string) {
		f.Add(s, 1)
		f.Add(s, 7)
		f.Add(s, 40)
	})
	f.Fuzz(func(t *testing.T, s string, width int) {
		text := Clean(s)
		checkWrapped(t, text, width, Wrap(text, width))
		cut := Cut(text, width)
		if w := Width(cut); w > max(width, 0) {
			t.Errorf("cut to %+q, %d cells of %d", cut, w, width)
		}
		whole := unbroken(text.String())
		if Width(text) <= width && cut.String() != whole {
			t.Errorf("%+q fits and was cut to %+q", whole, cut)
		}
		if cut.String() == whole || width < 1 {
			return
		}
		kept, found := strings.CutSuffix(cut.String(), Ellipsis)
		if !found || !strings.HasPrefix(whole, kept) {
			t.Errorf("%+q cut to %+q", whole, cut)
		}
		at := 0
		for at < len(kept) {
			size, _ := nextCluster(whole[at:])
			at += size
		}
		if at != len(kept) {
			t.Errorf("%+q splits a cluster of %+q", cut, whole)
		}
	})
}

func FuzzMarkup(f *testing.F) {
	addSeeds(f, func(s string) { f.Add(s, 10) })
	f.Fuzz(func(t *testing.T, s string, width int) {
		text := Clean(s)
		lines := Markup(text, nil)
		var shown, marked strings.Builder
		for _, line := range lines {
			marked.WriteString(line.Marker.String())
			for _, span := range line.Spans {
				if span.Text.IsZero() || strings.Contains(span.Text.String(), "\n") || startsWithExtender(span.Text.String()) {
					t.Errorf("span %+q of %+q", span.Text, text)
				}
				shown.WriteString(span.Text.String())
				marked.WriteString(span.Text.String())
			}
			for _, wrapped := range WrapSpans(line.Spans, width) {
				if w := Width(Text{joined(wrapped)}); w > max(width, 1) {
					t.Errorf("%q takes %d cells of %d", wrapped, w, width)
				}
			}
		}
		checkInOrder(t, text.String(), shown.String())
		if typed, kept := withoutMarkers(text.String()), withoutMarkers(marked.String()); typed != kept {
			t.Errorf("%+q is shown as %+q", typed, kept)
		}
		if consumed := strings.Count(text.String(), "\n") + 1; len(lines) > consumed+2*strings.Count(text.String(), fence) {
			t.Errorf("%d lines of %+q", len(lines), text)
		}
	})
}

// withoutMarkers removes every character that can be part of a marker or stand for one.
func withoutMarkers(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("*_~`>-• \n", r) {
			return -1
		}
		return r
	}, s)
}

// checkInOrder fails where shown has anything that was not typed, or not in this order.
func checkInOrder(t *testing.T, typed, shown string) {
	t.Helper()
	rest := shown
	for _, r := range typed {
		rest = strings.TrimPrefix(rest, string(r))
	}
	if rest != "" {
		t.Errorf("%+q is shown as %+q: %+q was added", typed, shown, rest)
	}
}
