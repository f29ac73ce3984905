package config

import (
	"fmt"
	"strings"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/v2"
)

// Variable is the environment variable of a setting. Those that name the account are the ones that the vendor's users have already.
func Variable(key string) string {
	switch key {
	case Phone:
		return "PERISKOPE_PHONE"
	case BaseURL:
		return "PERISKOPE_BASE_URL"
	}
	return "CHATLENS_" + strings.ToUpper(key)
}

// loadEnvironment reads the variables of all settings. Other variables are not looked at, and an empty one says nothing. A list and a table
// are written as in the file, on one line: {label-x: VIP}.
func loadEnvironment(environ []string) (layer, error) {
	settings := map[string]Documented{}
	for _, s := range Settings() {
		settings[s.Variable] = s
	}
	var failed error
	k := koanf.New(delimiter)
	err := k.Load(env.Provider(delimiter, env.Opt{
		EnvironFunc: func() []string { return environ },
		TransformFunc: func(variable, value string) (string, any) {
			s := settings[variable]
			v, err := environmentValue(s.Shape, value)
			if err != nil {
				failed = fmt.Errorf("%s %w", variable, err)
			}
			return s.Key, v
		},
	}), nil)
	if failed != nil {
		return layer{}, failed
	}
	if err != nil {
		return layer{}, fmt.Errorf("reading the environment: %w", err)
	}
	return newLayer(k.Raw(), Variable)
}

// environmentValue reads what is written in YAML. No error repeats the value.
func environmentValue(shape Shape, value string) (any, error) {
	example := ""
	switch {
	case value == "":
		return nil, nil
	case shape == Names:
		example = "pairs of an id and a name, such as {label-x: VIP}"
	case shape == Bindings:
		example = "pairs of an action and its keys, such as {open: o}"
	case shape == Groups:
		example = "profiles by name, such as {work: {phone: 919876543210}}"
	case shape == List:
		// Only a table is a whole document.
		if table, err := yaml.Parser().Unmarshal([]byte("list: " + value)); err == nil {
			return table["list"], nil
		}
		return nil, fmt.Errorf("must be a list, such as [pass, show, chatlens]")
	default:
		return value, nil
	}
	table, err := yaml.Parser().Unmarshal([]byte(value))
	if err != nil {
		return nil, fmt.Errorf("must be %s", example)
	}
	return table, nil
}

// Lookup returns the value of a variable, empty where it is not set.
func Lookup(environ []string, name string) (value string) {
	for _, pair := range environ {
		if k, v, ok := strings.Cut(pair, "="); ok && k == name {
			value = v
		}
	}
	return value
}

// withoutOurs is an environment for other programs: the key and our settings are no business of theirs.
func withoutOurs(environ []string) []string {
	kept := []string{} // nil would be the whole environment of the process
	for _, pair := range environ {
		if !strings.HasPrefix(pair, "PERISKOPE_") && !strings.HasPrefix(pair, "CHATLENS_") {
			kept = append(kept, pair)
		}
	}
	return kept
}
