package ui

import (
	"chatlens/internal/present"
	"chatlens/internal/safetext"
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

// markupOf says how a piece of a message's text looks.
func markupOf(s safetext.Style) (m styles.Markup) {
	for _, pair := range [...]struct {
		from safetext.Style
		to   styles.Markup
	}{
		{safetext.Bold, styles.Bold}, {safetext.Italic, styles.Italic}, {safetext.Strike, styles.Strike},
		{safetext.Code, styles.Code}, {safetext.Mention, styles.Mention}, {safetext.URL, styles.URL},
	} {
		if s&pair.from != 0 {
			m |= pair.to
		}
	}
	return m
}
