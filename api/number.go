package api

import (
	"math"
	"strconv"
	"strings"
)

// Int is a whole number that may be unknown. The zero Int is unknown.
type Int struct {
	N     int64
	Known bool
}

// UnmarshalJSON takes whole numbers in any notation (4, 4.0, 4e0) and as strings ("4"). Fractions, and numbers beyond 64
// bits, are unknown, as is all else. The error is always nil.
func (i *Int) UnmarshalJSON(b []byte) error {
	i.N, i.Known = parseInt(numeral(b))
	return nil
}

// Float is a number that may be unknown. The zero Float is unknown.
type Float struct {
	F     float64
	Known bool
}

// UnmarshalJSON takes finite numbers, also as strings. All else is unknown. The error is always nil.
func (f *Float) UnmarshalJSON(b []byte) error {
	f.F, f.Known = parseFloat(numeral(b))
	return nil
}

// numeral returns the digits of a JSON number, or of a string that holds one; else what it was given.
func numeral(b []byte) string {
	if s, ok := unquote(b); ok {
		return strings.TrimSpace(s)
	}
	return string(b)
}

func parseInt(s string) (int64, bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, true
	}
	f, ok := parseFloat(s)
	if !ok || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return 0, false
	}
	return int64(f), true
}

// parseFloat takes the digits of JSON numbers alone: no hexadecimal, no "Inf", no underscores.
func parseFloat(s string) (float64, bool) {
	if s == "" || strings.Trim(s, "0123456789+-.eE") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0, false
	}
	return f, true
}
