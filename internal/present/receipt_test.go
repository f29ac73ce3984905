package present_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chatlens/internal/present"
)

// sentChat is a chat with a message of ours from 10:42:30 and four members besides our phone.
func sentChat(id, ack, delivery string) string {
	return fmt.Sprintf(`{"chat_id": %q, "org_phone": "15550100001@c.us",
		"members": {
			"15550100001@c.us": {"contact_name": "Support", "is_internal": true},
			"15550100002@c.us": {"contact_name": "Meera", "is_internal": true},
			"15550100003@c.us": {"contact_name": "Ravi"},
			"15550100004@c.us": {"contact_name": "Anna"},
			"15550100005@c.us": {"contact_name": "Zoe", "contact_lid": "77@lid"}},
		"latest_message": {"from_me": true, "sender_phone": "15550100001@c.us", "message_type": "chat", "body": "hi",
			"timestamp": "2026-11-18T05:12:30Z", "ack": %s, "delivery_info": %s}}`, id, ack, delivery)
}

// At 10:42:30, when the message is sent, the clock of the API stands here.
const sentMillis = 1794978750000

func at(seconds float64) string { return fmt.Sprint(int64(sentMillis + seconds*1000)) }

// receiptLines are the rows of the latest message from the receipt on.
func receiptLines(s present.Section) []string {
	var lines []string
	for _, r := range s.Rows {
		if r.Key != "receipt" && len(lines) == 0 {
			continue
		}
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, c.Text.String())
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	return lines
}

