package present

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"
)

// JSON prints a received JSON value, indented, with a newline at its end. Its values stay as they were received, byte for
// byte, but for the characters that a terminal could obey: C0 and C1 controls, DEL, bidirectional controls, and bytes that
// are not UTF-8, stand as \uXXXX in the strings. What is not valid JSON is refused.
func JSON(w io.Writer, raw []byte) error {
	var indented bytes.Buffer
	if err := json.Indent(&indented, bytes.TrimSpace(raw), "", "  "); err != nil {
		return fmt.Errorf("print the chat as JSON: %w", err)
	}
	out := make([]byte, 0, indented.Len()+1)
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
	if _, err := w.Write(append(out, '\n')); err != nil {
		return fmt.Errorf("print the chat as JSON: %w", err)
	}
	return nil
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
