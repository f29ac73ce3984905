package present_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"chatlens/api"
	"chatlens/internal/present"
)

func TestReceiptWord(t *testing.T) {
	const somebody = `{"delivered": {"15550100004@c.us": 1737976082277}}`
	for _, test := range []struct {
		ack, delivery       string
		oneToOne, inGroup   string
		tickUser, tickGroup string
		role                present.Role // in a group
	}{
		{"-1", "null", "failed", "failed", "✗", "✗", present.Bad},
		{"0", "null", "pending", "pending", "…", "…", present.Warn},
		{"1", "null", "sent", "sent", "✓", "✓", present.Plain},
		{"2", "null", "sent", "partly delivered", "✓", "✓", present.Plain},
		{"2", "{}", "sent", "partly delivered", "✓", "✓", present.Plain},
		{"2", somebody, "delivered", "partly delivered", "✓✓", "✓", present.Plain},
		{"3", "null", "delivered", "delivered", "✓✓", "✓✓", present.Plain},
		{"4", "null", "read", "partly read", "✓✓", "✓✓", present.Good},
		{`"4"`, somebody, "read", "partly read", "✓✓", "✓✓", present.Good},
		{"5", "null", "read", "read", "✓✓", "✓✓", present.Good},
		{"6", "null", "read", "read", "✓✓", "✓✓", present.Good},
		{"99", somebody, "read", "read", "✓✓", "✓✓", present.Good},
		{"-7", "null", "unknown", "unknown", "", "", present.Warn},
		{"null", somebody, "", "", "", "", present.Plain},
	} {
		t.Run(test.ack+" "+test.delivery, func(t *testing.T) {
			for _, in := range []struct {
				group      bool
				word, tick string
			}{{false, test.oneToOne, test.tickUser}, {true, test.inGroup, test.tickGroup}} {
				id := "15550100004@c.us"
				if in.group {
					id = "120363000000000001@g.us"
				}
				c := parse(t, fmt.Sprintf(`{"chat_id": %q, "latest_message": {"from_me": true, "ack": %s, "delivery_info": %s}}`, id, test.ack, test.delivery))
				r, ok := row(present.Chat(c, present.Options{}).Latest, "receipt")
				if ok != (in.word != "") {
					t.Errorf("group %v: %+v, want %q", in.group, r, in.word)
				}
				if !ok {
					continue
				}
				want := strings.TrimSpace(in.tick+" "+in.word) + " (ack " + strings.Trim(test.ack, `"`) + ")"
				if got, _, _ := strings.Cut(r.Cells[0].Text.String(), " · "); got != want {
					t.Errorf("group %v: %q, want %q", in.group, got, want)
				}
				if in.group && r.Cells[0].Role != test.role {
					t.Errorf("role %v, want %v", r.Cells[0].Role, test.role)
				}
			}
		})
	}
}

func TestAnIncomingMessageHasNoReceipt(t *testing.T) {
	c := parse(t, `{"latest_message": {"from_me": false, "ack": 4, "message_type": "chat", "body": "hi", "delivery_info": {"read": {"1@c.us": 1}}}}`)
	d := present.Chat(c, present.Options{})
	if got := d.Latest.Title.String(); got != "Latest message" {
		t.Errorf("title %q", got)
	}
	if _, ok := row(d.Latest, "receipt"); ok {
		t.Error("there is a receipt")
	}
}

func TestWhoseMessageItIs(t *testing.T) {
	for _, test := range []struct {
		message string
		ours    bool
	}{
		{`{"from_me": true, "message_id": "false_1@c.us_X"}`, true},
		{`{"from_me": false, "message_id": "true_1@c.us_X"}`, false},
		{`{"from_me": null, "id": {"fromMe": true}}`, true},
		{`{"message_id": "true_1@c.us_X"}`, true},
		{`{"message_id": "false_1@c.us_X", "sender_phone": "1@c.us", "org_phone": "1@c.us"}`, false},
		{`{"sender_phone": "1@c.us", "org_phone": "1"}`, true},
		{`{"sender_phone": "2@c.us", "org_phone": "1@c.us"}`, false},
		{`{"body": "hi"}`, false},
	} {
		r, _ := row(present.Chat(parse(t, `{"latest_message": `+test.message+`}`), present.Options{}).Latest, "from")
		if who := r.Cells[0].Text.String(); strings.HasPrefix(who, "us") != test.ours {
			t.Errorf("%s: %q", test.message, who)
		}
	}
}

