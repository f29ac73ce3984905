package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chatlens/api/apitest"
)

// settings writes a configuration file.
func settings(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestWhatAKeyCommandPrintsIsNeverShown(t *testing.T) {
	_, env := serve(t)
	delete(env, "PERISKOPE_API_KEY")
	file := settings(t, fmt.Sprintf(`api_key_command: [sh, -c, "echo %s; echo %s >&2; exit 3"]`, secretKey, secretKey))
	for _, args := range [][]string{{"chats"}, {"show", documentedChat}, {"messages", documentedChat, "--json"}, {documentedChat}} {
		r := run(t, env, "", append(args, "--config", file)...)
		requireOneLine(t, r, 2, "exit code 3", "api_key_command in ")
		if strings.Contains(r.stderr, secretKey) {
			t.Errorf("%v shows the key: %s", args, r.stderr)
		}
	}
	p := view(t, env, "--config", file)
	p.WaitFor("failed with exit code 3")
	requireExit(t, p, 2)
	if strings.Contains(string(p.Written()), secretKey) {
		t.Errorf("the terminal shows the key:\n%s", p.Screen())
	}
}

func TestAProfileIsUsedOnATerminalWithItsOwnKey(t *testing.T) {
	other, env := serve(t) // the environment's
	own, err := apitest.Start(apitest.Options{Key: "work-key", Phone: "900000000002"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = own.Close() })
	file := settings(t, fmt.Sprintf("keys: {quit: Q}\nprofiles: {work: {phone: 900000000002, base_url: %q, api_key_command: [echo, work-key]}}", own.BaseURL()))
	p := view(t, env, "--config", file, "--profile", "work")
	p.WaitFor("there are no chats", "Q quit")
	p.Keys("q", "Q")
	requireExit(t, p, 0)
	if n := len(other.Requests()); n > 0 {
		t.Errorf("the environment's server was asked %d times", n)
	}
	for _, r := range own.Requests() {
		if r.Header.Get("Authorization") != "Bearer work-key" || r.Header.Get("X-Phone") != "900000000002" {
			t.Errorf("the profile's server received %v", r.Header)
		}
	}
	if len(own.Requests()) == 0 {
		t.Error("the profile's server was not asked")
	}
}
