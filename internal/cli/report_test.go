package cli_test

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"chatlens/api/apitest"
	"chatlens/internal/cli"
)

// show runs the command on a server with one fault, and returns what it says and its exit code.
func show(t *testing.T, fault apitest.Fault, ids ...string) (string, int) {
	t.Helper()
	server, err := apitest.Start(apitest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Close() }()
	fault.Times = -1
	server.Fail(fault)

	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = out.Close() }()
	code := cli.Program{
		Args: append([]string{"show"}, ids...),
		Environ: []string{
			"PERISKOPE_API_KEY=" + server.Key(), "PERISKOPE_PHONE=" + server.Phone(), "PERISKOPE_BASE_URL=" + server.BaseURL(),
			"CHATLENS_TIMEZONE=Asia/Kolkata", "XDG_CONFIG_HOME=" + t.TempDir(),
		},
		Stdin: out, Stdout: out, Stderr: out,
		Demo: fstest.MapFS{},
		Now:  time.Now,
	}.Main()
	said, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(said), code
}

func TestAnErrorIsOneSentenceBeforeTheNextStep(t *testing.T) {
	traced := regexp.MustCompile(`trace-[0-9]+`)
	for message, want := range map[string]string{
		`No such thing`:   "No such thing (trace T). Try again;",
		`No such thing.`:  "No such thing (trace T). Try again;",
		`No such thing. `: "No such thing (trace T). Try again;",
		`Wait...`:         "Wait (trace T). Try again;",
	} {
		said, code := show(t, apitest.Fault{Status: 400, Body: `{"message": "` + message + `"}`}, "919537851844")
		if said = traced.ReplaceAllString(said, "T"); !strings.Contains(said, want) || strings.Contains(said, "..") || code != 1 {
			t.Errorf("%s: code %d, %q, want %q in it", message, code, said, want)
		}
	}
	for message, want := range map[string]string{
		"No such thing":  "No such thing. Try again;",
		"No such thing.": "No such thing. Try again;",
		"Why?":           "Why? Try again;",
		"No such thing!": "No such thing! Try again;",
	} {
		fault := apitest.Fault{Status: 400, Body: `{"message": "` + message + `"}`, Header: http.Header{"X-Periskope-Trace-Id": {}}}
		if said, _ := show(t, fault, "919537851844"); !strings.Contains(said, want) {
			t.Errorf("%s: %q, want %q in it", message, said, want)
		}
	}
}

func TestTheTimeToTryAgainIsInTheZoneOfAllTimes(t *testing.T) {
	fault := apitest.Fault{Status: 429, Header: http.Header{"Retry-After": {"3600"}}}
	for _, ids := range [][]string{{"919537851844"}, {"919537851844", "919537851845"}} {
		said, code := show(t, fault, ids...)
		if n := strings.Count(said, " IST."); n != len(ids) || code != 5 {
			t.Errorf("code %d, %q", code, said)
		}
	}
}
