package apitest_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chatlens/api/apitest"
)

func TestADemoHasAsManyChatsAsAsked(t *testing.T) {
	for asked, want := range map[int]int{-1: 61, 0: 61, 60: 61, 61: 61, 62: 62, 1_000: 1_000, 100_000: 100_000} {
		_, s := sizedServer(t, asked)
		p := getPage(t, s, "/v1/chats?limit=1")
		if p.Count != want {
			t.Errorf("of %d: %d chats", asked, p.Count)
		}
		if last := getPage(t, s, fmt.Sprintf("/v1/chats?offset=%d", want-1)); len(last.Chats) != 1 {
			t.Errorf("of %d: nothing at the end", asked)
		}
	}
	if _, err := apitest.DemoSized(demoFiles(), demoNow(), apitest.LargestDemo+1); err == nil {
		t.Error("too many, and no error")
	}
}

func TestALargeDemoIsTheSameForTheSameNow(t *testing.T) {
	whole := func(paths ...string) string {
		_, s := sizedServer(t, 3_000)
		var b strings.Builder
		for _, path := range paths {
			b.WriteString(get(t, s, path).body)
		}
		return b.String()
	}
	_, s := sizedServer(t, 3_000)
	id := getPage(t, s, "/v1/chats?offset=2500&limit=1").Chats[0].ID
	list, chat, messages := "/v1/chats?offset=1000&limit=2000", "/v1/chats/"+id, "/v1/chats/"+id+"/messages"
	together := whole(list, chat, messages)
	if again := whole(list, chat, messages); again != together {
		t.Error("the same second gave other bytes")
	}
	if apart := whole(list) + whole(chat) + whole(messages); apart != together {
		t.Error("a chat depends on what was asked before")
	}
}

// TestALargeDemo reads a list of two thousand, and what every twentieth of its chats has.
func TestALargeDemo(t *testing.T) {
	const size = 2_000
	_, s := sizedServer(t, size)
	chats := listDemo(t, s, "?limit=2000")
	if len(chats) != size {
		t.Fatalf("%d chats", len(chats))
	}
	made := madeChats(t, chats)
	var read []demoChat
	for i := 0; i < len(made); i += 20 {
		readHistory(t, s, &made[i])
		read = append(read, made[i])
	}
	t.Run("is in order", func(t *testing.T) { checkOrder(t, chats) })
	t.Run("is spread over two years", func(t *testing.T) { checkSpread(t, made) })
	t.Run("has chats that are whole", func(t *testing.T) {
		for i := range read {
			checkMade(t, s, &read[i])
		}
	})
	t.Run("links members and common chats", func(t *testing.T) { checkLinks(t, made) })
	t.Run("is a support inbox", func(t *testing.T) { checkInbox(t, made) })
	t.Run("has labels and properties with names", func(t *testing.T) { checkNames(t, made) })
	t.Run("names nobody", func(t *testing.T) { checkNobody(t, read) })
}

func (c demoChat) latestAt(t *testing.T) time.Time {
	t.Helper()
	text, _ := c.fields["latest_message_timestamp"].(string)
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatalf("%s: %v", c.ID, err)
	}
	return at
}

func checkOrder(t *testing.T, chats []demoChat) {
	t.Helper()
	ids := map[string]bool{}
	last := demoNow()
	for _, c := range chats {
		if ids[c.ID] {
			t.Errorf("%s twice", c.ID)
		}
		ids[c.ID] = true
		if c.ID == apitest.DemoChatID || c.ID == emptyChat || c.latest != nil && strings.HasPrefix(fmt.Sprintf("%T", c.latest.Timestamp), "float") {
			continue
		}
		at := c.latestAt(t)
		if at.After(last) {
			t.Errorf("%s stands behind an older chat", c.ID)
		}
		last = at
	}
}

func checkSpread(t *testing.T, made []demoChat) {
	t.Helper()
	age := func(i int) time.Duration { return demoNow().Sub(made[i].latestAt(t)) }
	day := 24 * time.Hour
	if age(0) > time.Hour || age(300) > 7*day || age(len(made)/2) > 365*day || age(len(made)-1) < 600*day || age(len(made)-1) > 2*365*day {
		t.Errorf("the first, the 300th, the middle one and the last are %v, %v, %v, %v old", age(0), age(300), age(len(made)/2), age(len(made)-1))
	}
}

