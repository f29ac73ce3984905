package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chatlens/internal/config"
)

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func load(t *testing.T, s config.Sources) config.Config {
	t.Helper()
	s.Account = true
	c, err := config.Load(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheStrongestSourceWinsAndIsNamed(t *testing.T) {
	file := write(t, "phone: 911111111111\ntheme: light\ncharset: ascii\ntimezone: UTC\nme: me@example.org\n")
	c := load(t, config.Sources{
		File:    file,
		Environ: []string{"PERISKOPE_PHONE=922222222222", "CHATLENS_THEME=dark", "CHATLENS_CHARSET="},
		Flags:   map[string]string{config.Theme: "mono"},
	})
	for name, got := range map[string]struct{ got, want config.Setting }{
		"flag":        {c.Theme, config.Setting{Value: "mono", Source: "--theme"}},
		"environment": {c.Phone, config.Setting{Value: "922222222222", Source: "PERISKOPE_PHONE"}},
		"file":        {c.Charset, config.Setting{Value: "ascii", Source: "charset in " + file}},
		"default":     {c.BaseURL, config.Setting{Value: "https://api.periskope.app/v1", Source: "the default"}},
	} {
		if got.got != got.want {
			t.Errorf("%s: got %+v, want %+v", name, got.got, got.want)
		}
	}
}

func TestPhoneNumbersMayBeWrittenAsNumbers(t *testing.T) {
	if c := load(t, config.Sources{File: write(t, "phone: 918527184400")}); c.Phone.Value != "918527184400" {
		t.Errorf("the phone is %q", c.Phone.Value)
	}
}

func TestIdsAreKeysAsTheyAre(t *testing.T) {
	c := load(t, config.Sources{
		File:    write(t, "labels:\n  label-a.b: With a dot\n  Label/C: 42\n  label-x: old\nproperties:\n  property-p: Plan\n"),
		Environ: []string{"CHATLENS_LABELS={label-x: VIP}"},
	})
	if diff := cmp.Diff(map[string]string{"label-a.b": "With a dot", "Label/C": "42", "label-x": "VIP"}, c.Labels); diff != "" {
		t.Errorf("labels:\n%s", diff)
	}
	if diff := cmp.Diff(map[string]string{"property-p": "Plan"}, c.Properties); diff != "" {
		t.Errorf("properties:\n%s", diff)
	}
}

func TestErrorsNameTheSource(t *testing.T) {
	for name, c := range map[string]struct {
		file    string
		environ []string
		want    []string
	}{
		"unknown key":         {file: "tehme: dark", want: []string{"tehme in ", "did you mean theme?"}},
		"nothing like a key":  {file: "colour_of_my_choice: dark", want: []string{"colour_of_my_choice", "the settings are profile, phone"}},
		"API key in the file": {file: "api_key: sk-123", want: []string{"api_key", "PERISKOPE_API_KEY"}},
		"list for a value":    {file: "theme: [dark]", want: []string{"theme in ", "not a list"}},
		"value for a table":   {file: "labels: VIP", want: []string{"labels in ", "pairs of an id and a name"}},
		"table in a table":    {file: "labels: {a: {b: c}}", want: []string{"labels in ", "the name of a is a table"}},
		"not YAML":            {file: "theme: [", want: []string{"reading the configuration file"}},
		"twice":               {file: "theme: dark\ntheme: light", want: []string{"already defined"}},
		"table variable":      {environ: []string{"CHATLENS_LABELS=VIP"}, want: []string{"CHATLENS_LABELS", "{label-x: VIP}"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := config.Load(config.Sources{File: write(t, c.file), Environ: c.environ})
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q is not in %q", want, err)
				}
			}
			if strings.Contains(err.Error(), "sk-123") {
				t.Errorf("the error shows the key: %q", err)
			}
		})
	}
}

func TestAMissingFileIsAnErrorOnlyWhereItWasNamed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "none.yaml")
	if _, err := config.Load(config.Sources{File: file, Optional: true}); err != nil {
		t.Errorf("optional: %v", err)
	}
	if _, err := config.Load(config.Sources{File: file}); err == nil || strings.Count(err.Error(), file) != 1 {
		t.Errorf("named: the error is %v", err)
	}
}

func TestTheAccountIsOnlyReadWhereItIsWanted(t *testing.T) {
	c, err := config.Load(config.Sources{
		File:    write(t, "phone: 918527184400"),
		Environ: []string{"PERISKOPE_API_KEY=secret", "PERISKOPE_PHONE=1", "PERISKOPE_BASE_URL=http://127.0.0.1"},
	})
	if err != nil || !c.Key.IsZero() || c.Phone.Value != "" || c.BaseURL.Value != "" {
		t.Errorf("got %+v, %v", c, err)
	}
}

