package cli_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"chatlens/api/apitest"
)

// column returns a column of tab-separated values, from 1.
func (r result) column(n int) []string {
	var out []string
	for _, line := range r.lines() {
		out = append(out, strings.Split(line, "\t")[n-1])
	}
	return out
}

func groups(from, to, step int) (ids []string) {
	for i := from; i < to; i += step {
		ids = append(ids, group(i))
	}
	return ids
}

func TestTheChatListIsPrintedUpToALimit(t *testing.T) {
	server := serveGroups(t, 2300)
	for _, c := range []struct {
		args  []string
		want  []string
		pages int
	}{
		{nil, groups(0, 50, 1), 1},
		{[]string{"--limit", "3"}, groups(0, 3, 1), 1},
		{[]string{"--limit", "1200"}, groups(0, 1200, 1), 2},
		{[]string{"--limit", "0"}, groups(0, 2300, 1), 0},
		{[]string{"--limit", "20", "--query", "is:unread"}, groups(0, 60, 3), 1},
		{[]string{"--limit", "0", "--query", "group 17 type:group is:unread"}, nil, 0},
		{[]string{"--limit", "0", "--query", "type:person"}, []string{}, 0},
	} {
		before := len(server.Requests())
		r := run{server: server}.do(t, append([]string{"chats", "--output", "tsv"}, c.args...)...)
		if r.code != 0 || r.stderr != "" {
			t.Fatalf("%v: code %d: %s", c.args, r.code, r.stderr)
		}
		ids := r.column(1)
		if c.want == nil {
			if len(ids) == 0 || len(ids) > 500 {
				t.Errorf("%v: %d chats", c.args, len(ids))
			}
		} else if !slices.Equal(ids, c.want) && len(ids)+len(c.want) > 0 {
			t.Errorf("%v: %d chats, want %d: %.200q", c.args, len(ids), len(c.want), ids)
		}
		if pages := len(server.Requests()) - before; c.pages > 0 && pages != c.pages {
			t.Errorf("%v: %d requests, want %d", c.args, pages, c.pages)
		}
	}
}

func TestNoMoreIsAskedForThanIsPrinted(t *testing.T) {
	server := serveGroups(t, 20)
	run{server: server}.do(t, "chats", "--limit", "7")
	if asked := server.Requests(); len(asked) != 1 || asked[0].Query.Get("limit") != "7" {
		t.Errorf("asked for %+v", asked)
	}
}

func TestTheFormsOfTheChatList(t *testing.T) {
	server := serveGroups(t, 4)
	text := run{server: server}.do(t, "chats")
	if len(text.lines()) != 4 || !strings.Contains(text.stdout, "Group 0") || !strings.Contains(text.stdout, group(3)) {
		t.Errorf("as text:\n%s", text.stdout)
	}
	for _, line := range (run{server: server}).do(t, "chats", "-o", "tsv").lines() {
		if n := strings.Count(line, "\t"); n != 10 {
			t.Errorf("%d columns: %q", n+1, line)
		}
	}
	for name, args := range map[string][]string{"all": {"--json"}, "limited": {"-o", "json", "--limit", "2"}, "filtered": {"--json", "--query", "is:unread"},
		"filtered, met exactly": {"--json", "--query", "is:unread", "--limit", "2"}, "filtered and limited": {"--json", "--query", "is:unread", "--limit", "1"},
	} {
		var list struct {
			From, To int
			Count    *int
			Chats    []struct {
				ID   string `json:"chat_id"`
				Name string `json:"chat_name"`
			}
		}
		r := run{server: server}.do(t, append([]string{"chats"}, args...)...)
		if err := json.Unmarshal([]byte(r.stdout), &list); err != nil || r.code != 0 {
			t.Fatalf("%s: %v, code %d: %s", name, err, r.code, r.stderr)
		}
		want := map[string]struct {
			ids   []string
			count int
		}{"all": {groups(0, 4, 1), 4}, "limited": {groups(0, 2, 1), 4}, "filtered": {groups(0, 4, 3), 2},
			"filtered, met exactly": {groups(0, 4, 3), 2}, "filtered and limited": {groups(0, 1, 1), 2},
		}[name]
		var ids []string
		for _, c := range list.Chats {
			ids = append(ids, c.ID)
		}
		if !slices.Equal(ids, want.ids) || list.From != 1 || list.To != len(want.ids) || list.Count == nil || *list.Count != want.count {
			t.Errorf("%s: %s", name, r.stdout)
		}
		if list.Chats[0].Name != "Group\t0" {
			t.Errorf("%s: the name is %q", name, list.Chats[0].Name)
		}
	}
}

