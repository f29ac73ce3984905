package config

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // small machines have no zone files
)

// Zone is the time zone that is set: a name of the IANA database, "UTC", or "local".
func (c Config) Zone() (*time.Location, error) {
	if strings.EqualFold(c.Timezone.Value, "local") {
		return time.Local, nil
	}
	zone, err := time.LoadLocation(c.Timezone.Value)
	if err != nil {
		return nil, fmt.Errorf("%q, from %s, is not a time zone; try a name such as Asia/Kolkata, UTC or local", c.Timezone.Value, c.Timezone.Source)
	}
	return zone, nil
}
