package present

import (
	"fmt"
	"strconv"
	"time"

	"github.com/dustin/go-humanize"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// clock tells times as one reader sees them.
type clock struct {
	now  time.Time // zero: no relative times
	zone *time.Location
}

func newClock(o Options) clock {
	if o.Zone == nil {
		return clock{o.Now, time.UTC}
	}
	return clock{o.Now, o.Zone}
}

// none stands where something is not known and its absence says something.
func none() safetext.Text { return safetext.Own("—") }

// day writes a time to the minute: "27 Jan 2025 16:37".
func (c clock) day(t api.Time) safetext.Text {
	if t.IsZero() {
		return none()
	}
	return safetext.Clean(t.In(c.zone).Format("2 Jan 2006 15:04"))
}

// aged writes a time to the minute and how far it is from now: "27 Jan 2025 16:37 · 22 months".
func (c clock) aged(t api.Time) safetext.Text {
	return safetext.Join(" · ", c.day(t), c.age(t))
}

// longestSpan is the longest time that is told relative to now: beyond it the time is hardly meant.
const longestSpan = 200 * 365 * 24 * time.Hour

// age says how far a time is from now: "5 min" for the past, "in 3 h" for the future. It is empty where either is unknown.
func (c clock) age(t api.Time) safetext.Text {
	switch {
	case t.IsZero() || c.now.IsZero() || c.now.Sub(t.Time).Abs() > longestSpan:
		return safetext.Text{}
	case c.now.Sub(t.Time).Abs() < time.Second:
		return safetext.Own("now")
	case t.After(c.now):
		return safetext.Format("in %s", span(c.now, t.Time))
	}
	return safetext.Clean(span(t.Time, c.now))
}

// span says how long it is from one time to a later one, in one unit: days from two on, months from two on, years from two on.
func span(from, to time.Time) string {
	const day = 24 * time.Hour
	return humanize.CustomRelTime(from, to, "", "", []humanize.RelTimeMagnitude{
		{D: time.Minute, Format: "%d s", DivBy: time.Second},
		{D: time.Hour, Format: "%d min", DivBy: time.Minute},
		{D: 2 * day, Format: "%d h", DivBy: time.Hour},
		{D: 61 * day, Format: "%d days", DivBy: day},
		{D: 2 * 365 * day, Format: "%d months", DivBy: 365 * day / 12},
		{D: 1 << 62, Format: "%d years", DivBy: 365 * day},
	})
}

// near writes the time of a receipt, to the second: the time alone if it is of today, else with its day, and with the year
// where the message, which says its own, is of another one. It is empty where the time is unknown.
func (c clock) near(t, message api.Time) safetext.Text {
	return c.lately(t, message.Time, "15:04:05")
}

// lately writes a time of the day if it is of today, else with its day, and with the year where that is not the one of near.
func (c clock) lately(t api.Time, near time.Time, layout string) safetext.Text {
	if t.IsZero() {
		return safetext.Text{}
	}
	at := t.In(c.zone)
	switch {
	case c.today(at):
	case !near.IsZero() && at.Year() == near.In(c.zone).Year():
		layout = "2 Jan " + layout
	default:
		layout = "2 Jan 2006 " + layout
	}
	return safetext.Clean(at.Format(layout))
}

// today reports whether a time in the reader's zone is of the present day.
func (c clock) today(at time.Time) bool {
	now := c.now.In(c.zone)
	return !c.now.IsZero() && at.Year() == now.Year() && at.YearDay() == now.YearDay()
}

// date names a day in full: "Monday, 23 Nov 2026". It is empty where the time is unknown.
func (c clock) date(t api.Time) safetext.Text {
	if t.IsZero() {
		return safetext.Text{}
	}
	return safetext.Clean(t.In(c.zone).Format("Monday, 2 Jan 2006"))
}

// minute writes the time of the day: "16:37".
func (c clock) minute(t api.Time) safetext.Text {
	if t.IsZero() {
		return none()
	}
	return safetext.Clean(t.In(c.zone).Format("15:04"))
}

// since writes the beginning of a wait that lasts until now: the time alone if it began today, else with its day.
func (c clock) since(t api.Time) safetext.Text { return c.lately(t, c.now, "15:04") }

// zoneName names the reader's zone with its present distance to UTC: "Asia/Kolkata (UTC+05:30)".
func (c clock) zoneName() safetext.Text {
	at := c.now.In(c.zone)
	short, offset := at.Zone()
	name := c.zone.String()
	if name == "Local" || name == "" {
		name = short
	}
	if name == "UTC" || c.now.IsZero() {
		// Without a present the distance is unknown: it changes with the season.
		return safetext.Clean(name)
	}
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	return safetext.Format("%s (UTC%s)", name, fmt.Sprintf("%c%02d:%02d", sign, offset/3600, offset/60%60))
}

// minutes writes the length of a recording: "0:42", "1:02:03".
func minutes(seconds int64) string {
	if seconds < 3600 {
		return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

// count writes a number with its thousands apart: "1,024".
func count[N int | int64](n N) string {
	if 0 <= n && n < 1000 {
		return strconv.Itoa(int(n)) // most are so small, and need no memory
	}
	return humanize.Comma(int64(n))
}