func TestStateOfAChat(t *testing.T) {
	for _, test := range []struct{ fields, header, row string }{
		{`{}`, "open", "open"},
		{`{"closed_at": null}`, "open", "open"},
		{`{"closed_at": 1795000200000}`, "closed", "closed since 18 Nov 2026 16:40 · in 5 h"},
		{`{"closed_at": "2026-11-17T06:00:00+00:00"}`, "closed", "closed since 17 Nov 2026 11:30 · 24 h"},
		{`{"closed_at": "yesterday"}`, "closed", "closed"},
		{`{"closed_at": {}}`, "open", "open"},
		{`{"closed_at": []}`, "open", "open"},
		{`{"snooze_metadata": {"snooze_until": "2026-11-18T09:00:00Z"}}`, "snoozed until 14:30", "snoozed until 14:30 · in 3 h"},
		{`{"snooze_metadata": {"snooze_until": "2026-11-20T09:00:00Z"}}`, "snoozed until 20 Nov 14:30", "snoozed until 20 Nov 14:30 · in 2 days"},
		{`{"snooze_metadata": {"snooze_until": "2026-11-18T05:59:59Z"}}`, "open", "open"},
		{`{"snooze_metadata": {}}`, "open", "open"},
		{`{"closed_at": "soon", "snooze_metadata": {"snooze_until": "2027-01-01T00:00:00Z"}}`, "closed", "closed"},
	} {
		c := parse(t, test.fields)
		d := present.Chat(c, present.Options{Now: noon(), Zone: kolkata()})
		if got := d.State.String(); got != test.header {
			t.Errorf("%s: above the sections %q, want %q", test.fields, got, test.header)
		}
		if got := value(d.Chat, "state"); got != test.row {
			t.Errorf("%s: row %q, want %q", test.fields, got, test.row)
		}
	}
}

func TestTypeOfAChat(t *testing.T) {
	for fields, want := range map[string]string{
		`{"chat_type": "user"}`:                                "person",
		`{"chat_type": "group"}`:                               "group",
		`{"chat_type": "business"}`:                            "business",
		`{"chat_type": "unknown"}`:                             "unknown",
		`{"chat_type": "newsletter"}`:                          "newsletter",
		`{"chat_type": null, "chat_id": "1@g.us"}`:             "group",
		`{"chat_id": "1@c.us"}`:                                "person",
		`{"chat_type": "  "}`:                                  "unknown",
		`{"chat_type": "user", "chat_id": "../../etc/passwd"}`: "person",
	} {
		if got := present.Chat(parse(t, fields), present.Options{}).Kind.String(); got != want {
			t.Errorf("%s: %q, want %q", fields, got, want)
		}
	}
}

func TestUnread(t *testing.T) {
	for _, test := range []struct{ fields, want string }{
		{`{}`, "—"},
		{`{"message_unread_count": 0}`, "none"},
		{`{"message_unread_count": 1}`, "1 message"},
		{`{"message_unread_count": "1234"}`, "1,234 messages"},
		{`{"org_phone": "1@c.us", "unread_count": {"1@c.us": 2, "2@c.us": 7}}`, "2 messages"},
		{`{"org_phone": "1@c.us", "message_unread_count": 3, "unread_count": {"1@c.us": 2}}`, "3 messages"},
		{`{"org_phone": "1@c.us", "unread_count": {"2@c.us": 7}}`, "—"},
		{`{"message_unread_count": 1e999}`, "—"},
	} {
		if got := value(present.Chat(parse(t, test.fields), present.Options{}).Chat, "unread"); got != test.want {
			t.Errorf("%s: %q, want %q", test.fields, got, test.want)
		}
	}
}

