package e2e

import (
	"cmp"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
)

// guideRows are the rows of the tables in a part of the guide, but for the headings.
func guideRows(t *testing.T, heading string, columns int) (rows [][]string) {
	t.Helper()
	_, part, _ := strings.Cut(text(t, "docs/guide.md"), "\n## "+heading+"\n")
	part, _, _ = strings.Cut(part, "\n## ")
	for line := range strings.Lines(part) {
		line, isRow := strings.CutPrefix(strings.TrimSpace(line), "|")
		cells := strings.Split(strings.TrimSuffix(line, "|"), "|")
		if isRow && len(cells) == columns {
			rows = append(rows, cells)
		}
	}
	if len(rows) < 12 {
		t.Fatalf("the guide has only %d rows below %s", len(rows), heading)
	}
	return rows[2:]
}

func spans(cell string) (all []string) {
	for _, m := range span.FindAllStringSubmatch(cell, -1) {
		all = append(all, m[1])
	}
	return all
}

func TestTheGuidesFirstFiveMinutesGoAsItSays(t *testing.T) {
	typed := map[string]string{"enter": "\r", "esc": "\x1b", "tab": "\t"}
	p := view(t, nil, "--demo")
	rows := guideRows(t, "The first five minutes", 3)
	for i, row := range rows {
		for _, key := range spans(row[0]) {
			p.Keys(cmp.Or(typed[key], key))
		}
		if want := spans(row[2]); i < len(rows)-1 {
			if len(want) == 0 {
				t.Fatalf("row %d says nothing of the screen", i)
			}
			p.WaitFor(want...)
		}
	}
	requireExit(t, p, 0)
	p.RequireRestored()
}

// A trouble is how somebody comes to see a sentence of the guide.
type trouble struct {
	env   map[string]string // on top of an account; an empty value removes a variable
	fault *apitest.Fault
	limit int      // the rate limit; 0: a generous one
	args  []string // nil: the documented chat
	print bool     // without a terminal
	rows  int
	keys  []string
	then  func(t *testing.T, s *apitest.Server) // between the first frame and the keys
	test  string                                // in the place of all this: a test of package ui that shows it
}

