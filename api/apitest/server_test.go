package apitest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chatlens/api/apitest"
)

func TestAChatIsFoundUnderEverySpellingOfItsID(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	for path, want := range map[string]string{
		"/v1/chats/447700900123@c.us":         somebody,
		"/v1/chats/447700900123%40c.us":       somebody,
		"/v1/chats/447700900123":              somebody,
		"/v1/chats/120363000000000001@g.us":   group,
		"/v1/chats/120363000000000001%40g.us": group,
	} {
		answer := get(t, s, path)
		if answer.status != 200 || !strings.HasPrefix(answer.body, `{"chat_id":"`+want+`"`) {
			t.Errorf("GET %s: %d %s", path, answer.status, answer.body)
		}
		if got := answer.header.Get("Content-Type"); !strings.HasPrefix(got, "application/json") {
			t.Errorf("GET %s: content type %q", path, got)
		}
	}
}

func TestRefusalsAreTheDocumentedErrorJSON(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	chat := "/v1/chats/" + somebody
	for _, c := range []struct {
		name, path    string
		edit          func(*http.Request)
		status        int
		code, message string
	}{
		{"no key", chat, without("Authorization"), 401, "UNAUTHORIZED_ERROR", "Invalid bearer auth token"},
		{"another key", chat, with("Authorization", "Bearer nothing"), 401, "UNAUTHORIZED_ERROR", "Invalid bearer auth token"},
		{"not a bearer key", chat, with("Authorization", "Basic demo-key"), 401, "UNAUTHORIZED_ERROR", "Invalid bearer auth token"},
		{"no phone", chat, without("x-phone"), 422, "VALIDATION_ERROR", "Missing Header: {x-phone}"},
		{"another phone", chat, with("x-phone", "447700900999"), 403, "FORBIDDEN_ERROR", "No access to this phone"},
		{"no such chat", "/v1/chats/447700900999@c.us", nil, 404, "NOT_FOUND_ERROR", "Chat not found"},
		{"history of no such chat", "/v1/chats/447700900999@c.us/messages", nil, 404, "NOT_FOUND_ERROR", "Chat not found"},
		{"no such message", "/v1/message/true_" + somebody + "_X", nil, 404, "NOT_FOUND_ERROR", "Message not found"},
		{"no such page", "/v1/elsewhere", nil, 404, "NOT_FOUND_ERROR", "Not found"},
		{"outside of the API", "/", nil, 404, "NOT_FOUND_ERROR", "Not found"},
		{"a parent directory as the id", "/v1/chats/..", nil, 404, "NOT_FOUND_ERROR", "Chat not found"},
		{"writing", chat, method(http.MethodPost), 405, "METHOD_NOT_ALLOWED_ERROR", "Method not allowed"},
		{"offset that is no number", "/v1/chats?offset=x", nil, 422, "VALIDATION_ERROR", "Request validation failed"},
		{"limit below 0", "/v1/chats?limit=-1", nil, 422, "VALIDATION_ERROR", "Request validation failed"},
		{"time that is none", "/v1/chats?start_time=soon", nil, 422, "VALIDATION_ERROR", "Request validation failed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			edit := c.edit
			if edit == nil {
				edit = func(*http.Request) {}
			}
			answer := get(t, s, c.path, edit)
			var said struct {
				Code, Message, Name string
				Status              int
			}
			if err := json.Unmarshal([]byte(answer.body), &said); err != nil {
				t.Fatalf("%v: %q", err, answer.body)
			}
			if answer.status != c.status || said.Status != c.status || said.Code != c.code || said.Message != c.message || said.Name == "" {
				t.Errorf("%d %s", answer.status, answer.body)
			}
		})
	}
}

func TestAPhoneIDIsAsGoodAsANumber(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	var phones []struct {
		ID    string `json:"phone_id"`
		Phone string `json:"org_phone"`
	}
	answer := get(t, s, "/v1/phones/all")
	if err := json.Unmarshal([]byte(answer.body), &phones); err != nil || len(phones) != 1 || phones[0].Phone != "918527184400@c.us" {
		t.Fatalf("%v: %s", err, answer.body)
	}
	if got := get(t, s, "/v1/chats", with("x-phone", phones[0].ID)).status; got != 200 {
		t.Errorf("with %s: %d", phones[0].ID, got)
	}
}

type page struct {
	From, To, Count int
	Chats           []struct {
		ID string `json:"chat_id"`
	}
	Messages, Notes []struct {
		Body string
	}
}

func getPage(t *testing.T, s *apitest.Server, path string) page {
	t.Helper()
	var p page
	answer := get(t, s, path)
	if err := json.Unmarshal([]byte(answer.body), &p); err != nil || answer.status != 200 {
		t.Fatalf("GET %s: %d %v: %.200s", path, answer.status, err, answer.body)
	}
	return p
}

