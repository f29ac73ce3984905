package config_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chatlens/internal/config"
)

// exported are the three variables of an account.
func exported() []string {
	return []string{"PERISKOPE_API_KEY=environment-key", "PERISKOPE_PHONE=900000000000", "PERISKOPE_BASE_URL=https://environment.example/v1"}
}

const profiles = `
phone: 911111111111
base_url: https://top.example/v1
api_key_file: /top/key
theme: light
me: top@example.org
labels: {label-a: top, label-b: top}
keys: {open: x, sort: f5}
profiles:
  work:
    phone: 922222222222
    base_url: https://work.example/v1
    api_key_command: [echo, work-key]
    me: work@example.org
    labels: {label-b: work}
    keys: {open: O}
    charset: ascii
  vendor: {phone: 933333333333, api_key_file: /vendor/key}
  bare:
`

func TestAProfileUsesNothingOfAnotherAccount(t *testing.T) {
	file := write(t, profiles)
	for name, s := range map[string]config.Sources{
		"by flag":        {Flags: map[string]string{config.Profile: "work"}, Environ: exported()},
		"by environment": {Environ: append(exported(), "CHATLENS_PROFILE=work")},
		"with key settings in the environment": {
			Flags:   map[string]string{config.Profile: "work"},
			Environ: append(exported(), "CHATLENS_API_KEY_FILE=/other", "CHATLENS_API_KEY_COMMAND=[other]"),
		},
	} {
		s.File = file
		s.Environ = append(s.Environ, "PATH="+os.Getenv("PATH"))
		c := load(t, s)
		key, err := c.Key.Read(t.Context())
		if err != nil || sent(t, key) != "work-key" || c.Phone.Value != "922222222222" || c.BaseURL.Value != "https://work.example/v1" || c.Missing() != nil {
			t.Errorf("%s: %v, key of %s, phone %v, URL %v", name, err, c.Key, c.Phone, c.BaseURL)
		}
		if want := "profiles.work.phone in " + file; c.Phone.Source != want {
			t.Errorf("%s: the phone comes from %s, want %s", name, c.Phone.Source, want)
		}
	}
	c := load(t, config.Sources{File: file, Environ: append(exported(), "CHATLENS_PROFILE=vendor")})
	if c.BaseURL.Value != "https://api.periskope.app/v1" || c.Key.File != "/vendor/key" || c.Missing() != nil {
		t.Errorf("vendor: URL %v, key of %s", c.BaseURL, c.Key)
	}
	c = load(t, config.Sources{File: file, Environ: exported()})
	if c.Key.String() != "PERISKOPE_API_KEY" || c.Phone.Value != "900000000000" || c.BaseURL.Value != "https://environment.example/v1" {
		t.Errorf("without a profile: key of %s, phone %v, URL %v", c.Key, c.Phone, c.BaseURL)
	}
}

func TestFlagsBeatTheEnvironmentThenTheProfileThenTheFile(t *testing.T) {
	file := write(t, profiles)
	flags := map[string]string{config.Profile: "work", config.Phone: "944444444444"}
	environ := []string{"CHATLENS_CHARSET=utf-8", "CHATLENS_KEYS={zoom: Z}", "CHATLENS_LABELS={label-c: environment}"}
	c := load(t, config.Sources{File: file, Flags: flags, Environ: environ})
	for name, got := range map[string]struct{ got, want config.Setting }{
		"flag over profile":        {c.Phone, config.Setting{Value: "944444444444", Source: "--phone"}},
		"environment over profile": {c.Charset, config.Setting{Value: "utf-8", Source: "CHATLENS_CHARSET"}},
		"profile over file":        {c.Me, config.Setting{Value: "work@example.org", Source: "profiles.work.me in " + file}},
		"file over default":        {c.Theme, config.Setting{Value: "light", Source: "theme in " + file}},
		"default":                  {c.Interval, config.Setting{Value: "30s", Source: "the default"}},
	} {
		if got.got != got.want {
			t.Errorf("%s: got %+v, want %+v", name, got.got, got.want)
		}
	}
	if diff := cmp.Diff(map[string]string{"label-a": "top", "label-b": "work", "label-c": "environment"}, c.Labels); diff != "" {
		t.Errorf("labels:\n%s", diff)
	}
	if diff := cmp.Diff(map[string][]string{"open": {"O"}, "sort": {"f5"}, "zoom": {"Z"}}, c.Bindings); diff != "" {
		t.Errorf("keys:\n%s", diff)
	}
}

