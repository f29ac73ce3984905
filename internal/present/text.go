package present

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"chatlens/internal/safetext"
)

// Text prints a document for people and for scripts: headings, aligned columns, and the message's text behind a gutter,
// so that it cannot pass for a line of ours. Nothing is wrapped or cut, nothing is coloured.
func Text(w io.Writer, d Document) error {
	p := textPrinter{out: bufio.NewWriter(w)}
	p.line(d.Title.String())
	for _, s := range d.Sections() {
		p.line("")
		p.section(s)
	}
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("print the chat: %w", err)
	}
	return nil
}

// textPrinter writes lines. An error stays in the writer until it is flushed.
type textPrinter struct {
	out    *bufio.Writer
	buffer strings.Builder
}

func (p *textPrinter) line(s string) {
	_, _ = p.out.WriteString(strings.TrimRight(s, " "))
	_ = p.out.WriteByte('\n')
}

func (p *textPrinter) section(s *Section) {
	p.line(s.Title.Line().String())
	if len(s.Rows) == 0 {
		p.line("  " + s.Empty.String())
	}
	for i := range s.Rows {
		r := &s.Rows[i]
		if r.Body != nil {
			p.line("  " + bodyLine(r))
			continue
		}
		p.line("  " + p.columns(s, r))
	}
}

// columns sets a row's cells below each other; the last one runs over.
func (p *textPrinter) columns(s *Section, r *Row) string {
	b := &p.buffer
	b.Reset()
	for i, c := range r.Cells {
		text := c.Text.Line()
		b.WriteString(text.String())
		if i == len(r.Cells)-1 || i >= len(s.Widths) || s.Widths[i] == 0 {
			continue
		}
		b.WriteString(strings.Repeat(" ", max(s.Widths[i]-safetext.Width(text), 0)+2))
	}
	return b.String()
}

// bodyLine is a line of a message as it was typed, but for the mentions, behind a gutter.
func bodyLine(r *Row) string {
	var b strings.Builder
	b.WriteString("| ")
	if r.Quoted {
		b.WriteString("| ")
	}
	switch l := r.Body; {
	case l.Kind == safetext.Quote:
		b.WriteString("> ")
	case !l.Marker.IsZero():
		b.WriteString(l.Marker.String() + " ")
	}
	for _, span := range r.Body.Spans {
		marks := typedMarks(span.Style)
		if r.Body.Kind == safetext.Block {
			marks = ""
		}
		b.WriteString(marks + span.Text.String() + reversed(marks))
	}
	return b.String()
}

// typedMarks are the markers that a style is typed with.
func typedMarks(s safetext.Style) string {
	var marks string
	for _, m := range [...]struct {
		style safetext.Style
		mark  string
	}{{safetext.Bold, "*"}, {safetext.Italic, "_"}, {safetext.Strike, "~"}, {safetext.Code, "`"}} {
		if s&m.style != 0 {
			marks += m.mark
		}
	}
	return marks
}

// reversed turns markers round, so that they close in the order in which they opened. They are single bytes.
func reversed(marks string) string {
	b := []byte(marks)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}
