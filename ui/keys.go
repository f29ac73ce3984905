package ui

import (
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"chatlens/internal/safetext"
)

// KeyMap is every key of the viewer. The hints, the help and the palette are made from it.
type KeyMap struct {
	Open, Refresh, Watch, Next, Previous                      key.Binding
	Pane                                                      [paneCount]key.Binding
	List, ListPane, NextChat, PreviousChat, Messages          key.Binding
	GoBack, GoForward, Follow, Copy, Raw, Privacy, Palette    key.Binding
	Phone                                                     key.Binding
	Down, Up, Top, Bottom, HalfDown, HalfUp, PageDown, PageUp key.Binding
	Enter, Search, NextMatch, PreviousMatch, Sort, Zoom       key.Binding
	Back, Help, Repaint, Suspend, Quit, Abort                 key.Binding
}

// DefaultKeyMap returns the keys as documented. Their help texts are what the help screen and the palette say.
func DefaultKeyMap() KeyMap {
	bind := func(keys []string, does string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(spelledAll(keys), does))
	}
	return KeyMap{
		Open:     bind([]string{"o"}, "open a chat by id, number, link or part of a loaded name"),
		Refresh:  bind([]string{"r"}, "refresh now"),
		Watch:    bind([]string{"w"}, "watch: refresh by itself, on and off"),
		Next:     bind([]string{"tab"}, "next pane"),
		Previous: bind([]string{"shift+tab"}, "previous pane"),
		Pane: [paneCount]key.Binding{
			paneChat:    bind([]string{"1"}, "go to the chat's details"),
			paneMembers: bind([]string{"2"}, "go to the chat's members"),
			paneLabels:  bind([]string{"3"}, "go to the chat's labels"),
			paneLatest:  bind([]string{"4"}, "go to the chat's latest message"),
		},
		List:          bind([]string{"c"}, "chat list, on and off"),
		ListPane:      bind([]string{"0"}, "go to the chat list"),
		NextChat:      bind([]string{"ctrl+n"}, "next chat of the list as filtered"),
		PreviousChat:  bind([]string{"ctrl+p"}, "previous chat of the list as filtered"),
		Messages:      bind([]string{"m"}, "message history, on and off"),
		GoBack:        bind([]string{"["}, "back to the chat before"),
		GoForward:     bind([]string{"]"}, "forward again"),
		Follow:        bind([]string{"f"}, "follow a link: quoted message, writer, mention, common chat"),
		Copy:          bind([]string{"y"}, "copy an id, a number, a text, the chat as Markdown, the command"),
		Raw:           bind([]string{"J"}, "raw view: the chat as the API sent it"),
		Privacy:       bind([]string{"P"}, "privacy: hide numbers and what people wrote, on and off"),
		Phone:         bind([]string{"p"}, "look through another phone of the organisation"),
		Palette:       bind([]string{":"}, "every action by name"),
		Down:          bind([]string{"j", "down"}, "one row down"),
		Up:            bind([]string{"k", "up"}, "one row up"),
		Top:           bind([]string{"g", "home"}, "first row"),
		Bottom:        bind([]string{"G", "end"}, "last row"),
		HalfDown:      bind([]string{"ctrl+d"}, "half a page down"),
		HalfUp:        bind([]string{"ctrl+u"}, "half a page up"),
		PageDown:      bind([]string{"pgdown", " "}, "a page down"),
		PageUp:        bind([]string{"pgup"}, "a page up"),
		Enter:         bind([]string{"enter"}, "open the row's chat, or show the row or message whole"),
		Search:        bind([]string{"/"}, "filter the chat list and the members, find in all else"),
		NextMatch:     bind([]string{"n"}, "next match; in the history, the older one"),
		PreviousMatch: bind([]string{"N"}, "previous match; in the history, the newer one"),
		Sort:          bind([]string{"s"}, "sort the chat list or the members another way"),
		Zoom:          bind([]string{"z"}, "zoom the pane, without borders"),
		Back:          bind([]string{"esc"}, "leave the prompt, filter, overlay, zoom or view; stop what is loading"),
		Help:          bind([]string{"?"}, "this help"),
		Repaint:       bind([]string{"ctrl+l"}, "repaint the screen"),
		Suspend:       bind([]string{"ctrl+z"}, "suspend; fg comes back"),
		Quit:          bind([]string{"q"}, "close the overlay, else quit"),
		Abort:         bind([]string{"ctrl+c"}, "quit from anywhere"),
	}
}

