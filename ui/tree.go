package ui

import (
	"bytes"
	"encoding/json"
	"strings"

	"chatlens/internal/safetext"
)

// mostTreeLines bounds the raw view: beyond so many lines nobody reads. One more says how many are left out.
const mostTreeLines = 200_000

// treeLine is one line of a JSON value: a member, an element, or the value itself.
type treeLine struct {
	depth  int
	key    safetext.Text // of a member, as it was received, without its quotes
	value  string        // of anything that is no object and no list, as it was received; it is cleaned when it is drawn
	kind   byte          // '{' or '[' for what can be folded, else 0
	size   int           // members or elements
	end    int           // the line behind the last one of what can be folded
	folded bool
}

// parseTree reads a JSON value. What is deeper than its members starts folded.
func parseTree(raw []byte) []treeLine {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	t := treeParser{raw: raw, decoder: d}
	t.value(0, safetext.Text{})
	if t.left > 0 {
		said := safetext.Format("… %s %s not shown here; chatlens show --json prints all", count(t.left), plural(t.left, "more line is", "more lines are"))
		t.lines = append(t.lines, treeLine{value: said.String()})
	}
	return t.lines
}

type treeParser struct {
	raw     []byte
	decoder *json.Decoder
	lines   []treeLine
	left    int // lines beyond the most
}

// next returns the next token as it was received; "" at the end.
func (t *treeParser) next() (json.Token, string) {
	from := t.decoder.InputOffset()
	token, err := t.decoder.Token()
	if err != nil {
		return nil, ""
	}
	return token, strings.TrimLeft(string(t.raw[from:t.decoder.InputOffset()]), " \t\r\n,:")
}

// value reads one value into lines of its own, and reports whether there was one.
func (t *treeParser) value(depth int, key safetext.Text) bool {
	token, literal := t.next()
	if literal == "" {
		return false
	}
	at := len(t.lines)
	delim, nested := token.(json.Delim)
	full := at >= mostTreeLines
	if full {
		t.left++
	} else {
		t.lines = append(t.lines, treeLine{depth: depth, key: key})
	}
	if !nested {
		if !full {
			t.lines[at].value = literal
		}
		return true
	}
	size := 0
	for t.decoder.More() {
		var name safetext.Text
		if delim == '{' {
			_, literal := t.next()
			name = safetext.Clean(strings.Trim(literal, `"`)).Line()
		}
		if !t.value(depth+1, name) {
			break
		}
		size++
	}
	t.next()
	if !full {
		l := &t.lines[at]
		l.kind, l.size, l.end, l.folded = byte(delim), size, len(t.lines), depth > 0
	}
	return true
}

// shown are the lines that no fold hides, by their index.
func shownLines(lines []treeLine, into []int) []int {
	into = into[:0]
	for i := 0; i < len(lines); i++ {
		into = append(into, i)
		if l := &lines[i]; l.folded && l.end > i {
			i = l.end - 1
		}
	}
	return into
}

// text is what a line says, on one line.
func (l *treeLine) text() safetext.Text {
	switch l.kind {
	case '{':
		return safetext.Format("{ %s }", count(l.size))
	case '[':
		return safetext.Format("[ %s ]", count(l.size))
	}
	return safetext.Clean(l.value).Line()
}

// whole is a value at full length: a string as its text.
func (l *treeLine) whole() safetext.Text {
	var s string
	if json.Unmarshal([]byte(l.value), &s) == nil {
		return safetext.Clean(s)
	}
	return safetext.Clean(l.value)
}
