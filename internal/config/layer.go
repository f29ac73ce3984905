package config

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"chatlens/internal/spelling"
)

// delimiter would split keys into paths. Ids are keys too and may hold anything, so it is a character that YAML does not allow.
const delimiter = "\x00"

// A layer is what one source says.
type layer struct {
	values   map[string]string
	lists    map[string][]string
	names    map[string]map[string]string
	bindings map[string][]string
	profiles map[string]layer
	name     func(key string) string // how to tell the user where the key stands
}

// newLayer checks the keys and the shapes of what was loaded.
func newLayer(raw map[string]any, name func(string) string) (layer, error) {
	return readLayer(raw, name, known())
}

func readLayer(raw map[string]any, name func(string) string, allowed []string) (layer, error) {
	l := layer{
		values: map[string]string{}, lists: map[string][]string{}, names: map[string]map[string]string{},
		bindings: map[string][]string{}, profiles: map[string]layer{}, name: name,
	}
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		if !slices.Contains(allowed, key) {
			return layer{}, fmt.Errorf("%s is not a known setting; %s", name(key), advice(key, allowed))
		}
		if raw[key] == nil {
			continue
		}
		setting, _ := documented(key)
		if err := l.read(setting, raw[key]); err != nil {
			return layer{}, err
		}
	}
	return l, nil
}

// read takes one setting. No error repeats a value: it may be a key in the wrong place.
func (l *layer) read(s Documented, raw any) error {
	switch s.Shape {
	case List:
		words, err := list(raw)
		if err != nil {
			return fmt.Errorf("%s must be a list, such as %s: %w", l.name(s.Key), s.Example, err)
		}
		if len(words) > 0 {
			l.lists[s.Key] = words
		}
	case Names:
		table, err := table(raw)
		if err == nil {
			l.names[s.Key], err = names(table)
		}
		if err != nil {
			return fmt.Errorf("%s must be pairs of an id and a name: %w", l.name(s.Key), err)
		}
	case Bindings:
		table, err := table(raw)
		if err == nil {
			l.bindings, err = bindings(table)
		}
		if err != nil {
			return fmt.Errorf("%s must be pairs of an action and its keys, such as open: o or next-chat: [ctrl+n, ctrl+j]: %w", l.name(s.Key), err)
		}
	case Groups:
		return l.readProfiles(raw)
	default:
		v, err := scalar(raw)
		if err != nil {
			return fmt.Errorf("%s must be one value, not %w", l.name(s.Key), err)
		}
		if v = strings.TrimSpace(v); v != "" {
			l.values[s.Key] = v
		}
	}
	return nil
}

func (l *layer) readProfiles(raw any) error {
	all, err := table(raw)
	if err != nil {
		return fmt.Errorf("%s must be pairs of a profile's name and its settings: %w", l.name(Profiles), err)
	}
	allowed := slices.DeleteFunc(known(), func(key string) bool { return key == Profile || key == Profiles })
	for _, profile := range slices.Sorted(maps.Keys(all)) {
		where := l.name(Profiles + "." + profile)
		settings := map[string]any{}
		if all[profile] != nil {
			if settings, err = table(all[profile]); err != nil {
				return fmt.Errorf("%s must be a table of settings: %w", where, err)
			}
		}
		name := func(key string) string { return l.name(Profiles + "." + profile + "." + key) }
		if l.profiles[profile], err = readLayer(settings, name, allowed); err != nil {
			return err
		}
	}
	return nil
}

// hasAccount reports whether the layer says whose account is used, or what is run or read for its key.
func (l layer) hasAccount() bool {
	for _, s := range Settings() {
		if _, ok := l.values[s.Key]; s.Account && ok {
			return true
		}
	}
	return len(l.lists) > 0 || len(l.profiles) > 0
}

// advice is the next step for a key that is not known.
func advice(key string, allowed []string) string {
	if near := spelling.Nearest(key, allowed); near != "" {
		return "did you mean " + near + "?"
	}
	if strings.Contains(strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(key)), "apikey") {
		if !slices.Contains(allowed, Profile) {
			return "the API key of a profile comes from its " + APIKeyCommand + " or " + APIKeyFile
		}
		return "the API key is not written here: it comes from the environment variable " + KeyVariable + ", from " + APIKeyCommand + " or from " + APIKeyFile
	}
	return "the settings are " + strings.Join(allowed, ", ")
}

var errSeveral = errors.New("found one value or a list")

func table(v any) (map[string]any, error) {
	if t, ok := v.(map[string]any); ok {
		return t, nil
	}
	return nil, errSeveral
}

// scalar is a value as text. Phone numbers come as numbers, names may come as anything.
func scalar(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case map[string]any:
		return "", errors.New("a table")
	case []any:
		return "", errors.New("a list")
	default:
		return fmt.Sprint(v), nil
	}
}

func list(v any) ([]string, error) {
	values, ok := v.([]any)
	if !ok {
		return nil, errors.New("found one value or a table")
	}
	out := make([]string, 0, len(values))
	for _, value := range values {
		s, err := scalar(value)
		if err != nil {
			return nil, fmt.Errorf("one of its values is %w", err)
		}
		out = append(out, s)
	}
	return out, nil
}

func names(table map[string]any) (map[string]string, error) {
	out := make(map[string]string, len(table))
	for _, id := range slices.Sorted(maps.Keys(table)) {
		s, err := scalar(table[id])
		if err != nil {
			return nil, fmt.Errorf("the name of %s is %w", id, err)
		}
		if s = strings.TrimSpace(s); s != "" {
			out[id] = s
		}
	}
	return out, nil
}

// bindings are the keys of each action: none is a list too.
func bindings(table map[string]any) (map[string][]string, error) {
	out := make(map[string][]string, len(table))
	for _, action := range slices.Sorted(maps.Keys(table)) {
		switch v := table[action].(type) {
		case nil:
		case []any:
			keys, err := list(v)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", action, err)
			}
			out[action] = keys
		default:
			key, err := scalar(v)
			if err != nil {
				return nil, fmt.Errorf("the key of %s is %w", action, err)
			}
			out[action] = []string{key}
		}
	}
	return out, nil
}
