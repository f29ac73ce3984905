package api

import (
	"bytes"
	"encoding/json"

	"chatlens/internal/safetext"
)

// Text is the only type of text in the objects of this package.
type Text = safetext.Text

// Value is a JSON value of any type, such as a custom property. The zero Value is null.
type Value struct{ raw string }

// UnmarshalJSON keeps the value. The error is always nil.
func (v *Value) UnmarshalJSON(b []byte) error {
	*v = Value{}
	if isNull(b) {
		return nil
	}
	var compact bytes.Buffer
	if json.Compact(&compact, b) == nil {
		v.raw = compact.String()
	}
	return nil
}

// IsNull reports whether the value is null or absent.
func (v Value) IsNull() bool { return v.raw == "" }

// IsEmpty reports whether the value says nothing: null, "", {} or [].
func (v Value) IsEmpty() bool {
	switch v.raw {
	case "", `""`, "{}", "[]":
		return true
	}
	return false
}

// Text returns a string as it is, nothing for null, and any other value as compact JSON.
func (v Value) Text() Text {
	if s, ok := unquote([]byte(v.raw)); ok {
		return safetext.Clean(s)
	}
	return safetext.Clean(v.raw)
}