func TestReceiptsOfEachPerson(t *testing.T) {
	const group = "120363000000000001@g.us"
	nobodyKnown := []string{
		"✓✓ partly read (ack 4)", "nothing is known about each of 3 customers",
		"Anna | unknown", "Ravi | unknown", "Zoe | unknown", "Meera | unknown | internal",
	}
	for _, test := range []struct {
		name, id, ack, delivery string
		want                    []string
	}{
		{
			"customers before our own staff, the longest wait first", group, "4",
			`{"delivered": {"15550100002@c.us": ` + at(1) + `, "15550100003@c.us": ` + at(3) + `},
			  "read": {"15550100002@c.us": ` + at(60) + `, "15550100003@c.us": ` + at(90) + `}, "pending": ["15550100005@c.us"]}`,
			[]string{
				"✓✓ partly read (ack 4) · delivered 2 (1 internal) · read 2 (1 internal)",
				"1 of 3 customers has read it; waiting for Zoe since 10:42; 1 unknown",
				"Zoe | waiting since 10:42 | 47 min",
				"Anna | unknown",
				"Ravi | read 10:44:00 | delivered 10:42:33",
				"Meera | read 10:43:30 | internal · delivered 10:42:31",
			},
		},
		{
			"delivered earlier waits longer, read later waited longer", group, "3",
			`{"delivered": {"15550100003@c.us": ` + at(9) + `, "15550100004@c.us": ` + at(5) + `, "15550100005@c.us": ` + at(1) + `},
			  "read": {"15550100005@c.us": ` + at(20) + `}}`,
			[]string{
				"✓✓ delivered (ack 3) · delivered 3 · read 1",
				"1 of 3 customers has read it; delivered to 2 more",
				"Anna | delivered 10:42:35",
				"Ravi | delivered 10:42:39",
				"Zoe | read 10:42:50 | delivered 10:42:31",
				"Meera | unknown | internal",
			},
		},
		{
			"all have read", group, "5",
			`{"read": ["15550100002@c.us", "15550100003@c.us", "15550100004@c.us", "15550100005@c.us"]}`,
			[]string{
				"✓✓ read (ack 5) · read 4 (1 internal)",
				"all 3 customers have read it",
				"Anna | read", "Ravi | read", "Zoe | read", "Meera | read | internal",
			},
		},
		{
			"nobody is taken for not having read", group, "1", `{"pending": []}`,
			[]string{
				"✓ sent (ack 1)",
				"nothing is known about each of 3 customers",
				"Anna | unknown", "Ravi | unknown", "Zoe | unknown", "Meera | unknown | internal",
			},
		},
		{
			"several wait", group, "2",
			`{"pending": ["15550100003@c.us", "15550100004@c.us", "15550100005@c.us"], "delivered": {"15550100002@c.us": ` + at(1) + `}}`,
			[]string{
				"✓ partly delivered (ack 2) · delivered 1 (1 internal)",
				"no customer is known to have read it; waiting for Anna, Ravi and Zoe since 10:42",
				"Anna | waiting since 10:42 | 47 min", "Ravi | waiting since 10:42 | 47 min", "Zoe | waiting since 10:42 | 47 min",
				"Meera | delivered 10:42:31 | internal",
			},
		},
		{
			"read before delivered, and read alone", group, "4",
			`{"delivered": {"15550100003@c.us": ` + at(2.4) + `}, "read": {"15550100003@c.us": ` + at(2) + `, "15550100004@c.us": ` + at(86400) + `}}`,
			[]string{
				"✓✓ partly read (ack 4) · delivered 1 · read 2",
				"2 of 3 customers have read it; 1 unknown",
				"Zoe | unknown", "Anna | read 19 Nov 10:42:30", "Ravi | read 10:42:32", "Meera | unknown | internal",
			},
		},
		{
			"counts beyond the lists, and somebody who is no member", group, "2",
			`{"delivered": {"15550100009@c.us": ` + at(1) + `, "15550100001@c.us": ` + at(1) + `}, "delivered_count": 1024, "read_count": 0}`,
			[]string{
				"✓ partly delivered (ack 2) · delivered 1,024 (2 listed, 1 internal) · read 0",
				"no customer is known to have read it; delivered to 1; 3 unknown",
				"+15550100009 | delivered 10:42:31",
				"Anna | unknown", "Ravi | unknown", "Zoe | unknown", "Meera | unknown | internal",
			},
		},
		{
			"a private id and a bare number stand for a member", group, "4",
			`{"read": {"77@lid": ` + at(1) + `, "15550100003": ` + at(2) + `}}`,
			[]string{
				"✓✓ partly read (ack 4) · read 2",
				"2 of 3 customers have read it; 1 unknown",
				"Anna | unknown", "Ravi | read 10:42:32", "Zoe | read 10:42:31", "Meera | unknown | internal",
			},
		},
		{
			"nobody waits for what failed, whatever the lists say", group, "-1",
			`{"pending": ["15550100003@c.us"], "delivered": {}, "read": {}, "delivered_count": 0, "read_count": 0}`, []string{"✗ failed (ack -1) · not sent"},
		},
		{"nor for what has not left yet", group, "0", `{"pending": ["15550100003@c.us"]}`, []string{"… pending (ack 0) · not sent yet"}},
		{"nor for what is not understood", group, "-2", `{"pending": ["15550100003@c.us"]}`, []string{"unknown (ack -2)"}},
		{"failed", group, "-1", `{"delivered": {}, "read": {}, "pending": []}`, []string{"✗ failed (ack -1) · not sent"}},
		{"no information at all", group, "4", `null`, nobodyKnown},
		{"no information in an object", group, "4", `{}`, nobodyKnown},
		{"no information in lists", group, "4", `{"delivered": {}, "read": {}, "pending": []}`, nobodyKnown},
		{"pending without information", group, "0", `null`, []string{"… pending (ack 0) · not sent yet"}},
		{"no value", group, "null", `{"read": {"15550100003@c.us": 1}}`, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := present.Chat(parse(t, sentChat(test.id, test.ack, test.delivery)), present.Options{Now: noon(), Zone: kolkata()})
			if diff := cmp.Diff(test.want, receiptLines(d.Latest)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestReceiptsBetweenTwoPeople(t *testing.T) {
	for _, test := range []struct {
		name, members, ack, delivery string
		want                         []string
	}{
		{"waiting", `{}`, "1", `{"pending": ["15550100003@c.us"]}`, []string{"✓ sent (ack 1)", "Ravi | waiting since 10:42 | 47 min"}},
		{"unknown", `null`, "1", `{"pending": []}`, []string{"✓ sent (ack 1)", "Ravi | unknown"}},
		{"unknown but for the message's own word", `null`, "4", `null`, []string{"✓✓ read (ack 4)", "Ravi | read"}},
		{"the same, delivered", `null`, "3", `{}`, []string{"✓✓ delivered (ack 3)", "Ravi | delivered"}},
		{"the same, sent", `null`, "1", `null`, []string{"✓ sent (ack 1)", "Ravi | unknown"}},
		{"to our own staff alone", `{"15550100003@c.us": {"contact_name": "Ravi", "is_internal": true}}`, "4",
			`{"read": {"15550100003@c.us": ` + at(1) + `}}`, []string{"✓✓ read (ack 4) · read 1", "Ravi | read 10:42:31 | internal"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := parse(t, fmt.Sprintf(`{"chat_id": "15550100003@c.us", "chat_name": "Ravi", "org_phone": "15550100001@c.us", "members": %s,
				"latest_message": {"from_me": true, "timestamp": "2026-11-18T05:12:30Z", "ack": %s, "delivery_info": %s}}`, test.members, test.ack, test.delivery))
			got := receiptLines(present.Chat(c, present.Options{Now: noon(), Zone: kolkata()}).Latest)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestReceiptsOfAGroupWithoutMembersAreUnknown(t *testing.T) {
	for _, delivery := range []string{`null`, `{}`, `{"pending": []}`} {
		c := parse(t, `{"chat_id": "120363000000000001@g.us", "latest_message": {"from_me": true, "ack": 1, "delivery_info": `+delivery+`}}`)
		want := []string{"✓ sent (ack 1)", "nothing is known about each person"}
		if diff := cmp.Diff(want, receiptLines(present.Chat(c, present.Options{}).Latest)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", delivery, diff)
		}
	}
}

func TestManyWhoWaitAreCounted(t *testing.T) {
	pending := make([]string, 1000)
	for i := range pending {
		pending[i] = fmt.Sprintf(`"1555020%04d@c.us"`, i)
	}
	c := parse(t, sentChat("120363000000000001@g.us", "1", `{"pending": [`+strings.Join(pending, ",")+`]}`))
	got := receiptLines(present.Chat(c, present.Options{Now: noon(), Zone: kolkata()}).Latest)[1]
	const want = "no customer is known to have read it; waiting for +15550200000, +15550200001, +15550200002 and 997 more since 10:42; 3 unknown"
	if got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestARowKeepsItsKeyAcrossRefreshes(t *testing.T) {
	keys := func(d present.Document) (keys []string) {
		for _, s := range d.Sections() {
			for _, r := range s.Rows {
				keys = append(keys, r.Key)
			}
		}
		return keys
	}
	first := keys(present.Chat(group(t), groupOptions(t)))
	if second := keys(present.Chat(group(t), groupOptions(t))); !slices.Equal(first, second) {
		t.Errorf("the same chat gave other keys or another order:\n%q\n%q", first, second)
	}
	slices.Sort(first)
	members := make(map[string]int)
	for _, key := range first {
		members[key]++
	}
	for _, r := range present.Chat(group(t), groupOptions(t)).Latest.Rows {
		if members[r.Key] > 1 {
			t.Errorf("two rows have the key %q", r.Key)
		}
	}
}
