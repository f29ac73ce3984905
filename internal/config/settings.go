package config

import (
	"strings"
	"time"

	"chatlens/api"
)

// The settings, by their key in the configuration file.
const (
	Profile       = "profile"
	Phone         = "phone"
	BaseURL       = "base_url"
	APIKeyCommand = "api_key_command"
	APIKeyFile    = "api_key_file"
	Me            = "me"
	Timezone      = "timezone"
	Privacy       = "privacy"
	Watch         = "watch"
	Theme         = "theme"
	Charset       = "charset"
	Labels        = "labels"
	Properties    = "properties"
	Keys          = "keys"
	Profiles      = "profiles"
)

// A Shape is what a setting's value looks like in the configuration file.
type Shape string

// The shapes. Their text is the word for them in documentation.
const (
	Text     Shape = "text"                      // one value
	Switch   Shape = "true or false"             // one value
	Duration Shape = "a time such as 45s"        // one value
	List     Shape = "a list"                    // of values
	Names    Shape = "a table of names by id"    // one value an id
	Bindings Shape = "a table of keys by action" // a key or a list of keys an action
	Groups   Shape = "a table of profiles"       // a table of settings a profile
)

// Documented is what there is to know of a setting. The commented configuration file, the manual page and the advice on misspelt keys are
// made of it.
type Documented struct {
	Key      string
	Shape    Shape
	Default  string // as it is written in the file; "": none
	Doc      string // one sentence, without a full stop
	Example  string // what to write behind the key, in YAML; a table: its lines, separated by line feeds
	Variable string // the environment variable; "": none
	Flag     string // with its dashes; "": none
	Account  bool   // it says whose account is used: a profile brings its own
}

// Settings lists all settings in the order of the documentation.
func Settings() []Documented {
	text := func(key, fallback, example, doc string) Documented {
		return Documented{Key: key, Shape: Text, Default: fallback, Example: example, Doc: doc}
	}
	all := []Documented{
		text(Profile, "", "work", "the profile to use, one of those below profiles"),
		text(Phone, "", "919876543210", "the organisation's phone to look through: digits with the country code, or its id"),
		text(BaseURL, api.DefaultBaseURL, api.DefaultBaseURL, "where the API is: https, or http to this machine"),
		{Key: APIKeyCommand, Shape: List, Example: "[pass, show, chatlens]",
			Doc: "a command and its arguments that prints the API key, run without a shell for " + commandPatience.String() + " at most"},
		text(APIKeyFile, "", "~/.config/chatlens/key", "a file whose first line is the API key; only its owner may read it (chmod 600)"),
		text(Me, "", "maya@example.com", "your address, which assigned:me stands for in a filter"),
		text(Timezone, "local", "Asia/Kolkata", "the zone of all times: local, UTC or a name such as Asia/Kolkata"),
		{Key: Privacy, Shape: Switch, Default: "false", Example: "true", Doc: "whether to hide numbers and what people wrote from the start"},
		{Key: Watch, Shape: Duration, Default: "30s", Example: "45s",
			Doc: "the time from one refresh to the next while a chat is watched, " + inWords(minWatch) + " to " + inWords(maxWatch)},
		text(Theme, "auto", "dark", "the colours: auto, dark, light or mono"),
		text(Charset, "auto", UTF8, "the characters that the terminal can show: auto (as the locale says), "+UTF8+" or "+ASCII),
		{Key: Labels, Shape: Names, Example: "label-xbitdvipqshahdcu: VIP", Doc: "your names for labels, by id; the API has none"},
		{Key: Properties, Shape: Names, Example: "property-tlkudzxmhjkgoktm: Greeting", Doc: "your names for custom properties, by id; the API has none"},
		{Key: Keys, Shape: Bindings, Example: "open: o\nnext-chat: [ctrl+n, ctrl+j]",
			Doc: "keys of the viewer, by action: a key, a list of keys, or [] for none; they take the place of the action's usual keys"},
		{Key: Profiles, Shape: Groups, Example: "work:\n  phone: 919876543210\n  api_key_command: [pass, show, chatlens/work]\n  theme: light",
			Doc: "other accounts, by name: each brings its own phone, API key and base URL, and may have any other setting"},
	}
	for i := range all {
		all[i].Variable = Variable(all[i].Key)
		switch all[i].Key {
		case Profile, Phone, BaseURL, Theme, Charset, Timezone, Privacy:
			all[i].Flag = "--" + strings.ReplaceAll(all[i].Key, "_", "-")
		}
		switch all[i].Key {
		case Phone, BaseURL, APIKeyCommand, APIKeyFile:
			all[i].Account = true
		}
	}
	return all
}

func known() []string {
	var keys []string
	for _, s := range Settings() {
		keys = append(keys, s.Key)
	}
	return keys
}

func documented(key string) (Documented, bool) {
	for _, s := range Settings() {
		if s.Key == key {
			return s, true
		}
	}
	return Documented{}, false
}

// inWords leaves out the zeros that time.Duration writes: 24h instead of 24h0m0s.
func inWords(d time.Duration) string {
	return strings.TrimSuffix(strings.TrimSuffix(d.String(), "0s"), "0m")
}
