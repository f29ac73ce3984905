package safetext

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// payload is one text of testdata/fixtures/hostile.json, of which the two encodings differ where it is not UTF-8.
type payload struct {
	Name    string          `json:"name"`
	Payload string          `json:"payload"`
	JSON    json.RawMessage `json:"-"`
	RawHex  string          `json:"raw_hex"`
	Expect  string          `json:"expect"`
}

func payloads(t testing.TB) []payload {
	t.Helper()
	b, err := os.ReadFile("../../testdata/fixtures/hostile.json")
	if err != nil {
		t.Fatal(err)
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		t.Fatal(err)
	}
	all := make([]payload, len(raw))
	for i := range raw {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(raw[i], &fields); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw[i], &all[i]); err != nil {
			t.Fatal(err)
		}
		all[i].JSON = fields["payload"]
	}
	if len(all) < 50 {
		t.Fatalf("only %d payloads", len(all))
	}
	return all
}

// bytes returns the payload as it would arrive from a source that is not JSON.
func (p payload) bytes(t testing.TB) string {
	t.Helper()
	if p.RawHex == "" {
		return p.Payload
	}
	b, err := hex.DecodeString(p.RawHex)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// visibleControls shows the C0 controls and DEL as their pictures.
func visibleControls(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x20 && r != '\n':
			return 0x2400 + r
		case r == 0x7F:
			return 0x2421
		}
		return r
	}, s)
}

func TestEveryHostilePayloadIsCleanedAsExpected(t *testing.T) {
	for _, p := range payloads(t) {
		t.Run(p.Name, func(t *testing.T) {
			var decoded Text
			if err := json.Unmarshal(p.JSON, &decoded); err != nil {
				t.Fatal(err)
			}
			for source, got := range map[string]Text{"text": Clean(p.Payload), "bytes": Clean(p.bytes(t)), "JSON": decoded} {
				checkInert(t, got.String())
				if again := Clean(got.String()); again != got {
					t.Errorf("%s: cleaned twice %q, once %q", source, again, got)
				}
				p.check(t, source, got)
			}
		})
	}
}

func (p payload) check(t *testing.T, source string, got Text) {
	t.Helper()
	want := p.Payload
	switch {
	case strings.HasPrefix(p.Expect, "inert"):
		want = visibleControls(p.Payload)
	case strings.HasPrefix(p.Expect, "each bad unit becomes U+FFFD"):
		want = visibleControls(strings.Map(func(r rune) rune {
			if 0x80 <= r && r < 0xA0 || r == 0xFFFF || r == 0xFDD0 {
				return 0xFFFD
			}
			return r
		}, p.Payload))
	case p.Expect == "visible U+FFFD, text in stored order":
		want = strings.ReplaceAll(p.Payload, "\u202E", "\uFFFD")
	case p.Expect == "the invisible characters are gone, rest identical":
		want = strings.Map(func(r rune) rune {
			if r >= 0xAD && r != ' ' {
				return -1
			}
			return r
		}, p.Payload)
	case p.Expect == "one space in one-line fields, spaces in bodies":
		want = strings.ReplaceAll(p.Payload, "\t", "    ")
		if line := strings.ReplaceAll(p.Payload, "\t", " "); got.Line().String() != line {
			t.Errorf("%s: one line is %q, want %q", source, got.Line(), line)
		}
	case p.Expect == "one new line in bodies":
		want = "a\nb"
	case p.Expect == "at most 8 marks per base":
		want = "Z" + strings.Repeat("\u0301", 8) + "!"
	case p.Expect == "a cluster is at most 32 runes":
		if n := utf8.RuneCountInString(got.String()); n > 32 || n < 16 || !strings.HasSuffix(got.String(), "\uFFFD") {
			t.Errorf("%s: %d runes: %q", source, n, got)
		}
		return
	case p.Expect == "shown as blank: the view prints a placeholder":
		if !got.Blank() || got.String() != "   " {
			t.Errorf("%s: %q is not blank", source, got)
		}
		return
	case p.Expect == "cut to the column with an ellipsis":
		if cut := Cut(got.Line(), 20).String(); cut != strings.Repeat("A", 19)+"…" {
			t.Errorf("%s: cut to %q", source, cut)
		}
	case p.Expect == "not split, border intact":
		if cut := Cut(got, 30).String(); cut != strings.Repeat("a", 29)+"…" {
			t.Errorf("%s: cut to %q", source, cut)
		}
	case p.Expect == "identical", p.Expect == "rejected as an id":
	default:
		t.Fatalf("nothing checks %q", p.Expect)
	}
	if got.String() != want {
		t.Errorf("%s: %q, want %q", source, got, want)
	}
}

