package e2e

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
)

// A poisoned organisation has a chat for each payload, with the payload in every text of every object: of the chat, its members, its messages,
// notes and phones. What its objects have is what those of the demo have, whichever kind they are.
type poisoned struct {
	org      *apitest.Org
	ids      []string
	payloads []string
	fields   map[string]bool // each place that was poisoned, as a path
}

func poison(t *testing.T) *poisoned {
	t.Helper()
	p := &poisoned{org: apitest.NewOrg(), fields: map[string]bool{}}
	chats, messages, phones := demoObjects(t)
	for i, written := range hostileTexts(t) {
		var payload string
		if err := json.Unmarshal(written, &payload); err != nil {
			t.Fatal(err)
		}
		id := shopID(i)
		p.ids, p.payloads = append(p.ids, id), append(p.payloads, payload)
		chat, _ := p.spoil("chat", chats[i%len(chats)], payload).(map[string]any)
		chat["chat_id"] = id
		chat["latest_message_timestamp"] = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC).Add(-time.Duration(i) * time.Minute).Format(time.RFC3339)
		if latest, ok := chat["latest_message"].(map[string]any); ok {
			latest["chat_id"] = id
		}
		p.org.Put(id, marshal(t, chat))
		var list [][]byte
		for k := range 12 {
			m, _ := p.spoil("message", messages[(i*12+k)%len(messages)], payload).(map[string]any)
			m["chat_id"], m["message_id"] = id, messageID(id, k)
			m["timestamp"] = time.Date(2026, 1, 31, 11, 59-k, 0, 0, time.UTC).Format(time.RFC3339)
			list = append(list, marshal(t, m))
		}
		p.org.PutMessages(id, list)
	}
	spoiled, _ := p.spoil("phones", phones, p.payloads[0]).([]any)
	for i := range spoiled {
		if one, ok := spoiled[i].(map[string]any); ok {
			one["org_phone"] = fmt.Sprintf("9185271844%02d@c.us", i)
		}
	}
	p.org.PutPhones(marshal(t, spoiled))
	return p
}

func marshal(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// spoil puts a payload in the place of each text of a value, and beside each key of a map by ids.
func (p *poisoned) spoil(path string, v any, payload string) any {
	switch v := v.(type) {
	case string:
		p.fields[path] = true
		return payload
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = p.spoil(path+"[]", v[i], payload)
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for key, value := range v {
			place := path + "." + key
			if strings.ContainsAny(key, "@-") {
				place = path + ".{id}"
				out[payload] = p.spoil(place, value, payload)
				p.fields[place+" (key)"] = true
			}
			out[key] = p.spoil(place, value, payload)
		}
		return out
	}
	return v
}

// demoObjects are chats, messages and phones of the demo, of every kind that it has.
func demoObjects(t *testing.T) (chats, messages []any, phones any) {
	t.Helper()
	org, err := apitest.Demo(os.DirFS("../testdata/demo"), demoClock())
	if err != nil {
		t.Fatal(err)
	}
	server, err := apitest.Start(apitest.Options{Org: org, RateLimit: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	get := func(path string, into any) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.BaseURL()+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+server.Key())
		r.Header.Set("x-phone", server.Phone())
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = answer.Body.Close() }()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(body, into); err != nil {
			t.Fatal(err)
		}
	}
	var list struct{ Chats []any }
	get("/chats?limit=100", &list)
	kinds := map[string]bool{}
	for _, c := range list.Chats {
		chat, _ := c.(map[string]any)
		if members, ok := chat["members"].(map[string]any); ok && len(members) > 30 {
			continue // a large group costs much and shows no more
		}
		chats = append(chats, chat)
		id, _ := chat["chat_id"].(string)
		var page struct{ Messages []any }
		get("/chats/"+url.PathEscape(id)+"/messages?limit=100", &page)
		for _, m := range page.Messages {
			message, _ := m.(map[string]any)
			kind := fmt.Sprint(message["message_type"])
			for field, value := range message {
				if value != nil && value != false {
					kind += " " + field
				}
			}
			parts := strings.Fields(kind)
			slices.Sort(parts)
			if kind := strings.Join(parts, " "); !kinds[kind] {
				kinds[kind] = true
				messages = append(messages, message)
			}
		}
	}
	get("/phones/all", &phones)
	return chats, messages, phones
}

// requireClean fails the test if a text has a control character but line feeds and, where they may be, tabs, or one that changes the
// direction of others.
func requireClean(t *testing.T, what, text string, tabs bool) {
	t.Helper()
	for i, r := range text {
		if r == '\n' || tabs && r == '\t' {
			continue
		}
		if unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200E || r == 0x200F || r == 0x061C {
			t.Fatalf("%s: %U was written in %q", what, r, text[max(i-30, 0):min(i+30, len(text))])
		}
	}
}

// ours are the control sequences that the viewer makes: attributes, places, erasing, scrolling, and the modes of a full screen.
var ours = regexp.MustCompile("\x1b\\[[0-9;]*m|\x1b\\[[0-9;]*[HGABCDJKXr]|\x1bM|\x1b\\[\\?(?:7|25|1049|2004|100[236])[hl]|[\r\n\b]")

func requireOnlyOurSequences(t *testing.T, p *ptytest.Terminal) {
	t.Helper()
	requireClean(t, "on the terminal", ours.ReplaceAllString(string(p.Written()), ""), false)
}