func TestChatsAreListedAndFiltered(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	for _, c := range []struct {
		query    string
		want     []string
		from, to int
		count    int
	}{
		{"", []string{group, somebody}, 1, 2, 2},
		{"?offset=0&limit=1", []string{group}, 1, 1, 2},
		{"?offset=1&limit=1", []string{somebody}, 2, 2, 2},
		{"?offset=5", nil, 2, 2, 2},
		{"?limit=0", nil, 0, 0, 2},
		{"?chat_type=user", []string{somebody}, 1, 1, 1},
		{"?chat_type=business", nil, 0, 0, 0},
		{"?label=label-a", []string{somebody}, 1, 1, 1},
		{"?label=label-b", nil, 0, 0, 0},
		{"?start_time=2026-01-01T10:30:00Z", []string{group}, 1, 1, 1},
		{"?end_time=1767263400000", []string{somebody}, 1, 1, 1},
	} {
		p := getPage(t, s, "/v1/chats"+c.query)
		var got []string
		for _, chat := range p.Chats {
			got = append(got, chat.ID)
		}
		if !slices.Equal(got, c.want) || p.From != c.from || p.To != c.to || p.Count != c.count {
			t.Errorf("%q: %+v", c.query, p)
		}
	}
}

func TestAPageHoldsAtMost2000(t *testing.T) {
	o := apitest.NewOrg()
	for i := range 2001 {
		id := fmt.Sprintf("4477009%05d@c.us", i)
		o.Put(id, []byte(`{"chat_id":"`+id+`"}`))
	}
	s := serve(t, apitest.Options{Org: o})
	p := getPage(t, s, "/v1/chats?limit=100000")
	if len(p.Chats) != 2000 || p.To != 2000 || p.Count != 2001 {
		t.Errorf("%d chats, to %d of %d", len(p.Chats), p.To, p.Count)
	}
	if p.Chats[0].ID != "447700900000@c.us" {
		t.Errorf("chats without a time come as they were put: %s first", p.Chats[0].ID)
	}
}

func TestHistoriesNotesAndSingleMessages(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	p := getPage(t, s, "/v1/chats/"+somebody+"/messages?offset=1&limit=5")
	if p.From != 2 || p.To != 3 || p.Count != 3 || len(p.Messages) != 2 || p.Messages[1].Body != "first" {
		t.Errorf("messages: %+v", p)
	}
	if p := getPage(t, s, "/v1/chats/"+somebody+"/notes"); len(p.Notes) != 1 || p.Notes[0].Body != "mind" {
		t.Errorf("notes: %+v", p)
	}
	if p := getPage(t, s, "/v1/chats/"+group+"/messages"); p.Messages == nil || p.Count != 0 {
		t.Errorf("a chat without messages: %+v", p)
	}
	if got := get(t, s, "/v1/message/false_"+somebody+"_A").body; !strings.Contains(got, `"first"`) {
		t.Errorf("message: %s", got)
	}
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	s := serve(t, apitest.Options{Org: small(), Now: func() time.Time { return now }})
	for i, path := range []string{"/v1/chats", "/v1/chats/0"} {
		h := get(t, s, path).header
		for name, want := range map[string]string{
			"X-RateLimit-Limit":     "100",
			"X-RateLimit-Remaining": fmt.Sprint(99 - i),
			"X-RateLimit-Reset":     "1800000060",
			"x-periskope-trace-id":  fmt.Sprintf("trace-%08d", i+1),
			"x-periskope-org-id":    "2997dd64-89bf-48d3-9a22-b314fca017e5",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("GET %s: %s is %q, not %q", path, name, got, want)
			}
		}
		if got := h.Get("x-periskope-phone-id"); !strings.HasPrefix(got, "phone-") {
			t.Errorf("GET %s: phone id %q", path, got)
		}
	}
}

func TestTheRateLimitRefusesUntilItsWindowEnds(t *testing.T) {
	var mu sync.Mutex
	now := time.Unix(1_800_000_000, 0)
	s := serve(t, apitest.Options{Org: small(), RateLimit: 2, Now: func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return now
	}})
	get(t, s, "/v1/chats")
	get(t, s, "/v1/chats")
	refused := get(t, s, "/v1/chats")
	if refused.status != 429 || refused.header.Get("Retry-After") != "60" || !strings.Contains(refused.body, "RATE_LIMIT_ERROR") {
		t.Errorf("%d, retry after %q: %s", refused.status, refused.header.Get("Retry-After"), refused.body)
	}
	mu.Lock()
	now = now.Add(time.Minute)
	mu.Unlock()
	if got := get(t, s, "/v1/chats"); got.status != 200 || got.header.Get("X-RateLimit-Remaining") != "1" {
		t.Errorf("in the next window: %d, %q left", got.status, got.header.Get("X-RateLimit-Remaining"))
	}
}