func TestZones(t *testing.T) {
	for name, want := range map[string]string{"local": "Local", "UTC": "UTC", "Asia/Kolkata": "Asia/Kolkata"} {
		zone, err := config.Config{Timezone: config.Setting{Value: name}}.Zone()
		if err != nil || zone.String() != want {
			t.Errorf("%s: got %v, %v", name, zone, err)
		}
	}
	_, err := config.Config{Timezone: config.Setting{Value: "Mars/Base", Source: "--timezone"}}.Zone()
	if err == nil || !strings.Contains(err.Error(), "--timezone") {
		t.Errorf("the error is %v", err)
	}
}

func TestTheLocaleDecidesTheCharset(t *testing.T) {
	for _, c := range []struct {
		environ         []string
		charset, reason string
	}{
		{[]string{"LANG=en_IN.UTF-8"}, config.UTF8, "LANG=en_IN.UTF-8"},
		{[]string{"LANG=C.utf8"}, config.UTF8, "LANG=C.utf8"},
		{[]string{"LANG=de_DE.UTF-8@euro"}, config.UTF8, "LANG=de_DE.UTF-8@euro"},
		{[]string{"LANG=en_IN.UTF-8", "LC_CTYPE=C"}, config.ASCII, "LC_CTYPE=C"},
		{[]string{"LC_CTYPE=C", "LC_ALL=en_US.UTF-8"}, config.UTF8, "LC_ALL=en_US.UTF-8"},
		{[]string{"LANG=ru_RU.KOI8-R"}, config.ASCII, "LANG=ru_RU.KOI8-R"},
		{[]string{"LC_ALL=", "LANG=POSIX"}, config.ASCII, "LANG=POSIX"},
		{nil, config.ASCII, "LANG is not set"},
	} {
		if charset, reason := config.LocaleCharset(c.environ); charset != c.charset || reason != c.reason {
			t.Errorf("%q: got %s because %s", c.environ, charset, reason)
		}
	}
}

func TestPrivacyIsSaidInMoreThanOneWay(t *testing.T) {
	for typed, want := range map[string]bool{
		"true": true, "yes": true, "on": true, "1": true, "TRUE": true,
		"false": false, "no": false, "off": false, "0": false, "": false,
	} {
		for where, s := range map[string]config.Sources{
			"file":        {File: write(t, "privacy: "+typed)},
			"environment": {File: write(t, ""), Environ: []string{"CHATLENS_PRIVACY=" + typed}},
		} {
			if got, err := load(t, s).Privacy(); got != want || err != nil {
				t.Errorf("%s in the %s: got %t, %v", typed, where, got, err)
			}
		}
	}
	flag := config.Sources{File: write(t, "privacy: true"), Flags: map[string]string{config.Privacy: "false"}}
	if got, err := load(t, flag).Privacy(); got || err != nil {
		t.Errorf("the flag does not beat the file: %t, %v", got, err)
	}
	_, err := load(t, config.Sources{File: write(t, ""), Environ: []string{"CHATLENS_PRIVACY=maybe"}}).Privacy()
	if err == nil || !strings.Contains(err.Error(), `"maybe", from CHATLENS_PRIVACY`) {
		t.Errorf("the error is %v", err)
	}
}

func TestTheTimeBetweenTwoRefreshes(t *testing.T) {
	for typed, want := range map[string]time.Duration{
		"": 30 * time.Second, "45": 45 * time.Second, "45s": 45 * time.Second, "2m": 2 * time.Minute, "15": 15 * time.Second,
		"1m30s": 90 * time.Second, "24h": 24 * time.Hour,
	} {
		if got, err := load(t, config.Sources{File: write(t, "watch: "+typed)}).Watch(); got != want || err != nil {
			t.Errorf("%s: got %v, %v", typed, got, err)
		}
	}
	file := write(t, "")
	for _, typed := range []string{"14", "14s", "-1m", "0", "25h", "soon", "NaN", "1e30", "30 s"} {
		_, err := load(t, config.Sources{File: file, Environ: []string{"CHATLENS_WATCH=" + typed}}).Watch()
		if err == nil || !strings.Contains(err.Error(), "from CHATLENS_WATCH") || !strings.Contains(err.Error(), "from 15s to 24h") {
			t.Errorf("%s: the error is %v", typed, err)
		}
	}
}
