package config_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"chatlens/api"
	"chatlens/internal/config"
)

const secret = "sk-never-shown-0123456789"

// requireError fails the test unless an error holds all parts and not the secret.
func requireError(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q is not in %q", part, err)
		}
	}
	if strings.Contains(err.Error(), secret) {
		t.Errorf("the error shows the key: %q", err)
	}
}

// readKey reads the key as a configuration file says.
func readKey(t *testing.T, ctx context.Context, settings string, environ ...string) (api.Secret, error) {
	t.Helper()
	c := load(t, config.Sources{File: write(t, settings), Environ: append(environ, "PATH="+os.Getenv("PATH"))})
	return c.Key.Read(ctx)
}

func TestTheKeyFileIsTheUsersAlone(t *testing.T) {
	make := func(mode os.FileMode, text string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(path, mode); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, c := range map[string]struct {
		make func(t *testing.T, path string)
		want []string // of the error; nil: the key
	}{
		"0600":              {make(0o600, secret), nil},
		"0400":              {make(0o400, secret+"\n"), nil},
		"more lines":        {make(0o600, "  "+secret+" \r\nurl: example\n"), nil},
		"0640":              {make(0o640, secret), []string{"0640", "chmod 600 PATH"}},
		"0604":              {make(0o604, secret), []string{"0604", "chmod 600 PATH"}},
		"writable by group": {make(0o620, secret), []string{"0620", "chmod 600 PATH"}},
		"empty":             {make(0o600, "\n"+secret), []string{"no key in its first line"}},
		"too large":         {make(0o600, secret+strings.Repeat("\n", 5000)), []string{"bytes, more than a key"}},
		"missing":           {func(*testing.T, string) {}, []string{"PATH does not exist", "chmod 600"}},
		"directory": {func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, []string{"is a directory", "name a regular file"}},
		"named pipe": {func(t *testing.T, path string) {
			if err := syscall.Mkfifo(path, 0o600); err != nil {
				t.Fatal(err)
			}
		}, []string{"is a named pipe", "name a regular file"}},
		"link": {func(t *testing.T, path string) {
			make(0o600, secret)(t, path+".real")
			if err := os.Symlink(path+".real", path); err != nil {
				t.Fatal(err)
			}
		}, []string{"is a symbolic link", "name the file that it leads to"}},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "key")
			c.make(t, path)
			key, err := readKey(t, t.Context(), "api_key_file: "+path)
			if c.want == nil {
				if err != nil || sent(t, key) != secret {
					t.Errorf("got %v", err)
				}
				return
			}
			for i := range c.want {
				c.want[i] = strings.ReplaceAll(c.want[i], "PATH", path)
			}
			requireError(t, err, append(c.want, "api_key_file in ")...)
		})
	}
}