func TestWithoutALimitNobodyIsRefused(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	for range 101 {
		get(t, s, "/v1/phones/all")
	}
	if got := get(t, s, "/v1/chats"); got.status != 200 || got.header.Get("X-RateLimit-Remaining") != "0" {
		t.Errorf("%d, %q left", got.status, got.header.Get("X-RateLimit-Remaining"))
	}
}

func TestAKnownETagIsAnsweredWithoutABody(t *testing.T) {
	org := small()
	s := serve(t, apitest.Options{Org: org})
	path := "/v1/chats/" + somebody
	tag := get(t, s, path).header.Get("ETag")
	if tag == "" {
		t.Fatal("no ETag")
	}
	for _, known := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
		if got := get(t, s, path, with("If-None-Match", known)); got.status != 304 || got.body != "" || got.header.Get("ETag") != tag {
			t.Errorf("If-None-Match %s: %d %q", known, got.status, got.body)
		}
	}
	org.Put(somebody, []byte(`{"chat_id":"`+somebody+`","chat_name":"new"}`))
	if got := get(t, s, path, with("If-None-Match", tag)); got.status != 200 || !strings.Contains(got.body, "new") {
		t.Errorf("after a change: %d %s", got.status, got.body)
	}
}

func TestAnswersAreCompressedWhereAccepted(t *testing.T) {
	org := apitest.NewOrg()
	long := `{"chat_name":"` + strings.Repeat("long ", 500) + `"}`
	org.Put(somebody, []byte(long))
	s := serve(t, apitest.Options{Org: org})
	plain := get(t, s, "/v1/chats/"+somebody)
	if plain.header.Get("Content-Encoding") != "" || plain.body != long {
		t.Errorf("without gzip: %q", plain.header.Get("Content-Encoding"))
	}
	for range 2 { // the second time with a used compressor
		packed := get(t, s, "/v1/chats/"+somebody, with("Accept-Encoding", "br, gzip"))
		if packed.header.Get("Content-Encoding") != "gzip" {
			t.Fatal("not compressed")
		}
		if got := unpack(t, packed.body); got != long {
			t.Errorf("unpacked: %.60q", got)
		}
	}
	s = serve(t, apitest.Options{Org: org, Uncompressed: true})
	if got := get(t, s, "/v1/chats/"+somebody, with("Accept-Encoding", "gzip")); got.header.Get("Content-Encoding") != "" || got.body != long {
		t.Errorf("a server that compresses nothing answers with %q", got.header.Get("Content-Encoding"))
	}
}

func TestWhatWasAskedIsRecorded(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	get(t, s, "/v1/chats/447700900123%40c.us?x=1&x=2")
	get(t, s, "/v1/chats", method(http.MethodDelete))
	got := s.Requests()
	if len(got) != 2 {
		t.Fatalf("%d requests", len(got))
	}
	first, second := got[0], got[1]
	if first.Method != "GET" || first.Path != "/v1/chats/447700900123%40c.us" || !slices.Equal(first.Query["x"], []string{"1", "2"}) ||
		first.Header.Get("x-phone") != s.Phone() || first.Header.Get("Authorization") != "Bearer "+s.Key() {
		t.Errorf("first: %+v", first)
	}
	if second.Method != "DELETE" || second.Path != "/v1/chats" {
		t.Errorf("second: %+v", second)
	}
}

func TestAServerForgetsTheOldestRequests(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	for i := range 1_010 {
		get(t, s, fmt.Sprintf("/v1/%d", i))
	}
	got := s.Requests()
	if len(got) != 1_000 || got[0].Path != "/v1/10" || got[999].Path != "/v1/1009" {
		t.Errorf("%d requests, from %+v to %+v", len(got), got[0], got[len(got)-1])
	}
}

func TestTheOrgMayChangeWhileItIsServed(t *testing.T) {
	org := small()
	s := serve(t, apitest.Options{Org: org})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 20 {
				org.Put(group, fmt.Appendf(nil, `{"chat_id":%q,"n":%d}`, group, i))
				org.PutMessages(somebody, [][]byte{[]byte(`{"body":"x"}`)})
			}
		})
		wg.Go(func() {
			for range 10 {
				if _, err := ask(t, s, "/v1/chats"); err != nil {
					t.Error(err)
				}
				if _, err := ask(t, s, "/v1/chats/"+somebody+"/messages"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	org.Remove(group)
	if got := get(t, s, "/v1/chats/"+group).status; got != 404 {
		t.Errorf("a chat that was removed: %d", got)
	}
	if p := getPage(t, s, "/v1/chats"); p.Count != 1 {
		t.Errorf("%d chats are listed", p.Count)
	}
}
