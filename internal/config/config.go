// Package config gathers the settings from the command line, the environment and the configuration file, and remembers where each came from.
// It must not fetch the API key before it is asked for, nor repeat in an error what may be one.
package config

import (
	"path/filepath"

	"github.com/adrg/xdg"
)

// A Setting is one value and where it came from.
type Setting struct {
	Value  string
	Source string // "--theme", "CHATLENS_THEME", "theme in /home/…/config.yaml" or "the default"
}

// Config is what all sources together say.
type Config struct {
	File                                         string    // the configuration file, which may not exist
	Profile                                      Setting   // the name of the profile in use; "": none
	Key                                          KeySource // where the API key comes from
	Phone, BaseURL, Theme, Charset, Timezone, Me Setting
	Private                                      Setting             // see [Config.Privacy]
	Interval                                     Setting             // see [Config.Watch]
	Labels, Properties                           map[string]string   // the user's names, by id
	Bindings                                     map[string][]string // the viewer's keys, by action; an empty list is none

	shown []Shown
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

// Load reads all sources but the key's. An error names the source and what is wrong with it.
func Load(s Sources) (Config, error) {
	r, err := newReader(s)
	if err != nil {
		return Config{}, err
	}
	c := Config{
		File:       s.File,
		Profile:    r.profile,
		Me:         r.setting(Me),
		Timezone:   r.setting(Timezone),
		Private:    r.setting(Privacy),
		Interval:   r.setting(Watch),
		Theme:      r.setting(Theme),
		Charset:    r.setting(Charset),
		Labels:     r.names(Labels),
		Properties: r.names(Properties),
		Bindings:   r.bindings(),
	}
	if s.Account {
		c.Phone = r.setting(Phone)
		c.BaseURL = r.setting(BaseURL)
		c.Key = r.key()
	}
	c.shown = r.show(c)
	return c, nil
}
