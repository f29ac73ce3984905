// Package roff writes manual pages in the "man" macros of troff, as man(7) has them. It must not know what a page is about.
package roff

import (
	"fmt"
	"strings"
)

// A Page is a manual page that is being written, from its top to its end.
type Page struct{ out strings.Builder }

// A Title heads a page. Date and Source stand at its foot and may be empty.
type Title struct {
	Name    string // of the page: "chatlens"
	Section int    // of the manual: 1 is commands, 5 files
	Date    string // of the page: "2026-03-01"
	Source  string // the program and its version
	Manual  string // the heading of all pages of its kind
}

// New begins a page. Its lines are not hyphenated nor stretched: much of them is meant to be typed.
func New(t Title) *Page {
	p := &Page{}
	p.line(".TH %s %d %s %s %s", quoted(strings.ToUpper(t.Name)), t.Section, quoted(t.Date), quoted(t.Source), quoted(t.Manual))
	p.line(".nh")
	p.line(".ad l")
	return p
}

// Section begins a section. Readers know its name in capitals.
func (p *Page) Section(name string) { p.line(".SH %s", quoted(strings.ToUpper(name))) }

// Subsection begins a part of a section.
func (p *Page) Subsection(name string) { p.line(".SS %s", quoted(name)) }

// Paragraph adds a paragraph.
func (p *Page) Paragraph(text Text) {
	p.line(".PP")
	p.Text(text)
}

// Item adds what is explained, and its explanation, which stands further right.
func (p *Page) Item(tag, text Text) {
	p.line(".TP")
	p.Text(tag)
	p.Text(text)
}

// Items adds a list that stands close together, its explanations so many cells further right.
func (p *Page) Items(indent int, list []Entry) {
	for i, e := range list {
		if i == 1 {
			p.line(".PD 0")
		}
		p.line(".TP %d", indent)
		p.Text(e.Tag)
		p.Text(e.Text)
	}
	p.line(".PD")
}

// An Entry is a line of a list: what is explained, and its explanation.
type Entry struct{ Tag, Text Text }

// Lines adds lines that stay apart.
func (p *Page) Lines(lines []Text) {
	p.line(".nf")
	for _, line := range lines {
		p.Text(line)
	}
	p.line(".fi")
}

// Literal adds lines that stay as they are, further right.
func (p *Page) Literal(lines string) {
	p.line(".PP")
	p.line(".RS 4")
	p.line(".nf")
	for line := range strings.Lines(strings.Trim(lines, "\n")) {
		kept := Plain(strings.TrimSuffix(line, "\n"))
		if kept == "" {
			kept = `\&` // troff would begin a paragraph
		}
		p.Text(kept)
	}
	p.line(".fi")
	p.line(".RE")
}

// Prose adds text as programs print it as their help: paragraphs between empty lines, of which those that are indented stay as they are.
func (p *Page) Prose(text string) {
	for part := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		if strings.HasPrefix(part, "  ") {
			p.Literal(unindented(part))
		} else {
			p.Paragraph(Marked(strings.Join(strings.Fields(part), " ")))
		}
	}
}

// String is the page's source, in ASCII.
func (p *Page) String() string { return p.out.String() }

func (p *Page) line(format string, args ...any) { fmt.Fprintf(&p.out, format+"\n", args...) }

// Text goes on with the paragraph or the section. Nothing that is empty is written: troff would begin a paragraph.
func (p *Page) Text(t Text) {
	if t == "" {
		return
	}
	// Lines that begin so are requests.
	if strings.HasPrefix(string(t), ".") || strings.HasPrefix(string(t), "'") {
		t = `\&` + t
	}
	p.line("%s", string(t))
}

// unindented takes the blanks from all lines that all have.
func unindented(lines string) string {
	least := len(lines)
	for line := range strings.Lines(lines) {
		if blank := len(line) - len(strings.TrimLeft(line, " ")); strings.TrimSpace(line) != "" {
			least = min(least, blank)
		}
	}
	var out strings.Builder
	for line := range strings.Lines(lines) {
		out.WriteString(line[min(least, len(line)-1):])
	}
	return out.String()
}
