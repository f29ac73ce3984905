package config

import (
	"fmt"
	"strconv"
	"time"
)

// The API is asked no more often than every minWatch, and maxWatch is past any use.
const (
	minWatch = 15 * time.Second
	maxWatch = 24 * time.Hour
)

// Watch is the time from one refresh to the next while a chat is watched, 15 seconds to 24 hours. A number without a unit
// counts seconds.
func (c Config) Watch() (time.Duration, error) {
	typed := c.Interval.Value
	if _, err := strconv.ParseFloat(typed, 64); err == nil {
		typed += "s"
	}
	every, err := time.ParseDuration(typed)
	if err != nil || every < minWatch || every > maxWatch {
		return 0, fmt.Errorf("%q, from %s, is not a time between two refreshes: write one from 15s to 24h, such as 45s or 2m", c.Interval.Value, c.Interval.Source)
	}
	return every, nil
}
