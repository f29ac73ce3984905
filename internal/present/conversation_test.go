package present_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// deskGroup is a group of our desk with two customers and a colleague.
const deskGroup = `{"chat_id": "120363000000000001@g.us", "org_phone": "15550100001@c.us", "members": {
	"15550100001@c.us": {"contact_name": "Desk", "is_internal": true, "contact_color": "#112233"},
	"15550100002@c.us": {"contact_name": "Meera", "is_internal": true, "contact_color": "red"},
	"15550100003@c.us": {"contact_name": "Ravi", "contact_color": "#AABBcc", "contact_lid": "77000000000001@lid"},
	"15550100004@c.us": {"contact_name": "Anna", "contact_color": "#123"}}}`

// desk is a look at that group. A message with the id "false_Q" is loaded, and "15550100009@c.us" has a chat of its own.
func desk(t testing.TB) *present.Conversation {
	quoted := message(t, `{"message_id": "false_Q", "from_me": false, "author": "15550100003@c.us", "message_type": "chat", "body": "see *you*\nthere",
		"timestamp": "2026-11-17T04:00:00Z"}`)
	return present.NewConversation(parse(t, deskGroup), present.Options{
		Now: noon(), Zone: kolkata(),
		Quoted: func(id safetext.Text) (*api.Message, bool) { return quoted, id == quoted.ID },
		ChatName: func(id api.ID) (safetext.Text, bool) {
			switch id.String() {
			case "15550100009@c.us":
				return safetext.Own("Omar"), true
			case "15550100008@c.us":
				return safetext.Own("+15550100008"), true
			}
			return safetext.Text{}, false
		},
	})
}

