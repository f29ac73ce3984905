package e2e

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
)

// serveOrg starts a fake API that holds an organisation, with room for many requests, and returns the environment to use it.
func serveOrg(t testing.TB, org *apitest.Org) (*apitest.Server, map[string]string) {
	t.Helper()
	return serveWith(t, apitest.Options{Org: org, RateLimit: 10_000})
}

// crowd is an organisation of many chats: the one of shop 0 has the newest activity.
func crowd(n int) *apitest.Org {
	org := apitest.NewOrg()
	org.PutMany(n, shopID, shop)
	return org
}

func shopID(i int) string { return fmt.Sprintf("1555%07d@c.us", i) }

// shopName has letters in it, so that no part of it is taken for one of a number.
func shopName(i int) string { return fmt.Sprintf("Shop-%05d", i) }

// shopText is the address of the one agent who has access to a chat. The list does not say it: where it stands on the screen,
// that chat is open.
func shopText(i int) string { return fmt.Sprintf("desk-%05d@example.com", i) }

// shop is a chat as large as many are.
func shop(i int) []byte {
	at := time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC).Add(-time.Duration(i) * time.Minute)
	return fmt.Appendf(nil, `{"chat_id":%[1]q,"chat_name":%[2]q,"chat_type":"user","chat_image":"https://storage.example.com/images/%[1]s.jpg",
"assigned_to":"agent%[6]d@example.com","chat_access":{%[3]q:true},"chat_org_phones":["918527184400@c.us"],
"closed_at":null,"created_at":"2025-01-18T14:51:03+00:00","custom_properties":{},"flag_count_map":null,"group_description":null,
"hubspot_metadata":{},"invite_link":null,"is_archived":false,"is_exited":false,"is_muted":false,"is_pinned":false,
"label_ids":{"label-aaaaaaaaaaaaaaa%[6]d":true,"label-bbbbbbbbbbbbbbb%[7]d":true},
"latest_message":{"ack":"4","body":"Thank you, order %[5]d will be with you on Tuesday, between nine and twelve o'clock.","chat_id":%[1]q,
"delivery_info":{"delivered":{%[1]q:1737976082277},"delivered_count":1,"pending":[],"read":{%[1]q:1737976090690},"read_count":1},
"from_me":true,"message_id":"true_%[1]s_3EB0%016[5]X","message_type":"chat","org_phone":"918527184400@c.us","sender_phone":"918527184400@c.us",
"timestamp":%[4]q},"latest_message_timestamp":%[4]q,"member_count":2,"members":{
"918527184400@c.us":{"chat_id":%[1]q,"contact_id":"918527184400@c.us","contact_name":"Support","is_internal":true},
%[1]q:{"chat_id":%[1]q,"contact_id":%[1]q,"contact_name":%[2]q,"is_internal":false}},"message_unread_count":%[7]d,"updated_at":%[4]q}`,
		shopID(i), shopName(i), shopText(i), at.Format(time.RFC3339), i, i%7, i%5)
}

// history is messages of a chat, the newest first: "line 0", "line 1" and so on, a minute apart.
func history(chatID string, n int) [][]byte {
	messages := make([][]byte, n)
	for i := range messages {
		messages[i] = message(chatID, i, "")
	}
	return messages
}

func messageID(chatID string, i int) string { return fmt.Sprintf("false_%s_3EB0%04d", chatID, i) }

// message is the i-th newest message of a chat, with more fields behind those that it has.
func message(chatID string, i int, more string) []byte {
	at := time.Date(2026, 1, 31, 11, 59, 0, 0, time.UTC).Add(-time.Duration(i) * time.Minute)
	return fmt.Appendf(nil, `{"message_id":%q,"chat_id":%q,"body":"line %04d","from_me":false,"sender_phone":%q,"message_type":"chat","org_phone":"918527184400@c.us","timestamp":%q%s}`,
		messageID(chatID, i), chatID, i, chatID, at.Format(time.RFC3339), more)
}

// pages lists what was asked for of a list: "0+100" is 100 items from the first on.
func pages(server *apitest.Server, path string) []string {
	var asked []string
	for _, r := range server.Requests() {
		if strings.ReplaceAll(r.Path, "%40", "@") == "/v1"+path {
			offset := r.Query.Get("offset")
			if offset == "" {
				offset = "0"
			}
			asked = append(asked, offset+"+"+r.Query.Get("limit"))
		}
	}
	return asked
}

// hold makes the next request that a fault concerns wait. await returns when it has come, release lets it go on.
func hold(t testing.TB, server *apitest.Server, f apitest.Fault) (await, release func()) {
	t.Helper()
	came, gone := make(chan struct{}), make(chan struct{})
	arrived := sync.OnceFunc(func() { close(came) })
	match := f.Match
	f.Hold = gone
	f.Match = func(r apitest.Request) bool {
		if match != nil && !match(r) {
			return false
		}
		arrived()
		return true
	}
	server.Fail(f)
	release = sync.OnceFunc(func() { close(gone) })
	t.Cleanup(release)
	return func() {
		t.Helper()
		select {
		case <-came:
		case <-time.After(ptytest.Deadline):
			t.Fatalf("waited %v for the request", ptytest.Deadline)
		}
	}, release
}

// chatFault concerns the requests for a chat.
func chatFault(id string) apitest.Fault { return apitest.Fault{PathPrefix: "/v1/chats/" + id} }

// cursorRow is the row of the screen that the cursor stands on.
func cursorRow(screen string) string {
	for line := range strings.SplitSeq(screen, "\n") {
		if strings.HasPrefix(line, "│▌") {
			return line
		}
	}
	return ""
}

// waitCursor waits until the cursor stands on a row with a text.
func waitCursor(p *ptytest.Terminal, text string) {
	p.WaitUntil("the cursor on "+text, func(s string) bool { return strings.Contains(cursorRow(s), text) })
}

// filter types a filter in the place of the one that is there, and keeps it.
func filter(p *ptytest.Terminal, words string) {
	p.Keys("/")
	p.WaitFor("filter:")
	p.Keys("\x15", words) // ctrl+u empties the line
	p.WaitFor("filter: " + words)
	p.Keys("\r")
	p.WaitUntil("the prompt closed", func(s string) bool { return !strings.Contains(s, "filter: ") })
}

// leave presses esc, and waits until something is no longer said: what follows at once would be taken for alt and a key.
func leave(p *ptytest.Terminal, said string) {
	p.Keys("\x1b")
	p.WaitUntil("no "+said, func(s string) bool { return !strings.Contains(s, said) })
}