func TestKindOfMessage(t *testing.T) {
	for message, want := range map[string]string{
		`{"message_type": "chat"}`:                    "text",
		`{"body": "hi"}`:                              "text",
		`{"message_type": "ptt", "duration": "42"}`:   "voice note 0:42",
		`{"message_type": "audio", "duration": 3723}`: "audio 1:02:03",
		`{"message_type": "image", "media": {"size": 20480, "dimensions": {"width": 512, "height": 512}}}`:                 "image 512x512 20 kB",
		`{"message_type": "image", "media": {"size": -1, "dimensions": {"width": 0, "height": 512}}}`:                      "image",
		`{"message_type": "image", "media": null}`:                                                                         "image",
		`{"message_type": "video", "duration": 5, "is_gif": true}`:                                                         "GIF 0:05",
		`{"message_type": "video", "duration": 65, "media": {"size": 1200000}}`:                                            "video 1:05 1.2 MB",
		`{"message_type": "document", "media": {"filename": "invoice.pdf"}}`:                                               "document invoice.pdf",
		`{"message_type": "document"}`:                                                                                     "document",
		`{"message_type": "sticker"}`:                                                                                      "sticker",
		`{"message_type": "poll_creation"}`:                                                                                "poll",
		`{"message_type": "location"}`:                                                                                     "location",
		`{"message_type": "location", "location": {"latitude": 12.971600, "longitude": "77.5946", "name": "Cubbon Park"}}`: "location Cubbon Park (12.9716, 77.5946)",
		`{"message_type": "vcard", "vcards": ["BEGIN:VCARD\nVERSION:3.0\nN:Kumar;Ravi;;;\nFN:Ravi Kumar\nEND:VCARD"]}`:     "contact card Ravi Kumar",
		`{"message_type": "vcard", "body": "BEGIN:VCARD\r\nFN;CHARSET=UTF-8:Ravi\r\nEND:VCARD"}`:                           "contact card Ravi",
		`{"message_type": "vcard", "vcards": []}`:                                                                          "contact card",
		`{"message_type": "multi_vcard", "vcards": ["FN:Ravi", "FN:Meera"]}`:                                               "2 contact cards: Ravi, Meera",
		`{"message_type": "ciphertext"}`:                                                                                   "not decrypted yet",
		`{"message_type": "call_log"}`:                                                                                     "call_log",
	} {
		r, ok := row(present.Chat(parse(t, `{"latest_message": `+message+`}`), present.Options{}).Latest, "kind")
		if want == "text" {
			if ok {
				t.Errorf("%s: %+v, and a text says what it is", message, r)
			}
			continue
		}
		if len(r.Cells) != 1 || r.Cells[0].Text.String() != want {
			t.Errorf("%s: %+v, want %q", message, r, want)
		}
	}
}

func TestMarksOfAMessage(t *testing.T) {
	for message, want := range map[string]string{
		`{"is_deleted": true}`:                                      "deleted",
		`{"prev_body": "before"}`:                                   "edited",
		`{"is_forwarded": true}`:                                    "forwarded",
		`{"is_forwarded": true, "forwarding_score": 5}`:             "forwarded many times",
		`{"flag_status": true}`:                                     "flagged",
		`{"message_ticket_id": "ticket-abc"}`:                       "ticket-abc",
		`{"message_ticket_id": "abc"}`:                              "ticket abc",
		`{"is_private_note": true}`:                                 "private note",
		`{"message_type": "ciphertext", "body": "AAEC"}`:            "not decrypted yet",
		`{"message_type": "image", "is_deleted": true}`:             "image · deleted",
		`{"message_type": "chat", "is_deleted": false, "body": ""}`: "",
	} {
		d := present.Chat(parse(t, `{"latest_message": `+message+`}`), present.Options{})
		var got string
		if r, ok := row(d.Latest, "kind"); ok {
			got = r.Cells[0].Text.String()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", message, got, want)
		}
	}
}