// A patient reader presses keys again where an overlay took them: esc and what follows it closely are one key with alt.
type patient struct{ *ptytest.Terminal }

// overlaid reports whether something stands over the panes: its foot says so, where there is nothing more urgent to say.
func (p patient) overlaid() bool {
	screen := p.Screen()
	return strings.Contains(screen, "esc close") || strings.Contains(screen, "there is no more to this row")
}

// untilAsked presses keys until the server is asked for a chat once more.
func (p patient) untilAsked(t *testing.T, server *apitest.Server, id string, keys ...string) {
	t.Helper()
	asked := func() int {
		n := 0
		for _, r := range server.Requests() {
			if strings.HasSuffix(strings.ReplaceAll(r.Path, "%40", "@"), "/chats/"+id) {
				n++
			}
		}
		return n
	}
	before := asked()
	for deadline := time.Now().Add(ptytest.Deadline); asked() == before; {
		if time.Now().After(deadline) {
			t.Fatalf("nobody asked for %s; the screen is:\n%s", id, p.Screen())
		}
		for p.overlaid() && time.Now().Before(deadline) {
			p.Keys("\x1b")
			p.WaitQuiet(20 * time.Millisecond)
		}
		p.Keys(keys...)
		for wait := time.Now().Add(time.Second); asked() == before && time.Now().Before(wait); {
			p.WaitQuiet(time.Millisecond)
		}
	}
}

func TestNoPayloadGetsThroughInAnyView(t *testing.T) {
	org := poison(t)
	server, env := serveOrg(t, org.org)
	p := patient{ptytest.Start(t, ptytest.Options{Command: []string{binary}, Env: environment(t, env), Cols: 140, Rows: 50})}
	p.WaitFor(fmt.Sprintf("Chats · %d ─", len(org.ids)))
	for i := range org.ids {
		p.untilAsked(t, server, org.ids[i], "o", "\x15", org.ids[i], "\r")
		for _, view := range []string{"1", "z", "z", "2", "4", "\r", "\x1b", "m", "\x1b[5~", "\r", "\x1b", "f", "\x1b", "y", "\x1b", "J", "*", "G", "\x1b", "m", "P", "P"} {
			p.Keys(view)
			p.WaitQuiet(2 * time.Millisecond)
		}
	}
	for _, payload := range org.payloads {
		body := marshal(t, map[string]any{"message": payload, "name": payload, "code": payload, "status": 422, "fields": map[string]any{payload: map[string]any{"message": payload}}})
		server.Fail(apitest.Fault{Status: 422, Body: string(body), Header: http.Header{
			"X-Periskope-Trace-Id": {headerText(payload)}, "X-RateLimit-Remaining": {headerText(payload)}, "ETag": {headerText(payload)}, "Date": {headerText(payload)},
		}})
		p.untilAsked(t, server, org.ids[len(org.ids)-1], "1", "r")
		p.WaitQuiet(2 * time.Millisecond)
	}
	p.Keys("\x03")
	requireExit(t, p.Terminal, 0)
	p.RequireRestored()
	requireOnlyOurSequences(t, p.Terminal)
	if len(org.fields) < 100 {
		t.Errorf("only %d places were poisoned", len(org.fields))
	}
	t.Logf("%d payloads in %d places, %d bytes were written", len(org.payloads), len(org.fields), len(p.Written()))
}

// headerText is what a server can send of a text in a header.
func headerText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return '?'
		}
		return r
	}, s)
}

func TestNoPayloadGetsThroughInWhatIsPrinted(t *testing.T) {
	org := poison(t)
	server, env := serveOrg(t, org.org)
	ids := strings.Join(org.ids, "\n")
	for _, c := range []struct {
		args []string
		tabs bool
	}{
		{[]string{"show", "-"}, false}, {[]string{"show", "-", "-o", "markdown"}, false}, {[]string{"show", "-", "--json"}, true},
		{[]string{"show", "-", "--privacy"}, false}, {[]string{"show", "-", "--charset", "ascii"}, false},
		{[]string{"messages", "-"}, false}, {[]string{"messages", "-", "-o", "tsv"}, true}, {[]string{"messages", "-", "--json"}, true},
		{[]string{"chats", "--limit", "0"}, false}, {[]string{"chats", "--limit", "0", "-o", "tsv"}, true}, {[]string{"chats", "--limit", "0", "--json"}, true},
		{[]string{"doctor"}, false}, {[]string{"doctor", "--json"}, true},
	} {
		r := run(t, env, ids, c.args...)
		what := strings.Join(c.args, " ")
		if len(r.stdout) < 500 {
			t.Errorf("%s printed %q, and said %q", what, r.stdout, r.stderr)
		}
		requireClean(t, what, r.stdout, c.tabs)
		requireClean(t, what+", standard error", r.stderr, false)
	}
	for _, payload := range org.payloads {
		body := marshal(t, map[string]any{"message": payload, "name": payload, "fields": map[string]any{payload: map[string]any{"message": payload}}})
		server.Fail(apitest.Fault{Status: 422, Body: string(body), Header: http.Header{"X-Periskope-Trace-Id": {headerText(payload)}}})
	}
	r := run(t, env, ids, "show", "-", "--json")
	if r.code != 2 || strings.Count(r.stderr, "\n") != len(org.payloads) {
		t.Errorf("code %d, %d lines for %d errors", r.code, strings.Count(r.stderr, "\n"), len(org.payloads))
	}
	requireClean(t, "errors", r.stderr, false)
}
