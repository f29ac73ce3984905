package present

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"chatlens/internal/safetext"
)

// Text prints a document for people and for scripts: headings, aligned columns, and the message's text behind a gutter,
// so that it cannot pass for a line of ours. On a terminal of [Options.Width] lines are wrapped, all but links. Nothing is cut,
// nothing is coloured.
func Text(w io.Writer, d Document) error {
	p := textPrinter{out: bufio.NewWriter(w), width: d.Width}
	p.wrapped("", "  ", d.Title)
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
	width  int // at which lines are wrapped; 0: nowhere
}

func (p *textPrinter) line(s string) {
	_, _ = p.out.WriteString(strings.TrimRight(s, " "))
	_ = p.out.WriteByte('\n')
}

// Wrap is [safetext.Wrap], but that an empty text is a line, and that a text stays whole where the width is so small that it is
// read better as the terminal breaks it.
func Wrap(t safetext.Text, width int) []safetext.Text {
	const least = 20
	if width < least || t.IsZero() {
		return []safetext.Text{t}
	}
	return safetext.Wrap(t, width)
}

// wrapped writes a text behind a lead, and what does not fit on its line behind another.
func (p *textPrinter) wrapped(lead, next string, t safetext.Text) {
	room := p.width - max(safetext.Width(safetext.Clean(lead)), safetext.Width(safetext.Clean(next)))
	for i, line := range Wrap(t, room) {
		if i > 0 {
			lead = next
		}
		p.line(lead + line.String())
	}
}

func (p *textPrinter) section(s *Section) {
	p.wrapped("", "  ", s.Title.Line())
	if len(s.Rows) == 0 {
		p.line("  " + s.Empty.String())
	}
	for i := range s.Rows {
		p.row("  ", s, &s.Rows[i])
	}
}

// row writes a row behind an indent. What does not fit goes on below its last cell.
func (p *textPrinter) row(indent string, s *Section, r *Row) {
	if r.Body != nil {
		p.body(r)
		return
	}
	lead, last := p.columns(s, r)
	below := "  "
	if len(r.Cells) > 1 {
		below = strings.Repeat(" ", safetext.Width(safetext.Clean(lead)))
	}
	width := safetext.Width(safetext.Clean(indent+lead)) + safetext.Width(last)
	switch whole := safetext.Clean(lead + last.String()); {
	case width <= p.width || len(r.Cells) > 0 && r.Cells[len(r.Cells)-1].Role == Link:
		p.line(indent + whole.String())
	case len(Wrap(last, p.width-len(indent+below))) == 1:
		p.wrapped(indent, indent+"  ", whole) // the last cell alone has no room
	default:
		p.wrapped(indent+lead, indent+below, last)
	}
}

// columns sets a row's cells below each other, but for the last one, which runs over.
func (p *textPrinter) columns(s *Section, r *Row) (lead string, last safetext.Text) {
	b := &p.buffer
	b.Reset()
	for i, c := range r.Cells {
		text := c.Text.Line()
		if i == len(r.Cells)-1 {
			last = text
			break
		}
		b.WriteString(text.String())
		if i >= len(s.Widths) || s.Widths[i] == 0 {
			continue
		}
		b.WriteString(strings.Repeat(" ", max(s.Widths[i]-safetext.Width(text), 0)+2))
	}
	return b.String(), last
}

// body writes a line of a message as it was typed, but for the mentions, behind a gutter.
func (p *textPrinter) body(r *Row) {
	gutter := "  | "
	if r.Quoted {
		gutter += "| "
	}
	lead, next := gutter, gutter
	switch l := r.Body; {
	case l.Kind == safetext.Quote:
		lead, next = gutter+"> ", gutter+"> "
	case !l.Marker.IsZero():
		lead = gutter + l.Marker.String() + " "
		next = gutter + strings.Repeat(" ", safetext.Width(l.Marker)+1)
	}
	var b strings.Builder
	for _, span := range r.Body.Spans {
		marks := typedMarks(span.Style)
		if r.Body.Kind == safetext.Block {
			marks = ""
		}
		b.WriteString(marks + span.Text.String() + reversed(marks))
	}
	p.wrapped(lead, next, safetext.Clean(b.String()))
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
