package apitest_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"chatlens/api/apitest"
)

const (
	writtenChat = "919100000101@c.us" // of the demo's files
	sizedDemo   = 400
)

func sizedServer(t *testing.T, chats int) (*apitest.Org, *apitest.Server) {
	t.Helper()
	org, err := apitest.DemoSized(demoFiles(), demoNow(), chats)
	if err != nil {
		t.Fatal(err)
	}
	return org, serve(t, apitest.Options{Org: org})
}

// madeChats are the chats of a demo that are not in its files.
func madeChats(t *testing.T, chats []demoChat) []demoChat {
	t.Helper()
	written := map[string]bool{}
	for _, c := range listDemo(t, demoServer(t), "?limit=2000") {
		written[c.ID] = true
	}
	var made []demoChat
	for _, c := range chats {
		if !written[c.ID] {
			made = append(made, c)
		}
	}
	return made
}

func TestChatsChangeBetweenTwoLooks(t *testing.T) {
	org, s := sizedServer(t, sizedDemo)
	made := madeChats(t, listDemo(t, s, "?limit=2000"))[200].ID
	ids := []string{apitest.DemoChatID, writtenChat, made}
	for n, id := range ids {
		t.Run(id, func(t *testing.T) {
			path := "/v1/chats/" + id
			label := fmt.Sprintf("label-new%d", n)
			before := unmarshal[map[string]any](t, []byte(get(t, s, path).body))
			tag := get(t, s, path).header.Get("ETag")
			history := getPage(t, s, path+"/messages").Count
			ok := org.Update(id, func(fields map[string]any) {
				fields["chat_name"] = "renamed"
				fields["label_ids"] = map[string]bool{label: true}
				fields["latest_message_timestamp"] = fmt.Sprintf("2030-01-01T00:00:0%d+00:00", n)
				delete(fields, "assigned_to")
			})
			if !ok {
				t.Fatal("no such chat")
			}
			answer := get(t, s, path, with("If-None-Match", tag))
			after := unmarshal[map[string]any](t, []byte(answer.body))
			if answer.status != 200 || after["chat_name"] != "renamed" || after["assigned_to"] != nil || after["created_at"] != before["created_at"] || len(after) < len(before)-1 {
				t.Errorf("%d %.200s", answer.status, answer.body)
			}
			if p := getPage(t, s, "/v1/chats?limit=1"); p.Count != sizedDemo || p.Chats[0].ID != id {
				t.Errorf("the list begins with %+v", p)
			}
			if p := getPage(t, s, "/v1/chats?label="+label); p.Count != 1 {
				t.Errorf("%d chats have the new label", p.Count)
			}
			if p := getPage(t, s, path+"/messages"); p.Count != history {
				t.Errorf("%d messages of %d", p.Count, history)
			}
		})
	}
	for n, id := range ids {
		org.Remove(id)
		if got := get(t, s, "/v1/chats/"+id).status; got != 404 {
			t.Errorf("%s was removed: %d", id, got)
		}
		if p := getPage(t, s, "/v1/chats?limit=1"); p.Count != sizedDemo-n-1 {
			t.Errorf("%d chats are left", p.Count)
		}
	}
	if org.Update("447700900999@c.us", func(map[string]any) {}) || org.AddMessage("447700900999@c.us", []byte(`{}`)) {
		t.Error("a chat that is nowhere was changed")
	}
}

