package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"chatlens/api"
)

// bigChat is a group with as many members as WhatsApp allows.
func bigChat(members int) []byte {
	var b strings.Builder
	b.WriteString(`{"chat_id": "120363329861739657@g.us", "chat_name": "Big group", "chat_type": "group", "member_count": 1024, "members": {`)
	for i := range members {
		if i > 0 {
			b.WriteString(",")
		}
		contact := fmt.Sprintf("9100000%05d@c.us", i*7919%100_000)
		fmt.Fprintf(&b, `%q: {"chat_id": "120363329861739657@g.us", "org_id": "2997dd64-89bf-48d3-9a22-b314fca017e5", "org_phone": "918527184400@c.us",
			"contact_id": %q, "contact_name": "प्रिया Member %d", "contact_color": "#B4876E", "contact_image": "https://storage.example/images/%s.jpg?timestamp=1737689973340",
			"is_admin": false, "is_super_admin": false, "is_internal": %t}`, contact, contact, i, contact, i%50 == 0)
	}
	b.WriteString(`}}`)
	return []byte(b.String())
}

func TestABigGroupDecodesWhole(t *testing.T) {
	var chat api.Chat
	if err := json.Unmarshal(bigChat(1024), &chat); err != nil {
		t.Fatal(err)
	}
	if len(chat.Members) != 1024 {
		t.Fatalf("%d members", len(chat.Members))
	}
	for i, m := range chat.Members[1:] {
		if before := chat.Members[i]; before.ContactID.String() >= m.ContactID.String() {
			t.Fatalf("%s stands before %s", before.ContactID, m.ContactID)
		}
	}
}

func BenchmarkDecodeChatOf1024Members(b *testing.B) {
	document := bigChat(1024)
	b.SetBytes(int64(len(document)))
	b.ReportAllocs()
	for b.Loop() {
		var chat api.Chat
		if err := json.Unmarshal(document, &chat); err != nil || len(chat.Members) != 1024 {
			b.Fatal(err, len(chat.Members))
		}
	}
}

func BenchmarkGetChatOf1024Members(b *testing.B) {
	document := string(bigChat(1024))
	client, _ := newClient(b, answerWith(b, document), nil)
	group := id(b, "120363329861739657@g.us")
	b.SetBytes(int64(len(document)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := client.GetChat(b.Context(), group, api.Query{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodePageOf1000Chats(b *testing.B) {
	page := `{"from": 0, "to": 999, "count": 1000, "chats": [` + strings.TrimSuffix(strings.Repeat(string(documented(b))+",", 1000), ",") + `]}`
	client, _ := newClient(b, answerWith(b, page), nil)
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		answer, err := client.GetChats(b.Context(), api.ListQuery{Limit: 1000})
		if err != nil || len(answer.Value.Items) != 1000 {
			b.Fatal(err, len(answer.Value.Items))
		}
	}
}
