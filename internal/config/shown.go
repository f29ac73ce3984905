package config

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// APIKey stands for the API key among what is shown of a configuration. It is no setting.
const APIKey = "api_key"

// Shown is one value of a configuration as it may be shown: never the API key, nor the arguments of the command that prints it.
type Shown struct {
	Key     string   // of the setting, or [APIKey]
	Item    string   // of a table: the id or the action; "": the setting is no table
	Value   string   // "": not set
	Source  string   // as in [Setting]
	Default bool     // nobody set it
	Keys    []string // of an action, of which Value is the list in words
}

// Shown lists each value and where it came from, in the order of [Settings]. A table without entries has one without an item.
func (c Config) Shown() []Shown { return slices.Clone(c.shown) }

// BindingsSource names where the keys of the viewer were set.
func (c Config) BindingsSource() string {
	var sources []string
	for _, s := range c.shown {
		if s.Key == Keys && !slices.Contains(sources, s.Source) {
			sources = append(sources, s.Source)
		}
	}
	return strings.Join(sources, " and ")
}

func (r *reader) show(c Config) []Shown {
	var all []Shown
	add := func(s Shown) {
		s.Default = s.Source == byDefault
		all = append(all, s)
	}
	for _, s := range Settings() {
		switch {
		case s.Account && !r.sources.Account:
			continue
		case s.Key == APIKeyCommand:
			argv, source := r.list(s.Key)
			add(Shown{Key: s.Key, Value: programOf(argv), Source: source})
		case s.Shape == Names || s.Shape == Bindings:
			for _, row := range r.items(s) {
				add(row)
			}
		case s.Shape == Groups:
			add(r.groups(s))
		default:
			v := r.setting(s.Key)
			if s.Key == BaseURL {
				v.Value = shownURL(v.Value)
			}
			add(Shown{Key: s.Key, Value: v.Value, Source: v.Source})
		}
		if s.Key == APIKeyFile {
			source := c.Key.Source
			value := "set, and never shown"
			if c.Key.IsZero() {
				value, source = "", byDefault
			}
			add(Shown{Key: APIKey, Value: value, Source: source})
		}
	}
	return all
}

// programOf names a command without its arguments, which may hold a secret.
func programOf(argv []string) string {
	switch len(argv) {
	case 0:
		return ""
	case 1:
		return argv[0]
	case 2:
		return argv[0] + " and 1 argument"
	}
	return fmt.Sprintf("%s and %d arguments", argv[0], len(argv)-1)
}

// shownURL leaves out what may be a secret in a URL: it is refused as the API's, but shown before.
func shownURL(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return "not a URL"
	}
	if u.User == nil && u.RawQuery == "" && u.Fragment == "" {
		return s
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String() + " and what is not shown"
}

// items are the entries of a table, each with its source.
func (r *reader) items(s Documented) []Shown {
	rows := map[string]Shown{}
	for i := len(r.layers) - 1; i >= 0; i-- {
		l := r.layers[i]
		for id, name := range l.names[s.Key] {
			rows[id] = Shown{Key: s.Key, Item: id, Value: name, Source: l.name(s.Key)}
		}
		if s.Shape != Bindings {
			continue
		}
		for action, keys := range l.bindings {
			said := strings.Join(keys, ", ")
			if len(keys) == 0 {
				said = "no key"
			}
			rows[action] = Shown{Key: s.Key, Item: action, Value: said, Source: l.name(s.Key), Keys: keys}
		}
	}
	if len(rows) == 0 {
		return []Shown{{Key: s.Key, Source: byDefault}}
	}
	var out []Shown
	for _, id := range slices.Sorted(maps.Keys(rows)) {
		out = append(out, rows[id])
	}
	return out
}

func (r *reader) groups(s Documented) Shown {
	names := profileNames(r.layers)
	source := byDefault
	for _, l := range r.layers {
		if len(l.profiles) > 0 {
			source = l.name(s.Key)
			break
		}
	}
	return Shown{Key: s.Key, Value: strings.Join(names, ", "), Source: source}
}
