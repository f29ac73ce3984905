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

// flagStatus decodes whether a message is flagged. The API's documentation gives no values; besides a flag's, words are seen: a
// flag that is "open" waits, and so does one with a word not known yet.
type flagStatus Flag

func (f *flagStatus) UnmarshalJSON(b []byte) error {
	_ = (*Flag)(f).UnmarshalJSON(b) // always nil
	if f.Known {
		return nil
	}
	switch word, _ := unquote(b); strings.ToLower(strings.TrimSpace(word)) {
	case "":
	case "closed", "resolved", "done":
		*f = flagStatus{Known: true}
	default:
		*f = flagStatus{Known: true, On: true}
	}
	return nil
}
