package present_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"chatlens/api"
	"chatlens/internal/present"
)

// message reads a message of the API.
func message(t testing.TB, s string) *api.Message {
	t.Helper()
	m := new(api.Message)
	if err := json.Unmarshal([]byte(s), m); err != nil {
		t.Fatal(err)
	}
	return m
}

// plainMessages are the kinds of text that a history is made of.
func plainMessages(t testing.TB) map[string]*api.Message {
	return map[string]*api.Message{
		"incoming": message(t, `{"message_id": "false_120363000000000001@g.us_A1_15550200003@c.us", "from_me": false, "author": "15550200003@c.us",
			"message_type": "chat", "body": "Could you send me the invoice for November, please?", "timestamp": "2026-11-18T04:00:00Z"}`),
		"outgoing": message(t, fmt.Sprintf(`{"message_id": "true_120363000000000001@g.us_A2_15550200000@c.us", "from_me": true, "sender_phone": "15550200000@c.us",
			"message_type": "chat", "body": "Of course, here it comes.", "performed_by": "agent@example.com", "timestamp": "2026-11-18T04:01:00Z", "ack": 4,
			"delivery_info": {"read": {"15550200003@c.us": %d}, "delivered": {}, "pending": []}}`, sentMillis)),
	}
}

// A history of 100,000 messages is made row by row while somebody scrolls, so that a row may not cost what the chat has members.
func TestAPlainMessageIsCheap(t *testing.T) {
	const most = 40
	c := present.NewConversation(largeGroup(t), present.Options{Now: noon(), Zone: kolkata()})
	for name, m := range plainMessages(t) {
		if n := testing.AllocsPerRun(100, func() { c.Message(m) }); n > most {
			t.Errorf("%s: %v allocations, want at most %d", name, n, most)
		}
	}
}

func BenchmarkMessage(b *testing.B) {
	c := present.NewConversation(largeGroup(b), present.Options{Now: noon(), Zone: kolkata()})
	for name, m := range plainMessages(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Message(m)
			}
		})
	}
}

func BenchmarkSearchable(b *testing.B) {
	c := present.NewConversation(largeGroup(b), present.Options{Now: noon(), Zone: kolkata()})
	m := plainMessages(b)["incoming"]
	b.ReportAllocs()
	for b.Loop() {
		c.Searchable(m)
	}
}

func BenchmarkWholeInALargeGroup(b *testing.B) {
	c := present.NewConversation(largeGroup(b), present.Options{Now: noon(), Zone: kolkata()})
	m := plainMessages(b)["outgoing"]
	b.ReportAllocs()
	for b.Loop() {
		c.Whole(m)
	}
}
