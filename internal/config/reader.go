package config

import (
	"fmt"

	"chatlens/api"
)

// byDefault is the source of a value that nobody set.
const byDefault = "the default"

// A reader looks settings up in all layers.
type reader struct {
	sources Sources
	profile Setting
	layers  []layer // below the flags, the strongest first
	account []layer // those that say whose account is used
}

func newReader(s Sources) (*reader, error) {
	file, err := loadFile(s.File, s.Optional, s.Account)
	if err != nil {
		return nil, err
	}
	environ, err := loadEnvironment(s.Environ)
	if err != nil {
		return nil, err
	}
	r := &reader{sources: s, layers: []layer{environ, file}}
	r.account = r.layers
	if r.profile = r.setting(Profile); r.profile.Value == "" {
		return r, nil
	}
	profile, err := findProfile(r.profile, []layer{environ, file}, s.File)
	if err != nil {
		return nil, err
	}
	if _, given := s.Flags[BaseURL]; given && s.Account {
		return nil, fmt.Errorf("profile %s has a base URL of its own, and its key goes nowhere else: leave out --base-url, or write %s below %s.%s in %s",
			r.profile.Value, BaseURL, Profiles, r.profile.Value, s.File)
	}
	r.layers, r.account = []layer{environ, profile, file}, []layer{profile}
	return r, nil
}

// below are the layers below the flags that may set a key.
func (r *reader) below(s Documented) []layer {
	if s.Account {
		return r.account
	}
	return r.layers
}

func (r *reader) setting(key string) Setting {
	s, _ := documented(key)
	if v, ok := r.sources.Flags[key]; ok {
		return Setting{v, s.Flag}
	}
	for _, l := range r.below(s) {
		if v, ok := l.values[key]; ok {
			return Setting{v, l.name(key)}
		}
	}
	return Setting{s.Default, byDefault}
}

// list is the strongest list of a key, and where it stands; nil: there is none.
func (r *reader) list(key string) (words []string, source string) {
	s, _ := documented(key)
	for _, l := range r.below(s) {
		if words, ok := l.lists[key]; ok {
			return words, l.name(key)
		}
	}
	return nil, byDefault
}

// names are those of all layers, by id; where several have one, the strongest's.
func (r *reader) names(key string) map[string]string {
	out := map[string]string{}
	for i := len(r.layers) - 1; i >= 0; i-- {
		for id, name := range r.layers[i].names[key] {
			out[id] = name
		}
	}
	return out
}

func (r *reader) bindings() map[string][]string {
	out := map[string][]string{}
	for i := len(r.layers) - 1; i >= 0; i-- {
		for action, keys := range r.layers[i].bindings {
			out[action] = keys
		}
	}
	return out
}

// key is the strongest source of the key. The environment's is nobody's but the account's that has no profile.
func (r *reader) key() KeySource {
	environ := withoutOurs(r.sources.Environ)
	if key := Lookup(r.sources.Environ, KeyVariable); key != "" && r.profile.Value == "" {
		return KeySource{Source: KeyVariable, value: api.NewSecret(key)}
	}
	if argv, source := r.list(APIKeyCommand); len(argv) > 0 {
		return KeySource{Source: source, Command: argv[0], argv: argv, environ: environ}
	}
	if file := r.setting(APIKeyFile); file.Value != "" {
		return KeySource{Source: file.Source, File: file.Value, environ: environ}
	}
	return KeySource{}
}