func troubles(t *testing.T) map[string]trouble {
	t.Helper()
	status := func(n int) *apitest.Fault { return &apitest.Fault{Status: n} }
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	t.Cleanup(secure.Close)
	tmux := t.TempDir()
	if err := os.WriteFile(filepath.Join(tmux, "tmux"), []byte("#!/bin/sh\necho off\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	late := func(n int) *apitest.Fault { return &apitest.Fault{Status: n, Match: apitest.FromOffset(100)} }
	list := []string{}
	return map[string]trouble{
		"needs an API key in PERISKOPE_API_KEY":    {env: map[string]string{"PERISKOPE_API_KEY": ""}, print: true},
		"Look through which phone?":                {env: map[string]string{"PERISKOPE_PHONE": ""}},
		"HTTP 401 Unauthorized":                    {fault: status(401)},
		"HTTP 403 Forbidden":                       {fault: status(403)},
		"HTTP 404 Not Found":                       {args: []string{"15559999999"}},
		"no loaded name contains":                  {keys: []string{"o", "zzz", "\r"}},
		"is not a chat id":                         {args: []string{"nonsense"}, print: true},
		"HTTP 429 Too Many Requests":               {fault: &apitest.Fault{Status: 429, Header: http.Header{"Retry-After": {"3600"}}}},
		"HTTP 500 Internal Server Error":           {fault: status(500)},
		"connection refused":                       {env: map[string]string{"PERISKOPE_BASE_URL": "http://127.0.0.1:1/v1"}},
		"was not found":                            {env: map[string]string{"PERISKOPE_BASE_URL": "https://no..name/v1"}}, // no name server is asked for it
		"the proxy:":                               {env: map[string]string{"PERISKOPE_BASE_URL": "https://no..name/v1", "HTTPS_PROXY": "http://127.0.0.1:1"}},
		"the certificate is not trusted":           {env: map[string]string{"PERISKOPE_BASE_URL": secure.URL + "/v1"}},
		"What answered may not be the chat API":    {fault: &apitest.Fault{Body: "<html>", ContentType: "text/html"}},
		"stopped, r goes on":                       {args: list, fault: late(500)},
		"waits for the rate limit until":           {args: list, limit: 5},
		"stale, as of":                             {keys: []string{"r"}, then: func(_ *testing.T, s *apitest.Server) { s.Fail(apitest.Fault{Status: 500, Times: -1}) }},
		"watch paused":                             {test: "TestTheWatchRefreshesWithTheETagAndMarksWhatChanged"}, // after ten minutes
		"ASCII only, since":                        {env: map[string]string{"LANG": "C"}},
		"too small":                                {rows: 4},
		"nothing was sent":                         {env: map[string]string{"TMUX": "/nowhere,1,0", "PATH": tmux + ":" + os.Getenv("PATH")}, keys: []string{"y", "i"}},
		"there is no terminal for the viewer here": {args: list, print: true},
		"did you mean":                             {args: []string{"--tehme", "dark"}, print: true},
	}
}

func TestTheGuidesSentencesAreThoseOfTheProgram(t *testing.T) {
	all := troubles(t)
	for _, row := range guideRows(t, "When something does not work", 3) {
		for _, sentence := range spans(row[0]) {
			c, known := all[sentence]
			if !known {
				t.Errorf("nobody knows how one comes to see %q", sentence)
				continue
			}
			delete(all, sentence)
			t.Run(sentence, func(t *testing.T) { c.shows(t, sentence) })
		}
	}
	for sentence := range all {
		t.Errorf("the guide does not have %q any more", sentence)
	}
}

func (c trouble) shows(t *testing.T, sentence string) {
	t.Helper()
	if c.test != "" {
		files, err := filepath.Glob("../ui/*_test.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range files {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			_, body, found := strings.Cut(string(b), "\nfunc "+c.test+"(")
			body, _, _ = strings.Cut(body, "\nfunc ")
			if found && regexp.MustCompile(`\.shows\(.*"`+sentence+`"`).MatchString(body) {
				return
			}
		}
		t.Fatalf("there is no test %s that shows it", c.test)
	}
	org := crowd(8_000)
	org.Put(documentedChat, []byte(text(t, "testdata/fixtures/chat_user.json")))
	org.PutPhones([]byte(`[{"phone_id":"phone-a","org_phone":"918527184400@c.us"},{"phone_id":"phone-b","org_phone":"447700900000@c.us"}]`))
	server, err := apitest.Start(apitest.Options{Key: secretKey, Phone: phone, Org: org, RateLimit: cmp.Or(c.limit, 10_000)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	if c.fault != nil {
		c.fault.Times = -1
		server.Fail(*c.fault)
	}
	env := map[string]string{"PERISKOPE_API_KEY": secretKey, "PERISKOPE_PHONE": phone, "PERISKOPE_BASE_URL": server.BaseURL()}
	for name, value := range c.env {
		env[name] = value
	}
	args := c.args
	if args == nil {
		args = []string{documentedChat}
	}
	if c.print {
		if r := run(t, env, "", args...); !strings.Contains(r.stderr, sentence) || r.code == 0 {
			t.Errorf("code %d, %s", r.code, r.stderr)
		}
		return
	}
	p := ptytest.Start(t, ptytest.Options{Command: append([]string{binary}, args...), Env: environment(t, env), Cols: 120, Rows: cmp.Or(c.rows, 30)})
	if len(c.keys) > 0 {
		p.WaitFor("BK Local1")
		if c.then != nil {
			c.then(t, server)
		}
		p.Keys(c.keys...)
	}
	p.WaitUntil(sentence, func(screen string) bool {
		return strings.Contains(strings.Join(strings.Fields(screen), " "), sentence) // a sentence may be wrapped
	})
}
