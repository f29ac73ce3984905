package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"chatlens/internal/spelling"
)

// ProfileNames lists the profiles of a configuration file and of the environment, sorted. It is for the completion of commands, which is no
// place for an error: a file that cannot be read has none.
func ProfileNames(s Sources) []string {
	var layers []layer
	if l, err := loadEnvironment(s.Environ); err == nil {
		layers = append(layers, l)
	}
	if l, err := loadFile(s.File, s.Optional, false); err == nil {
		layers = append(layers, l)
	}
	return profileNames(layers)
}

func profileNames(layers []layer) []string {
	all := map[string]bool{}
	for _, l := range layers {
		for name := range l.profiles {
			all[name] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// findProfile returns the profile of a name. Those of the strongest layer that has it are not mixed with others: a key must not meet
// another's URL.
func findProfile(wanted Setting, layers []layer, file string) (layer, error) {
	for _, l := range layers {
		if p, ok := l.profiles[wanted.Value]; ok {
			return p, nil
		}
	}
	names := profileNames(layers)
	unknown := fmt.Sprintf("there is no profile %s, named by %s", wanted.Value, wanted.Source)
	if near := spelling.Nearest(wanted.Value, names); near != "" {
		return layer{}, fmt.Errorf("%s; did you mean %s?", unknown, near)
	}
	if len(names) > 0 {
		return layer{}, fmt.Errorf("%s; the profiles are %s", unknown, strings.Join(names, ", "))
	}
	return layer{}, fmt.Errorf("%s; write it below %s in %s", unknown, Profiles, file)
}

// Missing is the error of an account that lacks its key; nil where it is there. What a profile lacks is looked for nowhere else.
func (c Config) Missing() error {
	profile := c.Profile.Value
	switch {
	case !c.Key.IsZero():
		return nil
	case profile != "":
		return fmt.Errorf("profile %s needs an API key from %s or %s: write it below %s.%s in %s; the environment's key is not that of a profile",
			profile, APIKeyCommand, APIKeyFile, Profiles, profile, c.File)
	}
	return fmt.Errorf("needs an API key in %s (or from %s or %s in %s); to look around without an account, run chatlens --demo",
		KeyVariable, APIKeyCommand, APIKeyFile, c.File)
}