// An Action is what keys of the viewer are bound to.
type Action struct {
	Name    string // by which the configuration binds it
	binding *key.Binding
	moves   bool // the palette leaves it out
}

// Binding is the action's keys, with their names and what they do.
func (a Action) Binding() key.Binding { return *a.binding }

// Actions lists all actions in the order of the help screen. An action's name is that of its field.
func (k *KeyMap) Actions() []Action {
	panes := make([]Action, paneCount)
	for i := range panes {
		panes[i] = Action{"pane-" + strconv.Itoa(i+1), &k.Pane[i], false}
	}
	return slices.Concat([]Action{
		{"help", &k.Help, false},
		{"quit", &k.Quit, false},
		{"abort", &k.Abort, false},
		{"back", &k.Back, false},
		{"open", &k.Open, false},
		{"list", &k.List, false},
		{"list-pane", &k.ListPane, false},
		{"next-chat", &k.NextChat, false},
		{"previous-chat", &k.PreviousChat, false},
		{"messages", &k.Messages, false},
		{"go-back", &k.GoBack, false},
		{"go-forward", &k.GoForward, false},
		{"enter", &k.Enter, false},
		{"follow", &k.Follow, false},
		{"copy", &k.Copy, false},
		{"refresh", &k.Refresh, false},
		{"watch", &k.Watch, false},
		{"next", &k.Next, false},
		{"previous", &k.Previous, false},
	}, panes, []Action{
		{"zoom", &k.Zoom, false},
		{"search", &k.Search, false},
		{"next-match", &k.NextMatch, false},
		{"previous-match", &k.PreviousMatch, false},
		{"sort", &k.Sort, false},
		{"privacy", &k.Privacy, false},
		{"raw", &k.Raw, false},
		{"phone", &k.Phone, false},
		{"palette", &k.Palette, false},
		{"repaint", &k.Repaint, false},
		{"suspend", &k.Suspend, false},
		{"down", &k.Down, true},
		{"up", &k.Up, true},
		{"top", &k.Top, true},
		{"bottom", &k.Bottom, true},
		{"half-down", &k.HalfDown, true},
		{"half-up", &k.HalfUp, true},
		{"page-down", &k.PageDown, true},
		{"page-up", &k.PageUp, true},
	})
}

// binds reports whether a key has a use anywhere.
func (k *KeyMap) binds(s stroke) bool {
	return slices.ContainsFunc(k.Actions(), func(a Action) bool { return s.is(*a.binding) })
}

// All lists the bindings in the order of the help screen.
func (k KeyMap) All() []key.Binding {
	var all []key.Binding
	for _, a := range k.Actions() {
		all = append(all, *a.binding)
	}
	return all
}

// actions are the bindings that the palette lists: all but those that move.
func (k KeyMap) actions() []key.Binding {
	var all []key.Binding
	for _, a := range k.Actions() {
		if !a.moves {
			all = append(all, *a.binding)
		}
	}
	return all
}

// spelledAll is a list of keys as the help names them.
func spelledAll(keys []string) string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = spelled(k)
	}
	return strings.Join(names, ", ")
}

// spelled is a key's name for readers.
func spelled(name string) string {
	switch name {
	case " ":
		return "space"
	case "pgup":
		return "PgUp"
	case "pgdown":
		return "PgDn"
	}
	return name
}

// keyName is the name of the key that hints name for a binding; "": it has none.
func keyName(b key.Binding) string {
	if len(b.Keys()) == 0 {
		return ""
	}
	return spelled(b.Keys()[0])
}

// bound leaves out the hints whose action has no key.
func bound(hints []hint) []hint {
	return slices.DeleteFunc(hints, func(h hint) bool { return keyName(h.key) == "" })
}

// advised adds to a message the keys that help.
func advised(message safetext.Text, hints ...hint) safetext.Text {
	var said []safetext.Text
	for _, h := range bound(hints) {
		said = append(said, safetext.Format("%s %s", keyName(h.key), h.does))
	}
	if len(said) == 0 {
		return message
	}
	return safetext.Format("%s; %s", message, safetext.Join(", ", said...))
}

// hint names a key at the foot of the screen, with a word for what it does.
type hint struct {
	key  key.Binding
	does string
}
