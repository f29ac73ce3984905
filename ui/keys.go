package ui

import "github.com/charmbracelet/bubbles/key"

// KeyMap is every key of the viewer. The hints and the help are made from it.
type KeyMap struct {
	Open, Refresh, Next, Previous, Pane                       key.Binding
	Down, Up, Top, Bottom, HalfDown, HalfUp, PageDown, PageUp key.Binding
	Enter, Search, NextMatch, PreviousMatch, Sort, Zoom       key.Binding
	Back, Help, Repaint, Suspend, Quit, Abort                 key.Binding
}

// DefaultKeyMap returns the keys as documented. Their help texts are what the help screen says.
func DefaultKeyMap() KeyMap {
	bind := func(keys []string, shown, does string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
	}
	return KeyMap{
		Open:          bind([]string{"o"}, "o", "open a chat by id, number or link"),
		Refresh:       bind([]string{"r"}, "r", "refresh now"),
		Next:          bind([]string{"tab"}, "tab", "next pane"),
		Previous:      bind([]string{"shift+tab"}, "shift+tab", "previous pane"),
		Pane:          bind([]string{"1", "2", "3", "4"}, "1…4", "go to a pane"),
		Down:          bind([]string{"j", "down"}, "j, down", "one row down"),
		Up:            bind([]string{"k", "up"}, "k, up", "one row up"),
		Top:           bind([]string{"g", "home"}, "g, home", "first row"),
		Bottom:        bind([]string{"G", "end"}, "G, end", "last row"),
		HalfDown:      bind([]string{"ctrl+d"}, "ctrl+d", "half a page down"),
		HalfUp:        bind([]string{"ctrl+u"}, "ctrl+u", "half a page up"),
		PageDown:      bind([]string{"pgdown", " "}, "PgDn, space", "a page down"),
		PageUp:        bind([]string{"pgup"}, "PgUp", "a page up"),
		Enter:         bind([]string{"enter"}, "enter", "open the row's chat, or show the row whole"),
		Search:        bind([]string{"/"}, "/", "filter the members, find in the other panes"),
		NextMatch:     bind([]string{"n"}, "n", "next match"),
		PreviousMatch: bind([]string{"N"}, "N", "previous match"),
		Sort:          bind([]string{"s"}, "s", "sort the members: role, name, internal first, receipt"),
		Zoom:          bind([]string{"z"}, "z", "zoom the pane, without borders"),
		Back:          bind([]string{"esc"}, "esc", "leave the prompt, filter, overlay or zoom; stop what is loading"),
		Help:          bind([]string{"?"}, "?", "this help"),
		Repaint:       bind([]string{"ctrl+l"}, "ctrl+l", "repaint the screen"),
		Suspend:       bind([]string{"ctrl+z"}, "ctrl+z", "suspend; fg comes back"),
		Quit:          bind([]string{"q"}, "q", "close the overlay, else quit"),
		Abort:         bind([]string{"ctrl+c"}, "ctrl+c", "quit from anywhere"),
	}
}

// All lists the bindings in the order of the help screen.
func (k KeyMap) All() []key.Binding {
	return []key.Binding{
		k.Help, k.Quit, k.Abort, k.Open, k.Refresh, k.Back, k.Next, k.Previous, k.Pane,
		k.Down, k.Up, k.Top, k.Bottom, k.HalfDown, k.HalfUp, k.PageDown, k.PageUp,
		k.Enter, k.Search, k.NextMatch, k.PreviousMatch, k.Sort, k.Zoom,
		k.Repaint, k.Suspend,
	}
}

// hint names a key at the foot of the screen, with a word for what it does.
type hint struct {
	key  key.Binding
	does string
}
