package present_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// hostileTexts are known attacks on terminals, as data.
func hostileTexts(t *testing.T) map[string]string {
	b, err := os.ReadFile("../../testdata/fixtures/hostile.json")
	if err != nil {
		t.Fatal(err)
	}
	var payloads []struct{ Name, Payload string }
	if err := json.Unmarshal(b, &payloads); err != nil {
		t.Fatal(err)
	}
	texts := make(map[string]string, len(payloads)+8)
	for _, p := range payloads {
		texts[p.Name] = p.Payload
	}
	texts["forged row"] = "x\n  Assigned  somebody else\n\nLabels\n"
	texts["bars and ticks"] = "a|b`c\\|d``e"
	return texts
}

// poison puts a text into every string of a JSON value and before every key of its maps of data.
func poison(value any, text string) any {
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			v[key] = poison(inner, text)
		}
		for _, data := range [...]string{"label_ids", "custom_properties", "chat_access", "members"} {
			if m, ok := v[data].(map[string]any); ok {
				m[text] = map[string]any{"contact_name": text, "is_admin": true}
				if data != "members" {
					m[text] = true
				}
			}
		}
	case []any:
		for i := range v {
			v[i] = poison(v[i], text)
		}
	case string:
		return text
	}
	return value
}

func TestHostileTextReachesNoTerminalAndForgesNoLine(t *testing.T) {
	source, err := os.ReadFile("testdata/group.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range hostileTexts(t) {
		t.Run(name, func(t *testing.T) {
			var value any
			if err := json.Unmarshal(source, &value); err != nil {
				t.Fatal(err)
			}
			raw, err := json.Marshal(poison(value, text))
			if err != nil {
				t.Fatal(err)
			}
			o := groupOptions(t)
			o.Labels[text], o.Properties[text] = text, text
			d := present.Chat(parse(t, string(raw)), o)
			rows := 0
			for _, s := range d.Sections() {
				rows += len(s.Rows)
				if len(s.Rows) == 0 {
					rows++
				}
				for _, r := range s.Rows {
					for _, c := range r.Cells {
						if strings.Contains(c.Text.String(), "\n") {
							t.Errorf("a cell of two lines: %q", c.Text)
						}
					}
				}
			}
			headings := 1 + 2*len(d.Sections())
			var out bytes.Buffer
			if err := present.Text(&out, d); err != nil {
				t.Fatal(err)
			}
			inert(t, out.String())
			if got := strings.Count(out.String(), "\n"); got != rows+headings {
				t.Errorf("%d lines of %d rows:\n%s", got, rows, &out)
			}
			out.Reset()
			if err := present.Markdown(&out, d); err != nil {
				t.Fatal(err)
			}
			inert(t, out.String())
			out.Reset()
			if err := present.JSON(&out, raw); err != nil {
				t.Fatal(err)
			}
			inert(t, out.String())
			var back any
			if err := json.Unmarshal(out.Bytes(), &back); err != nil || !reflect.DeepEqual(back, value) {
				t.Errorf("the JSON says something else: %v", err)
			}
		})
	}
}

// inert fails if a terminal could act on what is printed.
func inert(t *testing.T, s string) {
	t.Helper()
	for i, r := range s {
		if (r < 0x20 && r != '\n') || (r >= 0x7f && r <= 0x9f) || (r >= 0x202a && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069) || r == 0x200e || r == 0x200f || r == 0x061c {
			t.Fatalf("%U at %d: %q", r, i, s[max(i-20, 0):i])
		}
	}
}

func TestTextHasNoTrailingBlanksAndNothingBehindItsGutterEscapes(t *testing.T) {
	c := parse(t, `{"chat_name": " x ", "latest_message": {"message_type": "chat", "body": "a  \n\n> b\n- c\n1. d\n`+"```\\ncode  x\\n```"+`"}}`)
	var out bytes.Buffer
	if err := present.Text(&out, present.Chat(c, present.Options{})); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(out.String(), "\n") {
		if strings.TrimRight(line, " ") != line {
			t.Errorf("blanks behind %q", line)
		}
	}
	const body = "  | a\n  |\n  | > b\n  | • c\n  | 1. d\n"
	if !strings.Contains(out.String(), body) || !strings.Contains(out.String(), "  | code  x\n") {
		t.Errorf("no %q in:\n%s", body, &out)
	}
}

