package config

import (
	"fmt"
	"strings"
)

// Privacy reports whether numbers and the texts of messages are to be hidden.
func (c Config) Privacy() (bool, error) {
	switch strings.ToLower(c.Private.Value) {
	case "true", "yes", "on", "1":
		return true, nil
	case "false", "no", "off", "0":
		return false, nil
	}
	return false, fmt.Errorf("%q, from %s, does not say whether to hide anything: write true or false", c.Private.Value, c.Private.Source)
}
