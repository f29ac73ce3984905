package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
)

// The scripts below testdata/script have these commands besides those of testscript:
//
//	server [crowd=N] [fault…]   start a fake of the API with the demo's organisation, or with so many chats, and point the account's
//	                            variables at it
//	fault [key=value…]          from now on it answers wrongly: path, from (an offset), status, body, type, huge, cut, reset, echo,
//	                            retry-after say where and how
//	close                       stop it
//	requests N                  so many requests have come
//	exits CODE program args…    run a program, whose exit code must be this one
//	terminal CODE program args… run it on a terminal; what it writes there stands in the file "terminal"
//
// field NAME is a program that prints a field of the JSON on its standard input, as jq does. No run may print the key or, but on a
// terminal, a control sequence.
func TestScripts(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	programs := t.TempDir()
	for name, target := range map[string]string{"chatlens": binary, fieldProgram: self} {
		if err := os.Symlink(target, filepath.Join(programs, name)); err != nil {
			t.Fatal(err)
		}
	}
	testscript.Run(t, testscript.Params{
		Dir:                filepath.Join("testdata", "script"),
		RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Values[stageKey{}] = &stage{t: env.T().(testing.TB)}
			for name, value := range map[string]string{
				"PATH":   programs + string(filepath.ListSeparator) + os.Getenv("PATH"),
				"HOME":   env.WorkDir,
				"LANG":   "C.UTF-8",
				"TZ":     "UTC",
				"GORACE": "halt_on_error=1 atexit_sleep_ms=0",
			} {
				env.Setenv(name, value)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"server":   never(startServer),
			"fault":    never(addFault),
			"close":    never(closeServer),
			"requests": never(countRequests),
			"exits":    never(exits),
			"terminal": never(onTerminal),
		},
	})
}

// A stage is what a script has around it.
type stage struct {
	t      testing.TB
	server *apitest.Server
}

type stageKey struct{}

func stageOf(s *testscript.TestScript) *stage { return s.Value(stageKey{}).(*stage) }

// never makes a command that cannot be negated.
func never(command func(*testscript.TestScript, []string)) func(*testscript.TestScript, bool, []string) {
	return func(s *testscript.TestScript, neg bool, args []string) {
		if neg {
			s.Fatalf("this command has no opposite")
		}
		command(s, args)
	}
}

func startServer(s *testscript.TestScript, args []string) {
	org, err := apitest.Demo(os.DirFS("../testdata/demo"), demoClock())
	s.Check(err)
	limit := 0
	if len(args) > 0 {
		if n, ok := strings.CutPrefix(args[0], "crowd="); ok {
			org, limit, args = crowd(number(s, n)), 10_000, args[1:]
		}
	}
	server, err := apitest.Start(apitest.Options{Key: secretKey, Phone: phone, Org: org, RateLimit: limit})
	s.Check(err)
	s.Defer(func() { _ = server.Close() })
	stageOf(s).server = server
	s.Setenv("PERISKOPE_API_KEY", secretKey)
	s.Setenv("PERISKOPE_PHONE", phone)
	s.Setenv("PERISKOPE_BASE_URL", server.BaseURL())
	if len(args) > 0 {
		addFault(s, args)
	}
}

func addFault(s *testscript.TestScript, args []string) {
	f := apitest.Fault{Times: -1}
	for _, arg := range args {
		key, value, _ := strings.Cut(arg, "=")
		switch key {
		case "path":
			f.PathPrefix = value
		case "from":
			f.Match = apitest.FromOffset(number(s, value))
		case "status":
			f.Status = number(s, value)
		case "body":
			f.Body = value
		case "type":
			f.ContentType = value
		case "huge":
			f.Huge = int64(number(s, value))
		case "cut":
			f.Truncate = number(s, value)
		case "retry-after":
			f.Header = http.Header{"Retry-After": {value}}
		case "reset":
			f.Reset = true
		case "echo":
			f.Echo = true
		default:
			s.Fatalf("a fault has no %q", key)
		}
	}
	stageOf(s).server.Fail(f)
}

func closeServer(s *testscript.TestScript, _ []string) { s.Check(stageOf(s).server.Close()) }

func countRequests(s *testscript.TestScript, args []string) {
	if len(args) != 1 {
		s.Fatalf("usage: requests N")
	}
	if got := len(stageOf(s).server.Requests()); got != number(s, args[0]) {
		s.Fatalf("%d requests have come", got)
	}
}

func exits(s *testscript.TestScript, args []string) {
	want, args := code(s, args)
	err := s.Exec(args[0], args[1:]...)
	if got := codeOf(s, err); got != want {
		s.Fatalf("the exit code is %d", got)
	}
	for _, stream := range []string{"stdout", "stderr"} {
		text := s.ReadFile(stream)
		if strings.ContainsAny(text, "\x1b\u009b\x07\b") {
			s.Fatalf("%s has control characters: %q", stream, text)
		}
		refuseKey(s, text)
	}
}

func onTerminal(s *testscript.TestScript, args []string) {
	want, args := code(s, args)
	var env []string
	for _, name := range []string{"PATH", "HOME", "LANG", "TZ", "GORACE", "TERM", "PERISKOPE_API_KEY", "PERISKOPE_PHONE", "PERISKOPE_BASE_URL"} {
		if value := s.Getenv(name); value != "" {
			env = append(env, name+"="+value)
		}
	}
	p := ptytest.Start(stageOf(s).t, ptytest.Options{Command: args, Env: env, Dir: s.MkAbs(".")})
	got := p.Exit()
	p.Settle()
	s.Check(os.WriteFile(s.MkAbs("terminal"), p.Written(), 0o600))
	if got != want {
		s.Fatalf("the exit code is %d; it wrote %q", got, p.Written())
	}
	refuseKey(s, string(p.Written()))
}

func refuseKey(s *testscript.TestScript, text string) {
	if strings.Contains(text, secretKey) {
		s.Fatalf("the key is in %q", text)
	}
}

// code takes the exit code that is expected from the arguments of a command.
func code(s *testscript.TestScript, args []string) (int, []string) {
	if len(args) < 2 {
		s.Fatalf("usage: CODE program args…")
	}
	return number(s, args[0]), args[1:]
}

func codeOf(s *testscript.TestScript, err error) int {
	var ended interface{ ExitCode() int }
	switch {
	case err == nil:
		return 0
	case errors.As(err, &ended):
		return ended.ExitCode()
	}
	s.Fatalf("%v", err)
	return 0
}

func number(s *testscript.TestScript, digits string) int {
	n, err := strconv.Atoi(digits)
	s.Check(err)
	return n
}

// fieldProgram is the name by which the test binary prints a field of a JSON object.
const fieldProgram = "field"

func printField() int {
	var object map[string]json.RawMessage
	if err := json.NewDecoder(os.Stdin).Decode(&object); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println(string(object[os.Args[1]]))
	return 0
}
