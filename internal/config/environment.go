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

// loadEnvironment reads the variables of all settings. Other variables are not looked at, and an empty one says nothing. A table is
// written as in the file, on one line: {label-x: VIP}.
func loadEnvironment(environ []string) (layer, error) {
	keys := map[string]string{}
	for _, key := range known() {
		keys[Variable(key)] = key
	}
	var failed error
	k := koanf.New(delimiter)
	err := k.Load(env.Provider(delimiter, env.Opt{
		EnvironFunc: func() []string { return environ },
		TransformFunc: func(variable, value string) (string, any) {
			key := keys[variable]
			if value == "" || !isMap(key) {
				return key, value
			}
			table, err := yaml.Parser().Unmarshal([]byte(value))
			if err != nil {
				failed = fmt.Errorf("%s must be pairs of an id and a name, such as {label-x: VIP}", variable)
			}
			return key, table
		},
	}), nil)
	if failed != nil {
		return layer{}, failed
	}
	if err != nil {
		return layer{}, fmt.Errorf("reading the environment: %w", err)
	}
	return newLayer(k, Variable)
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
