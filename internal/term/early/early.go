// Package early keeps the program quiet at start.
//
// Bubble Tea v1 asks the terminal for its background colour while it is initialised, and waits up to five seconds where
// nothing answers; keys typed meanwhile are lost. It does not ask when Lip Gloss has been told the answer before. Go initialises
// packages in the order of their import paths as soon as their own imports are ready, so this package, whose path sorts before
// Bubble Tea's and which imports nothing but Lip Gloss, comes first. Importing anything else here breaks that.
package early

import "github.com/charmbracelet/lipgloss"

func init() {
	lipgloss.SetHasDarkBackground(true)
}