// checkInert fails where s could do anything to a terminal but print, or hide or turn a text.
func checkInert(t testing.TB, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("%q is not UTF-8", s)
	}
	if len(s) > maxBytes || strings.Count(s, "\n") >= maxLines {
		t.Errorf("%d bytes and %d newlines are too many", len(s), strings.Count(s, "\n"))
	}
	for _, r := range s {
		switch {
		case r < 0x20 && r != '\n', 0x7F <= r && r < 0xA0:
			t.Errorf("control %U in %q", r, s)
		case unicode.Is(unicode.Bidi_Control, r), unicode.In(r, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point):
			t.Errorf("%U in %q", r, s)
		case r == 0xAD, r == 0x200B, r == 0x2060, r == 0xFEFF, r == 0x3164:
			t.Errorf("invisible %U in %q", r, s)
		}
	}
	for line := range strings.SplitSeq(s, "\n") {
		if startsWithExtender(line) {
			t.Errorf("line %q attaches to what stands before it", line)
		}
		if strings.HasSuffix(line, "\u200D") {
			t.Errorf("line %q ends in a joiner", line)
		}
	}
	for i := 0; i < len(s); {
		size, _ := nextCluster(s[i:])
		if n := utf8.RuneCountInString(s[i : i+size]); n > maxClusterRunes {
			t.Errorf("a cluster of %d characters in %q", n, s)
		}
		i += size
	}
}

func TestLegitimateTextIsUnchanged(t *testing.T) {
	for name, s := range map[string]string{
		"ASCII":                 "Hello, world: 100% [ok] ~ \\o/",
		"lines":                 "a\n\nb\n",
		"decomposed":            "Cafe\u0301 Zu\u0308rich",
		"Spanish":               "¿Qué tal? Mañana, señor ¡sí!",
		"German":                "Grüße aus Köln, 20 °C, ½ €",
		"heart on fire":         "❤️\u200D🔥 👁️\u200D🗨️",
		"professions":           "👩🏽\u200D💻 🧑\u200D🚀 🏃🏿\u200D♀️\u200D➡️",
		"flags":                 "🇮🇳🇩🇪 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏳️\u200D⚧️",
		"text presentation":     "✔︎ ☎️ ©️ 1️⃣ #️⃣",
		"Sinhala conjunct":      "ශ්\u200Dරී ලංකා",
		"Bengali":               "আমার সোনার বাংলা",
		"Gujarati":              "ગુજરાતી",
		"Punjabi":               "ਪੰਜਾਬੀ",
		"Odia, Kannada":         "ଓଡ଼ିଆ ಕನ್ನಡ",
		"Persian":               "نمی\u200Cدانم کتاب\u200Cها",
		"Arabic with marks":     "بِسْمِ ٱللَّهِ ؟ ١٢٣",
		"Hebrew with points":    "בְּרֵאשִׁית",
		"Burmese":               "မြန်မာဘာသာ",
		"Tibetan":               "བོད་སྐད་",
		"Lao":                   "ສະບາຍດີ",
		"Mongolian":             "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ᠌ ᠠᠮᠤᠷ\u180Eᠠ",
		"Amharic":               "አማርኛ",
		"Georgian and Armenian": "ქართული Հայերեն",
		"Japanese":              "「株式会社」、カタカナ・ひらがな　ﾊﾝｶｸ ㍻",
		"Korean":                "안녕하세요 ㅋㅋㅋ",
		"mathematics":           "∀x∈ℝ: ⌈x⌉ = −⌊−x⌋ → 𝔸",
		"rupee and others":      "₹1,00,000 € £ ¥ ₿",
		"no-break space":        "10\u00A0000",
		"Arabic number sign":    "\u0600١٢",
		"emoji of Unicode 16":   "🫩 🪾 🫆",
	} {
		t.Run(name, func(t *testing.T) {
			if got := Clean(s).String(); got != s {
				t.Errorf("%+q, want %+q", got, s)
			}
		})
	}
}

