package present_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chatlens/internal/present"
)

// answered is a chat with three customers and a colleague, whose latest message is an incoming one: what is said of another
// message must not come from it.
func answered(id string) string {
	return fmt.Sprintf(`{"chat_id": %q, "chat_name": "Ravi", "org_phone": "15550100001@c.us",
		"members": {
			"15550100001@c.us": {"contact_name": "Support", "is_internal": true},
			"15550100002@c.us": {"contact_name": "Meera", "is_internal": true},
			"15550100003@c.us": {"contact_name": "Ravi"},
			"15550100004@c.us": {"contact_name": "Anna"},
			"15550100005@c.us": {"contact_name": "Zoe"}},
		"latest_message": {"from_me": false, "author": "15550100003@c.us", "message_type": "chat", "body": "thanks",
			"timestamp": "2026-11-18T05:59:00Z", "ack": 5, "delivery_info": {"read": ["15550100003@c.us", "15550100004@c.us", "15550100005@c.us"]}}}`, id)
}

// receiptsOfMessage are the rows of an older message of ours about its receipts.
func receiptsOfMessage(t *testing.T, chat, sent, ack, delivery string) []string {
	t.Helper()
	m := message(t, fmt.Sprintf(`{"message_id": "true_X", "from_me": true, "sender_phone": "15550100001@c.us", "message_type": "chat", "body": "hi",
		"timestamp": %q, "ack": %s, "delivery_info": %s}`, sent, ack, delivery))
	lines := receiptLines(present.NewConversation(parse(t, chat), present.Options{Now: noon(), Zone: kolkata()}).Whole(m))
	if len(lines) == 0 || lines[len(lines)-1] != "id true_X" {
		t.Fatalf("no id at the end: %q", lines)
	}
	return lines[:len(lines)-1]
}

func TestWhomWeWaitForWithAnOlderMessageIsSaidInASentence(t *testing.T) {
	const (
		group = "120363000000000001@g.us"
		ravi  = `"15550100003@c.us"`
		anna  = `"15550100004@c.us"`
		zoe   = `"15550100005@c.us"`
		today = "2026-11-18T05:12:30Z" // 10:42:30 in the reader's zone
	)
	for _, test := range []struct {
		sent, ack, delivery string
		want                string
	}{
		{today, "4", `{"read": [` + anna + `, ` + zoe + `], "pending": [` + ravi + `]}`, "2 of 3 customers have read it; waiting for Ravi since 10:42"},
		{"2026-11-17T05:12:30Z", "4", `{"read": [` + anna + `, ` + zoe + `], "pending": [` + ravi + `]}`, "2 of 3 customers have read it; waiting for Ravi since 17 Nov 10:42"},
		{"2025-11-17T05:12:30Z", "4", `{"read": [` + anna + `], "pending": [` + ravi + `, ` + zoe + `]}`, "1 of 3 customers has read it; waiting for Ravi and Zoe since 17 Nov 2025 10:42"},
		{"", "4", `{"read": [` + anna + `], "pending": [` + ravi + `, ` + zoe + `]}`, "1 of 3 customers has read it; waiting for Ravi and Zoe"},
		{today, "4", `{"read": [` + anna + `], "delivered": [` + zoe + `], "read_count": 2}`, "at least 1 of 3 customers has read it; delivered to 1 more; 1 unknown"},
		{today, "4", `{"read": [` + anna + `], "delivered": [` + zoe + `]}`, "1 of 3 customers has read it; delivered to 1 more; 1 unknown"},
		{today, "2", `{"delivered": [` + zoe + `], "pending": [` + anna + `]}`, "no customer is known to have read it; delivered to 1; waiting for Anna since 10:42; 1 unknown"},
		{today, "5", `{"read": [` + ravi + `, ` + anna + `, ` + zoe + `]}`, "all 3 customers have read it"},
		{today, "5", `null`, "nothing is known about each of 3 customers"},
	} {
		lines := receiptsOfMessage(t, answered(group), test.sent, test.ack, test.delivery)
		if len(lines) < 2 || lines[1] != test.want {
			t.Errorf("%s %s: %q, want %q", test.sent, test.delivery, lines, test.want)
		}
	}
}

