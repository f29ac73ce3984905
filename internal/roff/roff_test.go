package roff_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"chatlens/internal/roff"
)

func page() *roff.Page {
	return roff.New(roff.Title{Name: "thing", Section: 1, Date: "2026-03-01", Source: `thing "1"`, Manual: "Things"})
}

// source is what a page has below its title.
func source(write func(*roff.Page)) string {
	p := page()
	write(p)
	_, below, _ := strings.Cut(p.String(), ".ad l\n")
	return below
}

func TestNoCharacterIsObeyed(t *testing.T) {
	for text, want := range map[string]string{
		`.SH Name`:        `\&.SH Name`,
		`'br`:             `\(aqbr`,
		`\fBbold\fR`:      `\(rsfBbold\(rsfR`,
		"--limit":         `\-\-limit`,
		"~/.config ^ `x`": `~/.config ^ \fBx\fR`,
		"a\n.br":          `a .br`,
		"1…4 “é”":         `1...4 \[u201C]\[u00E9]\[u201D]`,
		"100%d %s":        `100%d %s`,
		"\x1b[2J":         `[2J`,
	} {
		want = strings.NewReplacer("~", `\(ti`, "^", `\(ha`).Replace(want)
		if got := source(func(p *roff.Page) { p.Text(roff.Marked(text)) }); got != want+"\n" {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := roff.Plain("a `b` '"); got != "a \\(gab\\(ga \\(aq" {
		t.Errorf("plain: %q", got)
	}
	title := page().String()
	if want := `.TH "THING" 1 "2026\-03\-01" "thing \(dq1\(dq" "Things"` + "\n"; !strings.HasPrefix(title, want) {
		t.Errorf("the title is %q", title)
	}
}

func TestLinesAreKeptWhereTheyAreMeantToBe(t *testing.T) {
	got := source(func(p *roff.Page) { p.Prose("One\ntwo.\n\n  a\n\n    .b  c\n\n\nThree.") })
	want := strings.Join([]string{
		".PP", "One two.", ".PP", ".RS 4", ".nf", "a", ".fi", ".RE", ".PP", ".RS 4", ".nf", `\&.b  c`, ".fi", ".RE", ".PP", "Three.", "",
	}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	got = source(func(p *roff.Page) { p.Literal("a:\n  b\n\nc\n") })
	if want := ".PP\n.RS 4\n.nf\na:\n  b\n\\&\nc\n.fi\n.RE\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAPageHasNoEmptyLine(t *testing.T) {
	p := page()
	p.Section("name")
	p.Text("")
	p.Item(roff.Bold("tag"), "")
	p.Items(4, []roff.Entry{{Tag: roff.Bold("a"), Text: roff.Italic("b")}, {Tag: "c"}})
	p.Literal("\n\nx\n\n\ny\n\n")
	if strings.Contains(p.String(), "\n\n") {
		t.Errorf("the page has one:\n%q", p.String())
	}
}

// Where groff is not installed the page is not tried, but where all checks run.
func TestThePageIsTroff(t *testing.T) {
	groff, err := exec.LookPath("groff")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	p := page()
	p.Section("Name")
	p.Prose("Thing \\ ' . – does\n\n  .a 'literal'\n  'b\n\nand goes on.")
	p.Subsection("-x")
	p.Lines([]roff.Text{roff.Bold("a") + roff.Plain(" ") + roff.Italic("b"), roff.Plain("c")})
	p.Items(6, []roff.Entry{{Tag: roff.Bold("k"), Text: roff.Plain("does")}, {Tag: roff.Bold("l"), Text: roff.Plain("does not")}})
	cmd := exec.CommandContext(t.Context(), groff, "-ww", "-man", "-Tutf8", "-P-cbou")
	cmd.Stdin = strings.NewReader(p.String())
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Contains(string(out), "warning") || strings.Contains(string(out), "error") {
		t.Fatalf("%v:\n%s", err, out)
	}
	for _, want := range []string{"Thing \\ ' . – does", ".a 'literal'\n           'b\n", "a b\n       c\n", "k     does\n       l     does not\n"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}
