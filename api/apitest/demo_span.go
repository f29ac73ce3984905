package apitest

import (
	"fmt"
	"strings"
	"time"
)

// A span is a length of time, written in weeks, days, hours and minutes: "3d", "1h30m".
type span time.Duration

// UnmarshalText reads a span.
func (s *span) UnmarshalText(text []byte) error {
	d, err := parseSpan(string(text))
	*s = span(d)
	return err
}

func parseSpan(text string) (time.Duration, error) {
	units := map[byte]time.Duration{'w': 7 * 24 * time.Hour, 'd': 24 * time.Hour, 'h': time.Hour, 'm': time.Minute}
	var total, number time.Duration
	digits := false
	for i := range len(text) {
		switch unit, ok := units[text[i]]; {
		case text[i] >= '0' && text[i] <= '9':
			number, digits = number*10+time.Duration(text[i]-'0'), true
		case ok && digits:
			total += number * unit
			number, digits = 0, false
		default:
			return 0, fmt.Errorf("%q is not a length of time", text)
		}
	}
	if digits || text == "" {
		return 0, fmt.Errorf("%q is not a length of time", text)
	}
	return total, nil
}

// relative replaces "@-3d" and "@+3d" in a value, at any depth, by the time that far from now; " ms" after it asks for
// epoch milliseconds, " space" for the form with a space and a two-digit zone.
func relative(value any, now time.Time) any {
	switch v := value.(type) {
	case string:
		return relativeTime(v, now)
	case []any:
		items := make([]any, len(v))
		for i := range v {
			items[i] = relative(v[i], now)
		}
		return items
	case map[string]any:
		fields := make(map[string]any, len(v))
		for name := range v {
			fields[name] = relative(v[name], now)
		}
		return fields
	}
	return value
}

func relativeTime(text string, now time.Time) any {
	if len(text) < 3 || text[0] != '@' || (text[1] != '-' && text[1] != '+') {
		return text
	}
	length, form, _ := strings.Cut(text[2:], " ")
	d, err := parseSpan(length)
	if err != nil {
		return text
	}
	if text[1] == '-' {
		d = -d
	}
	at := now.Add(d)
	switch form {
	case "ms":
		return at.UnixMilli()
	case "space":
		return at.Format("2006-01-02 15:04:05-07")
	}
	return stamp(at)
}
