package safetext

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestLine(t *testing.T) {
	for in, want := range map[string]string{
		"":                     "",
		"Support":              "Support",
		"  Support \n":         "Support",
		"a\nb":                 "a b",
		"a\r\n\r\nb":           "a b",
		"a\tb":                 "a b",
		"Bob      admin":       "Bob admin",
		"Bob\u00A0\u2003admin": "Bob admin",
		"Bob\u3000admin":       "Bob admin",
		"12\u00A0kg":           "12\u00A0kg",
		"\u3000日本\u00A0":       "日本",
		" \u0301x":             " \u0301x",
		"a \u0301":             "a \u0301",
		"\u200Eright mark":     "right mark",
	} {
		got := Clean(in).Line()
		if got.String() != want {
			t.Errorf("%+q gives %+q, want %+q", in, got, want)
		}
		if got.Line() != got {
			t.Errorf("%+q changes when repeated: %+q", in, got.Line())
		}
	}
}

func TestLineCutsLongNames(t *testing.T) {
	for _, in := range []string{strings.Repeat("A", 5000), strings.Repeat("क्ष", 400), strings.Repeat("👩‍👩‍👧", 100), strings.Repeat("a ", 300)} {
		got := Clean(in).Line()
		if n := utf8.RuneCountInString(got.String()); n > 256 || n < 240 || !strings.HasSuffix(got.String(), "…") {
			t.Errorf("%.20q…: %d characters, ends in %q", in, n, got.s[len(got.s)-8:])
		}
		if kept := strings.TrimSuffix(got.String(), "…"); !strings.HasPrefix(in, kept) {
			t.Errorf("%q does not start %.20q…", kept, in)
		}
	}
	if exact := strings.Repeat("é", 256); Clean(exact).Line().String() != exact {
		t.Error("256 characters were cut")
	}
}

func TestLines(t *testing.T) {
	if got := Clean("").Lines(); got != nil {
		t.Errorf("an empty text has lines: %q", got)
	}
	if got := stringsOf(Clean("a\n\nb\n").Lines()); !slices.Equal(got, []string{"a", "", "b", ""}) {
		t.Errorf("%q", got)
	}
}

func TestBlank(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "  \n ": true, "\u3164": true, "\u115F\u2800": true, "\u200B\uFEFF\u2060": true, "\u00A0\u3000": true, "\u200E": true,
		"a": false, " .": false, "😀": false, "\u0000": false, "\u0301": false,
	} {
		if got := Clean(s).Blank(); got != want {
			t.Errorf("%+q: %v", s, got)
		}
	}
	for _, own := range []Text{Own("\u3164"), Own("\u200D\u2060"), Own("\uFE0F"), Own("\u034F")} {
		if !own.Blank() {
			t.Errorf("%+q is not blank", own)
		}
	}
}

func TestASCII(t *testing.T) {
	for in, want := range map[string]string{
		"plain ~ text\n": "plain ~ text\n",
		"a · b":          "a - b",
		"cut…":           "cut...",
		"x — y":          "x - y",
		"• item":         "* item",
		"✓✓ read":        "vv read",
		"“quoted” ‘so’":  `"quoted" 'so'`,
		"│ ─ ┌ ▌":        "| - + >",
		"a→b":            "a->b",
		"😀":              `\u{1F600}`,
		"Zoë":            `Zo\u{EB}`,
		"नम":             `\u{928}\u{92E}`,
		"a\u00A0b":       "a b",
		"\x1B":           `\u{241B}`,
	} {
		got := Clean(in).ASCII()
		if got.String() != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
		if strings.IndexFunc(got.String(), func(r rune) bool { return r > '~' || r < ' ' && r != '\n' }) >= 0 {
			t.Errorf("%q is not ASCII", got)
		}
	}
}