func TestAKeyFileOfAnotherUserIsRefused(t *testing.T) {
	path := "/etc/passwd" // of root, as everywhere
	if os.Geteuid() == 0 {
		path = filepath.Join(t.TempDir(), "key")
		if err := os.WriteFile(path, []byte(secret), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(path, 12345, -1); err != nil {
			t.Fatal(err)
		}
	}
	_, err := readKey(t, t.Context(), "api_key_file: "+path)
	requireError(t, err, "belongs to another user", fmt.Sprintf("chown %d", os.Geteuid()))
}

func TestThePathOfAKeyFile(t *testing.T) {
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, "key"), []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	if key, err := readKey(t, t.Context(), "api_key_file: ~/key", "HOME="+home); err != nil || sent(t, key) != secret {
		t.Errorf("~: %v", err)
	}
	for _, written := range []string{"key", "./key", "~other/key"} {
		_, err := readKey(t, t.Context(), "api_key_file: "+written, "HOME="+home)
		requireError(t, err, written, "from / or ~/ on", "api_key_file in ")
	}
	odd := filepath.Join(home, "my 'key'")
	if err := os.WriteFile(odd, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := readKey(t, t.Context(), `api_key_file: "`+odd+`"`)
	requireError(t, err, "chmod 600 '"+home+`/my '\''key'\'''`)
}

func TestTheKeyCommandPrintsTheKey(t *testing.T) {
	script := filepath.Join(t.TempDir(), "print-key")
	if err := os.WriteFile(script, []byte("#!/bin/sh\necho "+secret+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, argv := range map[string]string{
		"its first line":   `[printf, '\t%s \r\nsecond line\n', ` + secret + `]`,
		"without a shell":  `[echo, ` + secret + `;$HOME;exit]`,
		"by its path":      `[` + script + `]`,
		"by its home path": `[~/print-key]`,
		"with much behind": `[sh, -c, "echo ` + secret + `; head -c 200000 /dev/zero"]`,
		"and stderr":       `[sh, -c, "echo much >&2; echo ` + secret + `"]`,
		"without a line":   `[printf, ` + secret + `]`,
	} {
		key, err := readKey(t, t.Context(), "api_key_command: "+argv, "HOME="+filepath.Dir(script))
		want := secret
		if name == "without a shell" {
			want += ";$HOME;exit"
		}
		if err != nil || sent(t, key) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheKeyCommandDoesNotSeeOurVariables(t *testing.T) {
	key, err := readKey(t, t.Context(),
		`api_key_command: [sh, -c, "echo k${PERISKOPE_API_KEY}${PERISKOPE_PHONE}${PERISKOPE_BASE_URL}${CHATLENS_THEME}${KEPT}"]`,
		"PERISKOPE_API_KEY=", "PERISKOPE_PHONE=1", "PERISKOPE_BASE_URL=2", "CHATLENS_THEME=dark", "KEPT=kept")
	if err != nil || sent(t, key) != "kkept" {
		t.Errorf("got %v", err)
	}
	c := load(t, config.Sources{
		File:    write(t, "profile: work\nprofiles: {work: {api_key_command: [sh, -c, 'echo k$PERISKOPE_API_KEY']}}"),
		Environ: []string{"PERISKOPE_API_KEY=" + secret, "PATH=" + os.Getenv("PATH")},
	})
	if key, err := c.Key.Read(t.Context()); err != nil || sent(t, key) != "k" {
		t.Errorf("in a profile: %v", err)
	}
}

func TestAKeyCommandThatFailsSaysNothingOfWhatItPrinted(t *testing.T) {
	plain := filepath.Join(t.TempDir(), "plain")
	if err := os.WriteFile(plain, []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		argv string
		want []string
	}{
		"exit code":        {`[sh, -c, "echo ` + secret + `; echo ` + secret + ` >&2; exit 3"]`, []string{"sh failed with exit code 3", "run it yourself"}},
		"signal":           {`[sh, -c, "echo ` + secret + `; kill -9 $$"]`, []string{"ended by a signal"}},
		"not there":        {`[no-such-command-here, ` + secret + `]`, []string{"no-such-command-here is not found", "install it"}},
		"relative path":    {`[./here, ` + secret + `]`, []string{"./here is not found", "whole path"}},
		"not executable":   {`[` + plain + `]`, []string{"is not executable", "chmod u+x " + plain}},
		"prints nothing":   {`[sh, -c, "echo; echo ` + secret + `"]`, []string{"printed no key"}},
		"prints too much":  {`[sh, -c, "head -c 5000 /dev/zero | tr '\\0' x; echo ` + secret + `"]`, []string{"more than a key"}},
		"asks for a word":  {`[sh, -c, "read x; echo $x"]`, []string{"printed no key"}},
		"without any word": {`[""]`, []string{"is not found"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readKey(t, t.Context(), "api_key_command: "+c.argv)
			requireError(t, err, append(c.want, "api_key_command in ")...)
		})
	}
}

func TestAKeyCommandThatDoesNotEndIsEnded(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := readKey(t, ctx, "api_key_command: [sleep, 60]")
	requireError(t, err, "sleep did not end within 10s")
	ctx, cancel = context.WithCancel(t.Context())
	cancel()
	_, err = readKey(t, ctx, "api_key_command: [sleep, 60]")
	requireError(t, err, "was stopped")
}

func TestTheStrongestKeySourceIsUsedAndNamed(t *testing.T) {
	file := write(t, "api_key_command: [pass, show, "+secret+"]\napi_key_file: ~/key\n")
	only := write(t, "api_key_file: ~/key\n")
	for name, c := range map[string]struct {
		sources config.Sources
		want    string
	}{
		"environment": {config.Sources{File: file, Environ: []string{"PERISKOPE_API_KEY=" + secret}}, "PERISKOPE_API_KEY"},
		"command":     {config.Sources{File: file}, "api_key_command in " + file + " (runs pass)"},
		"file":        {config.Sources{File: only}, "api_key_file in " + only + " (reads ~/key)"},
		"a command of the environment": {config.Sources{File: file, Environ: []string{"CHATLENS_API_KEY_COMMAND=[op, read, " + secret + "]"}},
			"CHATLENS_API_KEY_COMMAND (runs op)"},
		"none": {config.Sources{File: write(t, "")}, "no API key"},
	} {
		got := load(t, c.sources)
		if got.Key.String() != c.want {
			t.Errorf("%s: got %s, want %s", name, got.Key, c.want)
		}
		if said := fmt.Sprintf("%v %+v %#v %v", got, got, got, got.Shown()); strings.Contains(said, secret) {
			t.Errorf("%s: the key can be printed: %s", name, said)
		}
	}
}