func TestCleanByClass(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"DEL":                               {"a\x7Fb", "a␡b"},
		"carriage return alone":             {"a\rb", "a␍b"},
		"line and paragraph separator":      {"a\u2028b\u2029c", "a\nb\nc"},
		"private use":                       {"a\uE000b\U000F0000", "a\uFFFDb\uFFFD"},
		"unassigned":                        {"a\u0378b\U0001FC00", "a\uFFFDb\uFFFD"},
		"direction overrides":               {"\u202Da\u202E", "\uFFFDa\uFFFD"},
		"isolates":                          {"\u2066a\u2067b\u2068c\u2069", "abc"},
		"other format characters":           {"a\uFEFFb\u2060c\u200Bd\u2063e\uFFF9f", "abcdef"},
		"invisible mathematics and music":   {"a\u2062b\U0001D173c", "abc"},
		"variation selectors":               {"葛\U000E0100a\uFE00b\uFE0D", "葛ab"},
		"emoji selector after a letter":     {"a\uFE0Fb\uFE0E", "ab"},
		"second emoji selector":             {"❤\uFE0F\uFE0F", "❤\uFE0F"},
		"joiner at the start":               {"\u200Da", "a"},
		"joiner at the end of text":         {"👩\u200D", "👩"},
		"joiner at the end of a line":       {"क्\u200D\nक", "क्\nक"},
		"joiner before a space":             {"a\u200D b", "a b"},
		"joiner before what is dropped":     {"👩\u200D\u200B", "👩"},
		"joiner across what is dropped":     {"👩\u200D\u200B👩", "👩\u200D👩"},
		"two joiners":                       {"क्\u200D\u200Dष", "क्\u200Dष"},
		"joiner between digits":             {"1\u200D2\u200C3", "123"},
		"tags without a flag":               {"a\U000E0041\U000E007F", "a"},
		"flag with a long tag text":         {"🏴\U000E0068\U000E0069\U000E0064\U000E0064\U000E0065\U000E006E\U000E0073\U000E007F", "🏴"},
		"flag with tags that do not end":    {"🏴\U000E0067\U000E0062\U000E0065", "🏴"},
		"flag with a short region":          {"🏴\U000E0067\U000E0062\U000E007F", "🏴"},
		"selector after a joiner":           {"❤\u200D\uFE0Fa", "❤\u200Da"},
		"flag with other tags":              {"🏴\U000E0041\U000E0042\U000E0043\U000E007F", "🏴"},
		"Hangul and Braille blanks":         {"a\u3164\uFFA0\u1160\u2800b", "a    b"},
		"mark at the start":                 {"\u0301a", "◌\u0301a"},
		"mark at the start of a line":       {"a\n\u0301b", "a\n◌\u0301b"},
		"mark after what is dropped":        {"\u200B\u0301a", "◌\u0301a"},
		"skin tone at the start":            {"🏽", "◌🏽"},
		"Thai vowel at the start":           {"\u0E33", "◌\u0E33"},
		"half-width voiced mark at a start": {"\uFF9E", "◌\uFF9E"},
		"selector at the start":             {"\uFE0Fa", "a"},
		"mark after a replaced byte":        {"\xFF\u0301", "\uFFFD\u0301"},
		"nine marks":                        {"e" + strings.Repeat("\u0301", 9) + "x", "e" + strings.Repeat("\u0301", 8) + "x"},
		"joiners do not reset the marks":    {"e" + strings.Repeat("\u0301\u200D", 20) + "x", "e" + strings.Repeat("\u0301\u200D", 8) + "x"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Clean(c.in).String(); got != c.want {
				t.Errorf("%+q, want %+q", got, c.want)
			}
			if got := Clean(c.want).String(); got != c.want {
				t.Errorf("cleaned again: %+q, want %+q", got, c.want)
			}
		})
	}
}

