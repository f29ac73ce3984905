package present

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"chatlens/internal/safetext"
)

// Markdown prints a document to be pasted into a ticket. Text of the API is escaped, and stands as code where a tracker
// would make a link or a mention of it, so that it forms no markup, no HTML and no link.
func Markdown(w io.Writer, d Document) error {
	p := markdownPrinter{bufio.NewWriter(w)}
	p.printf("## %s\n", escape(d.Title, false))
	p.heading(&d.Chat)
	p.fields(&d.Chat)
	p.heading(&d.Members)
	p.table(&d.Members, "Name", "Role", "Staff", "Receipt", "Number")
	p.heading(&d.Labels)
	p.list(&d.Labels)
	p.heading(&d.Latest)
	p.list(&d.Latest)
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("print the chat as Markdown: %w", err)
	}
	return nil
}

// markdownPrinter writes Markdown. An error stays in the writer until it is flushed.
type markdownPrinter struct{ out *bufio.Writer }

func (p markdownPrinter) printf(format string, args ...any) {
	_, _ = fmt.Fprintf(p.out, format, args...)
}

func (p markdownPrinter) heading(s *Section) {
	p.printf("\n### %s\n\n", escape(s.Title.Line(), false))
	if len(s.Rows) == 0 {
		p.printf("%s\n", escape(s.Empty, false))
	}
}

// fields prints labels and values; values without a label stand below the one before.
func (p markdownPrinter) fields(s *Section) {
	for i := range s.Rows {
		cells := s.Rows[i].Cells
		switch {
		case len(cells) == 2 && cells[0].Text.IsZero():
			p.printf("  - %s\n", escape(cells[1].Text.Line(), false))
		case len(cells) == 2:
			p.printf("- **%s**: %s\n", escape(cells[0].Text.Line(), false), escape(cells[1].Text.Line(), false))
		default:
			p.printf("- %s\n", joined(cells))
		}
	}
}

// table prints the columns that are not empty, under their heads.
func (p markdownPrinter) table(s *Section, heads ...string) {
	if len(s.Rows) == 0 {
		return
	}
	used := make([]bool, len(heads))
	for i := range s.Rows {
		for j, c := range s.Rows[i].Cells {
			used[j] = used[j] || !c.Text.IsZero()
		}
	}
	line := func(cell func(int) string) {
		for j := range heads {
			if used[j] {
				p.printf("| %s ", cell(j))
			}
		}
		p.printf("|\n")
	}
	line(func(j int) string { return heads[j] })
	line(func(int) string { return "---" })
	for i := range s.Rows {
		cells := s.Rows[i].Cells
		line(func(j int) string {
			if j >= len(cells) {
				return ""
			}
			return escape(cells[j].Text.Line(), true)
		})
	}
}

// list prints a row a point, and a message's text between them as a quotation.
func (p markdownPrinter) list(s *Section) {
	for i := range s.Rows {
		r := &s.Rows[i]
		if r.Body == nil {
			p.printf("- %s\n", joined(r.Cells))
			continue
		}
		gutter := ">"
		if r.Quoted {
			gutter = "> >"
		}
		if i == 0 || s.Rows[i-1].Body == nil {
			p.printf("\n")
		}
		line, last := quotation(r.Body), i == len(s.Rows)-1 || s.Rows[i+1].Body == nil
		switch {
		case last || s.Rows[i+1].Quoted != r.Quoted:
			// Without an empty line the next text would belong to this one.
			p.printf("%s\n\n", gutterLine(gutter, line))
		case r.Body.Kind == safetext.Quote && s.Rows[i+1].Body.Kind != safetext.Quote:
			p.printf("%s\n%s\n", gutterLine(gutter, line), gutter)
		case line != "" && len(s.Rows[i+1].Body.Spans) > 0:
			// The backslash keeps the line apart from the next one.
			p.printf("%s\\\n", gutterLine(gutter, line))
		default:
			p.printf("%s\n", gutterLine(gutter, line))
		}
	}
}

func gutterLine(gutter, line string) string { return strings.TrimRight(gutter+" "+line, " ") }

func joined(cells []Cell) string {
	parts := make([]string, 0, len(cells))
	for _, c := range cells {
		if !c.Text.IsZero() {
			parts = append(parts, escape(c.Text.Line(), false))
		}
	}
	return strings.Join(parts, ", ")
}

// quotation is a line of a message with its markup in Markdown's.
func quotation(l *safetext.Line) string {
	var b strings.Builder
	switch {
	case l.Kind == safetext.Quote:
		b.WriteString("> ")
	case l.Kind == safetext.Numbered:
		b.WriteString(escape(l.Marker, false) + " ")
	case !l.Marker.IsZero():
		b.WriteString(l.Marker.String() + " ")
	}
	for _, span := range l.Spans {
		b.WriteString(spanMarkdown(span, l.Kind == safetext.Block))
	}
	// Spaces at the beginning of a line would make it code.
	return strings.TrimLeft(b.String(), " ")
}

func spanMarkdown(span safetext.Span, block bool) string {
	text := span.Text.String()
	switch {
	case strings.TrimSpace(text) == "":
		return text
	case block || span.Style&(safetext.Code|safetext.URL|safetext.Mention) != 0:
		return codeSpan(text, false)
	}
	escaped := escape(span.Text, false)
	if strings.TrimSpace(escaped) != escaped {
		return escaped
	}
	for _, m := range [...]struct {
		style safetext.Style
		mark  string
	}{{safetext.Strike, "~~"}, {safetext.Italic, "*"}, {safetext.Bold, "**"}} {
		if span.Style&m.style != 0 {
			escaped = m.mark + escaped + m.mark
		}
	}
	return escaped
}