func checkMade(t *testing.T, s *apitest.Server, c *demoChat) {
	t.Helper()
	path := "/v1/chats/" + url.PathEscape(c.ID)
	if alone := get(t, s, path).body; alone != string(c.raw) {
		t.Errorf("%s is another in the list", c.ID)
	}
	if len(c.history) > 60 {
		t.Errorf("%s: %d messages", c.ID, len(c.history))
	}
	if len(c.history) == 0 {
		if c.latest != nil {
			t.Errorf("%s has no history and a latest message", c.ID)
		}
		return
	}
	if !bytes.Equal(c.Latest, c.historyBytes[0]) || !c.history[0].at(t).Equal(c.latestAt(t)) {
		t.Errorf("%s: the latest message is not the history's first", c.ID)
	}
	checkHistory(t, *c)
	if c.MemberCount == nil || *c.MemberCount != len(c.Members) || len(c.Members) < 2 {
		t.Errorf("%s: %d members", c.ID, len(c.Members))
	}
	senders := map[string]bool{}
	for _, m := range c.history {
		senders[m.fields["from"].(string)] = true
	}
	for id := range senders {
		if _, ok := c.Members[id]; !ok {
			t.Errorf("%s: %s writes and is no member", c.ID, id)
		}
	}
	notes := 0
	for _, m := range c.history {
		if m.Note {
			notes++
		}
	}
	if got := getPage(t, s, path+"/notes"); got.Count != notes {
		t.Errorf("%s: %d notes of %d", c.ID, got.Count, notes)
	}
	middle := c.history[len(c.history)/2].ID
	if got := get(t, s, "/v1/message/"+url.PathEscape(middle)).status; got != 200 {
		t.Errorf("message %s: %d", middle, got)
	}
}

// checkLinks follows each person's groups and each group's people.
func checkLinks(t *testing.T, made []demoChat) {
	t.Helper()
	byID := map[string]demoChat{}
	for _, c := range made {
		byID[c.ID] = c
	}
	links := 0
	for _, c := range made {
		for _, id := range c.Common {
			if id == c.ID {
				continue
			}
			links++
			if _, ok := byID[id].Members[c.ID]; !ok {
				t.Errorf("%s is not in %s, which it shares", c.ID, id)
			}
		}
		for id := range c.Members {
			person, ok := byID[id]
			if !ok || c.Type != "group" {
				continue
			}
			if !slices.Contains(person.Common, c.ID) {
				t.Errorf("%s does not know that it is in %s", id, c.ID)
			}
			if name := c.Members[id].Name; (name == nil) != (person.Name == nil) || name != nil && *name != *person.Name {
				t.Errorf("%s has another name in %s", id, c.ID)
			}
		}
	}
	if links < 1_000 {
		t.Errorf("%d links in all", links)
	}
}

// checkInbox holds how many of a thousand chats are of a kind, at least and at most.
func checkInbox(t *testing.T, made []demoChat) {
	t.Helper()
	field := func(name string, is func(any) bool) func(demoChat) bool {
		return func(c demoChat) bool { return is(c.fields[name]) }
	}
	some := func(v any) bool { return v != nil }
	positive := func(v any) bool { n, _ := v.(float64); return n > 0 }
	yes := func(v any) bool { return v == true }
	latest := func(is func(demoMessage) bool) func(demoChat) bool {
		return func(c demoChat) bool { return c.latest != nil && is(*c.latest) }
	}
	ack := func(digit string) func(demoChat) bool {
		return latest(func(m demoMessage) bool {
			return m.FromMe && strings.TrimSuffix(strings.Trim(string(m.Ack), `"`), ".0") == digit && m.Delivery != nil
		})
	}
	typed := func(name string) func(demoChat) bool {
		return func(c demoChat) bool { return c.Type == name }
	}
	type share struct {
		name     string
		from, to int
		is       func(demoChat) bool
	}
	shares := []share{
		{"people", 600, 900, typed("user")}, {"groups", 80, 200, typed("group")}, {"businesses", 20, 120, typed("business")},
		{"assigned to nobody", 150, 500, field("assigned_to", func(v any) bool { return v == nil })},
		{"without a label", 100, 400, func(c demoChat) bool { return len(c.Labels) == 0 }},
		{"with two labels", 200, 700, func(c demoChat) bool { return len(c.Labels) > 1 }},
		{"unread", 50, 500, field("message_unread_count", positive)}, {"flagged", 10, 100, field("flag_count", positive)},
		{"muted", 5, 60, field("is_muted", yes)}, {"snoozed", 5, 80, field("snooze_metadata", some)}, {"closed", 100, 700, field("closed_at", some)},
		{"waiting for us", 250, 700, latest(func(m demoMessage) bool { return !m.FromMe })},
		{"answered", 250, 700, latest(func(m demoMessage) bool { return m.FromMe && !m.Note })},
		{"ended by a note", 1, 100, latest(func(m demoMessage) bool { return m.Note })},
		{"without a message", 1, 40, func(c demoChat) bool { return c.latest == nil }},
		{"without a name", 1, 60, func(c demoChat) bool { return c.Name == nil }},
		{"of a private id", 1, 60, func(c demoChat) bool { return strings.HasSuffix(c.ID, "@lid") }},
		{"failed", 1, 60, ack("-1")}, {"pending", 1, 60, ack("0")}, {"sent", 5, 120, ack("1")}, {"at WhatsApp", 5, 120, ack("2")}, {"delivered", 5, 120, ack("3")}, {"read", 50, 400, ack("4")},
	}
	for _, script := range scripts() {
		shares = append(shares, share{"named in " + script.name, 15, 500, func(c demoChat) bool { return c.Name != nil && containsScript(*c.Name, script.table) }})
	}
	for _, kind := range []string{"chat", "image", "document", "ptt", "location"} {
		shares = append(shares, share{"ended by " + kind, 1, 950, latest(ofType(kind))})
	}
	for _, s := range shares {
		n := 0
		for _, c := range made {
			if s.is(c) {
				n++
			}
		}
		if n = n * 1_000 / len(made); n < s.from || n > s.to {
			t.Errorf("%d of 1,000 are %s, not %d to %d", n, s.name, s.from, s.to)
		}
	}
}

