package present

import (
	"slices"
	"strings"

	"chatlens/internal/safetext"
)

// MaskNumbers hides all but the last three digits of everything in a text that may be a phone number or an id made of one:
// seven digits or more in a row, in any script, or ten and more, seven behind a plus sign, that are set apart by blanks,
// dashes, brackets or dots. A bullet stands for each hidden digit: "+•••••••••844". Dates and times of day stay. Masking twice
// changes nothing.
func MaskNumbers(t safetext.Text) safetext.Text {
	masked := maskDigits(t.String())
	if masked == t.String() {
		return t
	}
	return safetext.Clean(masked)
}

// MaskBody stands for a text that somebody wrote: it says how many characters are hidden, "12 characters hidden". Characters
// are those that a reader sees, grapheme clusters. A blank text stays.
func MaskBody(t safetext.Text) safetext.Text {
	if t.Blank() {
		return t
	}
	number, rest := hiddenCharacters(clusters(t))
	return safetext.Clean(number + rest)
}

// hiddenCharacters are the two parts of what stands for n characters. Each row of a list needs them: who joins them with more does it once.
func hiddenCharacters(n int) (number, rest string) {
	if n == 1 {
		return "1", " character hidden"
	}
	return count(n), " characters hidden"
}

func clusters(t safetext.Text) int {
	n := 0
	for ; !t.IsZero(); n++ {
		_, t = safetext.First(t)
	}
	return n
}

// Masked returns the document with its sections' [Section.Masked], and the numbers in its title hidden.
func (d Document) Masked() Document {
	d.Name, d.Title = MaskNumbers(d.Name), MaskNumbers(d.Title)
	for _, s := range d.Sections() {
		*s = s.Masked()
	}
	return d
}

// Masked returns the section with the numbers in it hidden, and the widths of what is left. The texts of messages are hidden
// where they are made, see [Options]. Keys, and what a row opens, stay.
func (s Section) Masked() Section {
	s.Title, s.Summary = MaskNumbers(s.Title), MaskNumbers(s.Summary)
	rows := make([]Row, len(s.Rows))
	for i := range s.Rows {
		rows[i] = s.Rows[i].masked()
	}
	s.Rows = rows
	targets := make([]Target, len(s.Targets))
	for i, t := range s.Targets {
		t.Name = MaskNumbers(t.Name)
		targets[i] = t
	}
	s.Targets = targets
	if len(s.Columns) > 0 {
		s.measure()
	}
	return s
}

func (r Row) masked() Row {
	cells := make([]Cell, len(r.Cells))
	for i, c := range r.Cells {
		cells[i] = Cell{MaskNumbers(c.Text), c.Role}
	}
	r.Cells = cells
	r.Full = MaskNumbers(r.Full)
	if r.Body != nil {
		line := *r.Body
		line.Spans = make([]safetext.Span, len(r.Body.Spans))
		for i, span := range r.Body.Spans {
			line.Spans[i] = safetext.Span{Text: MaskNumbers(span.Text), Style: span.Style}
		}
		r.Body = &line
	}
	return r
}

// Masked returns the row with numbers but for three digits and the words of the message hidden. The ids stay: they are what
// the row opens and is found by.
func (b Brief) Masked() Brief {
	b.Name, b.Assigned = MaskNumbers(b.Name), MaskNumbers(b.Assigned)
	for i, l := range b.Labels {
		if masked := MaskNumbers(l.Name); masked != l.Name {
			b.Labels = slices.Clone(b.Labels)
			b.Labels[i].Name = masked
		}
	}
	if b.LastBody {
		// Its words are written by somebody else: they are cut off by place, never looked for.
		last, words := b.Last.String(), min(int(b.Words), len(b.Last.String()))
		hidden, more := strings.CutSuffix(last[words:], safetext.Ellipsis)
		if text := safetext.Clean(hidden); !text.Blank() {
			number, rest := hiddenCharacters(clusters(text))
			if more {
				number = "more than " + number
			}
			b.Last = safetext.Clean(last[:words] + number + rest)
		}
	}
	b.Last = MaskNumbers(b.Last)
	return b
}
