package e2e

import (
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"chatlens/api/apitest"
)

func TestShowPrintsAChat(t *testing.T) {
	_, env := serve(t)
	for _, args := range [][]string{{"show", documentedChat}, {documentedChat}} {
		r := run(t, env, "", args...)
		if r.code != 0 || r.stderr != "" {
			t.Fatalf("%v: code %d, standard error %q", args, r.code, r.stderr)
		}
		for _, want := range []string{"BK Local1 · person · open", "bharat@hashlabs.dev", "label-xbitdvipqshahdcu", "read (ack 4)"} {
			if !strings.Contains(r.stdout, want) {
				t.Errorf("%v: %q is not in\n%s", args, want, r.stdout)
			}
		}
	}
}

func TestADumbTerminalGetsThePrintedForm(t *testing.T) {
	_, env := serve(t)
	env["TERM"] = "dumb"
	p := view(t, env, documentedChat)
	requireExit(t, p, 0)
	p.Settle()
	if out := string(p.Written()); strings.Contains(out, "\x1b") || !strings.Contains(out, "bharat@hashlabs.dev") {
		t.Errorf("it wrote %q", out)
	}
}

func TestShowPrintsJSONAsItWasReceived(t *testing.T) {
	want, err := os.ReadFile("../testdata/fixtures/chat_user.json")
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, nil, "", "--demo", "show", "--json", documentedChat)
	var got, documented any
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil {
		t.Fatalf("%v in %q", err, r.stdout)
	}
	if err := json.Unmarshal(want, &documented); err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(documented)
	if string(a) != string(b) {
		t.Errorf("the JSON is not the one of the documentation:\n%s", r.stdout)
	}
}

func TestShowTriesAllAndReturnsTheFirstFailure(t *testing.T) {
	server, env := serve(t)
	server.Fail(apitest.Fault{PathPrefix: "/v1/chats/911111111111", Times: -1, Status: http.StatusForbidden})
	r := run(t, env, "\n  919537851844  \n912222222222\n", "show", "--output", "markdown", "911111111111", "-", "nonsense", largeGroup)
	if r.code != 3 {
		t.Errorf("the exit code is %d, want that of the first failure, 3", r.code)
	}
	if n := strings.Count(r.stdout, "\n## ") + 1; n != 2 || !strings.HasPrefix(r.stdout, "## BK Local1") {
		t.Errorf("%d chats were printed, want 2:\n%.2000s", n, r.stdout)
	}
	for _, want := range []string{"911111111111@c.us", "912222222222@c.us", "nonsense"} {
		if !strings.Contains(r.stderr, want) {
			t.Errorf("%q is not in %q", want, r.stderr)
		}
	}
	if n := strings.Count(r.stderr, "\n"); n != 3 {
		t.Errorf("%d lines on standard error, want 3: %q", n, r.stderr)
	}
}

func TestFailuresHaveTheirExitCodes(t *testing.T) {
	for name, c := range map[string]struct {
		fault apitest.Fault
		code  int
		text  string
	}{
		"401":       {apitest.Fault{Status: 401, Echo: true}, 3, "401"},
		"403":       {apitest.Fault{Status: 403}, 3, "403"},
		"404":       {apitest.Fault{Status: 404}, 4, documentedChat},
		"422":       {apitest.Fault{Status: 422}, 2, "422"},
		"429":       {apitest.Fault{Status: 429, Header: http.Header{"Retry-After": {"3600"}}}, 5, "429"},
		"500":       {apitest.Fault{Status: 500}, 6, "500"},
		"HTML":      {apitest.Fault{Body: "<html>hello</html>", ContentType: "text/html"}, 7, ""},
		"null":      {apitest.Fault{Body: "null"}, 7, ""},
		"a list":    {apitest.Fault{Body: "[]"}, 7, ""},
		"too large": {apitest.Fault{Huge: 64 << 20}, 7, "large"},
	} {
		t.Run(name, func(t *testing.T) {
			server, env := serve(t)
			c.fault.Times = -1
			server.Fail(c.fault)
			r := run(t, env, "", "show", documentedChat)
			requireOneLine(t, r, c.code, c.text)
			if strings.Contains(r.stderr, secretKey) {
				t.Errorf("the key is in %q", r.stderr)
			}
		})
	}
}

func TestADeadServerIsTold(t *testing.T) {
	server, env := serve(t)
	if err := server.Close(); err != nil {
		t.Fatal(err)
	}
	r := run(t, env, "", "show", documentedChat)
	if r.code != 6 || !strings.Contains(r.stderr, "connection refused") {
		t.Errorf("code %d, standard error %q", r.code, r.stderr)
	}
}

func TestNamesComeFromTheConfigurationFile(t *testing.T) {
	home := t.TempDir()
	if err := os.Mkdir(filepath.Join(home, "chatlens"), 0o700); err != nil {
		t.Fatal(err)
	}
	text := "labels:\n  label-xbitdvipqshahdcu: VIP customer\nproperties:\n  property-tlkudzxmhjkgoktm: Greeting\ntimezone: Asia/Kolkata\n"
	if err := os.WriteFile(filepath.Join(home, "chatlens", "config.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	r := run(t, map[string]string{"XDG_CONFIG_HOME": home}, "", "show", "--demo", documentedChat)
	for _, want := range []string{"VIP customer", "Greeting", "16:38:10"} {
		if !strings.Contains(r.stdout, want) {
			t.Errorf("%q is not in\n%s%s", want, r.stdout, r.stderr)
		}
	}
	r = run(t, map[string]string{"XDG_CONFIG_HOME": home, "CHATLENS_TIMEZONE": "UTC"}, "", "show", "--demo", documentedChat)
	if !strings.Contains(r.stdout, "11:08:10") {
		t.Errorf("the environment does not win:\n%s", r.stdout)
	}
}

func TestAnASCIILocaleGetsASCII(t *testing.T) {
	r := run(t, map[string]string{"LANG": "C"}, "", "show", "--demo", largeGroup)
	for _, c := range r.stdout {
		if c > 0x7e {
			t.Fatalf("%q is in the output:\n%.2000s", c, r.stdout)
		}
	}
	if !strings.Contains(r.stdout, `\u{`) {
		t.Errorf("no character was written out:\n%.2000s", r.stdout)
	}
}

func TestAClosedPipeEndsQuietly(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	_ = reader.Close()
	cmd := exec.CommandContext(t.Context(), binary, "show", "--demo", documentedChat)
	cmd.Env = environment(t, nil)
	cmd.Stdout = writer
	var stderr strings.Builder
	cmd.Stderr = &stderr
	_ = cmd.Run()
	_ = writer.Close()
	if status := cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGPIPE {
		t.Errorf("it ended with %v", cmd.ProcessState)
	}
	if stderr.String() != "" {
		t.Errorf("standard error has %q", stderr.String())
	}
}
