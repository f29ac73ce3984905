package safetext

import (
	"bytes"
	"encoding/json"
)

// UnmarshalJSON accepts every value and never fails: a string is cleaned; null, {} and [] are the empty Text; numbers and
// booleans are their literals; other objects and lists are their compact JSON, cleaned.
func (t *Text) UnmarshalJSON(b []byte) error {
	if inner, ok := unescaped(b); ok {
		*t = Text{string(inner)}
		return nil
	}
	b = bytes.TrimSpace(b)
	var compact bytes.Buffer
	var s string
	switch {
	case string(b) == "null":
		*t = Text{}
	case json.Unmarshal(b, &s) == nil:
		*t = Clean(s)
	case json.Compact(&compact, b) != nil:
		*t = Clean(string(b))
	case compact.String() == "{}", compact.String() == "[]":
		*t = Text{}
	default:
		*t = Clean(compact.String())
	}
	return nil
}

// UnmarshalText cleans b. It makes a Text usable as the key of a decoded map.
func (t *Text) UnmarshalText(b []byte) error {
	*t = Clean(string(b))
	return nil
}

// unescaped returns the content of a JSON string that is short printable ASCII without escapes, which needs neither
// decoding nor cleaning.
func unescaped(b []byte) ([]byte, bool) {
	if len(b) < 2 || len(b) > maxBytes || b[0] != '"' || b[len(b)-1] != '"' {
		return nil, false
	}
	b = b[1 : len(b)-1]
	for _, c := range b {
		if c < ' ' || c > '~' || c == '"' || c == '\\' {
			return nil, false
		}
	}
	return b, true
}
