package present

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"chatlens/api"
)

// JSON prints a received JSON value, indented, with a newline at its end. Its values stay as they were received, byte for
// byte, but for the characters that a terminal could obey: C0 and C1 controls, DEL, bidirectional controls, and bytes that
// are not UTF-8, stand as \uXXXX in the strings. What is not valid JSON is refused.
func JSON(w io.Writer, raw []byte) error {
	out, err := appendJSON(nil, raw, "")
	if err != nil {
		return fmt.Errorf("print the chat as JSON: %w", err)
	}
	if _, err := w.Write(append(out, '\n')); err != nil {
		return fmt.Errorf("print the chat as JSON: %w", err)
	}
	return nil
}

// JSONList prints the object in which the API gives a part of a list, "from", "to", "count" and under its key the items as
// they were received, in their order, as [JSON] prints values. A number that is not known is null. With an item that is not
// valid JSON nothing is printed.
func JSONList(w io.Writer, key string, from, to, count api.Int, items [][]byte) error {
	quoted, err := json.Marshal(key)
	if err != nil {
		return fmt.Errorf("print the list as JSON: %w", err)
	}
	const inner = "    "
	out := fmt.Appendf(nil, "{\n  \"from\": %s,\n  \"to\": %s,\n  \"count\": %s,\n  %s: [",
		numeral(from), numeral(to), numeral(count), quoted)
	for i, item := range items {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, '\n')
		out = append(out, inner...)
		if out, err = appendJSON(out, item, inner); err != nil {
			return fmt.Errorf("print item %d of the list as JSON: %w", i+1, err)
		}
	}
	if len(items) > 0 {
		out = append(out, "\n  "...)
	}
	if _, err := w.Write(append(out, "]\n}\n"...)); err != nil {
		return fmt.Errorf("print the list as JSON: %w", err)
	}
	return nil
}

func numeral(n api.Int) string {
	if !n.Known {
		return "null"
	}
	return strconv.FormatInt(n.N, 10)
}

// appendJSON appends a value, indented behind a prefix, with what a terminal could obey written out.
func appendJSON(out, raw []byte, prefix string) ([]byte, error) {
	var indented bytes.Buffer
	if err := json.Indent(&indented, bytes.TrimSpace(raw), prefix, "  "); err != nil {
		return nil, err
	}
	// Valid JSON has no control outside of its strings but white space, and that is the indentation's own by now.
	for b := indented.Bytes(); len(b) > 0; {
		r, size := utf8.DecodeRune(b)
		if (r == utf8.RuneError && size == 1) || obeyed(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = append(out, b[:size]...)
		}
		b = b[size:]
	}
	return out, nil
}

// obeyed reports whether a terminal could act on a character instead of showing it.
func obeyed(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\n'
	case r >= 0x7f && r <= 0x9f:
		return true
	case r == 0x061c, r == 0x200e, r == 0x200f:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}
