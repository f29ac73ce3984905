package apitest_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"chatlens/api/apitest"
)

// emptyChat is the one chat without messages.
const emptyChat = "447700900141@c.us"

func TestTheDocumentedChatIsServedByteForByte(t *testing.T) {
	s := demoServer(t)
	want, err := os.ReadFile("../../testdata/fixtures/chat_user.json")
	if err != nil {
		t.Fatal(err)
	}
	if got := get(t, s, "/v1/chats/"+apitest.DemoChatID).body; got != string(want) {
		t.Errorf("it differs:\n%s", got)
	}
}

func TestTheDemoIsTheSameForTheSameNow(t *testing.T) {
	whole := func(now time.Time) string {
		org, err := apitest.Demo(demoFiles(), now)
		if err != nil {
			t.Fatal(err)
		}
		s := serve(t, apitest.Options{Org: org})
		chats := get(t, s, "/v1/chats?limit=2000").body
		var b strings.Builder
		b.WriteString(chats)
		type page struct {
			Chats []struct {
				ID string `json:"chat_id"`
			}
		}
		for _, c := range unmarshal[page](t, []byte(chats)).Chats {
			b.WriteString(get(t, s, "/v1/chats/"+c.ID+"/messages?limit=2000").body)
			b.WriteString(get(t, s, "/v1/chats/"+c.ID+"/notes").body)
		}
		b.WriteString(get(t, s, "/v1/phones/all").body)
		return b.String()
	}
	first := whole(demoNow())
	if second := whole(demoNow().Add(300 * time.Millisecond)); first != second {
		t.Error("the same second gave other bytes")
	}
}

func TestTheDemoMovesWithNow(t *testing.T) {
	first := func(now time.Time) time.Time {
		org, err := apitest.Demo(demoFiles(), now)
		if err != nil {
			t.Fatal(err)
		}
		body := get(t, serve(t, apitest.Options{Org: org}), "/v1/chats/447700900110/messages?limit=1").body
		type page struct{ Messages []json.RawMessage }
		return message(t, unmarshal[page](t, []byte(body)).Messages[0]).at(t)
	}
	if moved := first(demoNow().Add(time.Hour)).Sub(first(demoNow())); moved != time.Hour {
		t.Errorf("in an hour the latest message moved by %v", moved)
	}
}

func TestTheOrderOfQuestionsDoesNotMatter(t *testing.T) {
	one, two := demoServer(t), demoServer(t)
	path := "/v1/chats/120363352652386702@g.us"
	before := get(t, one, path+"/messages?limit=5").body + get(t, one, path).body
	get(t, two, "/v1/chats?limit=100")
	chat := get(t, two, path).body
	if after := get(t, two, path+"/messages?limit=5").body + chat; before != after {
		t.Error("a chat depends on what was asked before")
	}
}

// TestTheDemo reads the whole demo once, for all that is to be said of its chats.
func TestTheDemo(t *testing.T) {
	chats := readDemo(t)
	t.Run("chats are whole", func(t *testing.T) { checkWhole(t, chats) })
	t.Run("labels and properties have names", func(t *testing.T) { checkNames(t, chats) })
	t.Run("shows everything", func(t *testing.T) { checkEverything(t, chats) })
	t.Run("names nobody", func(t *testing.T) { checkNobody(t, chats) })
	t.Run("quotes what is there", func(t *testing.T) { checkQuotes(t, chats) })
	t.Run("lists its notes", func(t *testing.T) { checkNotes(t, demoServer(t), chats) })
	t.Run("marks its messages", func(t *testing.T) { checkMarks(t, chats) })
}

