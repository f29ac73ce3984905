package cli_test

import (
	"encoding/json"
	"runtime"
	"strings"
	"testing"
)

func TestTheVersionIsPrinted(t *testing.T) {
	platform := runtime.GOOS + "/" + runtime.GOARCH
	r := run{}.do(t, "version")
	lines := r.lines()
	if r.code != 0 || len(lines) != 5 || !strings.HasPrefix(lines[0], "chatlens ") || lines[3] != "go       "+runtime.Version() || lines[4] != "platform "+platform {
		t.Errorf("code %d: %q", r.code, lines)
	}
	for _, flag := range []string{"--version", "-v"} {
		if one := (run{}).do(t, flag); one.stdout != strings.Replace(lines[0], " ", " version ", 1)+" ("+runtime.Version()+", "+platform+")\n" {
			t.Errorf("%s: %q", flag, one.stdout)
		}
	}
	var b struct{ Version, Commit, Date, Go, Platform string }
	for _, args := range [][]string{{"version", "--json"}, {"version", "-o", "json"}} {
		r := run{}.do(t, args...)
		if err := json.Unmarshal([]byte(r.stdout), &b); err != nil || "chatlens "+b.Version != lines[0] || b.Go != runtime.Version() || b.Platform != platform {
			t.Errorf("%v: %v, %s", args, err, r.stdout)
		}
	}
	requireOneLine(t, run{}.do(t, "version", "1"), 2, `version takes no arguments, but there is "1"`)
	requireOneLine(t, run{}.do(t, "version", "-o", "tsv"), 2, "text or json")
}
