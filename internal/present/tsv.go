package present

import (
	"bufio"
	"strings"
	"time"

	"chatlens/internal/safetext"
)

// tsvEscaper writes out what ends a value or a line of tab-separated values, and the backslash that does so.
func tsvEscaper() *strings.Replacer {
	return strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)
}

// tsvPrinter writes lines of values with a tab between them. An error stays in the writer until it is flushed.
type tsvPrinter struct {
	out     *bufio.Writer
	escaper *strings.Replacer
}

func (p *tsvPrinter) line(values ...string) {
	for i, value := range values {
		if i > 0 {
			_ = p.out.WriteByte('\t')
		}
		_, _ = p.out.WriteString(value)
	}
	_ = p.out.WriteByte('\n')
}

// text is one value: a tab, a newline, a carriage return and a backslash stand as \t, \n, \r and \\.
func (p *tsvPrinter) text(t safetext.Text) string { return p.escaper.Replace(t.String()) }

// list is one value that holds several, with a comma between them. A comma within one stands as \,.
func (p *tsvPrinter) list(texts []safetext.Text) string {
	values := make([]string, len(texts))
	for i, t := range texts {
		values[i] = strings.ReplaceAll(p.text(t), ",", `\,`)
	}
	return strings.Join(values, ",")
}

// moment is a time in UTC as RFC 3339 writes it, to the second; empty: not known.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
