package styles

import "strings"

// Terminal is a kind of terminal as far as it lacks something that others have. Its name in TERM tells it; the terminal is
// never asked.
type Terminal uint8

// The kinds of terminals.
const (
	Usual   Terminal = iota
	Console          // the Linux console
	Screen           // GNU screen, and tmux under its name
	Old              // DEC's terminals up to the VT300: no colours
)

// TerminalOf tells the kind of terminal by its name as in TERM; an unknown name is a usual one.
func TerminalOf(term string) Terminal {
	name, _, _ := strings.Cut(term, "-")
	switch {
	case name == "linux":
		return Console
	case name == "screen" || strings.HasPrefix(name, "screen."):
		return Screen
	case len(name) == len("vt100") && (strings.HasPrefix(name, "vt1") || strings.HasPrefix(name, "vt2") || strings.HasPrefix(name, "vt3")):
		return Old
	}
	return Usual
}

// theme is the theme to draw with. The console is black, and says so nowhere.
func (t Terminal) theme(chosen Theme) Theme {
	switch {
	case t == Old:
		return Mono
	case t == Console && chosen == Auto:
		return Dark
	}
	return chosen
}

// faint reports whether faint text can be read. The console draws it in bright black, 2.8:1 on its background.
func (t Terminal) faint() bool { return t == Usual || t == Screen }

// italic reports whether there are italics. Per terminfo neither the console nor the old ones have any, and for GNU screen
// their sequence begins standout.
func (t Terminal) italic() bool { return t == Usual }

// strike reports whether there is struck text, which terminfo knows of no other terminals.
func (t Terminal) strike() bool { return t == Usual }
