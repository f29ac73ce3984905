package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/knadh/koanf/v2"

	"chatlens/internal/spelling"
)

// delimiter would split keys into paths. Ids are keys too and may hold anything, so it is a character that YAML does not allow.
const delimiter = "\x00"

// A layer is what one source says.
type layer struct {
	values map[string]string
	maps   map[string]map[string]string
	name   func(key string) string // how to tell the user where the key stands
}

func known() []string {
	return []string{Phone, BaseURL, Theme, Charset, Timezone, Me, Privacy, Watch, Labels, Properties}
}

func isMap(key string) bool { return key == Labels || key == Properties }

// newLayer checks the keys and the shapes of what was loaded.
func newLayer(k *koanf.Koanf, name func(string) string) (layer, error) {
	l := layer{values: map[string]string{}, maps: map[string]map[string]string{}, name: name}
	raw := k.Raw()
	keys := make([]string, 0, len(raw))
	for key := range raw {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if !slices.Contains(known(), key) {
			return layer{}, fmt.Errorf("%s is not a known setting; %s", name(key), advice(key))
		}
		if !isMap(key) {
			v, err := scalar(raw[key])
			if err != nil {
				return layer{}, fmt.Errorf("%s must be one value, not %w", name(key), err)
			}
			if v != "" {
				l.values[key] = v
			}
			continue
		}
		names, err := scalars(raw[key])
		if err != nil {
			return layer{}, fmt.Errorf("%s must be pairs of an id and a name: %w", name(key), err)
		}
		l.maps[key] = names
	}
	return l, nil
}

// advice is the next step for a key that is not known.
func advice(key string) string {
	if strings.Contains(strings.ReplaceAll(strings.ToLower(key), "_", ""), "apikey") {
		return "the API key is read from the environment variable " + KeyVariable
	}
	if near := spelling.Nearest(key, known()); near != "" {
		return "did you mean " + near + "?"
	}
	return "the settings are " + strings.Join(known(), ", ")
}

// scalar is a value as text. Phone numbers come as numbers, names may come as anything.
func scalar(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case map[string]any:
		return "", fmt.Errorf("a table")
	case []any:
		return "", fmt.Errorf("a list")
	default:
		return strings.TrimSpace(fmt.Sprint(v)), nil
	}
}

func scalars(v any) (map[string]string, error) {
	if v == nil {
		return nil, nil
	}
	table, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("found one value or a list")
	}
	out := make(map[string]string, len(table))
	for id, name := range table {
		s, err := scalar(name)
		if err != nil {
			return nil, fmt.Errorf("the name of %s is %w", id, err)
		}
		if s != "" {
			out[id] = s
		}
	}
	return out, nil
}
