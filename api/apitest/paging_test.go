package apitest_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"chatlens/api/apitest"
)

// plain is an org of n chats without messages, newest first; chat 7's number ends in 007.
func plain(n int) *apitest.Org {
	o := apitest.NewOrg()
	o.PutMany(n, plainID, plainChat)
	return o
}

func plainID(i int) string { return fmt.Sprintf("44770095%04d@c.us", i) }

func plainChat(i int) []byte {
	return fmt.Appendf(nil, `{"chat_id":%q,"chat_type":"user","chat_name":"chat %d","latest_message_timestamp":%d}`, plainID(i), i, 1_760_000_000_000-i*60_000)
}

// numbers reads a page's chats as numbers; -1 is what is no chat.
func numbers(t *testing.T, s *apitest.Server, query string) (items []int, count int) {
	t.Helper()
	type chatPage struct {
		Count int
		Chats []json.RawMessage
	}
	p := unmarshal[chatPage](t, []byte(get(t, s, "/v1/chats"+query).body))
	for _, raw := range p.Chats {
		var c struct {
			ID string `json:"chat_id"`
		}
		n := -1
		if json.Unmarshal(raw, &c) == nil && c.ID != "" {
			if _, err := fmt.Sscanf(c.ID, "44770095%04d@c.us", &n); err != nil {
				t.Fatal(err)
			}
		}
		items = append(items, n)
	}
	return items, p.Count
}

func TestPagesGoWrongAsAsked(t *testing.T) {
	s := serve(t, apitest.Options{Org: plain(10)})
	for _, c := range []struct {
		name   string
		paging apitest.Paging
		pages  map[string][]int
		count  int
	}{
		{"honest", apitest.Paging{}, map[string][]int{"?offset=0&limit=4": {0, 1, 2, 3}, "?offset=8&limit=4": {8, 9}, "?offset=10&limit=4": nil}, 10},
		{"the offset counts from 1", apitest.Paging{FromOne: true}, map[string][]int{"?offset=0&limit=3": {0, 1, 2}, "?offset=1&limit=3": {0, 1, 2}, "?offset=3&limit=3": {2, 3, 4}, "?offset=10&limit=3": {9}}, 10},
		{"pages overlap", apitest.Paging{Overlap: 2}, map[string][]int{"?offset=0&limit=3": {0, 1, 2}, "?offset=3&limit=3": {1, 2, 3}, "?offset=1&limit=3": {0, 1, 2}}, 10},
		{"short pages", apitest.Paging{Cap: 2}, map[string][]int{"?offset=0&limit=5": {0, 1}, "?offset=2&limit=1": {2}}, 10},
		{"the same page for ever", apitest.Paging{RepeatFrom: 4}, map[string][]int{"?offset=2&limit=2": {2, 3}, "?offset=4&limit=2": {4, 5}, "?offset=6&limit=2": {4, 5}, "?offset=1000&limit=2": {4, 5}}, 10},
		{"a count that lies", apitest.Paging{Count: func(real int) int { return real * 5 }}, map[string][]int{"?limit=2": {0, 1}}, 50},
		{"a record that is none", apitest.Paging{BadRecord: func(i int) []byte {
			if i == 3 {
				return []byte(`"no chat"`)
			}
			return nil
		}}, map[string][]int{"?offset=2&limit=3": {2, -1, 4}}, 10},
		{"several at once", apitest.Paging{FromOne: true, Overlap: 1, Cap: 2}, map[string][]int{"?offset=5&limit=9": {3, 4}}, 10},
	} {
		t.Run(c.name, func(t *testing.T) {
			s.Misbehave(c.paging)
			for query, want := range c.pages {
				if got, count := numbers(t, s, query); !slices.Equal(got, want) || count != c.count {
					t.Errorf("%s: %v of %d, not %v of %d", query, got, count, want, c.count)
				}
			}
		})
	}
	s.Misbehave(apitest.Paging{})
	if got, _ := numbers(t, s, "?offset=5&limit=9"); !slices.Equal(got, []int{5, 6, 7, 8, 9}) {
		t.Errorf("honest again: %v", got)
	}
}

func TestHistoriesAndNotesGoWrongToo(t *testing.T) {
	s := serve(t, apitest.Options{Org: small()})
	s.Misbehave(apitest.Paging{Count: func(int) int { return 77 }, BadRecord: func(int) []byte { return []byte(`null`) }, Cap: 1})
	for path, want := range map[string]string{
		"/messages?limit=5": `{"from":1,"to":1,"count":77,"messages":[null]}`,
		"/notes":            `{"from":1,"to":1,"count":77,"notes":[null]}`,
	} {
		if got := get(t, s, "/v1/chats/"+somebody+path).body; got != want {
			t.Errorf("%s: %s", path, got)
		}
	}
	if got := get(t, s, "/v1/chats/"+somebody).body; !strings.Contains(got, somebody) {
		t.Errorf("a chat by itself: %s", got)
	}
}

func TestAFaultHitsThePagesItMatches(t *testing.T) {
	s := serve(t, apitest.Options{Org: plain(30)})
	s.Fail(apitest.Fault{PathPrefix: "/v1/chats", Match: apitest.FromOffset(20), Times: 2, Status: 503})
	for _, c := range []struct {
		query  string
		status int
	}{
		{"?offset=0&limit=10", 200}, {"", 200}, {"?offset=10&limit=10", 200}, {"?offset=20&limit=10", 503}, {"?offset=25", 503}, {"?offset=20&limit=10", 200},
	} {
		if got := get(t, s, "/v1/chats"+c.query).status; got != c.status {
			t.Errorf("%q: %d", c.query, got)
		}
	}
	s.Fail(apitest.Fault{PathPrefix: "/v1/phones", Match: func(apitest.Request) bool { return true }, Status: 500},
		apitest.Fault{Match: func(r apitest.Request) bool { return r.Query.Get("limit") == "3" }, Status: 502})
	if got := get(t, s, "/v1/chats?limit=2").status; got != 200 {
		t.Errorf("neither path nor query match: %d", got)
	}
	if got := get(t, s, "/v1/chats?limit=3").status; got != 502 {
		t.Errorf("the query matches: %d", got)
	}
}