func checkWhole(t *testing.T, chats []demoChat) {
	t.Helper()
	if len(chats) < 49 {
		t.Errorf("%d chats", len(chats))
	}
	ids := map[string]bool{}
	var last time.Time
	for i, c := range chats {
		if ids[c.ID] {
			t.Errorf("%s twice", c.ID)
		}
		ids[c.ID] = true
		if c.ID == emptyChat {
			if len(c.history) != 0 || c.latest != nil {
				t.Errorf("%s has messages", c.ID)
			}
			continue
		}
		if n := len(c.history); n < 20 || n > 400 {
			t.Errorf("%s: %d messages", c.ID, n)
			continue
		}
		if !bytes.Equal(compact(t, c.Latest), compact(t, c.historyBytes[0])) {
			t.Errorf("%s: the latest message is not the history's first", c.ID)
		}
		at := c.history[0].at(t)
		if i > 0 && at.After(last) && !last.IsZero() {
			t.Errorf("%s stands behind an older chat", c.ID)
		}
		last = at
		checkHistory(t, c)
		for key, m := range c.Members {
			if m.ID != key || m.ChatID != c.ID {
				t.Errorf("%s: member %s is %+v", c.ID, key, m)
			}
		}
	}
}

func compact(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := json.Compact(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func checkHistory(t *testing.T, c demoChat) {
	t.Helper()
	ids := map[string]bool{}
	for i, m := range c.history {
		if ids[m.ID] || m.ChatID != c.ID || !strings.Contains(m.ID, "_"+c.ID+"_") {
			t.Errorf("%s: message id %s", c.ID, m.ID)
		}
		ids[m.ID] = true
		at := m.at(t)
		if i > 0 && at.After(c.history[i-1].at(t)) {
			t.Errorf("%s: message %d is newer than the one before", c.ID, i)
		}
		if at.After(demoNow()) || at.Before(c.Created) {
			t.Errorf("%s: message %d is of %v", c.ID, i, at)
		}
		if !m.FromMe && string(m.Ack) != "null" {
			t.Errorf("%s: message %d came in with the ack %s", c.ID, i, m.Ack)
		}
		if m.Body != nil && regexp.MustCompile(`\{[@a-z]+\}|^@[-+]`).MatchString(*m.Body) {
			t.Errorf("%s: message %d has a blank: %s", c.ID, i, *m.Body)
		}
		if m.Delivery != nil {
			for who, when := range m.Delivery.Read {
				if when < at.UnixMilli() || when > demoNow().UnixMilli() {
					t.Errorf("%s: message %d is read by %s at %d", c.ID, i, who, when)
				}
			}
		}
	}
	for i, m := range c.history {
		if m.Quoted != nil && !ids[*m.Quoted] {
			t.Errorf("%s: message %d quotes %s, which is nowhere", c.ID, i, *m.Quoted)
		}
	}
}

func TestSingleMessagesAndNotesOfTheDemo(t *testing.T) {
	s := demoServer(t)
	for _, c := range []string{"919100000101@c.us", "120363331984403446@g.us"} {
		p := getPageOf(t, s, "/v1/chats/"+c+"/messages?limit=40", "messages")
		for _, i := range []int{0, 20, 39} {
			id := p[i]["message_id"].(string)
			if got := get(t, s, "/v1/message/"+url.PathEscape(id)); got.status != 200 || !strings.Contains(got.body, id) {
				t.Errorf("message %s: %d", id, got.status)
			}
		}
	}
	notes := getPageOf(t, s, "/v1/chats/447700900137@c.us/notes", "notes")
	if len(notes) == 0 || notes[0]["is_private_note"] != true {
		t.Errorf("notes: %v", notes)
	}
}

func getPageOf(t *testing.T, s *apitest.Server, path, key string) []map[string]any {
	t.Helper()
	var items []map[string]any
	for _, item := range unmarshal[map[string]any](t, []byte(get(t, s, path).body))[key].([]any) {
		items = append(items, item.(map[string]any))
	}
	return items
}

func TestTwoOfTheCommonChatsAreMissing(t *testing.T) {
	s := demoServer(t)
	documented := unmarshal[demoChat](t, []byte(get(t, s, "/v1/chats/"+apitest.DemoChatID).body))
	missing := 0
	for _, id := range documented.Common {
		switch got := get(t, s, "/v1/chats/"+id); got.status {
		case 200:
			c := unmarshal[demoChat](t, []byte(got.body))
			if _, ok := c.Members[apitest.DemoChatID]; !ok {
				t.Errorf("%s is not a member of %s", apitest.DemoChatID, id)
			}
		case 404:
			missing++
		default:
			t.Errorf("%s: %d", id, got.status)
		}
	}
	if len(documented.Common) != 15 || missing != 2 {
		t.Errorf("%d of %d are missing", missing, len(documented.Common))
	}
}

func TestTheDemosListIsFilteredByTypeAndLabel(t *testing.T) {
	s := demoServer(t)
	if p := getPage(t, s, "/v1/chats?chat_type=business"); p.Count != 1 {
		t.Errorf("%d businesses", p.Count)
	}
	byName, byID := getPage(t, s, "/v1/chats?label=VIP"), getPage(t, s, "/v1/chats?label=label-xbitdvipqshahdcu")
	if byName.Count < 5 || byName.Count != byID.Count {
		t.Errorf("VIP: %d by name, %d by id", byName.Count, byID.Count)
	}
	if !slices.ContainsFunc(byID.Chats, func(c struct {
		ID string `json:"chat_id"`
	}) bool {
		return c.ID == apitest.DemoChatID
	}) {
		t.Error("the documented chat's label does not find it")
	}
}

func TestADemoThatWasChangedKeepsTheChange(t *testing.T) {
	org, err := apitest.Demo(demoFiles(), demoNow())
	if err != nil {
		t.Fatal(err)
	}
	org.Put("919100000101@c.us", []byte(`{"chat_id":"919100000101@c.us","chat_name":"changed"}`))
	org.Remove("919100000102@c.us")
	s := serve(t, apitest.Options{Org: org})
	if got := get(t, s, "/v1/chats/919100000101").body; !strings.Contains(got, "changed") {
		t.Errorf("put: %.80s", got)
	}
	if p := getPage(t, s, "/v1/chats/919100000101/messages"); p.Count < 20 {
		t.Errorf("its history: %d messages", p.Count)
	}
	if got := get(t, s, "/v1/chats/919100000102").status; got != 404 {
		t.Errorf("removed: %d", got)
	}
}

func checkNames(t *testing.T, chats []demoChat) {
	t.Helper()
	labels, properties, err := apitest.DemoNames(demoFiles())
	if err != nil || labels["label-xbitdvipqshahdcu"] != "VIP" || properties["property-tlkudzxmhjkgoktm"] != "Note" {
		t.Errorf("%v %v %v", labels, properties, err)
	}
	for _, c := range chats {
		for id := range c.Labels {
			if labels[id] == "" {
				t.Errorf("%s: label %s has no name", c.ID, id)
			}
		}
		for id := range c.Properties {
			if properties[id] == "" {
				t.Errorf("%s: property %s has no name", c.ID, id)
			}
		}
	}
}

func TestBrokenDemoFilesAreSaidToBeBroken(t *testing.T) {
	if _, err := apitest.Demo(fstest.MapFS{}, demoNow()); err == nil {
		t.Error("no files, and no error")
	}
	files := fstest.MapFS{}
	for name, data := range map[string]string{
		"documented.json": `{}`,
		"org.json":        `{"staff":[{"key":"support","name":"Support","number":"1"}],"labels":{},"properties":{}}`,
		"names.json":      `{"languages":[],"flourishes":["*"]}`,
		"talk/en.json":    `{"language":"en","dialogues":[]}`,
		"groups.json":     `{"chats":[]}`,
	} {
		files[name] = &fstest.MapFile{Data: []byte(data)}
	}
	for name, people := range map[string]string{
		"no label":     `{"chats":[{"id":"1@c.us","labels":["Nowhere"]}]}`,
		"no colon":     `{"chats":[{"id":"1@c.us","ending":["c hello"]}]}`,
		"no such role": `{"chats":[{"id":"1@c.us","ending":["x: hello"]}]}`,
		"no such time": `{"chats":[{"id":"1@c.us","ago":"3 days"}]}`,
		"no JSON":      `{`,
	} {
		files["people.json"] = &fstest.MapFile{Data: []byte(people)}
		org, err := apitest.Demo(files, demoNow())
		if err != nil {
			t.Fatal(err)
		}
		if got := get(t, serve(t, apitest.Options{Org: org}), "/v1/chats"); got.status != 500 {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
}