func TestANewMessageIsTheNewestEverywhere(t *testing.T) {
	org, s := sizedServer(t, sizedDemo)
	made := madeChats(t, listDemo(t, s, "?limit=2000"))[100].ID
	for n, id := range []string{apitest.DemoChatID, writtenChat, made} {
		t.Run(id, func(t *testing.T) {
			path := "/v1/chats/" + id
			before := getPage(t, s, path+"/messages?limit=2000").Count
			notes := getPage(t, s, path+"/notes").Count
			for m := range 2 {
				text := fmt.Sprintf(`{"message_id":"false_%s_NEW%d","body":"new %d","timestamp":"2030-01-0%dT00:00:0%d+00:00","is_private_note":%t}`, id, m, m, n+1, m, m == 1)
				if !org.AddMessage(id, []byte(text)) {
					t.Fatal("no such chat")
				}
			}
			p := getPage(t, s, path+"/messages?limit=2000")
			if p.Count != before+2 || p.Messages[0].Body != "new 1" || p.Messages[1].Body != "new 0" {
				t.Errorf("%d messages, first %+v", p.Count, p.Messages[:2])
			}
			if p := getPage(t, s, path+"/notes"); p.Count != notes+1 || p.Notes[0].Body != "new 1" {
				t.Errorf("notes: %+v", p)
			}
			chat := unmarshal[demoChat](t, []byte(get(t, s, path).body))
			if m := message(t, chat.Latest); m.ID != "false_"+id+"_NEW1" {
				t.Errorf("latest message %s", m.ID)
			}
			if p := getPage(t, s, "/v1/chats?limit=1"); p.Chats[0].ID != id || p.Count != sizedDemo {
				t.Errorf("the list begins with %+v", p)
			}
			if got := get(t, s, "/v1/message/false_"+id+"_NEW0").status; got != 200 {
				t.Errorf("the message by itself: %d", got)
			}
		})
	}
}

func TestWhatIsNoObjectStaysAsItWasPut(t *testing.T) {
	org := apitest.NewOrg()
	org.Put(somebody, []byte(`no chat`))
	s := serve(t, apitest.Options{Org: org})
	if org.Update(somebody, func(map[string]any) {}) {
		t.Error("fields of no object were changed")
	}
	if !org.AddMessage(somebody, []byte(`no message`)) {
		t.Error("no such chat")
	}
	if got := get(t, s, "/v1/chats/"+somebody).body; got != "no chat" {
		t.Errorf("%s", got)
	}
	if got := get(t, s, "/v1/chats/"+somebody+"/messages").body; !strings.Contains(got, `[no message]`) {
		t.Errorf("%s", got)
	}
}

func TestNumbersKeepTheirFormInAChange(t *testing.T) {
	org := apitest.NewOrg()
	org.Put(somebody, []byte(`{"chat_id":"`+somebody+`","closed_at":1737976082277,"latest_message":{"ack":4.0}}`))
	org.Update(somebody, func(fields map[string]any) {
		if _, ok := fields["closed_at"].(json.Number); !ok {
			t.Errorf("closed_at is a %T", fields["closed_at"])
		}
		fields["member_count"] = 3
	})
	got := get(t, serve(t, apitest.Options{Org: org}), "/v1/chats/"+somebody).body
	if want := `{"chat_id":"` + somebody + `","closed_at":1737976082277,"latest_message":{"ack":4.0},"member_count":3}`; got != want {
		t.Errorf("%s", got)
	}
}

func TestADemoMayChangeWhileItIsServed(t *testing.T) {
	org, s := sizedServer(t, sizedDemo)
	chats := madeChats(t, listDemo(t, s, "?limit=2000"))[:20]
	var wg sync.WaitGroup
	for _, c := range chats {
		wg.Go(func() {
			org.Update(c.ID, func(fields map[string]any) { fields["chat_name"] = "x" })
			org.AddMessage(c.ID, []byte(`{"body":"x","timestamp":"2030-01-01T00:00:00+00:00"}`))
			org.Remove(c.ID)
		})
		wg.Go(func() {
			for _, path := range []string{"/v1/chats?limit=50", "/v1/chats/" + c.ID, "/v1/chats/" + c.ID + "/messages", "/v1/chats?chat_type=group&limit=5"} {
				if _, err := ask(t, s, path); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if p := getPage(t, s, "/v1/chats?limit=1"); p.Count != sizedDemo-len(chats) {
		t.Errorf("%d chats are left", p.Count)
	}
}
