package present_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

func targetLines(targets []present.Target) []string {
	var lines []string
	for _, t := range targets {
		lines = append(lines, fmt.Sprintf("%s: %s -> %s%s", t.What, t.Name, t.Chat, t.Message))
	}
	return lines
}

func TestWhereAMessageLeads(t *testing.T) {
	for _, test := range []struct {
		name, message string
		want          []string
	}{
		{"text", `{"from_me": true, "sender_phone": "15550100001@c.us", "body": "hi"}`, nil},
		{"the customer who wrote it", `{"from_me": false, "author": "15550100003@c.us", "body": "hi"}`, []string{"writer: Ravi -> 15550100003@c.us"}},
		{"not our own staff", `{"from_me": false, "author": "15550100002@c.us", "body": "hi"}`, nil},
		{"nobody known", `{"from_me": false, "from": "120363000000000001@g.us"}`, nil},
		{"quoted", `{"from_me": true, "quoted_message_id": "false_Q"}`, []string{"quoted message: Ravi: see *you* there -> false_Q"}},
		{"quoted, not loaded", `{"from_me": true, "quoted_message_id": "false_R"}`, []string{"quoted message: a message that is not loaded -> false_R"}},
		{"quoted, without an id", `{"from_me": true, "has_quoted_msg": true}`, nil},
		{"mentioned, each once", `{"from_me": true, "body": "@15550100003 and @77000000000001 and @15550100004, 2@3", "mentioned_ids": ["15550100009@c.us", "15550100003", "15550100001@c.us"]}`,
			[]string{"mentioned: Omar -> 15550100009@c.us", "mentioned: Ravi -> 15550100003@c.us", "mentioned: Anna -> 15550100004@c.us"}},
		{"a writer who mentions themselves", `{"from_me": false, "author": "15550100003@c.us", "mentioned_ids": ["15550100003@c.us"]}`, []string{"writer: Ravi -> 15550100003@c.us"}},
		{"contact cards", `{"from_me": true, "message_type": "multi_vcard", "vcards": [
			"BEGIN:VCARD\nFN:Kim\nTEL;type=CELL;waid=15550100007:+1 555 010-0007\nTEL:tel:+1-555-010-0006\nEND:VCARD",
			"BEGIN:VCARD\r\nFN:Ravi\r\nitem1.TEL;WAID=15550100003:x\r\nEND:VCARD",
			"BEGIN:VCARD\nFN:Omar K\nTEL:+1 (555) 010-0009\nEMAIL:5550100@example.com\nEND:VCARD",
			"BEGIN:VCARD\nFN:Nobody\nTEL:ask me\nTEL;waid=120363000000000001@g.us:1\nEND:VCARD"]}`,
			[]string{
				"contact card: Kim · +15550100007 -> 15550100007@c.us", "contact card: Kim · +15550100006 -> 15550100006@c.us",
				"contact card: Ravi -> 15550100003@c.us", "contact card: Omar K · Omar -> 15550100009@c.us",
			}},
		{"a card as the text", `{"from_me": true, "message_type": "vcard", "body": "BEGIN:VCARD\nTEL:15550100007\nEND:VCARD"}`, []string{"contact card: +15550100007 -> 15550100007@c.us"}},
		{"nowhere that cannot be asked for", `{"from_me": false, "author": "../../x", "mentioned_ids": ["a b"]}`, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, m := desk(t), message(t, test.message)
			if diff := cmp.Diff(test.want, targetLines(c.Targets(m))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.want, targetLines(c.Whole(m).Targets)); diff != "" {
				t.Errorf("whole (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheWriterOfAPersonsChatIsWhereWeAre(t *testing.T) {
	c := present.NewConversation(parse(t, `{"chat_id": "15550100003@c.us"}`), present.Options{})
	if got := c.Targets(message(t, `{"from_me": false, "from": "15550100003@c.us"}`)); len(got) > 0 {
		t.Errorf("%v", targetLines(got))
	}
}

func TestTheLatestMessageLeadsWhereItWouldInTheHistory(t *testing.T) {
	d := present.Chat(parse(t, `{"chat_id": "120363000000000001@g.us", "latest_message": {"from_me": false, "author": "15550100003@c.us", "quoted_message_id": "true_Q"}}`), present.Options{})
	want := []string{"quoted message: a message that is not loaded -> true_Q", "writer: +15550100003 -> 15550100003@c.us"}
	if diff := cmp.Diff(want, targetLines(d.Latest.Targets)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNamesOfOtherChatsStandForIds(t *testing.T) {
	o := present.Options{ChatName: func(id api.ID) (safetext.Text, bool) {
		name, ok := map[string]safetext.Text{
			"15550100005@c.us": safetext.Own("Noor"), "15550100006@c.us": safetext.Own("Ines\nB"),
			"120363000000000009@g.us": safetext.Own("Rollout"), "15550100007@c.us": safetext.Own("+15550100007"),
		}[id.String()]
		return name, ok
	}}
	d := present.Chat(parse(t, `{"chat_id": "120363000000000001@g.us", "org_phone": "15550100001@c.us", "common_chats": ["120363000000000009@g.us"],
		"members": {"15550100005@c.us": {}, "15550100003@c.us": {"contact_name": "Ravi"}, "15550100007@c.us": {}},
		"latest_message": {"from_me": true, "ack": 4, "body": "@15550100005 @15550100006 @15550100007", "reactions": [{"reaction": "👍", "sender_id": "15550100006@c.us"}],
			"delivery_info": {"read": ["15550100006@c.us"], "pending": ["15550100005@c.us", "15550100007@c.us"]}}}`), o)
	for key, want := range map[string]string{"15550100005@c.us": "Noor", "15550100003@c.us": "Ravi", "15550100007@c.us": "(no name)"} {
		if r, _ := row(d.Members, key); r.Cells[0].Text.String() != want {
			t.Errorf("member %s is called %q, want %q", key, r.Cells[0].Text, want)
		}
	}
	want := []string{
		"> @Noor @Ines B @15550100007",
		"reactions: 👍 Ines B",
		"✓✓ partly read (ack 4) · read 1",
		"1 of 4 customers has read it; waiting for Noor and +15550100007; 1 unknown",
		"Noor | waiting", "+15550100007 | waiting", "Ravi | unknown", "Ines B | read",
	}
	if diff := cmp.Diff(want, rowLines(d.Latest.Rows)[1:]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := value(d.Chat, "common:120363000000000009@g.us"); got != "Rollout · 120363000000000009@g.us" {
		t.Errorf("common chat %q", got)
	}
}
