package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"chatlens/api/apitest"
)

const secret = "sk-never-shown-0123456789"

// configured writes a configuration file.
func configured(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// account starts a server that knows a key and a phone.
func account(t *testing.T, key, phone string) *apitest.Server {
	t.Helper()
	server, err := apitest.Start(apitest.Options{Key: key, Phone: phone})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server
}

func path() string { return "PATH=" + os.Getenv("PATH") }

func TestAKeyNeverMeetsTheURLOfAnother(t *testing.T) {
	environment := account(t, "environment-key", "900000000001")
	work, home := account(t, "work-key", "900000000002"), account(t, "home-key", "900000000003")
	keyFile := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(keyFile, []byte("home-key\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := configured(t, `
profiles:
  work: {phone: 900000000002, base_url: "`+work.BaseURL()+`", api_key_command: [echo, work-key]}
  home: {phone: 900000000003, base_url: "`+home.BaseURL()+`", api_key_file: `+keyFile+`}
`)
	servers := map[string]*apitest.Server{"environment-key": environment, "work-key": work, "home-key": home}
	r := run{server: environment, env: []string{path()}} // it exports the three variables
	for profile, key := range map[string]string{"": "environment-key", "work": "work-key", "home": "home-key"} {
		before := map[string]int{}
		for name, server := range servers {
			before[name] = len(server.Requests())
		}
		for _, args := range [][]string{{"chats"}, {"show", group(0)}, {"messages", group(0)}} {
			if got := r.do(t, append(args, "--config", file, "--profile", profile)...); got.code != 0 && got.code != 4 {
				t.Errorf("profile %q: %v ended with %d: %s", profile, args, got.code, got.stderr)
			}
		}
		for name, server := range servers {
			asked := server.Requests()[before[name]:]
			if name != key && len(asked) > 0 || name == key && len(asked) < 3 {
				t.Errorf("profile %q: the server of %s was asked %d times", profile, name, len(asked))
			}
			for _, one := range asked {
				if got := one.Header.Get("Authorization"); got != "Bearer "+key || one.Header.Get("X-Phone") != server.Phone() {
					t.Errorf("profile %q sent %s and the phone %s", profile, got, one.Header.Get("X-Phone"))
				}
			}
		}
	}
	requireOneLine(t, r.do(t, "chats", "--config", file, "--profile", "wrok"), 2, "did you mean work?")
	requireOneLine(t, r.do(t, "chats", "--config", file, "--profile", "work", "--base-url", home.BaseURL()), 2, "leave out --base-url")
}

func TestTheKeyIsInNoOutput(t *testing.T) {
	wrong := account(t, "another-key", "900000000001")
	loose := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(loose, []byte(secret), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(loose, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		settings string
		env      []string
		code     int // of the commands that ask for something
	}{
		"a command that fails":     {`api_key_command: [sh, -c, "echo ` + secret + `; echo ` + secret + ` >&2; exit 3"]`, nil, 2},
		"a command that is killed": {`api_key_command: [sh, -c, "echo ` + secret + ` >&2; kill -9 $$"]`, nil, 2},
		"a command that is not":    {`api_key_command: [no-such-command, ` + secret + `]`, nil, 2},
		"a key of two words":       {`api_key_command: [echo, ` + secret + `, and more]`, nil, 2},
		"a key that is refused":    {`api_key_command: [sh, -c, "echo ` + secret + ` >&2; echo ` + secret + `"]`, nil, 3},
		"an open file":             {`api_key_file: ` + loose, nil, 2},
		"the environment":          {``, []string{"PERISKOPE_API_KEY=" + secret}, 3},
		"a profile":                {"profile: a\nprofiles: {a: {phone: 900000000001, base_url: " + `"` + wrong.BaseURL() + `"` + `, api_key_command: [sh, -c, "echo ` + secret + ` | tee /dev/stderr; exit 1"]}}`, nil, 2},
	} {
		t.Run(name, func(t *testing.T) {
			r := run{env: append(c.env, path(), "PERISKOPE_PHONE=900000000001", "PERISKOPE_BASE_URL="+wrong.BaseURL())}
			file := configured(t, c.settings)
			for _, args := range [][]string{
				{"chats"}, {"show", group(0)}, {"messages", group(0)}, {"chats", "--json"}, {"config", "show"}, {"config", "show", "--json"}, {"config", "path"},
				{"__complete", "--config", file, "--profile", ""},
			} {
				got := r.do(t, append(args, "--config", file)...)
				if said := got.stdout + got.stderr; strings.Contains(said, secret) {
					t.Errorf("%v shows the key: %s", args, said)
				}
				if asks := args[0] != "config" && args[0] != "__complete"; asks && got.code != c.code || !asks && got.code != 0 {
					t.Errorf("%v ended with %d: %s", args, got.code, got.stderr)
				}
			}
		})
	}
}

func TestConfigShowNamesEachValueAndItsOrigin(t *testing.T) {
	file := configured(t, `
phone: 919876543210
watch: 45s
api_key_file: /somewhere/key
labels: {label-b: "VIP \u001b[31m", label-a: Local}
keys: {next-chat: [ctrl+n, ctrl+j], sort: []}
profiles: {work: {phone: 1}, home: {phone: 2}}
`)
	r := run{env: []string{"CHATLENS_THEME=dark"}}
	got := r.do(t, "config", "show", "--config", file, "--charset", "utf-8")
	at := func(key string) string { return key + " in " + file }
	want := [][]string{
		{"profile", "not set"}, {"phone", "919876543210", at("phone")}, {"base_url", "https://api.periskope.app/v1", "the default"},
		{"api_key_command", "not set"}, {"api_key_file", "/somewhere/key", at("api_key_file")}, {"api_key", "set, and never shown", at("api_key_file")},
		{"me", "not set"}, {"timezone", "UTC", "CHATLENS_TIMEZONE"}, {"privacy", "false", "the default"}, {"watch", "45s", at("watch")},
		{"theme", "dark", "CHATLENS_THEME"}, {"charset", "utf-8", "--charset"}, {"labels.label-a", "Local", at("labels")}, {"labels.label-b", "VIP ␛[31m", at("labels")},
		{"properties", "not set"}, {"keys.next-chat", "ctrl+n, ctrl+j", at("keys")}, {"keys.sort", "no key", at("keys")}, {"profiles", "home, work", at("profiles")},
	}
	lines := got.lines()
	if got.code != 0 || got.stderr != "" || len(lines) != len(want) {
		t.Fatalf("code %d, stderr %q, output\n%s", got.code, got.stderr, got.stdout)
	}
	for i, line := range lines {
		if cells := regexp.MustCompile(`  +`).Split(line, -1); strings.Join(cells, "|") != strings.Join(want[i], "|") {
			t.Errorf("line %d is %q, want %q", i, cells, want[i])
		}
	}

	var shown map[string]any
	got = r.do(t, "config", "show", "--config", file, "--json", "--profile", "work")
	if err := json.Unmarshal([]byte(got.stdout), &shown); err != nil {
		t.Fatalf("%v: %s%s", err, got.stdout, got.stderr)
	}
	for key, want := range map[string]string{
		"phone":   `{"source":"profiles.work.phone in ` + file + `","value":"1"}`,
		"profile": `{"source":"--profile","value":"work"}`,
		"api_key": `{"set":false,"source":"the default"}`,
		"me":      `{"source":"the default","value":null}`,
		"keys":    `{"next-chat":{"source":"` + at("keys") + `","value":["ctrl+n","ctrl+j"]},"sort":{"source":"` + at("keys") + `","value":[]}}`,
	} {
		if b, err := json.Marshal(shown[key]); err != nil || string(b) != want {
			t.Errorf("%s is %s, want %s", key, b, want)
		}
	}
	if got := r.do(t, "config", "show", "--config", file, "--privacy"); strings.Contains(got.stdout, "919876543210") || !strings.Contains(got.stdout, "•••210") {
		t.Errorf("privacy shows %s", got.stdout)
	}
	if got := r.do(t, "config", "show", "--config", file, "--demo"); got.code != 0 || strings.Contains(got.stdout, "phone") || strings.Contains(got.stdout, "api_key") {
		t.Errorf("the demo has an account: %s%s", got.stdout, got.stderr)
	}
}

func TestConfigShowLeavesOutSecretsInAURL(t *testing.T) {
	for _, url := range []string{"https://user:" + secret + "@example.org/v1", "https://example.org/v1?key=" + secret, "https://exa mple:" + secret} {
		got := run{env: []string{"PERISKOPE_BASE_URL=" + url}}.do(t, "config", "show")
		if got.code != 0 || strings.Contains(got.stdout, secret) {
			t.Errorf("%s: code %d, %s%s", url, got.code, got.stdout, got.stderr)
		}
	}
}

func TestConfigInitWritesAFileThatWorks(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new", "config.yaml")
	r := run{}
	if got := r.do(t, "config", "path", "--config", file); got.stdout != file+"\n" || got.code != 0 {
		t.Errorf("the path is %q, code %d", got.stdout, got.code)
	}
	if got := r.do(t, "config", "init", "--config", file); got.stdout != file+"\n" || got.stderr != "" || got.code != 0 {
		t.Errorf("init: %+v", got)
	}
	if info, err := os.Stat(file); err != nil || info.Mode() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	requireOneLine(t, r.do(t, "config", "init", "--config", file), 2, file, "exists already", "left as it is")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	used := regexp.MustCompile(`(?m)^#(\S|  )`).ReplaceAll(text, []byte("$1"))
	server := serveGroups(t, 1)
	if got := (run{server: server}).do(t, "chats", "--config", configured(t, string(used)), "--profile", ""); got.code != 0 || got.stdout == "" {
		t.Errorf("with every setting: %+v", got)
	}
}

func TestKeysThatCannotBeBoundAreConfigurationErrors(t *testing.T) {
	server := serveGroups(t, 1)
	for settings, want := range map[string][]string{
		"keys: {opne: x}":    {"opne", "did you mean open? It comes from keys in "},
		"keys: {open: n}":    {"the key n would mean both", "open", "next-match"},
		"keys: {open: hypr}": {`"hypr"`, "action open"},
		"keys: {abort: q}":   {"ctrl+c always quits"},
		"keys: {quit: {}}":   {"quit", "a table"},
		"theme: dark\nkyes:": {"kyes", "did you mean keys?"},
	} {
		requireOneLine(t, run{server: server}.do(t, "chats", "--config", configured(t, settings)), 2, want...)
	}
	if got := (run{server: server}).do(t, "chats", "--config", configured(t, "keys: {open: [O, f2], sort: []}")); got.code != 0 {
		t.Errorf("good keys: %+v", got)
	}
}

func TestProfileNamesAreCompleted(t *testing.T) {
	file := configured(t, "profiles: {work: {phone: 1}, home: {phone: 2}}")
	got := run{}.do(t, "__complete", "chats", "--config", file, "--profile", "")
	if lines := got.lines(); got.code != 0 || len(lines) != 3 || lines[0] != "home" || lines[1] != "work" || lines[2] != ":4" {
		t.Errorf("%+v", got)
	}
}

func TestConfigSaysWhatItsCommandsAre(t *testing.T) {
	if got := (run{}).do(t, "config"); got.code != 0 || !strings.Contains(got.stdout, "show") || !strings.Contains(got.stdout, "init") {
		t.Errorf("%+v", got)
	}
	requireOneLine(t, run{}.do(t, "config", "shwo"), 2, `did you mean "show"?`)
	requireOneLine(t, run{}.do(t, "config", "frobnicate"), 2, "--help lists them")
	requireOneLine(t, run{}.do(t, "config", "path", "x"), 2, "x")
	requireOneLine(t, run{}.do(t, "config", "show", "--output", "tsv"), 2, "text or json")
}