func TestAPageThatFailsLeavesWhatCameBeforeIt(t *testing.T) {
	server := serveGroups(t, 2300)
	server.Fail(apitest.Fault{PathPrefix: "/v1/chats", Match: apitest.FromOffset(1000), Status: http.StatusInternalServerError, Times: -1})
	for format, count := range map[string]func(result) int{
		"text": func(r result) int { return len(r.lines()) },
		"tsv":  func(r result) int { return len(r.lines()) },
		"json": func(r result) int { return strings.Count(r.stdout, `"chat_name"`) },
	} {
		r := run{server: server}.do(t, "chats", "--limit", "2000", "-o", format)
		if n := count(r); n != 1000 || r.code != 6 {
			t.Errorf("%s: %d chats, code %d", format, n, r.code)
		}
		if strings.Count(r.stderr, "\n") != 1 || !strings.Contains(r.stderr, "HTTP 500") {
			t.Errorf("%s: it says %q", format, r.stderr)
		}
	}
}

func TestAListThatFailsAtOnceIsAnErrorAlone(t *testing.T) {
	for status, code := range map[int]int{401: 3, 404: 4, 422: 2, 500: 6} {
		server := serveGroups(t, 3)
		server.Fail(apitest.Fault{Status: status, Times: -1})
		for _, format := range []string{"text", "tsv", "json"} {
			requireOneLine(t, run{server: server}.do(t, "chats", "-o", format), code, fmt.Sprintf("HTTP %d", status))
		}
	}
}

func TestALongListWaitsForTheRateLimit(t *testing.T) {
	server := serveGroups(t, 140)
	server.Fail(apitest.Fault{Times: -1, Header: http.Header{
		"X-Ratelimit-Limit": {"100"}, "X-Ratelimit-Remaining": {"10"}, "X-Ratelimit-Reset": {"0.3"},
	}})
	r := run{server: server}.do(t, "chats", "--limit", "0", "-o", "tsv")
	if len(r.lines()) != 140 || r.code != 0 || !strings.Contains(r.stderr, "the rate limit is nearly used up; going on at ") {
		t.Errorf("%d chats, code %d, it says %q", len(r.lines()), r.code, r.stderr)
	}
	if r := (run{server: server}).do(t, "chats"); r.stderr != "" {
		t.Errorf("a short one waits: %q", r.stderr)
	}
}

func TestNothingToPrintIsSaid(t *testing.T) {
	requireOneLine(t, run{server: serveGroups(t, 3)}.do(t, "chats", "--query", "type:person"), 0, "no chat passes the filter")
	requireOneLine(t, run{server: serveGroups(t, 0)}.do(t, "chats"), 0, "there are no chats")
	requireOneLine(t, run{server: serveTalk(t, 0)}.do(t, "messages", person), 0, "has no messages")
	if r := (run{server: serveGroups(t, 0)}).do(t, "chats", "-o", "tsv"); r != (result{}) {
		t.Errorf("as values: %+v", r)
	}
}

func TestWhatIsStrangeAboutTheListIsSaidOnStandardError(t *testing.T) {
	server := serveGroups(t, 30)
	server.Misbehave(apitest.Paging{BadRecord: func(i int) []byte {
		if i == 4 {
			return []byte(`"not a chat"`)
		}
		return nil
	}})
	r := run{server: server}.do(t, "chats", "-o", "tsv")
	if len(r.lines()) != 29 || r.code != 0 || !strings.Contains(r.stderr, "1 of the chats ") {
		t.Errorf("%d chats, code %d, it says %q", len(r.lines()), r.code, r.stderr)
	}
	server.Misbehave(apitest.Paging{Count: func(int) int { return 5000 }})
	r = run{server: server}.do(t, "chats", "-o", "tsv")
	if len(r.lines()) != 30 || r.code != 0 || !strings.Contains(r.stderr, "5,000") {
		t.Errorf("%d chats, code %d, it says %q", len(r.lines()), r.code, r.stderr)
	}
}

func TestAFilterThatIsNotUnderstoodIsAUsageError(t *testing.T) {
	server := serveGroups(t, 3)
	for query, want := range map[string]string{
		"is:unraed":    "did you mean is:unread?",
		"type:gruop":   "did you mean type:group?",
		"is:something": "is:something",
		"assigned:me":  "me",
	} {
		requireOneLine(t, run{server: server}.do(t, "chats", "--query", query), 2, want)
	}
	for name, args := range map[string][]string{
		"out of bounds":                         {"chats", "--limit", "-1"},
		"text, tsv or":                          {"chats", "-o", "markdown"},
		"contradict":                            {"chats", "-o", "tsv", "--json"},
		"--query":                               {"chats", "type:group"},
		"--limit":                               {"messages", "919876543210", "--limit", "-2"},
		"a chat id":                             {"messages"},
		"\"x\" is not a whole number":           {"chats", "--limit", "x"},
		"\"perhaps\" is neither true nor false": {"chats", "--privacy=perhaps"},
		"--demo":                                {"chats", "--demo-chats", "5"},
		"1 to 100000":                           {"chats", "--demo", "--demo-chats", "100001"},
		"0 is out":                              {"chats", "--demo", "--demo-chats", "0"},
		"CHATLENS_PRIVACY":                      {"chats"},
	} {
		r := run{server: server}
		if name == "CHATLENS_PRIVACY" {
			r.env = []string{"CHATLENS_PRIVACY=perhaps"}
		}
		requireOneLine(t, r.do(t, args...), 2, name)
	}
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}

