package config

import (
	"errors"
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

// Missing is the error of an account that lacks its key or its phone; nil where both are there. What a profile lacks is looked for nowhere else.
func (c Config) Missing() error {
	var missing []string
	profile := c.Profile.Value
	if profile != "" {
		if c.Key.IsZero() {
			missing = append(missing, "an API key from "+APIKeyCommand+" or "+APIKeyFile)
		}
		if c.Phone.Value == "" {
			missing = append(missing, "the organisation's "+Phone)
		}
		if len(missing) == 0 {
			return nil
		}
		return fmt.Errorf("profile %s needs %s: write it below %s.%s in %s; the environment's key and phone are not those of a profile",
			profile, strings.Join(missing, " and "), Profiles, profile, c.File)
	}
	if c.Key.IsZero() {
		missing = append(missing, "an API key in "+KeyVariable+" (or from "+APIKeyCommand+" or "+APIKeyFile+" in "+c.File+")")
	}
	if c.Phone.Value == "" {
		missing = append(missing, "the organisation's phone in "+Variable(Phone))
	}
	if len(missing) == 0 {
		return nil
	}
	return errors.New("needs " + strings.Join(missing, " and ") + "; to look around without an account, run chatlens --demo")
}
