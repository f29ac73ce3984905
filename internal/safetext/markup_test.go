package safetext

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// describe writes lines so that kinds and styles can be read in one string: [b:…] is bold, and so on.
func describe(lines []Line) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		switch line.Kind {
		case Quote:
			b.WriteString("Q ")
		case Item, Numbered:
			b.WriteString(line.Marker.String() + " ")
		case Block:
			b.WriteString("B ")
		}
		for _, span := range line.Spans {
			names := ""
			for n, name := range []string{"b", "i", "s", "c", "m", "u"} {
				if span.Style&(1<<n) != 0 {
					names += name
				}
			}
			if names == "" {
				b.WriteString(span.Text.String())
			} else {
				fmt.Fprintf(&b, "[%s:%s]", names, span.Text)
			}
		}
	}
	return b.String()
}

func known(digits string) (Text, bool) {
	if digits == "919537851844" {
		return Own("BK Local1"), true
	}
	return Text{}, false
}

func TestMarkup(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain":                       {"hello", "hello"},
		"bold":                        {"a *b* c", "a [b:b] c"},
		"all three":                   {"*b* _i_ ~s~", "[b:b] [i:i] [s:s]"},
		"nested":                      {"*b _i_ b*", "[b:b ][bi:i][b: b]"},
		"nested at once":              {"*_~x~_*", "[bis:x]"},
		"crossed":                     {"*a _b* c_", "[b:a _b] c_"},
		"words":                       {"*two words*", "[b:two words]"},
		"punctuation around":          {"(*b*), *c*!", "([b:b]), [b:c]!"},
		"unmatched":                   {"*a _b ~c", "*a _b ~c"},
		"space inside start":          {"x * a*b", "x * a*b"},
		"space before the end":        {"*a * b", "*a * b"},
		"later end":                   {"*a * b*", "[b:a * b]"},
		"inside a word":               {"2*3*4 snake_case_name a~b~c", "2*3*4 snake_case_name a~b~c"},
		"end inside a word":           {"*a*b", "*a*b"},
		"end after a word in between": {"*a*b*", "[b:a*b]"},
		"empty":                       {"** __ ~~ ``", "** __ ~~ ``"},
		"doubled":                     {"**b**", "*[b:b]*"},
		"not across lines":            {"*a\nb*", "*a\nb*"},
		"accented word":               {"cafe\u0301*b*", "cafe\u0301*b*"},
		"marker with a mark":          {"*\u0301b* x", "*\u0301b* x"},
		"end with a mark":             {"*b*\u0301 c", "*b*\u0301 c"},
		"end with a skin tone":        {"*b*🏽 c", "*b*🏽 c"},
		"emoji around":                {"😀*b*😀", "😀[b:b]😀"},
		"number sign before the end":  {"*b\u0600* c", "*b\u0600* c"},
		"Hindi":                       {"*नमस्ते* जी", "[b:नमस्ते] जी"},
		"code":                        {"a `b *c* d` e", "a [c:b *c* d] e"},
		"code unmatched":              {"a `b *c*", "a `b [b:c]"},
		"code in bold":                {"*a `b` c*", "[b:a ][bc:b][b: c]"},
		"bold across code":            {"*a `b*` c", "*a [c:b*] c"},
		"fenced code on a line":       {"a ```b *c*``` d", "a [c:b *c*] d"},
		"fence without an end":        {"a ```b *c*", "a ```b [b:c]"},
		"block":                       {"a\n```\nx := *p*\n\ny\n```\nb", "a\nB [c:x := *p*]\nB \nB [c:y]\nb"},
		"block beside text":           {"a ```x\ny``` b", "a \nB [c:x]\nB [c:y]\n b"},
		"block alone":                 {"```\nx\n```", "B [c:x]"},
		"block, then an empty line":   {"```x\ny```\n\nb", "B [c:x]\nB [c:y]\n\nb"},
		"block after an empty line":   {"\n```x\ny```", "\nB [c:x]\nB [c:y]"},
		"no URL in a block":           {"```\nhttps://example.com\n```", "B [c:https://example.com]"},
		"fence on a line, then block": {"```a``` ```b\nc```", "[c:a] \nB [c:b]\nB [c:c]"},
		"quote":                       {"> *b* c", "Q [b:b] c"},
		"no quote without a space":    {">b", ">b"},
		"items":                       {"- a\n* b", "• a\n• b"},
		"item with bold":              {"* *b*", "• [b:b]"},
		"numbered":                    {"1. a\n12. b", "1. a\n12. b"},
		"no number":                   {"1.a\n1234. b\na. c", "1.a\n1234. b\na. c"},
		"marker without text":         {"- \n>  \n1. ", "- \n>  \n1. "},
		"marker with a mark on it":    {"- \u0301a", "- \u0301a"},
		"empty lines":                 {"a\n\nb\n", "a\n\nb\n"},
		"URL":                         {"see https://example.com/a_b_c?d=*e*&f=~g~h now", "see [u:https://example.com/a_b_c?d=*e*&f=~g~h] now"},
		"URL and punctuation":         {"(https://example.com/x_(y)), http://a.b.", "([u:https://example.com/x_(y)]), [u:http://a.b]."},
		"URL in bold":                 {"*https://example.com*", "[bu:https://example.com]"},
		"URL with a port":             {"http://localhost:8080/", "[u:http://localhost:8080/]"},
		"URL in capitals":             {"HTTPS://EXAMPLE.COM", "[u:HTTPS://EXAMPLE.COM]"},
		"URL with an address":         {"http://[::1]:80/x www.[x].y", "[u:http://[::1]:80/x] www.[x].y"},
		"URL with an open bracket":    {"(https://a.b/(x)", "([u:https://a.b/(x)]"},
		"www":                         {"www.example.com, www.x www. www", "[u:www.example.com], www.x www. www"},
		"no URL":                      {"http:// https://, xhttp://a.b example.com mailto:a@b.c", "http:// https://, xhttp://a.b example.com mailto:a@b.c"},
		"URL before Chinese":          {"看https://a.b/c吧 https://a.b/c吧", "看https://a.b/c吧 [u:https://a.b/c]吧"},
		"URL before a mark":           {"https://a.b/cd\u0301", "[u:https://a.b/c]d\u0301"},
		"mention":                     {"hi @919537851844!", "hi [m:@BK Local1]!"},
		"mention in bold":             {"*@919537851844*", "[bm:@BK Local1]"},
		"unknown mention":             {"hi @918527184400", "hi @918527184400"},
		"no mention":                  {"a@919537851844 @9195378518440000 @919537851844b @12", "a@919537851844 @9195378518440000 @919537851844b @12"},
		"mention with a skin tone":    {"@919537851844🏽", "@919537851844🏽"},
		"mention with a mark":         {"@919537851844\u0301", "@919537851844\u0301"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := describe(Markup(Clean(c.in), known)); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestMarkupOfNothing(t *testing.T) {
	if got := Markup(Text{}, known); got != nil {
		t.Errorf("an empty text has lines: %v", got)
	}
	if got := describe(Markup(Clean("@919537851844"), nil)); got != "@919537851844" {
		t.Errorf("without names: %q", got)
	}
}

func TestMentionNamesStayOnTheLine(t *testing.T) {
	hostile := func(string) (Text, bool) { return Clean("a\nb  *c*"), true }
	if got := describe(Markup(Clean("@919537851844"), hostile)); got != "[m:@a b *c*]" {
		t.Errorf("%q", got)
	}
	blank := func(string) (Text, bool) { return Clean("\u3164"), true }
	if got := describe(Markup(Clean("@919537851844"), blank)); got != "@919537851844" {
		t.Errorf("a blank name: %q", got)
	}
}

// Repeated beginnings without an end must not make it look for the end again and again: 64 KiB of each takes
// milliseconds, where quadratic time takes minutes.
func TestMarkupTakesLinearTime(t *testing.T) {
	started := time.Now()
	for _, part := range []string{"*a ", "_", "`a ", "``` ", "```\u0301", "```", "`", "https://", "www.", "www.a-", "https://a(", "@919537851844", "*a _b ~c `d ", "*_~", "> ", "a`b`c", "```a\n", "1. ", "*a* ", "https://a.b)"} {
		text := Clean(strings.Repeat(part, maxBytes/len(part)))
		WrapSpans(Markup(text, known)[0].Spans, 40)
	}
	if took := time.Since(started); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}
