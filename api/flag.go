package api

import "strings"

// Flag is a yes or no that may be unknown. The zero Flag is unknown.
type Flag struct{ Known, On bool }

// UnmarshalJSON takes true, false, 1, 0, and these as strings in any case. All else, null too, is unknown. The error is
// always nil.
func (f *Flag) UnmarshalJSON(b []byte) error {
	s := string(b)
	if t, ok := unquote(b); ok {
		s = strings.ToLower(strings.TrimSpace(t))
	}
	switch s {
	case "true", "1":
		*f = Flag{Known: true, On: true}
	case "false", "0":
		*f = Flag{Known: true}
	default:
		*f = Flag{}
	}
	return nil
}
