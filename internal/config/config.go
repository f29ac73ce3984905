// Package config gathers the settings from the command line, the environment and the configuration file, and remembers where each came from.
package config

import (
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"chatlens/api"
)

// The settings, by their key in the configuration file.
const (
	Phone      = "phone"
	BaseURL    = "base_url"
	Theme      = "theme"
	Charset    = "charset"
	Timezone   = "timezone"
	Me         = "me"
	Privacy    = "privacy"
	Watch      = "watch"
	Labels     = "labels"
	Properties = "properties"
)

// KeyVariable is the environment variable that holds the API key.
const KeyVariable = "PERISKOPE_API_KEY"

// A Setting is one value and where it came from.
type Setting struct {
	Value  string
	Source string // "--theme", "CHATLENS_THEME", "theme in /home/…/config.yaml" or "the default"
}

// Config is what all sources together say.
type Config struct {
	Key                                          api.Secret // zero: none
	Phone, BaseURL, Theme, Charset, Timezone, Me Setting
	Private                                      Setting           // see [Config.Privacy]
	Interval                                     Setting           // see [Config.Watch]
	Labels, Properties                           map[string]string // the user's names, by id
}

// Sources is where settings are looked for, the strongest first.
type Sources struct {
	Flags    map[string]string // by key; only those that were given
	Environ  []string          // "NAME=value"
	File     string            // the configuration file
	Optional bool              // the file may be missing
	Account  bool              // false: the key, the phone and the URL are of no interest, and none is looked for
}

// DefaultFile is where the configuration file is looked for when no other is named: in $XDG_CONFIG_HOME.
func DefaultFile() string { return filepath.Join(xdg.ConfigHome, "chatlens", "config.yaml") }

// Load reads all sources. An error names the source and what is wrong with it.
func Load(s Sources) (Config, error) {
	file, err := loadFile(s.File, s.Optional)
	if err != nil {
		return Config{}, err
	}
	environ, err := loadEnvironment(s.Environ)
	if err != nil {
		return Config{}, err
	}
	setting := func(key, fallback string) Setting {
		if v, ok := s.Flags[key]; ok {
			return Setting{v, "--" + strings.ReplaceAll(key, "_", "-")}
		}
		for _, l := range []layer{environ, file} {
			if v, ok := l.values[key]; ok {
				return Setting{v, l.name(key)}
			}
		}
		return Setting{fallback, "the default"}
	}
	c := Config{
		Theme:      setting(Theme, "auto"),
		Charset:    setting(Charset, "auto"),
		Timezone:   setting(Timezone, "local"),
		Me:         setting(Me, ""),
		Private:    setting(Privacy, "false"),
		Interval:   setting(Watch, "30s"),
		Labels:     merge(file.maps[Labels], environ.maps[Labels]),
		Properties: merge(file.maps[Properties], environ.maps[Properties]),
	}
	if s.Account {
		c.Phone = setting(Phone, "")
		c.BaseURL = setting(BaseURL, api.DefaultBaseURL)
		if key := Lookup(s.Environ, KeyVariable); key != "" {
			c.Key = api.NewSecret(key)
		}
	}
	return c, nil
}

// merge returns the names of both, those of over where both have one.
func merge(under, over map[string]string) map[string]string {
	out := make(map[string]string, len(under)+len(over))
	for _, m := range []map[string]string{under, over} {
		for id, name := range m {
			out[id] = name
		}
	}
	return out
}
