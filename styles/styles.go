// Package styles says how each role on the screen looks: colours and attributes per theme, and the glyphs of our own per
// character set. Lip Gloss makes the sequences, once; drawing only concatenates them. The package measures and lays out nothing.
//
// Colours are the sixteen of the terminal's own palette, on its own background. A state is always a word as well; colour
// only repeats it.
package styles

import (
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// Role is what a piece of text on the screen is.
type Role uint8

// The roles, from what a chat shows to what the program itself says.
const (
	Plain     Role = iota
	Label          // the name of a field
	Name           // a person's or a chat's name
	Dim            // what matters less
	Good           // done: read, open
	Warn           // waits for somebody
	Bad            // failed
	Badge          // a member's role
	Internal       // one of our own staff
	Link           // something that Enter follows
	Border         // a pane's frame and a body's gutter
	Title          // a pane's title
	Focus          // the focused pane's title and mark
	Selection      // the row under the cursor
	Key            // a key in the hints
	Input          // the cell under a prompt's cursor
	roles
)

// Markup says how a piece of a message's body is set; the bits combine.
type Markup uint8

// The kinds of markup.
const (
	Bold Markup = 1 << iota
	Italic
	Strike
	Code
	Mention
	URL
	markups
)

// Reset ends every style.
const Reset = "\x1b[m"

// Set is the look of one program run. It is read-only after [New].
type Set struct {
	Glyphs   Glyphs
	role     [roles]string
	markup   [markups]string
	contacts []contactColour
}

// New makes the look for a theme and a character set on a usual terminal. Auto looks readable on dark and on light backgrounds.
func New(t Theme, c Charset) *Set { return NewFor(Usual, t, c) }

// NewFor makes the look for a theme and a character set on a kind of terminal. What that lacks is done without.
func NewFor(kind Terminal, t Theme, c Charset) *Set {
	t = kind.theme(t)
	// A renderer of our own: the default one would ask the terminal for its background.
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.ANSI)
	r.SetHasDarkBackground(t != Light)

	s := &Set{Glyphs: glyphs(kind, c), contacts: contactPalette(r, t)}
	p := paletteOf(t)
	plain := r.NewStyle()
	faint := plain.Faint(kind.faint())
	for role, style := range map[Role]lipgloss.Style{
		Label:     faint,
		Name:      plain.Bold(true),
		Dim:       faint,
		Good:      p.paint(plain, p.good),
		Warn:      p.paint(plain, p.warn),
		Bad:       p.paint(plain.Bold(true), p.bad),
		Badge:     p.paint(plain, p.badge),
		Internal:  p.paint(plain, p.internal),
		Link:      plain.Underline(true),
		Border:    faint,
		Title:     plain,
		Focus:     plain.Bold(true).Reverse(true),
		Selection: plain.Reverse(true),
		Key:       plain.Bold(true),
		Input:     plain.Reverse(true),
	} {
		s.role[role] = opening(style)
	}
	for m := range markups {
		italic := m&Italic != 0
		style := plain.Bold(m&Bold != 0).Italic(italic && kind.italic()).Strikethrough(m&Strike != 0 && kind.strike())
		style = style.Underline(m&URL != 0 || italic && !kind.italic())
		if m&(Code|Mention) != 0 && m&Bold == 0 {
			// Bold text stays in the terminal's own colour: many show it in the bright one of a palette's two.
			style = p.paint(style, p.badge)
		}
		s.markup[m] = opening(style)
	}
	return s
}

// Open returns the sequence that begins a role's style; it is empty for a style without attributes. [Reset] ends it.
func (s *Set) Open(r Role) string {
	if r >= roles {
		return ""
	}
	return s.role[r]
}

// OpenMarkup returns the sequence that begins a body's style. [Reset] ends it.
func (s *Set) OpenMarkup(m Markup) string {
	if m >= markups {
		return ""
	}
	return s.markup[m]
}

// opening is what Lip Gloss writes before a text of this style.
func opening(s lipgloss.Style) string {
	before, _, _ := strings.Cut(s.Render("x"), "x")
	return before
}