func TestMarkdownIsLiteral(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                     "plain",
		"# head":                    `\# head`,
		"- item":                    `\- item`,
		"+ item":                    `\+ item`,
		"1. item":                   `1\. item`,
		"2) item":                   `2\) item`,
		"===":                       `\===`,
		"a - b":                     "a - b",
		"*bold* _it_ ~~s~~":         `\*bold\* \_it\_ \~\~s\~\~`,
		"<b>x</b> &amp;":            `\<b\>x\</b\> \&amp;`,
		"[a](b)":                    `\[a\](b)`,
		"![a](b)":                   `\!\[a\](b)`,
		"a|b":                       `a\|b`,
		"`x`":                       "\\`x\\`",
		`back\slash`:                `back\\slash`,
		"see http://example.com/a.": "see `http://example.com/a`.",
		"(www.example.com)":         "(`www.example.com`)",
		"mail a@example.com, now":   "mail `a@example.com`, now",
		"@everybody":                "`@everybody`",
		"fixes #12":                 "fixes `#12`",
		"org/repo#12":               "`org/repo#12`",
		"a :tada: b":                "a `:tada:` b",
		"16:38:10":                  "16:38:10",
		"e.g. this. That":           "e.g. this. That",
		"example.com":               "`example.com`",
		"http://a`b":                "``http://a`b``",
		"http://a`":                 "`` http://a` ``",
		"    code":                  "code",
	} {
		c := parse(t, `{"latest_message": {"message_type": "chat"}}`)
		// A description is not read for markup, so that all of it has to be escaped.
		c.Description = safetext.Clean(text)
		var out bytes.Buffer
		if err := present.Markdown(&out, present.Chat(c, present.Options{})); err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(out.String(), "- **Description**: ")
		if got, _, _ := strings.Cut(rest, "\n"); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestMarkdownTableKeepsItsCells(t *testing.T) {
	c := parse(t, `{"members": {"1@c.us": {"contact_name": "a|b @x|y`+"`"+` \\| http://z|"}}}`)
	var out bytes.Buffer
	if err := present.Markdown(&out, present.Chat(c, present.Options{})); err != nil {
		t.Fatal(err)
	}
	bars := regexp.MustCompile(`(^|[^\\])((\\\\)*)\|`)
	for line := range strings.SplitSeq(out.String(), "\n") {
		if strings.HasPrefix(line, "|") && len(bars.FindAllString(line, -1)) != 3 {
			t.Errorf("not two cells: %s", line)
		}
	}
}

func TestJSONKeepsItsValues(t *testing.T) {
	for _, test := range []struct{ raw, want string }{
		{`{"b":1.0,"a":1e999,"b":"x/<>& é"}`, "{\n  \"b\": 1.0,\n  \"a\": 1e999,\n  \"b\": \"x/<>& é\"\n}\n"},
		{"\r\n[ ]\t", "[]\n"},
		{"\"a\u009bb\u007f\u202e\u2066\u200e\u061c\"", `"a\u009bb\u007f\u202e\u2066\u200e\u061c"` + "\n"},
		{`"\u001b[2J\n"`, `"\u001b[2J\n"` + "\n"},
		{"\"a\x9bb\"", `"a\ufffdb"` + "\n"},
		{`"\ud83d\ude00 😀 ` + "\ufffd" + `"`, `"\ud83d\ude00 😀 ` + "\ufffd" + `"` + "\n"},
	} {
		var out bytes.Buffer
		if err := present.JSON(&out, []byte(test.raw)); err != nil || out.String() != test.want {
			t.Errorf("%q: %q, %v; want %q", test.raw, out.String(), err, test.want)
		}
	}
	for _, raw := range []string{"", "{", `{"a":1}{`, "\"\x1b\"", "<html>"} {
		var out bytes.Buffer
		if err := present.JSON(&out, []byte(raw)); err == nil || out.Len() > 0 {
			t.Errorf("%q: printed %q", raw, out.String())
		}
	}
}

// closed is a writer that takes nothing.
type closed struct{}

var errClosed = errors.New("closed")

func (closed) Write([]byte) (int, error) { return 0, errClosed }

func TestAnErrorOfTheWriterIsReported(t *testing.T) {
	d := present.Chat(group(t), groupOptions(t))
	for name, print := range map[string]func(io.Writer) error{
		"text":     func(w io.Writer) error { return present.Text(w, d) },
		"markdown": func(w io.Writer) error { return present.Markdown(w, d) },
		"json":     func(w io.Writer) error { return present.JSON(w, []byte("{}")) },
	} {
		if err := print(closed{}); !errors.Is(err, errClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNothingAtAllCanBeShown(t *testing.T) {
	for _, c := range []*api.Chat{nil, {}, parse(t, `{"latest_message": {}, "members": {"": {"contact_name": ""}}}`), parse(t, `{"latest_message": {"ack": 4, "from_me": true, "delivery_info": {"read": {"": 1}}}}`)} {
		for _, sort := range []present.MemberSort{present.ByRole, present.ByReceipt, 200} {
			var out bytes.Buffer
			if err := present.Text(&out, present.Chat(c, present.Options{Sort: sort})); err != nil {
				t.Error(err)
			}
			present.MembersSection(c, present.Options{Sort: sort})
		}
	}
}

func TestASCIIHasNoOtherCharacters(t *testing.T) {
	o := groupOptions(t)
	o.Glyphs = present.ASCII()
	var out bytes.Buffer
	if err := present.Text(&out, present.Chat(group(t), o).ASCII()); err != nil {
		t.Fatal(err)
	}
	for _, r := range out.String() {
		if r > 0x7e {
			t.Fatalf("%q in:\n%s", r, &out)
		}
	}
	if !strings.Contains(out.String(), "vv partly read (ack 4)") {
		t.Errorf("no ticks in:\n%s", &out)
	}
}