func TestNoTwoChatsOfTheLargestDemoHaveOneID(t *testing.T) {
	org, _ := sizedServer(t, apitest.LargestDemo)
	ids, err := org.ChatIDs()
	if err != nil {
		t.Fatal(err)
	}
	allowed := allowedNumber()
	seen := make(map[string]bool, len(ids))
	for _, id := range ids {
		number, _, _ := strings.Cut(id, "@")
		if seen[id] || !invented(allowed, number) && !strings.Contains(number, "-") {
			t.Errorf("%s is there twice, or somebody's", id)
		}
		seen[id] = true
	}
	if len(seen) != apitest.LargestDemo {
		t.Errorf("%d chats", len(seen))
	}
}

// What a demo of 100,000 may keep, in bytes, once its list and a chat of it were asked for: it is about 4 MB.
const heapOfTheLargest = 12 << 20

func TestTheLargestDemoKeepsLittle(t *testing.T) {
	before := heap()
	_, s := sizedServer(t, apitest.LargestDemo)
	made := 0
	// Every tenth page: if chats were kept, these 10,000 would take three times the bound.
	for offset := 0; offset < apitest.LargestDemo; offset += 10_000 {
		made += len(get(t, s, fmt.Sprintf("/v1/chats?limit=1000&offset=%d", offset)).body)
	}
	if made < 2*heapOfTheLargest {
		t.Errorf("%d bytes prove nothing", made)
	}
	if got := get(t, s, "/v1/chats/447700900999@c.us.example").status; got != 404 {
		t.Errorf("a chat that is nowhere: %d", got)
	}
	kept := int64(heap()) - int64(before)
	t.Logf("%d KiB are kept", kept>>10)
	if kept > heapOfTheLargest {
		t.Errorf("that is more than %d KiB", heapOfTheLargest>>10)
	}
}

// heap is what is in use after a collection, in bytes.
func heap() uint64 {
	runtime.GC()
	runtime.GC() // what a pool held
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// openedFiles tells which files were read.
type openedFiles struct {
	fs.FS
	mu    sync.Mutex
	names []string
}

func (f *openedFiles) Open(name string) (fs.File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.names = append(f.names, name)
	return f.FS.Open(name)
}

func TestOpeningTheDocumentedChatMakesNoOther(t *testing.T) {
	files := &openedFiles{FS: demoFiles()}
	org, err := apitest.DemoSized(files, demoNow(), apitest.LargestDemo)
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, apitest.Options{Org: org})
	if got := get(t, s, "/v1/chats/"+apitest.DemoChatID).status; got != 200 {
		t.Errorf("%d", got)
	}
	if want := []string{"documented.json"}; !slices.Equal(files.names, want) {
		t.Errorf("read %v", files.names)
	}
}