func TestUnmarshalJSONAcceptsEveryValue(t *testing.T) {
	for in, want := range map[string]string{
		`"plain"`:              "plain",
		`""`:                   "",
		`"a\u001b[31mb"`:       "a␛[31mb",
		`"a\u009bb"`:           "a\uFFFDb",
		`"a\ud800b"`:           "a\uFFFDb",
		`"\ud83d\ude00"`:       "😀",
		`"tab\there"`:          "tab    here",
		`"नमस्ते"`:             "नमस्ते",
		`"\"\\\/"`:             `"\/`,
		` "spaced" `:           "spaced",
		`null`:                 "",
		`{}`:                   "",
		`[ ]`:                  "",
		`42`:                   "42",
		`1e999`:                "1e999",
		`true`:                 "true",
		`false`:                "false",
		`{"a": [1, "x y"]}`:    `{"a":[1,"x y"]}`,
		`["a", "b"]`:           `["a","b"]`,
		"{\"a\": \"\u202E\"}":  "{\"a\":\"\uFFFD\"}",
		"\"\u200Bzero width\"": "zero width",
	} {
		text := Own("before")
		if err := json.Unmarshal([]byte(in), &text); err != nil {
			t.Errorf("%s: %v", in, err)
		}
		if text.String() != want {
			t.Errorf("%s gives %q, want %q", in, text, want)
		}
	}
	var text Text
	if err := text.UnmarshalJSON([]byte("not \x1bJSON")); err != nil || text.String() != "not ␛JSON" {
		t.Errorf("%q, %v", text, err)
	}
}

func TestMapKeysAreCleaned(t *testing.T) {
	var key Text
	if err := key.UnmarshalText([]byte("a\x1b\xff")); err != nil || key.String() != "a␛\uFFFD" {
		t.Errorf("%q, %v", key, err)
	}
	var m map[Text]bool
	if err := json.Unmarshal([]byte(`{"a\u001b[2J": true}`), &m); err != nil || !m[Own("a␛[2J")] {
		t.Errorf("%v, %v", m, err)
	}
}

func TestContainsIgnoresCase(t *testing.T) {
	for _, c := range []struct {
		text, word string
		want       bool
	}{
		{"Support Team", "support", true},
		{"Support Team", "TEAM", true},
		{"Support", "supporter", false},
		{"aab", "ab", true},
		{"ΟΔΟΣ", "οδος", true},
		{"οδοσ", "ΟΔΟΣ", true},
		{"ПРИВЕТ", "вет", true},
		{"ZOË", "zoë", true},
		{"नमस्ते", "मस्", true},
		{"日本語", "本", true},
		{"x", "", true},
		{"", "x", false},
	} {
		if got := Clean(c.text).Contains(Fold(c.word)); got != c.want {
			t.Errorf("%q contains %q: %v", c.text, c.word, got)
		}
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if once := foldRune(r); foldRune(once) != once {
			t.Errorf("%U folds to %U, then to %U", r, once, foldRune(once))
		}
	}
	text, word := Clean("A long name of a GROUP in नमस्ते"), Fold("group in न")
	if n := testing.AllocsPerRun(100, func() { text.Contains(word) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestJoinLeavesOutWhatIsEmpty(t *testing.T) {
	for want, parts := range map[string][]Text{
		"":          nil,
		"a":         {Text{}, Own("a"), Text{}},
		"a · b":     {Own("a"), Text{}, Own("b")},
		"a · b · c": {Own("a"), Own("b"), Own("c")},
	} {
		if got := Join(" · ", parts...); got.String() != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestFormatCleansItsArguments(t *testing.T) {
	got := Format("%s|%s|%v|%d|%-4s|%q", Own("own"), "a\x1b\nb", errors.New("bad\r\nluck\u202E"), 42, Own("x"), Clean("q"))
	if want := "own|a␛ b|bad luck\uFFFD|42|x   |\"q\""; got.String() != want {
		t.Errorf("%q, want %q", got, want)
	}
	type evil struct{ S string }
	if got := Format("%v", evil{"\x1b[2J"}); got.String() != "{␛[2J}" {
		t.Errorf("%q", got)
	}
	if got := Format("%v", []Text{Own("a"), Own("b")}); got.String() != "[a b]" {
		t.Errorf("%q", got)
	}
}
