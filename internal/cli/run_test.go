package cli_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chatlens/api/apitest"
	"chatlens/internal/cli"
)

// A result is what a run left.
type result struct {
	stdout, stderr string
	code           int
}

func (r result) lines() []string {
	if r.stdout == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(r.stdout, "\n"), "\n")
}

// clock is after everything that happens in the tests' chats.
func clock() time.Time { return time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC) }

// A run is a call of the program without a terminal.
type run struct {
	server *apitest.Server // nil: none is configured
	stdin  string
	env    []string // on top
	stdout *os.File // nil: a file, which is returned
}

func (r run) do(t *testing.T, args ...string) result {
	t.Helper()
	dir := t.TempDir()
	files := map[string]*os.File{}
	for _, name := range []string{"in", "out", "err"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(r.stdin), 0o600); err != nil {
			t.Fatal(err)
		}
		mode := os.O_RDWR
		if name != "in" {
			mode |= os.O_TRUNC
		}
		f, err := os.OpenFile(path, mode, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		files[name] = f
	}
	env := []string{"CHATLENS_TIMEZONE=UTC", "LANG=C.UTF-8"}
	if r.server != nil {
		env = append(env, "PERISKOPE_API_KEY="+r.server.Key(), "PERISKOPE_PHONE="+r.server.Phone(), "PERISKOPE_BASE_URL="+r.server.BaseURL())
	}
	stdout := r.stdout
	if stdout == nil {
		stdout = files["out"]
	}
	code := cli.Program{
		Args: args, Environ: append(env, r.env...), Stdin: files["in"], Stdout: stdout, Stderr: files["err"],
		Demo: os.DirFS("../../testdata/demo"), Now: clock,
	}.Main()
	said := func(name string) string {
		b, err := os.ReadFile(files[name].Name())
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	return result{said("out"), said("err"), code}
}

// object is a JSON value.
type object map[string]any

func (o object) bytes(t *testing.T) []byte {
	t.Helper()
	b, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// group is the id of the i-th chat of serveGroups.
func group(i int) string { return fmt.Sprintf("1203630000000%05d@g.us", i) }

// serveGroups starts a server with so many groups, of which each third has unread messages. The first has the newest activity.
func serveGroups(t *testing.T, n int) *apitest.Server {
	t.Helper()
	org := apitest.NewOrg()
	for i := range n {
		at := clock().Add(-time.Duration(i+1) * time.Minute).Format(time.RFC3339)
		chat := object{
			"chat_id": group(i), "chat_name": fmt.Sprintf("Group\t%d", i), "chat_type": "group", "updated_at": at,
			"latest_message_timestamp": at,
			"latest_message": object{
				"message_id": fmt.Sprintf("false_%s_%d", group(i), i), "chat_id": group(i), "body": "call 919812345678", "timestamp": at,
				"message_type": "chat",
			},
		}
		if i%3 == 0 {
			chat["message_unread_count"] = i + 1
		}
		org.Put(group(i), chat.bytes(t))
	}
	return serve(t, org)
}

func serve(t *testing.T, org *apitest.Org) *apitest.Server {
	t.Helper()
	server, err := apitest.Start(apitest.Options{Org: org})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server
}

// requireOneLine fails the test unless a run ended with a code and said nothing but one line on standard error.
func requireOneLine(t *testing.T, r result, code int, parts ...string) {
	t.Helper()
	if r.code != code || r.stdout != "" || strings.Count(r.stderr, "\n") != 1 {
		t.Errorf("code %d, want %d; stdout %q; stderr %q", r.code, code, r.stdout, r.stderr)
	}
	for _, part := range parts {
		if !strings.Contains(r.stderr, part) {
			t.Errorf("%q is not in %q", part, r.stderr)
		}
	}
}