func TestPollShowsItsOptionsAndVotes(t *testing.T) {
	for results, want := range map[string]string{
		`null`:                            "Lunch?; - Dosa; - Idli",
		`{"Dosa": 2, "Idli": 1}`:          "Lunch?; - Dosa · 2 votes; - Idli · 1 vote",
		`{"Dosa": ["1@c.us"]}`:            "Lunch?; - Dosa · 1 vote: Ravi; - Idli",
		`{"Dosa": 0, "Idli": -1}`:         "Lunch?; - Dosa · 0 votes; - Idli",
		`{"Dosa": [], "Idli": {}}`:        "Lunch?; - Dosa · 0 votes; - Idli",
		`[{"name": "Idli", "votes": []}]`: "Lunch?; - Dosa; - Idli · 0 votes",
		`"many"`:                          "Lunch?; - Dosa; - Idli",
		`[{"option": "Dosa", "voters": ["1@c.us", "2@c.us", "9@c.us"], "votes": 3}]`:                               "Lunch?; - Dosa · 3 votes: Ravi, us, +9; - Idli",
		`[{"option": "Dosa", "voters": ["1@c.us"], "votes": 7}]`:                                                   "Lunch?; - Dosa · 7 votes; - Idli",
		`[{"option": "Dosa", "voters": ["1@c.us", null]}]`:                                                         "Lunch?; - Dosa · 2 votes; - Idli",
		`[{"name": "Dosa", "voters": ["1@c.us", "2@c.us", "3@c.us", "4@c.us", "5@c.us", "6@c.us"]}, {"votes": 1}]`: "Lunch?; - Dosa · 6 votes; - Idli",
	} {
		c := parse(t, `{"org_phone": "2@c.us", "members": {"1@c.us": {"contact_name": "Ravi"}}, "latest_message": {"message_type": "poll_creation", "poll_info": {"name": "Lunch?", "options": [{"name": "Dosa"}, "Idli"]}, "poll_results": `+results+`}}`)
		var got []string
		for _, r := range present.Chat(c, present.Options{}).Latest.Rows {
			if strings.HasPrefix(r.Key, "poll") {
				got = append(got, r.Cells[0].Text.String())
			}
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: %q, want %q", results, got, want)
		}
	}
}

func TestTimes(t *testing.T) {
	for _, test := range []struct {
		created string
		now     time.Time
		zone    *time.Location
		want    string
	}{
		{`"2025-01-27T11:07:56+00:00"`, noon(), kolkata(), "27 Jan 2025 16:37 · 21 months"},
		{`"2025-01-18T14:51:03+00:00"`, time.Date(2026, 11, 23, 6, 0, 0, 0, time.UTC), kolkata(), "18 Jan 2025 20:21 · 22 months"},
		{`"2025-01-27T11:07:56+00:00"`, noon(), nil, "27 Jan 2025 11:07 · 21 months"},
		{`"2025-01-27T11:07:56+00:00"`, time.Time{}, nil, "27 Jan 2025 11:07"},
		{`"2026-11-18T06:00:00Z"`, noon(), nil, "18 Nov 2026 06:00 · now"},
		{`"2026-11-18T05:59:18Z"`, noon(), nil, "18 Nov 2026 05:59 · 42 s"},
		{`"2026-11-18T05:55:00Z"`, noon(), nil, "18 Nov 2026 05:55 · 5 min"},
		{`"2026-11-18T02:59:00Z"`, noon(), nil, "18 Nov 2026 02:59 · 3 h"},
		{`"2026-11-15T05:00:00Z"`, noon(), nil, "15 Nov 2026 05:00 · 3 days"},
		{`"2019-11-15T05:00:00Z"`, noon(), nil, "15 Nov 2019 05:00 · 7 years"},
		{`"2026-11-18T09:00:00Z"`, noon(), nil, "18 Nov 2026 09:00 · in 3 h"},
		{`"9999-01-01T00:00:00Z"`, noon(), nil, "1 Jan 9999 00:00"},
		{`"soon"`, noon(), nil, "—"},
		{`null`, noon(), nil, ""},
	} {
		c := parse(t, `{"created_at": `+test.created+`}`)
		got := value(present.Chat(c, present.Options{Now: test.now, Zone: test.zone}).Chat, "created")
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.created, got, test.want)
		}
	}
}

func TestZoneIsNamedOnce(t *testing.T) {
	for _, test := range []struct {
		zone *time.Location
		want string
	}{
		{nil, "UTC"},
		{time.UTC, "UTC"},
		{kolkata(), "IST (UTC+05:30)"},
		{time.FixedZone("America/St_Johns", -3*3600-1800), "America/St_Johns (UTC-03:30)"},
	} {
		if got := value(present.Chat(new(api.Chat), present.Options{Zone: test.zone, Now: noon()}).Chat, "zone"); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

func row(s present.Section, key string) (present.Row, bool) {
	for _, r := range s.Rows {
		if r.Key == key {
			return r, true
		}
	}
	return present.Row{}, false
}

// value is what stands beside the label of a field; empty: the field is not shown.
func value(s present.Section, key string) string {
	if r, ok := row(s, key); ok {
		return r.Cells[len(r.Cells)-1].Text.String()
	}
	return ""
}
