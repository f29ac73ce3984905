package ui

import (
	"chatlens/internal/present"
	"chatlens/styles"
)

// roleOf says how a piece of a chat looks.
func roleOf(r present.Role) styles.Role {
	switch r {
	case present.Label:
		return styles.Label
	case present.Name:
		return styles.Name
	case present.Dim:
		return styles.Dim
	case present.Good:
		return styles.Good
	case present.Warn:
		return styles.Warn
	case present.Bad:
		return styles.Bad
	case present.Badge:
		return styles.Badge
	case present.Internal:
		return styles.Internal
	case present.Link:
		return styles.Link
	}
	return styles.Plain
}
