package config_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chatlens/internal/config"
)

func TestOthersMustNotBeAbleToSayWhereTheKeyGoes(t *testing.T) {
	for _, settings := range []string{
		"phone: 1", "base_url: https://example.org", "api_key_command: [pass]", "api_key_file: /key", "profiles: {a: {phone: 1}}",
	} {
		for mode, refused := range map[os.FileMode]bool{0o600: false, 0o644: false, 0o664: true, 0o666: true, 0o620: true, 0o602: true} {
			file := write(t, settings)
			if err := os.Chmod(file, mode); err != nil {
				t.Fatal(err)
			}
			_, err := config.Load(config.Sources{File: file, Account: true})
			if !refused {
				if err != nil {
					t.Errorf("%s, %04o: %v", settings, mode, err)
				}
				continue
			}
			requireError(t, err, file, fmt.Sprintf("%04o", mode), "chmod go-w "+file)
			if _, err := config.Load(config.Sources{File: file}); err != nil {
				t.Errorf("%s, %04o, without an account: %v", settings, mode, err)
			}
		}
	}
	file := write(t, "theme: dark\nlabels: {a: b}")
	if err := os.Chmod(file, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := config.Load(config.Sources{File: file, Account: true}); err != nil {
		t.Errorf("a file without an account: %v", err)
	}
}

func TestTheConfigurationFileIsReadableInAnyWay(t *testing.T) {
	dir := t.TempDir()
	link, pipe := filepath.Join(dir, "link"), filepath.Join(dir, "pipe")
	if err := os.Symlink(write(t, "theme: dark\nphone: 1"), link); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{link: "dark", pipe: "auto", os.DevNull: "auto"} {
		if c := load(t, config.Sources{File: file}); c.Theme.Value != want {
			t.Errorf("%s: the theme is %v", file, c.Theme)
		}
	}
	_, err := config.Load(config.Sources{File: dir, Account: true})
	requireError(t, err, dir, "is a directory")
	_, err = config.Load(config.Sources{File: write(t, "theme: dark\n"+strings.Repeat("#\n", 1<<20))})
	requireError(t, err, "more than 1048576 bytes")
}

func TestAKeyInTheWrongPlaceIsNotRepeated(t *testing.T) {
	for _, text := range []string{
		secret, "- " + secret, "api_key: " + secret, "theme: [" + secret + "]", "labels: " + secret, "api_key_command: " + secret,
		"api_key_command: [[" + secret + "]]", "keys: " + secret, "keys: {open: {x: " + secret + "}}", "profiles: " + secret, "phone: {a: " + secret + "}",
	} {
		_, err := config.Load(config.Sources{File: write(t, text), Account: true})
		requireError(t, err)
		if strings.Contains(err.Error(), secret[:5]) {
			t.Errorf("%s: the beginning of the key is shown: %v", text, err)
		}
	}
	for _, name := range []string{"CHATLENS_LABELS", "CHATLENS_KEYS", "CHATLENS_API_KEY_COMMAND", "CHATLENS_PROFILES", "CHATLENS_PROPERTIES"} {
		_, err := config.Load(config.Sources{File: write(t, ""), Environ: []string{name + "=" + secret}, Account: true})
		requireError(t, err, name)
	}
}

func TestBindingsAreAKeyOrAList(t *testing.T) {
	c := load(t, config.Sources{File: write(t, "keys:\n  open: o\n  zoom: 1\n  next-chat: [ctrl+n, ctrl+j]\n  page-down: ' '\n  sort: []\n  raw:\n")})
	want := map[string][]string{"open": {"o"}, "zoom": {"1"}, "next-chat": {"ctrl+n", "ctrl+j"}, "page-down": {" "}, "sort": {}}
	if diff := cmp.Diff(want, c.Bindings); diff != "" {
		t.Error(diff)
	}
}

func TestTheFirstConfigurationExplainsEverySetting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b", "config.yaml")
	if err := config.WriteFirst(path, []string{"open: o", "next-chat: [ctrl+n, ctrl+j]"}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fs.FileMode{path: 0o600, filepath.Dir(path): fs.ModeDir | 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode() != want {
			t.Errorf("%s: mode %v, %v", name, info.Mode(), err)
		}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if c := load(t, config.Sources{File: path}); c.Theme.Source != "the default" || c.Profile.Value != "" {
		t.Errorf("it sets something: %+v", c)
	}
	used := regexp.MustCompile(`(?m)^#(\S|  )`).ReplaceAll(b, []byte("$1"))
	c := load(t, config.Sources{File: write(t, string(used)), Flags: map[string]string{config.Profile: ""}})
	if c.Theme.Value != "auto" || c.Interval.Value != "30s" || len(c.Labels) != 1 || len(c.Bindings["next-chat"]) != 2 || c.Missing() != nil {
		t.Errorf("without the #: %+v", c)
	}
	for _, row := range c.Shown() {
		if row.Default {
			t.Errorf("%s is not in the file", row.Key)
		}
	}
	for _, s := range config.Settings() {
		if s.Doc == "" || s.Example == "" || s.Variable == "" || !strings.Contains(string(b), "\n#"+s.Key+":") || !strings.Contains(string(b), s.Variable) {
			t.Errorf("%s is not explained", s.Key)
		}
	}
}

func TestTheFirstConfigurationIsNotWrittenOverAnything(t *testing.T) {
	file := write(t, "theme: dark\n")
	dangling := filepath.Join(t.TempDir(), "link")
	target := filepath.Join(t.TempDir(), "target")
	if err := os.Symlink(target, dangling); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{file, dangling} {
		requireError(t, config.WriteFirst(path, nil), path, "exists already")
	}
	if b, err := os.ReadFile(file); err != nil || string(b) != "theme: dark\n" {
		t.Errorf("the file has %q, %v", b, err)
	}
	if _, err := os.Stat(target); err == nil {
		t.Error("the link was followed")
	}
	requireError(t, config.WriteFirst(filepath.Join(file, "config.yaml"), nil), "making the directory")
}
