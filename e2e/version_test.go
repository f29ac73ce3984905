package e2e

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"chatlens/e2e/ptytest"
)

func TestAReleaseSaysWhatItIs(t *testing.T) {
	development := binary
	released := filepath.Join(t.TempDir(), "chatlens")
	const stamps = "-X chatlens/internal/cli.stampedVersion=v1.2.3 -X chatlens/internal/cli.stampedCommit=0123abc -X chatlens/internal/cli.stampedDate=2026-03-01T12:00:00Z"
	if err := ptytest.Build("..", released, append(raceFlags(), "-ldflags", stamps)...); err != nil {
		t.Fatal(err)
	}
	text := runProgram(t, released, nil, "", "version")
	if !strings.HasPrefix(text.stdout, "chatlens v1.2.3\ncommit   0123abc\ndate     2026-03-01T12:00:00Z\ngo       go") {
		t.Errorf("it prints %q", text.stdout)
	}
	var b struct {
		Version, Commit, Date, Go, Platform string
		Modified                            bool
	}
	r := runProgram(t, released, nil, "", "version", "--json")
	if err := json.Unmarshal([]byte(r.stdout), &b); err != nil || b.Version != "v1.2.3" || b.Commit != "0123abc" || b.Date != "2026-03-01T12:00:00Z" || b.Modified {
		t.Errorf("%v in %s", err, r.stdout)
	}
	if page := runProgram(t, released, nil, "", "man").stdout; !strings.HasPrefix(page, `.TH "CHATLENS" 1 "2026\-03\-01" "chatlens v1.2.3" `) {
		t.Errorf("the manual begins with %.100q", page)
	}
	// What is known differs, and the day on which it is printed is no part of it.
	if page := runProgram(t, development, nil, "", "man").stdout; !strings.HasPrefix(page, `.TH "CHATLENS" 1 "`) || strings.Contains(page, "v1.2.3") {
		t.Errorf("the manual of a development build begins with %.100q", page)
	}
}
