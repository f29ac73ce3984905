package safetext

import (
	"slices"
	"strings"
	"testing"
)

func stringsOf(lines []Text) []string {
	var s []string
	for _, line := range lines {
		s = append(s, line.String())
	}
	return s
}

func TestCut(t *testing.T) {
	for name, c := range map[string]struct {
		in    string
		width int
		want  string
	}{
		"fits":                         {"abc", 3, "abc"},
		"one too many":                 {"abcd", 3, "ab…"},
		"no room":                      {"abc", 0, ""},
		"less than no room":            {"abc", -1, ""},
		"room for the ellipsis alone":  {"abc", 1, "…"},
		"empty":                        {"", 5, ""},
		"newline is a space":           {"a\nb", 5, "a b"},
		"newline in what is kept":      {"a\nbcdef", 4, "a b…"},
		"no space before the ellipsis": {"ab cdef", 4, "ab…"},
		"wide character not split":     {"日本語", 4, "日…"},
		"wide character at the edge":   {"ab日", 3, "ab…"},
		"mark that takes a cell":       {"e\u1AB0x", 2, "…"},
		"letters that a joiner binds":  {"a\u200Dbc", 2, "…"},
		"accent stays":                 {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
		"family stays whole":           {"a👩‍👩‍👧b", 5, "a…"},
		"conjunct stays whole":         {"नमस्ते", 3, "नम…"},
	} {
		t.Run(name, func(t *testing.T) {
			got := Cut(Clean(c.in), c.width)
			if got.String() != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			if Width(got) > max(c.width, 0) {
				t.Errorf("%q takes %d cells of %d", got, Width(got), c.width)
			}
		})
	}
}

func TestWrap(t *testing.T) {
	for name, c := range map[string]struct {
		in    string
		width int
		want  []string
	}{
		"empty":                       {"", 5, nil},
		"fits":                        {"abc", 3, []string{"abc"}},
		"at a space":                  {"hello world", 8, []string{"hello", "world"}},
		"space at the edge":           {"hello world", 5, []string{"hello", "world"}},
		"several spaces":              {"ab    cd", 4, []string{"ab", "cd"}},
		"spaces within a line":        {"a  b c", 4, []string{"a  b", "c"}},
		"newlines":                    {"a\n\nb\n", 5, []string{"a", "", "b", ""}},
		"indent stays":                {"  ab cd", 5, []string{"  ab", "cd"}},
		"indent wider than a line":    {"      ab", 3, []string{"ab"}},
		"spaces alone":                {"   ", 2, []string{""}},
		"spaces at the end":           {"ab   ", 2, []string{"ab"}},
		"long word":                   {"abcdefgh", 3, []string{"abc", "def", "gh"}},
		"long word after a short one": {"ab cdefgh", 4, []string{"ab", "cdef", "gh"}},
		"word after a long one":       {"abcdef gh", 4, []string{"abcd", "ef", "gh"}},
		"Chinese":                     {"日本語です", 5, []string{"日本", "語で", "す"}},
		"Chinese after Latin":         {"ab 日本語", 6, []string{"ab 日", "本語"}},
		"Chinese comma":               {"日本、語", 6, []string{"日", "本、語"}},
		"ideographic space":           {"日本\u3000語", 5, []string{"日本", "語"}},
		"cluster wider than a line":   {"a日b", 1, []string{"a", "…", "b"}},
		"family wider than a line":    {"👩‍👩‍👧", 3, []string{"…"}},
		"width 0 is 1":                {"ab", 0, []string{"a", "b"}},
		"Hindi":                       {"क्षत्रिय", 4, []string{"क्ष", "त्रिय"}},
		"no-break space":              {"a 1\u00A0kg", 4, []string{"a", "1\u00A0kg"}},
	} {
		t.Run(name, func(t *testing.T) {
			text := Clean(c.in)
			got := stringsOf(Wrap(text, c.width))
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
			checkWrapped(t, text, c.width, Wrap(text, c.width))
		})
	}
}

// checkWrapped fails where a line does not fit, a cluster was split, or something but space was lost.
func checkWrapped(t testing.TB, text Text, width int, lines []Text) {
	t.Helper()
	rest := text.String()
	for _, line := range lines {
		if w := Width(line); w > max(width, 1) {
			t.Errorf("%q takes %d cells of %d", line, w, width)
		}
		at := strings.Index(rest, line.String())
		if line.String() == "…" && (at < 0 || !isSpace(rest[:at])) {
			size, cells := nextCluster(rest)
			for rest[:size] == "\n" || isBreakingSpace(rest[:size]) {
				rest = rest[size:]
				size, cells = nextCluster(rest)
			}
			if cells <= max(width, 1) {
				t.Errorf("%q fits and was replaced", rest[:size])
			}
			rest = rest[size:]
			continue
		}
		if at < 0 || !isSpace(rest[:at]) {
			t.Errorf("%q does not go on with %q", rest, line)
			return
		}
		rest = rest[at:]
		for s := line.String(); s != ""; {
			size, _ := nextCluster(rest)
			if size > len(s) {
				t.Errorf("%q splits the cluster %q", line, rest[:size])
				return
			}
			rest, s = rest[size:], s[size:]
		}
	}
	if !isSpace(rest) {
		t.Errorf("%q was lost", rest)
	}
}

func isSpace(s string) bool { return strings.TrimSpace(s) == "" }

func TestWrapSpansKeepsStyles(t *testing.T) {
	spans := []Span{{Own("one "), 0}, {Own("bold words"), Bold}, {Own(" and"), 0}, {Own("日"), Italic}}
	got := WrapSpans(spans, 8)
	want := [][]Span{
		{{Own("one "), 0}, {Own("bold"), Bold}},
		{{Own("words"), Bold}},
		{{Own("and"), 0}, {Own("日"), Italic}},
	}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := WrapSpans([]Span{{Own("a日"), Bold}}, 1); !slices.EqualFunc(got, [][]Span{{{Own("a"), Bold}}, {{Own("…"), Bold}}}, slices.Equal) {
		t.Errorf("a wide character in one cell: %q", got)
	}
	if got := WrapSpans(nil, 8); len(got) != 1 || len(got[0]) != 0 {
		t.Errorf("no spans are %q, want one empty line", got)
	}
}

func TestWrapSpansBreaksAsWrap(t *testing.T) {
	text := Clean("*Order* 4711: please call _before_ 10 a.m., `room 12`, नमस्ते 👩‍👩‍👧 日本語日本語日本語")
	for _, line := range Markup(text, nil) {
		for width := range 40 {
			var plain []string
			for _, spans := range WrapSpans(line.Spans, width) {
				plain = append(plain, joined(spans))
			}
			if want := stringsOf(Wrap(Text{joined(line.Spans)}, width)); !slices.Equal(plain, want) {
				t.Errorf("at %d: %q, want %q", width, plain, want)
			}
		}
	}
}
