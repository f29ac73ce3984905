package api_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"weak"

	"chatlens/api"
	"chatlens/api/apitest"
)

// startCrowd serves so many chats, of which the last that was put is the newest.
func startCrowd(t testing.TB, chats int) (*apitest.Server, *apitest.Org) {
	t.Helper()
	org := apitest.NewOrg()
	for i := range chats {
		org.Put(crowdID(i), fmt.Appendf(nil, `{"chat_id": %q, "chat_name": "Chat %d", "latest_message_timestamp": %q}`,
			crowdID(i), i, newClock().time.Add(time.Duration(i)*time.Second).Format(time.RFC3339)))
	}
	return startOrg(t, org), org
}

func crowdID(i int) string { return fmt.Sprintf("9100000%05d@c.us", i) }

// pagesOf lists what was asked of a server, as offset and limit.
func pagesOf(server *apitest.Server) string {
	var pages []string
	for _, r := range server.Requests() {
		pages = append(pages, r.Query.Get("offset")+"+"+r.Query.Get("limit"))
	}
	return strings.Join(pages, " ")
}

func TestAWalkOfTheChatsOfAServer(t *testing.T) {
	for name, c := range map[string]struct {
		fault apitest.Fault
		asked string
	}{
		// A bad record may stand where two pages meet, and be counted twice: an empty page shows the end.
		"honest":            {asked: "0+100 100+1000 250+1000"},
		"a page too large":  {fault: apitest.Fault{Huge: 33 << 20, Match: apitest.FromOffset(100)}, asked: "0+100 100+1000 100+500 250+500"},
		"a broken page":     {fault: apitest.Fault{Truncate: 50, Match: apitest.FromOffset(100)}, asked: "0+100 100+1000 100+1000 250+1000"},
		"a page that fails": {fault: apitest.Fault{Status: 500, Match: apitest.FromOffset(100)}, asked: "0+100 100+1000 100+1000 250+1000"},
	} {
		t.Run(name, func(t *testing.T) {
			server, org := startCrowd(t, 250)
			if c.fault.Match != nil {
				server.Fail(c.fault)
			}
			org.Put(crowdID(120), []byte(`{"chat_name": "nobody"}`))
			client, _ := newClient(t, server.BaseURL(), nil)
			w := api.NewWalk(client.GetChats, api.ChatKey, api.WalkOptions{Query: api.ListQuery{Raw: true}})
			var ids []string
			var last api.Batch[api.Chat]
			for failures := 0; !last.Done; {
				b, err := w.Next(t.Context())
				if err != nil {
					if failures++; failures > 1 {
						t.Fatal(err)
					}
					continue
				}
				for i := range b.Items {
					ids = append(ids, b.Items[i].ID.String())
					if !bytes.Contains(b.Raw[i], []byte(b.Items[i].ID.String())) {
						t.Errorf("%s comes with %s", b.Items[i].ID, b.Raw[i])
					}
				}
				last = b
			}
			var want []string
			for i := range 250 {
				if i != 120 {
					want = append(want, crowdID(i))
				}
			}
			slices.Sort(ids)
			if !slices.Equal(ids, want) || last.Skipped != 1 || last.Held != 249 || last.Count != number(250) || last.At.IsZero() || !last.Rate.Limit.Known || !last.Odd.IsZero() {
				t.Errorf("%d chats, %+v", len(ids), last)
			}
			if asked := pagesOf(server); asked != c.asked {
				t.Errorf("asked for %s, want %s", asked, c.asked)
			}
		})
	}
}