// rowLines are rows as they read, one line each.
func rowLines(rows []present.Row) []string {
	var lines []string
	for _, r := range rows {
		var parts []string
		for _, c := range r.Cells {
			parts = append(parts, c.Text.String())
		}
		line := strings.Join(parts, " | ")
		if r.Body != nil {
			line = "> "
			for _, span := range r.Body.Spans {
				line += span.Text.String()
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func TestAMessageOfTheHistory(t *testing.T) {
	for _, test := range []struct {
		name, message      string
		who, kind, receipt string
		rows               []string
	}{
		{"text", `{"from_me": false, "author": "15550100003@c.us", "message_type": "chat", "body": "hi *there*\n@15550100004"}`,
			"Ravi", "", "", []string{"> hi there", "> @Anna"}},
		{"ours", `{"from_me": true, "sender_phone": "15550100001@c.us", "performed_by": "arun@example.com", "body": "hello", "ack": 5}`,
			"us (Desk) · arun@example.com", "", "✓✓ read", []string{"> hello"}},
		{"private note", `{"from_me": true, "is_private_note": true, "performed_by": "arun@example.com", "body": "call back", "ack": 1}`,
			"arun@example.com", "private note", "", []string{"> call back"}},
		{"of a colleague", `{"from_me": false, "author": "15550100002@c.us", "body": "hi"}`, "Meera (internal)", "", "", []string{"> hi"}},
		{"of a contact whose chat is known", `{"from_me": false, "author": "15550100009@c.us", "body": "hi"}`, "Omar", "", "", []string{"> hi"}},
		{"of a number", `{"from_me": false, "author": "15550100008@c.us", "body": "hi"}`, "+15550100008", "", "", []string{"> hi"}},
		{"quote", `{"author": "15550100003@c.us", "quoted_message_id": "false_Q", "body": "yes"}`, "Ravi", "", "", []string{"Ravi: see *you* there", "> yes"}},
		{"quote of what is not loaded", `{"author": "15550100003@c.us", "has_quoted_msg": true, "body": "yes"}`,
			"Ravi", "", "", []string{"quotes a message that is not loaded", "> yes"}},
		{"image", `{"author": "15550100003@c.us", "message_type": "image", "body": "look", "is_forwarded": true,
			"media": {"path": "https://files.example.com/a.jpg", "filename": "a.jpg", "size": 20480, "dimensions": {"width": 512, "height": 512}}}`,
			"Ravi", "image a.jpg 512x512 20 kB · forwarded", "", []string{"https://files.example.com/a.jpg", "> look"}},
		{"voice note", `{"author": "15550100003@c.us", "message_type": "ptt", "duration": 42}`, "Ravi", "voice note 0:42", "", nil},
		{"deleted, with a text", `{"author": "15550100003@c.us", "is_deleted": true, "body": "oops"}`, "Ravi", "deleted", "", []string{"> oops"}},
		{"deleted", `{"author": "15550100003@c.us", "is_deleted": true, "body": null}`, "Ravi", "deleted", "", nil},
		{"edited", `{"author": "15550100003@c.us", "body": "at six", "prev_body": "at\nfive"}`, "Ravi", "edited", "", []string{"> at six", "before the edit: at five"}},
		{"flag and ticket", `{"author": "15550100003@c.us", "body": "x", "flag_status": true, "message_ticket_id": "ticket-1"}`, "Ravi", "flagged · ticket-1", "", []string{"> x"}},
		{"location", `{"author": "15550100003@c.us", "message_type": "location", "location": {"name": "Park", "latitude": 12.5, "longitude": 77}}`, "Ravi", "location Park (12.5, 77)", "", nil},
		{"contact card", `{"author": "15550100003@c.us", "message_type": "vcard", "vcards": ["BEGIN:VCARD\nFN:Kim\nEND:VCARD"]}`, "Ravi", "contact card Kim", "", nil},
		{"poll", `{"author": "15550100003@c.us", "message_type": "poll_creation", "body": "Lunch?", "poll_info": {"name": "Lunch?", "options": ["Dosa", "Idli", "Rice"]},
			"poll_results": [{"option": "Dosa", "voters": ["15550100004@c.us", "15550100009@c.us"], "votes": 2}, {"option": "Idli", "voters": [], "votes": 0}]}`,
			"Ravi", "poll", "", []string{"> Lunch?", "- Dosa · 2 votes: Anna, Omar", "- Idli · 0 votes", "- Rice"}},
		{"reactions", `{"author": "15550100003@c.us", "body": "x", "reactions": [{"reaction": "👍", "sender_id": "15550100009@c.us"}, {"reaction": "🙏", "sender_id": "15550100001@c.us"}]}`,
			"Ravi", "", "", []string{"> x", "reactions: 👍 Omar, 🙏 us"}},
		{"nothing", `{}`, "unknown sender", "", "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := desk(t).Message(message(t, test.message))
			if got.Who.String() != test.who || got.Kind.Text.String() != test.kind || got.Receipt.Text.String() != test.receipt {
				t.Errorf("%q · %q · %q", got.Who, got.Kind.Text, got.Receipt.Text)
			}
			if diff := cmp.Diff(test.rows, rowLines(got.Rows)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhenAMessageWasWritten(t *testing.T) {
	for at, want := range map[string][2]string{
		`"2026-11-23T11:07:56Z"`: {"Monday, 23 Nov 2026", "16:37"},
		`"2026-11-23T18:30:00Z"`: {"Tuesday, 24 Nov 2026", "00:00"},
		`null`:                   {"", "—"},
		`"soon"`:                 {"", "—"},
	} {
		got := desk(t).Message(message(t, `{"timestamp": `+at+`}`))
		if got.Day.String() != want[0] || got.Time.String() != want[1] || got.At.IsZero() != (want[0] == "") {
			t.Errorf("%s: %q, %q, %v", at, got.Day, got.Time, got.At)
		}
	}
	got := desk(t).Message(message(t, `{"timestamp": 1794978750000}`))
	if want := time.UnixMilli(sentMillis); !got.At.Equal(want) {
		t.Errorf("%v, want %v", got.At, want)
	}
}

func TestWhoseMessageOfTheHistoryItIs(t *testing.T) {
	for m, want := range map[string]present.Message{
		`{"from_me": true, "sender_phone": "15550100001@c.us"}`: {Ours: true, Color: safetext.Own("#112233")},
		`{"from_me": true, "is_private_note": true}`:            {Ours: true, Note: true, Color: safetext.Own("#112233")},
		`{"from_me": false, "author": "15550100003"}`:           {Color: safetext.Own("#AABBcc")},
		`{"from_me": false, "author": "77000000000001@lid"}`:    {Color: safetext.Own("#AABBcc")},
		`{"from_me": false, "author": "15550100002@c.us"}`:      {}, // "red" is no colour of the API's form
		`{"from_me": false, "author": "15550100004@c.us"}`:      {},
		`{"from_me": false, "author": "15550100009@c.us"}`:      {},
	} {
		got := desk(t).Message(message(t, m))
		if got.Ours != want.Ours || got.Note != want.Note || got.Color != want.Color {
			t.Errorf("%s: ours %v, note %v, colour %q", m, got.Ours, got.Note, got.Color)
		}
	}
}

func TestAConversationOfAnIdAlone(t *testing.T) {
	c := present.NewConversation(parse(t, `{"chat_id": "15550100003@c.us"}`), present.Options{})
	if got := c.Message(message(t, `{"from_me": false, "body": "hi"}`)).Who.String(); got != "+15550100003" {
		t.Errorf("written by %q", got)
	}
	if got := c.Message(message(t, `{"from_me": true, "ack": 1}`)); got.Who.String() != "us" || got.Receipt.Text.String() != "✓ sent" {
		t.Errorf("%q, %q", got.Who, got.Receipt.Text)
	}
	if got := present.NewConversation(nil, present.Options{}).Message(message(t, `{}`)).Who.String(); got != "(no name)" {
		t.Errorf("no chat at all: %q", got)
	}
}

func TestOnlyTheQuotedRowIsQuoted(t *testing.T) {
	rows := desk(t).Message(message(t, `{"quoted_message_id": "false_Q", "body": "yes"}`)).Rows
	if len(rows) != 2 || !rows[0].Quoted || len(rows[0].Cells) != 1 || rows[0].Body != nil || rows[1].Quoted {
		t.Errorf("%+v", rows)
	}
}

func TestAMediaURLIsALinkAndWhole(t *testing.T) {
	url := "https://files.example.com/" + strings.Repeat("a", 400)
	for _, r := range desk(t).Message(message(t, `{"message_type": "image", "media": {"path": "`+url+`"}}`)).Rows {
		if r.Cells[0].Role != present.Link || r.Full.String() != url {
			t.Errorf("%+v", r)
		}
	}
}

func TestAMessageIsShownWhole(t *testing.T) {
	s := desk(t).Whole(message(t, `{"message_id": "true_120363000000000001@g.us_X", "from_me": true, "sender_phone": "15550100001@c.us",
		"quoted_message_id": "false_Q", "message_type": "chat", "body": "hi @15550100009", "timestamp": "2026-11-18T05:12:30Z", "flag_status": true,
		"flag_metadata": {"flagged_by": "arun@example.com"}, "ack": 4, "delivery_info": {"read": ["15550100003@c.us", "15550100009@c.us"], "pending": ["15550100004@c.us"]}}`))
	want := []string{
		"us (Desk) · 18 Nov 2026 10:42 · 47 min",
		"flagged",
		"quotes Ravi · 17 Nov 2026 09:30",
		"> see you",
		"> there",
		"> hi @Omar",
		"✓✓ partly read (ack 4) · read 2",
		"2 of 3 customers have read it; waiting for Anna since 10:42",
		"Anna | waiting since 10:42 | 47 min",
		"Ravi | read",
		"Omar | read",
		"Meera | unknown | internal",
		"flag: flagged_by arun@example.com",
		"id true_120363000000000001@g.us_X",
	}
	if diff := cmp.Diff(want, rowLines(s.Rows)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if s.Title.String() != "Message · partly read" || s.Summary.String() != "us · 10:42 · flagged · hi @15550100009" || len(s.Widths) != len(s.Columns) {
		t.Errorf("%q, %q, %v", s.Title, s.Summary, s.Widths)
	}
}

func TestASearchLooksAtWhatAMessageSays(t *testing.T) {
	found := desk(t).Searchable(message(t, `{"from_me": false, "author": "15550100003@c.us", "message_type": "document", "body": "Die RECHNUNG\n@15550100004",
		"media": {"filename": "Invoice.PDF"}, "is_forwarded": true, "mentioned_ids": ["15550100004@c.us"],
		"poll_info": {"name": "Lunch?", "options": ["Dosa"]}}`))
	for _, word := range []string{"ravi", "rechnung", "invoice.pdf", "document", "forwarded", "anna", "lunch?", "dosa"} {
		if !strings.Contains(found, word) {
			t.Errorf("%q is not in %q", word, found)
		}
	}
}

func TestAMessageInASCII(t *testing.T) {
	m := desk(t).Message(message(t, `{"from_me": true, "sender_phone": "15550100001@c.us", "performed_by": "é", "message_type": "document", "ack": 5,
		"media": {"filename": "ü.pdf", "path": "https://x/ö"}, "quoted_message_id": "false_Q", "body": "naïve 👍", "prev_body": "ñ", "reactions": ["👍"]}`)).ASCII()
	texts := append([]safetext.Text{m.Day, m.Time}, messageTexts(m)...)
	for _, text := range texts {
		if strings.ContainsFunc(text.String(), func(r rune) bool { return r > 0x7e }) {
			t.Errorf("%q", text)
		}
	}
	if lines := rowLines(m.Rows); lines[2] != `> na\u{EF}ve \u{1F44D}` {
		t.Errorf("%q", lines)
	}
}

func TestATextOfAMessageCannotForgeALine(t *testing.T) {
	for name, text := range hostileTexts(t) {
		m := &api.Message{}
		hostile := safetext.Clean(text)
		m.Body, m.PrevBody, m.PerformedBy, m.Type, m.TicketID, m.QuotedMessageID = hostile, hostile, hostile, hostile, hostile, hostile
		m.Media = &api.Media{Path: hostile, Filename: hostile}
		m.Location = &api.Location{Name: hostile, Address: hostile}
		m.PollInfo = &api.Poll{Name: safetext.Own("?"), Options: api.List[api.PollOption]{{Name: hostile}}}
		m.Reactions = api.List[api.Reaction]{{Emoji: hostile}}
		m.VCards = api.List[api.Text]{hostile}
		for _, kind := range []string{text, "document", "location", "vcard"} {
			m.Type = safetext.Clean(kind)
			row, whole := desk(t).Message(m), desk(t).Whole(m)
			for _, r := range append(row.Rows, whole.Rows...) {
				for _, c := range r.Cells {
					if strings.Contains(c.Text.String(), "\n") {
						t.Errorf("%s: a cell of two lines: %q", name, c.Text)
					}
				}
			}
			for _, one := range append(messageTexts(row), sectionTexts(whole)...) {
				inert(t, one.String())
			}
			if strings.Contains(row.Who.String()+row.Kind.Text.String(), "\n") {
				t.Errorf("%s: %q, %q", name, row.Who, row.Kind.Text)
			}
		}
	}
}

// messageTexts are all that is drawn of a message of the history.
func messageTexts(m present.Message) []safetext.Text {
	return append(rowTexts(m.Rows), m.Who, m.Kind.Text, m.Receipt.Text)
}

// sectionTexts are all that is drawn of a section.
func sectionTexts(s present.Section) []safetext.Text {
	texts := append(rowTexts(s.Rows), s.Name, s.Title, s.Summary, s.Empty)
	for _, target := range s.Targets {
		texts = append(texts, target.What, target.Name)
	}
	return texts
}

func rowTexts(rows []present.Row) []safetext.Text {
	var texts []safetext.Text
	for _, r := range rows {
		texts = append(texts, r.Full)
		for _, c := range r.Cells {
			texts = append(texts, c.Text)
		}
		if r.Body != nil {
			texts = append(texts, r.Body.Marker)
			for _, span := range r.Body.Spans {
				texts = append(texts, span.Text)
			}
		}
	}
	return texts
}
