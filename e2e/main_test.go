// Package e2e drives the built program as its users do: on a terminal, and from scripts.
package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
)

const (
	documentedChat = apitest.DemoChatID
	largeGroup     = "120363352652386702@g.us" // 1,024 members, names in many scripts
	secretKey      = "sk-very-secret-0123456789"
	phone          = "918527184400"
)

// binary is the program under test: TestMain builds it, and nobody else writes here.
var binary string

func TestMain(m *testing.M) {
	ptytest.Main()
	if os.Getenv(cursorVariable) != "" {
		os.Exit(reportColumns())
	}
	if filepath.Base(os.Args[0]) == fieldProgram {
		os.Exit(printField())
	}
	os.Exit(build(m))
}

func build(m *testing.M) int {
	dir, err := os.MkdirTemp("", "chatlens-e2e")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	binary = filepath.Join(dir, "chatlens")
	if err := ptytest.Build("..", binary, raceFlags()...); err != nil {
		fmt.Fprintln(os.Stderr, "building the program:", err)
		return 1
	}
	return m.Run()
}

// environment is a small one of an ordinary user without settings, with what is given on top. An empty value removes a variable.
func environment(t testing.TB, more map[string]string) []string {
	t.Helper()
	all := map[string]string{
		"HOME":            t.TempDir(),
		"PATH":            os.Getenv("PATH"),
		"TERM":            "xterm-256color",
		"LANG":            "C.UTF-8",
		"TZ":              "UTC",
		"GORACE":          "halt_on_error=1 atexit_sleep_ms=0",
		"XDG_CONFIG_HOME": "",
	}
	maps.Copy(all, more)
	var out []string
	for name, value := range all {
		if value != "" {
			out = append(out, name+"="+value)
		}
	}
	return out
}

// view runs the program on a terminal of 80x24.
func view(t *testing.T, env map[string]string, args ...string) *ptytest.Terminal {
	t.Helper()
	return ptytest.Start(t, ptytest.Options{Command: append([]string{binary}, args...), Env: environment(t, env)})
}

// A result is what a run without a terminal left.
type result struct {
	stdout, stderr string
	code           int
}

// run runs the program without a terminal.
func run(t *testing.T, env map[string]string, stdin string, args ...string) result {
	t.Helper()
	return runProgram(t, binary, env, stdin, args...)
}

// runProgram runs another build of the program without a terminal.
func runProgram(t *testing.T, program string, env map[string]string, stdin string, args ...string) result {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Env = environment(t, env)
	cmd.Stdin = strings.NewReader(stdin)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// serve starts a fake API that holds the demo organisation, and returns the environment to use it.
func serve(t *testing.T) (*apitest.Server, map[string]string) {
	t.Helper()
	org, err := apitest.Demo(os.DirFS("../testdata/demo"), demoClock())
	if err != nil {
		t.Fatal(err)
	}
	return serveWith(t, apitest.Options{Org: org})
}

// serveWith starts a fake API, and returns the environment to use it.
func serveWith(t testing.TB, o apitest.Options) (*apitest.Server, map[string]string) {
	t.Helper()
	o.Key, o.Phone = secretKey, phone
	server, err := apitest.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server, map[string]string{
		"PERISKOPE_API_KEY":  secretKey,
		"PERISKOPE_PHONE":    phone,
		"PERISKOPE_BASE_URL": server.BaseURL(),
	}
}

// requireExit waits for the program's end on a terminal.
func requireExit(t *testing.T, p *ptytest.Terminal, want int) {
	t.Helper()
	if got := p.Exit(); got != want {
		t.Fatalf("the exit code is %d, want %d", got, want)
	}
}

// requireOneLine fails the test unless the run ended with a code and one line on standard error that holds the texts.
func requireOneLine(t *testing.T, r result, code int, texts ...string) {
	t.Helper()
	if r.code != code {
		t.Errorf("the exit code is %d, want %d", r.code, code)
	}
	if r.stdout != "" {
		t.Errorf("standard output has %q", r.stdout)
	}
	if strings.Count(r.stderr, "\n") != 1 || !strings.HasPrefix(r.stderr, "chatlens: ") {
		t.Errorf("standard error is not one line of the program: %q", r.stderr)
	}
	for _, text := range texts {
		if !strings.Contains(r.stderr, text) {
			t.Errorf("%q is not in %q", text, r.stderr)
		}
	}
}