func TestAProfileThatCannotBeUsedIsNamed(t *testing.T) {
	file := write(t, profiles)
	for name, c := range map[string]struct {
		file  string
		flags map[string]string
		want  []string
	}{
		"misspelt":           {file, map[string]string{config.Profile: "wrok"}, []string{"no profile wrok", "--profile", "did you mean work?"}},
		"unknown":            {file, map[string]string{config.Profile: "something-else"}, []string{"the profiles are bare, vendor, work"}},
		"none at all":        {write(t, ""), map[string]string{config.Profile: "work"}, []string{"no profile work", "write it below profiles in "}},
		"another URL":        {file, map[string]string{config.Profile: "work", config.BaseURL: "https://other.example"}, []string{"profile work", "leave out --base-url"}},
		"unknown setting":    {write(t, "profiles: {work: {phnoe: 1}}"), nil, []string{"profiles.work.phnoe in ", "did you mean phone?"}},
		"key in it":          {write(t, "profiles: {work: {api_key: "+secret+"}}"), nil, []string{"profiles.work.api_key", "api_key_command or api_key_file"}},
		"profile in profile": {write(t, "profiles: {work: {profile: other}}"), nil, []string{"profiles.work.profile", "not a known setting"}},
		"no table":           {write(t, "profiles: {work: "+secret+"}"), nil, []string{"profiles.work in ", "table of settings"}},
		"no tables":          {write(t, "profiles: [work]"), nil, []string{"profiles in ", "pairs of a profile's name"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := config.Load(config.Sources{File: c.file, Flags: c.flags, Environ: exported(), Account: true})
			requireError(t, err, c.want...)
		})
	}
}

func TestWhatAnAccountLacksIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		settings string
		environ  []string
		want     []string
	}{
		"everything":         {"", nil, []string{"API key in PERISKOPE_API_KEY", "api_key_command or api_key_file in ", "--demo"}},
		"a profile's all":    {"profile: a\nprofiles: {a: }", exported(), []string{"profile a needs an API key from api_key_command or api_key_file", "profiles.a in "}},
		"a profile's key":    {"profile: a\nprofiles: {a: {phone: 1}}", exported(), []string{"profile a needs an API key"}},
		"not the file's own": {"profile: a\nphone: 1\napi_key_file: /key\nprofiles: {a: {theme: dark}}", nil, []string{"profile a needs an API key"}},
	} {
		t.Run(name, func(t *testing.T) {
			requireError(t, load(t, config.Sources{File: write(t, c.settings), Environ: c.environ}).Missing(), c.want...)
		})
	}
}

func TestAnEmptyProfileFlagIsNoProfile(t *testing.T) {
	c := load(t, config.Sources{File: write(t, "profile: a\nprofiles: {a: {phone: 1}}"), Environ: exported(), Flags: map[string]string{config.Profile: ""}})
	if c.Profile.Value != "" || c.Phone.Value != "900000000000" {
		t.Errorf("profile %q, phone %v", c.Profile.Value, c.Phone)
	}
}

func TestProfileNamesForCompletion(t *testing.T) {
	names := config.ProfileNames(config.Sources{File: write(t, profiles), Environ: []string{"CHATLENS_PROFILES={air: {phone: 1}}"}})
	if got := strings.Join(names, " "); got != "air bare vendor work" {
		t.Errorf("got %s", got)
	}
	if names := config.ProfileNames(config.Sources{File: write(t, "nonsense: [")}); names != nil {
		t.Errorf("a broken file has %v", names)
	}
}
