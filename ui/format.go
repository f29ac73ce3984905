package ui

import (
	"github.com/dustin/go-humanize"

	"chatlens/internal/safetext"
)

// count writes a number with its thousands apart.
func count(n int) safetext.Text { return safetext.Clean(humanize.Comma(int64(n))) }
