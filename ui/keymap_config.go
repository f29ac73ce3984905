package ui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"chatlens/internal/spelling"
)

// abortKey quits from anywhere, whatever else is bound.
const abortKey = "ctrl+c"

// Bind gives actions other keys, in place of those that they have; an empty list leaves an action without a key. It changes nothing where it
// returns an error, which names the action and the key: one that is not known, or a key that would mean two things.
func (k *KeyMap) Bind(bindings map[string][]string) error {
	next := *k
	for _, name := range slices.Sorted(maps.Keys(bindings)) {
		a, err := next.action(name)
		if err != nil {
			return err
		}
		keys, err := parseKeys(bindings[name])
		if err != nil {
			return fmt.Errorf("the action %s: %w", name, err)
		}
		help := a.binding.Help().Desc
		*a.binding = key.NewBinding(key.WithKeys(keys...), key.WithHelp(spelledAll(keys), help))
		if len(keys) == 0 {
			*a.binding = key.NewBinding(key.WithHelp("no key", help)) // a list without keys would count as keys
		}
	}
	if err := next.check(); err != nil {
		return err
	}
	*k = next
	return nil
}

func (k *KeyMap) action(name string) (Action, error) {
	var names []string
	for _, a := range k.Actions() {
		if a.Name == name {
			return a, nil
		}
		names = append(names, a.Name)
	}
	if near := spelling.Nearest(name, names); near != "" {
		return Action{}, fmt.Errorf("there is no action %s to bind a key to; did you mean %s?", name, near)
	}
	return Action{}, fmt.Errorf("there is no action %s to bind a key to; the actions are %s", name, strings.Join(names, ", "))
}

// check refuses bindings that contradict each other, or that would leave no way out.
func (k *KeyMap) check() error {
	if !slices.Contains(k.Abort.Keys(), abortKey) {
		return fmt.Errorf("the action abort: %s always quits; keep it in the list, as in [%s, f10]", abortKey, abortKey)
	}
	meaning := map[string]string{}
	for _, a := range k.Actions() {
		for _, name := range a.binding.Keys() {
			if other, taken := meaning[name]; taken {
				return fmt.Errorf("the key %s would mean both %s and %s; give one of them another key, or [] for none", spelled(name), other, a.Name)
			}
			meaning[name] = a.Name
		}
		switch a.Name {
		case "back", "enter":
			if len(a.binding.Keys()) == 0 {
				return fmt.Errorf("the action %s: it needs a key, since prompts and overlays end by it", a.Name)
			}
		}
		switch a.Name {
		case "abort", "back", "enter", "repaint", "suspend":
			for _, name := range a.binding.Keys() {
				if edits(name) {
					return fmt.Errorf("the action %s: it also works in prompts, where the key %s is for writing; choose one such as ctrl+x or f5", a.Name, spelled(name))
				}
			}
		}
	}
	return nil
}

// edits reports whether a key writes or removes a character in a prompt.
func edits(name string) bool { return utf8.RuneCountInString(name) == 1 || name == "backspace" }

// parseKeys returns keys as Bubble Tea names them.
func parseKeys(written []string) ([]string, error) {
	var keys []string
	for _, w := range written {
		name, err := parseKey(w)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(keys, name) {
			keys = append(keys, name)
		}
	}
	return keys, nil
}

// parseKey accepts a character, or the name of another key in any case; either with alt+ before it.
func parseKey(written string) (string, error) {
	if isCharacter(written) {
		return written, nil
	}
	name, alt := strings.ToLower(written), ""
	if rest, ok := strings.CutPrefix(name, "alt+"); ok {
		if name, alt = rest, "alt+"; isCharacter(written[len(alt):]) {
			name = written[len(alt):]
		}
	}
	switch {
	case alt != "" && (name == "[" || name == "O"):
		return "", fmt.Errorf("a terminal cannot send %s as a key of its own: its other keys begin so", written)
	case alt != "" && isCharacter(name):
		return alt + name, nil
	}
	name = otherName(name)
	known := keyNames()
	if slices.Contains(known, name) {
		return alt + name, nil
	}
	if letter, ok := strings.CutPrefix(name, "shift+"); ok && len(letter) == 1 {
		return "", fmt.Errorf("there is no key %s; write the character that it gives, such as %s", written, strings.ToUpper(letter))
	}
	if near := spelling.Nearest(name, known); near != "" && name != "" {
		return "", fmt.Errorf("a terminal sends no key %q; did you mean %s?", written, alt+near)
	}
	return "", fmt.Errorf("a terminal sends no key %q; keys are characters and names such as ctrl+n, alt+x, f5, pgdown, space", written)
}

func isCharacter(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size == len(s) && s != "" && r != utf8.RuneError && unicode.IsPrint(r) && !unicode.IsMark(r)
}

// otherName is the name by which Bubble Tea knows a key that has several, some of them since terminals send the same for both.
func otherName(name string) string {
	switch name {
	case "space":
		return " "
	case "escape", "ctrl+[":
		return "esc"
	case "return", "ctrl+m":
		return "enter"
	case "ctrl+i":
		return "tab"
	case "ctrl+?":
		return "backspace"
	case "ctrl+space":
		return "ctrl+@"
	case "pageup":
		return "pgup"
	case "pagedown":
		return "pgdown"
	case "del":
		return "delete"
	case "ins":
		return "insert"
	}
	return name
}

// keyNames are the names that Bubble Tea has for keys that are no characters.
func keyNames() []string {
	var names []string
	for t := tea.KeyType(-128); t < 128; t++ {
		if name := t.String(); name != "" && t != tea.KeyRunes {
			names = append(names, name)
		}
	}
	return names
}
