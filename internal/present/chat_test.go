package present_test

import (
	"strings"
	"testing"

	"chatlens/internal/present"
)

func TestDocumentedChatShowsWhatAnAgentAsksFor(t *testing.T) {
	d := present.Chat(documented(t), present.Options{Now: noon(), Zone: kolkata()})
	for key, want := range map[string]string{
		"id": "919537851844@c.us", "assigned": "bharat@hashlabs.dev", "state": "open", "unread": "—",
		"phone:918527184400@c.us":            "918527184400@c.us · Support",
		"access:bharat@hashlabs.dev":         "bharat@hashlabs.dev",
		"property:property-tlkudzxmhjkgoktm": "property-tlkudzxmhjkgoktm = hello",
		"created":                            "18 Jan 2025 20:21 · 21 months", "name": "BK Local1", "type": "person",
	} {
		if got := value(d.Chat, key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	for _, absent := range []string{"flags", "marks", "ai", "hubspot", "invite", "description", "settings"} {
		if r, ok := row(d.Chat, absent); ok {
			t.Errorf("null is shown: %v", r)
		}
	}
	common, opens := 0, 0
	for _, r := range d.Chat.Rows {
		if strings.HasPrefix(r.Key, "common:") {
			common++
			if r.Opens.Valid() && r.Key == "common:"+r.Opens.String() {
				opens++
			}
		}
	}
	if common != 15 || opens != 15 {
		t.Errorf("%d common chats, %d of them open", common, opens)
	}
	for got, want := range map[string]string{
		d.Chat.Summary.String():   "person · open · bharat@hashlabs.dev",
		d.Labels.Summary.String(): "label-xbitdvipqshahdcu, label-xgargwpbzidjpapt",
		d.Latest.Title.String():   "Latest message · read",
		d.Members.Title.String():  "Members · 2 · 1 internal",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	const summary = "us · 27 Jan 2025 16:37 · You have been invited to join Test New 1040"
	if got := d.Latest.Summary.String(); !strings.HasPrefix(got, summary) {
		t.Errorf("%q, want %q", got, summary)
	}
}

func TestChatFields(t *testing.T) {
	for _, test := range []struct{ fields, key, want string }{
		{`{"is_exited": true, "is_muted": true, "is_archived": "true", "is_pinned": 1}`, "marks", "exited · muted · archived · pinned"},
		{`{"is_exited": false, "is_muted": null}`, "marks", ""},
		{`{"flag_count": 1, "flag_count_map": {"a": 5}}`, "flags", "1 message"},
		{`{"flag_count_map": {"a": 5, "b": 2, "c": null}}`, "flags", "7 messages"},
		{`{"flag_count": 0}`, "flags", ""},
		{`{"ai_metadata": {"activation_state": "thinking"}}`, "ai", "thinking"},
		{`{"assigned_to": null}`, "assigned", "—"},
		{`{"chat_id": null}`, "id", "—"},
		{`{"chat_id": "../../x\u001b[2J"}`, "id", "../../x␛[2J"},
		{`{"zohocrm_metadata": {"deal": {"id": 1}}}`, "zohocrm", `{"deal":{"id":1}}`},
		{`{"freshdesk_metadata": "ticket 5"}`, "freshdesk", "ticket 5"},
		{`{"hubspot_metadata": {}}`, "hubspot", ""},
		{`{"group_description": "one\ntwo"}`, "description", "one two"},
		{`{"chat_type": "group", "messages_admins_only": false}`, "settings:all members send messages", "all members send messages"},
		{`{"chat_type": "user", "messages_admins_only": false}`, "settings:all members send messages", ""},
		{`{"chat_type": "group", "add_members_admins_only": true}`, "settings:only admins add members", "only admins add members"},
		{`{"chat_access": {"a@example.com": false, "b@example.com": true}}`, "access:a@example.com", ""},
		{`{"latest_mention_at": "2026-11-18T05:00:00Z"}`, "mentioned", "18 Nov 2026 05:00 · 1 h"},
	} {
		if got := value(present.Chat(parse(t, test.fields), present.Options{Now: noon()}).Chat, test.key); got != test.want {
			t.Errorf("%s: %q, want %q", test.fields, got, test.want)
		}
	}
}

func TestACutValueCanBeShownWhole(t *testing.T) {
	d := present.Chat(parse(t, `{"group_description": "one\ntwo"}`), present.Options{})
	if r, _ := row(d.Chat, "description"); r.Full.String() != "one\ntwo" {
		t.Errorf("description: %q", r.Full)
	}
}

func TestOnlyWhatCanBeSentOpens(t *testing.T) {
	d := present.Chat(parse(t, `{"common_chats": ["..", "1@g.us", "a b@c.us", "2@lid"]}`), present.Options{})
	var opened []string
	for _, r := range d.Chat.Rows {
		if !r.Opens.IsZero() {
			opened = append(opened, r.Opens.String())
		}
	}
	if got := strings.Join(opened, " "); got != "1@g.us 2@lid" {
		t.Errorf("open: %s", got)
	}
	if _, ok := row(d.Chat, "common:.."); !ok {
		t.Error("the invalid id is not shown")
	}
}

func TestLabelsThatAreTrueNamedFirst(t *testing.T) {
	c := parse(t, `{"label_ids": {"label-a": true, "label-b": false, "label-c": "true", "label-d": true, "label-e": null}}`)
	s := present.Chat(c, present.Options{Labels: map[string]string{"label-c": "vip", "label-d": "Billing", "label-a": " "}}).Labels
	var got []string
	for _, r := range s.Rows {
		for _, cell := range r.Cells {
			got = append(got, cell.Text.String())
		}
	}
	if strings.Join(got, " ") != "Billing label-d vip label-c label-a" || s.Title.String() != "Labels · 3" {
		t.Errorf("%q: %q", s.Title, got)
	}
	if got := s.Summary.String(); got != "Billing, vip, label-a" {
		t.Errorf("folded: %q", got)
	}
}

func TestWhoWroteTheLatestMessage(t *testing.T) {
	const members = `"chat_id": "120363000000000001@g.us", "org_phone": "1@c.us", "members": {"1@c.us": {"contact_name": "Desk"},
		"2@c.us": {"contact_name": "Ravi"}, "3@c.us": {"contact_name": "Meera", "is_internal": true}}, `
	for _, test := range []struct{ fields, message, want, opens string }{
		{members, `{"from_me": true, "sender_phone": "1@c.us", "performed_by": "a@example.com"}`, "us (Desk) · a@example.com", ""},
		{members, `{"from_me": true}`, "us (Desk)", ""},
		{members, `{"from_me": true, "sender_phone": "9@c.us"}`, "us (+9)", ""},
		{``, `{"from_me": true}`, "us", ""},
		{members, `{"from_me": false, "author": "2@c.us", "from": "120363000000000001@g.us"}`, "Ravi", "2@c.us"},
		{members, `{"from_me": false, "author": "3@c.us"}`, "Meera (internal)", "3@c.us"},
		{members, `{"from_me": false, "from": "120363000000000001@g.us"}`, "unknown sender", ""},
		{members, `{"from_me": false, "sender_phone": "8@c.us"}`, "+8", "8@c.us"},
		{`"chat_id": "2@c.us", "chat_name": "Ravi K", `, `{"from_me": false, "sender_phone": "2@c.us"}`, "Ravi K", ""},
		{`"chat_id": "2@c.us", "chat_name": "Ravi K", `, `{"from_me": false}`, "Ravi K", ""},
		{members, `{"is_private_note": true, "performed_by": "a@example.com"}`, "a@example.com", ""},
	} {
		c := parse(t, `{`+test.fields+`"latest_message": `+test.message+`}`)
		r, _ := row(present.Chat(c, present.Options{}).Latest, "from")
		if got := r.Cells[0].Text.String(); got != test.want+" · —" || r.Opens.String() != test.opens {
			t.Errorf("%s: %q, opens %q; want %q, %q", test.message, got, r.Opens, test.want, test.opens)
		}
	}
}

func TestAnEditedMessageShowsWhatStoodThere(t *testing.T) {
	d := present.Chat(parse(t, `{"latest_message": {"body": "now", "prev_body": "before\nthat"}}`), present.Options{})
	if r, _ := row(d.Latest, "former"); len(r.Cells) != 1 || r.Cells[0].Text.String() != "before the edit: before that" || r.Full.String() != "before\nthat" {
		t.Errorf("%+v", r)
	}
}

func TestAQuotedMessageThatIsNotLoadedIsSaidSo(t *testing.T) {
	for _, message := range []string{`{"has_quoted_msg": true}`, `{"quoted_message_id": "false_1@c.us_X"}`} {
		d := present.Chat(parse(t, `{"latest_message": `+message+`}`), present.Options{})
		if r, _ := row(d.Latest, "quoted"); len(r.Cells) != 1 || r.Cells[0].Text.String() != "quotes a message that is not loaded" {
			t.Errorf("%s: %+v", message, r)
		}
	}
}
