package ui

import "github.com/charmbracelet/bubbles/key"

// KeyMap is every key of the viewer. The hints, the help and the palette are made from it.
type KeyMap struct {
	Open, Refresh, Watch, Next, Previous, Pane                key.Binding
	List, ListPane, NextChat, PreviousChat, Messages          key.Binding
	GoBack, GoForward, Follow, Copy, Raw, Privacy, Palette    key.Binding
	Down, Up, Top, Bottom, HalfDown, HalfUp, PageDown, PageUp key.Binding
	Enter, Search, NextMatch, PreviousMatch, Sort, Zoom       key.Binding
	Back, Help, Repaint, Suspend, Quit, Abort                 key.Binding
}

// DefaultKeyMap returns the keys as documented. Their help texts are what the help screen and the palette say.
func DefaultKeyMap() KeyMap {
	bind := func(keys []string, shown, does string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
	}
	return KeyMap{
		Open:          bind([]string{"o"}, "o", "open a chat by id, number, link or part of a loaded name"),
		Refresh:       bind([]string{"r"}, "r", "refresh now"),
		Watch:         bind([]string{"w"}, "w", "watch: refresh by itself, on and off"),
		Next:          bind([]string{"tab"}, "tab", "next pane"),
		Previous:      bind([]string{"shift+tab"}, "shift+tab", "previous pane"),
		Pane:          bind([]string{"1", "2", "3", "4"}, "1…4", "go to a pane of the chat"),
		List:          bind([]string{"c"}, "c", "chat list, on and off"),
		ListPane:      bind([]string{"0"}, "0", "go to the chat list"),
		NextChat:      bind([]string{"ctrl+n"}, "ctrl+n", "next chat of the list as filtered"),
		PreviousChat:  bind([]string{"ctrl+p"}, "ctrl+p", "previous chat of the list as filtered"),
		Messages:      bind([]string{"m"}, "m", "message history, on and off"),
		GoBack:        bind([]string{"["}, "[", "back to the chat before"),
		GoForward:     bind([]string{"]"}, "]", "forward again"),
		Follow:        bind([]string{"f"}, "f", "follow a link: quoted message, writer, mention, common chat"),
		Copy:          bind([]string{"y"}, "y", "copy an id, a number, a text, the chat as Markdown, the command"),
		Raw:           bind([]string{"J"}, "J", "raw view: the chat as the API sent it"),
		Privacy:       bind([]string{"P"}, "P", "privacy: hide numbers and what people wrote, on and off"),
		Palette:       bind([]string{":"}, ":", "every action by name"),
		Down:          bind([]string{"j", "down"}, "j, down", "one row down"),
		Up:            bind([]string{"k", "up"}, "k, up", "one row up"),
		Top:           bind([]string{"g", "home"}, "g, home", "first row"),
		Bottom:        bind([]string{"G", "end"}, "G, end", "last row"),
		HalfDown:      bind([]string{"ctrl+d"}, "ctrl+d", "half a page down"),
		HalfUp:        bind([]string{"ctrl+u"}, "ctrl+u", "half a page up"),
		PageDown:      bind([]string{"pgdown", " "}, "PgDn, space", "a page down"),
		PageUp:        bind([]string{"pgup"}, "PgUp", "a page up"),
		Enter:         bind([]string{"enter"}, "enter", "open the row's chat, or show the row or message whole"),
		Search:        bind([]string{"/"}, "/", "filter the chat list and the members, find in all else"),
		NextMatch:     bind([]string{"n"}, "n", "next match; in the history, the older one"),
		PreviousMatch: bind([]string{"N"}, "N", "previous match; in the history, the newer one"),
		Sort:          bind([]string{"s"}, "s", "sort the chat list or the members another way"),
		Zoom:          bind([]string{"z"}, "z", "zoom the pane, without borders"),
		Back:          bind([]string{"esc"}, "esc", "leave the prompt, filter, overlay, zoom or view; stop what is loading"),
		Help:          bind([]string{"?"}, "?", "this help"),
		Repaint:       bind([]string{"ctrl+l"}, "ctrl+l", "repaint the screen"),
		Suspend:       bind([]string{"ctrl+z"}, "ctrl+z", "suspend; fg comes back"),
		Quit:          bind([]string{"q"}, "q", "close the overlay, else quit"),
		Abort:         bind([]string{"ctrl+c"}, "ctrl+c", "quit from anywhere"),
	}
}

// All lists the bindings in the order of the help screen.
func (k KeyMap) All() []key.Binding {
	return append(k.actions(), k.Down, k.Up, k.Top, k.Bottom, k.HalfDown, k.HalfUp, k.PageDown, k.PageUp)
}

// actions are the bindings that the palette lists: all but those that move.
func (k KeyMap) actions() []key.Binding {
	return []key.Binding{
		k.Help, k.Quit, k.Abort, k.Back, k.Open, k.List, k.ListPane, k.NextChat, k.PreviousChat, k.Messages, k.GoBack, k.GoForward,
		k.Enter, k.Follow, k.Copy, k.Refresh, k.Watch, k.Next, k.Previous, k.Pane, k.Zoom,
		k.Search, k.NextMatch, k.PreviousMatch, k.Sort, k.Privacy, k.Raw, k.Palette, k.Repaint, k.Suspend,
	}
}

// hint names a key at the foot of the screen, with a word for what it does.
type hint struct {
	key  key.Binding
	does string
}