func TestAssignedToMeNeedsToKnowWhoIAm(t *testing.T) {
	org := apitest.NewOrg()
	for i, mail := range []string{"me@example.org", "other@example.org", "me@example.org"} {
		org.Put(group(i), object{"chat_id": group(i), "chat_type": "group", "chat_name": "G", "assigned_to": mail}.bytes(t))
	}
	r := run{server: serve(t, org), env: []string{"CHATLENS_ME=me@example.org"}}.do(t, "chats", "-o", "tsv", "--query", "assigned:me")
	ids := r.column(1)
	slices.Sort(ids)
	if want := []string{group(0), group(2)}; !slices.Equal(ids, want) || r.code != 0 {
		t.Errorf("got %q, code %d: %s", ids, r.code, r.stderr)
	}
}

func TestPrivacyHidesWhatIsPrinted(t *testing.T) {
	server := serveGroups(t, 2)
	for _, args := range [][]string{
		{"chats"}, {"chats", "-o", "tsv"}, {"chats", "--json"}, {"show", group(0)}, {"show", group(0), "-o", "markdown"}, {"show", group(0), "--json"},
	} {
		open := run{server: server}.do(t, append(args, "--privacy=false")...)
		if !strings.Contains(open.stdout, "919812345678") {
			t.Errorf("%v: there is nothing to hide: %s", args, open.stdout)
		}
		for _, private := range []result{
			run{server: server}.do(t, append(args, "--privacy")...),
			run{server: server, env: []string{"CHATLENS_PRIVACY=on"}}.do(t, args...),
		} {
			if private.code != 0 || private.stdout == "" || strings.Contains(private.stdout, "9198123") || strings.Contains(private.stdout, group(0)) {
				t.Errorf("%v: code %d: %s", args, private.code, private.stdout)
			}
		}
	}
	if r := (run{server: server, env: []string{"CHATLENS_PRIVACY=on"}}).do(t, "chats", "--privacy=false"); !strings.Contains(r.stdout, "919812345678") {
		t.Errorf("the flag does not beat the environment: %s", r.stdout)
	}
	r := run{server: server}.do(t, "chats", "--privacy", "--query", group(1)[:12], "-o", "tsv")
	if len(r.lines()) != 2 {
		t.Errorf("a hidden number is not found: %q", r.stdout)
	}
}

func TestAClosedPipeIsAnError(t *testing.T) {
	server := serveGroups(t, 2)
	for _, args := range [][]string{{"chats"}, {"messages", group(0), "--json"}} {
		read, write, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		_ = read.Close()
		r := run{server: server, stdout: write}.do(t, args...)
		_ = write.Close()
		requireOneLine(t, r, 1, "writing to standard output", "broken pipe")
	}
}

func TestTheDemoMayBeMadeLarge(t *testing.T) {
	r := run{}.do(t, "chats", "--demo", "--demo-chats", "1500", "--limit", "0", "-o", "tsv")
	if n := len(r.lines()); n != 1500 || r.code != 0 {
		t.Errorf("%d chats, code %d: %s", n, r.code, r.stderr)
	}
	if help := (run{}).do(t, "--help"); strings.Contains(help.stdout, "demo-chats") || !strings.Contains(help.stdout, "--privacy") {
		t.Errorf("the help says:\n%s", help.stdout)
	}
}

func TestTermsOfAFilterAreCompleted(t *testing.T) {
	for typed, want := range map[string][]string{
		"":                   {"assigned:", "is:", "label:", "type:"},
		"t":                  {"type:"},
		"type:g":             {"type:group"},
		"TYPE:":              {"type:person", "type:group", "type:business", "type:unknown"},
		"refund is:un":       {"refund is:unread"},
		"type:group label:v": {"type:group label:VIP"},
		`label:"in tw`:       {`label:"in two words"`},
		`"two w" label:`:     {`"two w" label:none`, `"two w" label:"in two words"`, `"two w" label:VIP`},
		"refund -is:m":       {"refund -is:muted"},
		"xyz":                nil,
		"assigned:":          {"assigned:me", "assigned:none"},
	} {
		r := run{env: []string{"CHATLENS_LABELS={label-x: VIP, label-y: in two words}"}}.do(t, "__complete", "chats", "--query", typed)
		got := r.lines()
		if n := len(got); n == 0 || got[n-1] != ":6" {
			t.Fatalf("%q: %q", typed, r.stdout)
		}
		if got = got[:len(got)-1]; !slices.Equal(got, want) && len(got)+len(want) > 0 {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
	for _, command := range []string{"chats", "messages"} {
		if r := (run{}).do(t, "__complete", command, "--output", ""); !slices.Equal(r.lines(), []string{"text", "tsv", "json", ":4"}) {
			t.Errorf("%s: %q", command, r.stdout)
		}
	}
}
