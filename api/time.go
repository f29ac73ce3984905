package api

import (
	"math"
	"strings"
	"time"
)

// Time is a moment that the API names. Set tells whether it names one at all: a chat that is closed at a time that is
// not understood is closed nevertheless. An understood Time is not IsZero, and is in UTC.
type Time struct {
	time.Time
	Set bool
}

// UnmarshalJSON takes RFC 3339 with any fraction, the same with a space, with a zone of two digits or without one (UTC),
// and seconds or milliseconds since 1970 as a number or as a string. Set are strings that are not blank and numbers other
// than 0; "null", "false" and "0" say none as well. Years before 1970 or after 9999 are not understood. The error is
// always nil.
func (t *Time) UnmarshalJSON(b []byte) error {
	*t = Time{}
	if len(b) == 0 || b[0] != '"' && b[0] != '-' && (b[0] < '0' || b[0] > '9') {
		return nil
	}
	s := numeral(b)
	switch strings.ToLower(s) {
	case "", "null", "false", "0":
		return nil
	}
	n, number := parseFloat(s)
	if number && n == 0 {
		return nil
	}
	t.Set = true
	at, ok := epoch(n), number
	if !number {
		at, ok = parseTime(s)
	}
	if ok && at.Year() >= 1970 && at.Year() <= 9999 {
		t.Time = at
	}
	return nil
}

// epoch reads seconds since 1970 below 1e11 (the year 5138) and milliseconds from there on (1973).
func epoch(n float64) time.Time {
	const firstMilli = 1e11
	if math.Abs(n) >= 1e15 {
		return time.Time{}
	}
	if math.Abs(n) < firstMilli {
		n *= 1000
	}
	return time.UnixMilli(int64(math.Round(n))).UTC()
}

func parseTime(s string) (time.Time, bool) {
	for _, layout := range [...]string{
		"2006-01-02T15:04:05.999999999Z07:00",
		"2006-01-02 15:04:05.999999999Z07",
		"2006-01-02 15:04:05.999999999Z07:00",
		"2006-01-02T15:04:05.999999999Z07",
		"2006-01-02T15:04:05.999999999Z0700",
		"2006-01-02 15:04:05.999999999Z0700",
		"2006-01-02T15:04:05.999999999",
		"2006-01-02 15:04:05.999999999",
	} {
		if at, err := time.Parse(layout, s); err == nil {
			return at.UTC(), true
		}
	}
	return time.Time{}, false
}