func TestCleanLimitsTheBody(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		fits bool // after cleaning
	}{
		"ASCII":                         {strings.Repeat("A", 5<<20), false},
		"words":                         {strings.Repeat("word ", 20000), false},
		"newlines":                      {strings.Repeat("\n", 1<<20), false},
		"short lines":                   {strings.Repeat("a\n", maxLines), false},
		"long lines":                    {strings.Repeat(strings.Repeat("x", 40)+"\n", 3000), false},
		"controls":                      {strings.Repeat("\x1B", 60<<10), false},
		"bad bytes":                     {strings.Repeat("\xFF", 60<<10), false},
		"one emoji cluster":             {strings.Repeat("👩\u200D", 40000), false},
		"emoji":                         {strings.Repeat("👨\u200D👩\u200D👧 ", 10000), false},
		"flags":                         {strings.Repeat("🇮🇳", 10000), false},
		"Hindi":                         {strings.Repeat("क्षत्रिय", 5000), false},
		"Hindi conjunct":                {strings.Repeat("क्\u200D", 30000), false},
		"Persian":                       {strings.Repeat("می\u200C", 20000), false},
		"number signs":                  {strings.Repeat("\u0600", 40000), false},
		"marks":                         {strings.Repeat("\u0301", 40000), true},
		"Hangul jamo":                   {strings.Repeat("\u1100", 30000), false},
		"region flags":                  {strings.Repeat("🏴󠁧󠁢󠁳󠁣󠁴󠁿\u200D", 5000), false},
		"joiner where a cluster is cut": {"👍🏽\u200D" + strings.Repeat("👩\u200D", 40), true},
		"tags where a cluster is cut":   {strings.Repeat("👩\u200D", 14) + "🏴󠁧󠁢󠁳󠁣󠁴󠁿" + strings.Repeat("\u0301", 8), true},
		"zero width spaces":             {strings.Repeat("\u200B", 100000) + "a", true},
	} {
		t.Run(name, func(t *testing.T) {
			got := Clean(c.in)
			checkInert(t, got.String())
			if again := Clean(got.String()); again != got {
				t.Errorf("cleaned twice: %d bytes, once %d", len(again.String()), len(got.String()))
			}
			if says := strings.HasSuffix(got.String(), "\n"+cutNotice); says == c.fits {
				t.Errorf("says that it was cut: %v; ends in %q", says, got.s[max(0, len(got.s)-60):])
			}
		})
	}
}

func TestCleanCutsBetweenClustersWithoutAJoinerAtTheEnd(t *testing.T) {
	for shift := range 7 {
		in := strings.Repeat("x", shift) + strings.Repeat("می\u200C", 20000)
		body, _ := strings.CutSuffix(Clean(in).String(), "\n"+cutNotice)
		if !strings.HasPrefix(in, body) || strings.HasSuffix(body, "\u200C") || len(body) < maxBytes-100 {
			t.Errorf("%d bytes, ending in %+q", len(body), body[len(body)-10:])
		}
	}
}

func TestCleanKeepsABodyAtTheLimits(t *testing.T) {
	for name, in := range map[string]string{
		"bytes":           strings.Repeat("A", 65536),
		"bytes of others": strings.Repeat("日", 21845) + "A",
		"lines":           strings.Repeat("a\n", 1999) + "a",
		"lines of others": strings.Repeat("é\n", 1999) + "a",
	} {
		if got := Clean(in + "\n"); !strings.HasSuffix(got.String(), cutNotice) {
			t.Errorf("%s: one more and it is not cut", name)
		}
		if got := Clean(in).String(); got != in {
			t.Errorf("%s: changed to %d bytes", name, len(got))
		}
	}
}

func TestCleanDoesNotAllocateWhereNothingChanges(t *testing.T) {
	for _, s := range []string{"Support", "line\nline", "Zoë Müller", "नमस्ते क्षत्रिय", "日本語", "👩🏽\u200D💻 ❤️", "می\u200Cخواهم"} {
		if n := testing.AllocsPerRun(100, func() { Clean(s) }); n > 0 {
			t.Errorf("%q: %v allocations", s, n)
		}
	}
}