func TestAWalkOfAServerThatMisbehaves(t *testing.T) {
	for name, c := range map[string]struct {
		paging apitest.Paging
		asked  string
	}{
		"honest":      {asked: "0+100 100+1000"},
		"from 1":      {apitest.Paging{FromOne: true}, "0+100 100+1000"},
		"overlapping": {apitest.Paging{Overlap: 30}, "0+100 100+1000"},
		"cut":         {apitest.Paging{Cap: 90}, "0+100 90+1000 180+1000"},
	} {
		t.Run(name, func(t *testing.T) {
			server, _ := startCrowd(t, 250)
			server.Misbehave(c.paging)
			client, _ := newClient(t, server.BaseURL(), nil)
			w := api.NewWalk(client.GetChats, api.ChatKey, api.WalkOptions{})
			ids := map[api.ID]bool{}
			for done := false; !done; {
				b, err := w.Next(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				for i := range b.Items {
					if ids[b.Items[i].ID] {
						t.Errorf("%s comes twice", b.Items[i].ID)
					}
					ids[b.Items[i].ID] = true
				}
				done = b.Done
			}
			if asked := pagesOf(server); len(ids) != 250 || asked != c.asked {
				t.Errorf("%d chats, asked for %s, want %s", len(ids), asked, c.asked)
			}
		})
	}
}

func TestChatsThatAreTheSameHaveOneKey(t *testing.T) {
	bare, full := api.Chat{ID: id(t, "919537851844")}, api.Chat{ID: id(t, person)}
	if api.ChatKey(&bare) != api.ChatKey(&full) || api.ChatKey(&full) == "" {
		t.Errorf("%q, %q", api.ChatKey(&bare), api.ChatKey(&full))
	}
	if other := (api.Chat{ID: id(t, "status@broadcast")}); api.ChatKey(&other) != "status@broadcast" {
		t.Errorf("%q", api.ChatKey(&other))
	}
	if m := (api.Message{ID: text("true_" + person + "_A")}); api.MessageID(&m) != "true_"+person+"_A" {
		t.Errorf("%q", api.MessageID(&m))
	}
}

func TestAWalkOfNotes(t *testing.T) {
	server, org := startCrowd(t, 1)
	var messages [][]byte
	for i := range 30 {
		messages = append(messages, fmt.Appendf(nil, `{"message_id": "true_%s_%02d", "body": "note %d", "is_private_note": %t}`, crowdID(0), i, i, i%2 == 0))
	}
	org.PutMessages(crowdID(0), messages)
	client, _ := newClient(t, server.BaseURL(), nil)
	chat := id(t, crowdID(0))
	w := api.NewWalk(func(ctx context.Context, q api.ListQuery) (api.Answer[api.Page[api.Message]], error) {
		return client.GetNotes(ctx, chat, q)
	}, api.MessageID, api.WalkOptions{Query: api.ListQuery{Raw: true}, First: 10, Then: 10})
	var got []string
	for done := false; !done; {
		b, err := w.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i := range b.Items {
			got = append(got, b.Items[i].Body.String())
			if !b.Items[i].PrivateNote.On || !bytes.Equal(b.Raw[i], messages[2*(len(got)-1)]) {
				t.Errorf("%+v comes with %s", b.Items[i], b.Raw[i])
			}
		}
		done = b.Done
	}
	if len(got) != 15 || got[0] != "note 0" || got[14] != "note 28" {
		t.Errorf("notes %q", got)
	}
	requests := server.Requests()
	if r := requests[0]; len(requests) != 2 || r.Path != "/v1/chats/"+crowdID(0)+"/notes" || r.Query.Encode() != "limit=10&offset=0" {
		t.Errorf("%d requests, the first %s?%s", len(requests), r.Path, r.Query.Encode())
	}
}

func TestNotesThatCannotBeHad(t *testing.T) {
	server, _ := startCrowd(t, 1)
	client, _ := newClient(t, server.BaseURL(), nil)
	if _, err := client.GetNotes(t.Context(), id(t, "../x"), api.ListQuery{}); api.KindOf(err) != api.KindUsage || len(server.Requests()) != 0 {
		t.Errorf("a bad id: %v after %d requests", err, len(server.Requests()))
	}
	if _, err := client.GetNotes(t.Context(), id(t, person), api.ListQuery{}); api.KindOf(err) != api.KindNotFound || err.(*api.Error).ID != id(t, person) {
		t.Errorf("no such chat: %v", err)
	}
	other, _ := newClient(t, answerWith(t, `{"messages": []}`), nil)
	if _, err := other.GetNotes(t.Context(), id(t, person), api.ListQuery{}); api.KindOf(err) != api.KindMalformed {
		t.Errorf("another list: %v", err)
	}
}

func TestNoItemKeepsThePageItCameWith(t *testing.T) {
	for _, raw := range []bool{false, true} {
		for name, chat := range map[string]string{
			"the documented chat": string(documented(t)),
			"plain ASCII": `{"chat_id": "1@c.us", "chat_name": "a name", "chat_type": "user", "label_ids": {"label-a": true}, "custom_properties": {"p": "v", "q": [1]},
				"chat_access": {"a@b.example": true}, "unread_count": {"2@c.us": 3}, "flag_count_map": {"x": 1}, "common_chats": ["3@g.us"], "hubspot_metadata": {"a": 1},
				"members": {"4@c.us": {"contact_name": "x"}}, "created_at": "2025-01-27T11:07:56+00:00", "latest_message": {"message_id": "m", "body": "b",
				"vcards": ["v"], "links": ["l"], "reactions": ["r"], "media": {"path": "p"}, "delivery_info": {"pending": ["5@c.us"], "read": {"6@c.us": 1}}}}`,
			"names": `{"chat_id": 919537851844, "label_ids": ["a", "b"], "members": [{"contact_id": "4@c.us"}]}`,
		} {
			body := []byte(`{"chats": [` + chat + `], "rest": "` + strings.Repeat("x", 1<<20) + `"}`)
			page, err := api.DecodeChats(body, raw)
			if err != nil || len(page.Items) != 1 || (len(page.Raw) == 1) != raw {
				t.Fatalf("%+v, %v", page, err)
			}
			if raw && string(page.Raw[0]) != strings.TrimSpace(chat) {
				t.Errorf("%s: the received JSON is %s", name, page.Raw[0])
			}
			kept := weak.Make(&body[0])
			body = nil
			runtime.GC()
			if kept.Value() != nil {
				t.Errorf("%s: the page stays in memory", name)
			}
			runtime.KeepAlive(page)
		}
	}
}
