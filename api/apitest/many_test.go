package apitest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"chatlens/api/apitest"
)

func TestManyChatsAreListedAndFound(t *testing.T) {
	o := plain(5_000)
	o.Put(somebody, []byte(`{"chat_id":"`+somebody+`","chat_type":"group","latest_message_timestamp":1759999910000}`)) // between 1 and 2
	s := serve(t, apitest.Options{Org: o})
	first := getPage(t, s, "/v1/chats?limit=4")
	if first.Count != 5_001 || first.Chats[1].ID != plainID(1) || first.Chats[2].ID != somebody || first.Chats[3].ID != plainID(2) {
		t.Errorf("%+v", first)
	}
	if last := getPage(t, s, "/v1/chats?offset=5000"); len(last.Chats) != 1 || last.Chats[0].ID != plainID(4_999) {
		t.Errorf("the last: %+v", last)
	}
	if p := getPage(t, s, "/v1/chats?chat_type=user&offset=1&limit=2"); p.Count != 5_000 || p.Chats[1].ID != plainID(2) {
		t.Errorf("filtered: %+v", p)
	}
	for _, path := range []string{plainID(4_321), strings.TrimSuffix(plainID(4_321), "@c.us")} {
		if got := get(t, s, "/v1/chats/"+path).body; got != string(plainChat(4_321)) {
			t.Errorf("%s: %s", path, got)
		}
	}
	if got := get(t, s, "/v1/chats/"+plainID(5_000)).status; got != 404 {
		t.Errorf("one too many: %d", got)
	}
	if p := getPage(t, s, "/v1/chats/"+plainID(7)+"/messages"); p.Messages == nil || p.Count != 0 {
		t.Errorf("messages of a chat without any: %+v", p)
	}
}

func TestOneOfManyMayChange(t *testing.T) {
	o := plain(100)
	s := serve(t, apitest.Options{Org: o})
	if p := getPage(t, s, "/v1/chats?chat_type=user"); p.Count != 100 {
		t.Errorf("%d people", p.Count)
	}
	o.Put(plainID(10), []byte(`{"chat_id":"`+plainID(10)+`","chat_name":"put"}`))
	o.Remove(plainID(20))
	o.PutMessages(plainID(30), [][]byte{[]byte(`{"message_id":"true_` + plainID(30) + `_A"}`)})
	if !o.Update(plainID(40), func(fields map[string]any) { fields["chat_name"] = "renamed" }) {
		t.Error("chat 40 is not there")
	}
	if got := get(t, s, "/v1/chats/"+plainID(10)).body; !strings.Contains(got, `"put"`) {
		t.Errorf("put: %s", got)
	}
	if got := get(t, s, "/v1/chats/"+plainID(20)).status; got != 404 {
		t.Errorf("removed: %d", got)
	}
	if p := getPage(t, s, "/v1/chats/"+plainID(30)+"/messages"); p.Count != 1 {
		t.Errorf("messages: %+v", p)
	}
	if p := getPage(t, s, "/v1/chats?chat_type=user"); p.Count != 98 {
		t.Errorf("%d people are left", p.Count)
	}
	var want []string
	for i := range 100 {
		if i != 10 && i != 20 {
			want = append(want, plainID(i))
		}
	}
	want = append(want, plainID(10)) // without a time it is the last
	var got []string
	for _, c := range getPage(t, s, "/v1/chats?limit=2000").Chats {
		got = append(got, c.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("listed: %v", got)
	}
	if got := get(t, s, "/v1/chats?offset=38&limit=3").body; !strings.Contains(got, `"renamed"`) {
		t.Errorf("renamed: %s", got)
	}
}

func TestAnotherRangeReplacesTheFirst(t *testing.T) {
	o := plain(100)
	o.Remove(plainID(1))
	o.Put(plainID(0), []byte(`{"chat_id":"`+plainID(0)+`","chat_name":"kept","latest_message_timestamp":1760000000000}`))
	o.PutMany(3, plainID, func(i int) []byte { return fmt.Appendf(nil, `{"chat_id":%q,"chat_name":"again"}`, plainID(i)) })
	s := serve(t, apitest.Options{Org: o})
	if p := getPage(t, s, "/v1/chats"); p.Count != 3 || p.Chats[1].ID != plainID(1) {
		t.Errorf("%+v", p)
	}
	for i, name := range []string{"kept", "again", "again"} {
		if got := get(t, s, "/v1/chats/"+plainID(i)).body; !strings.Contains(got, name) {
			t.Errorf("%s", got)
		}
	}
}