func TestReceiptsOfAnOlderMessageShowEachPersonWithTheDay(t *testing.T) {
	for _, test := range []struct {
		name, id, sent, ack, delivery string
		want                          []string
	}{
		{
			"of yesterday, read in part today", "120363000000000001@g.us", "2026-11-17T05:12:30Z", "4",
			`{"delivered": {"15550100002@c.us": ` + at(-86_000) + `, "15550100004@c.us": ` + at(-86_399) + `},
			  "read": {"15550100003@c.us": ` + at(60) + `}, "pending": ["15550100005@c.us"]}`,
			[]string{
				"✓✓ partly read (ack 4) · delivered 2 (1 internal) · read 1",
				"1 of 3 customers has read it; delivered to 1 more; waiting for Zoe since 17 Nov 10:42",
				"Zoe | waiting since 17 Nov 10:42 | 24 h",
				"Anna | delivered 17 Nov 10:42:31",
				"Ravi | read 10:43:30",
				"Meera | delivered 17 Nov 10:49:10 | internal",
			},
		},
		{
			"of another year, read in the next", "120363000000000001@g.us", "2025-12-31T18:29:00Z", "2",
			`{"delivered": {"15550100004@c.us": "2025-12-31T18:29:10Z"}, "read": {"15550100003@c.us": "2025-12-31T18:30:05Z"}}`,
			[]string{
				"✓ partly delivered (ack 2) · delivered 1 · read 1",
				"1 of 3 customers has read it; delivered to 1 more; 1 unknown",
				"Anna | delivered 31 Dec 23:59:10",
				"Zoe | unknown",
				"Ravi | read 1 Jan 2026 00:00:05",
				"Meera | unknown | internal",
			},
		},
		{"failed", "120363000000000001@g.us", "2026-11-17T05:12:30Z", "-1", `{}`, []string{"✗ failed (ack -1) · not sent"}},
		{"a value beyond those known", "120363000000000001@g.us", "2026-11-17T05:12:30Z", "9", `{"read": ["15550100003@c.us", "15550100004@c.us", "15550100005@c.us", "15550100002@c.us"]}`,
			[]string{"✓✓ read (ack 9) · read 4 (1 internal)", "all 3 customers have read it", "Anna | read", "Ravi | read", "Zoe | read", "Meera | read | internal"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := receiptsOfMessage(t, answered(test.id), test.sent, test.ack, test.delivery)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestReceiptsOfAnOlderMessageBetweenTwoPeople(t *testing.T) {
	const alone = `{"chat_id": "15550100003@c.us", "chat_name": "Ravi", "org_phone": "15550100001@c.us",
		"latest_message": {"from_me": true, "timestamp": "2026-11-18T05:59:00Z", "ack": 5}}`
	for _, test := range []struct {
		ack, delivery string
		want          []string
	}{
		{"1", `{"pending": ["15550100003@c.us"]}`, []string{"✓ sent (ack 1)", "Ravi | waiting since 17 Nov 10:42 | 24 h"}},
		{"1", `null`, []string{"✓ sent (ack 1)", "Ravi | unknown"}},
		{"2", `{"delivered": ["15550100003@c.us"]}`, []string{"✓✓ delivered (ack 2) · delivered 1", "Ravi | delivered"}},
		{"4", `null`, []string{"✓✓ read (ack 4)", "Ravi | read"}},
	} {
		if diff := cmp.Diff(test.want, receiptsOfMessage(t, alone, "2026-11-17T05:12:30Z", test.ack, test.delivery)); diff != "" {
			t.Errorf("%s %s (-want +got):\n%s", test.ack, test.delivery, diff)
		}
	}
}

func TestNobodyIsAskedToReadAnIncomingMessageOrANote(t *testing.T) {
	c := present.NewConversation(parse(t, answered("120363000000000001@g.us")), present.Options{})
	for _, m := range []string{
		`{"from_me": false, "author": "15550100003@c.us", "ack": 4, "delivery_info": {"read": ["15550100004@c.us"]}}`,
		`{"from_me": true, "is_private_note": true, "ack": 1, "delivery_info": {"pending": ["15550100004@c.us"]}}`,
		`{"from_me": true, "ack": null}`,
	} {
		if got := receiptLines(c.Whole(message(t, m))); len(got) > 0 {
			t.Errorf("%s: %q", m, got)
		}
		if got := c.Message(message(t, m)).Receipt; got != (present.Cell{}) {
			t.Errorf("%s: %q", m, got.Text)
		}
	}
}
