package present_test

import (
	"context"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chatlens/api"
	"chatlens/api/apitest"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

const demoFiles = "../../testdata/demo"

// demoClient asks a server that holds the demo organisation.
func demoClient(t *testing.T) *api.Client {
	t.Helper()
	org, err := apitest.Demo(os.DirFS(demoFiles), noon())
	if err != nil {
		t.Fatal(err)
	}
	server, err := apitest.Start(apitest.Options{Org: org, Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	client, err := api.New(api.Options{BaseURL: server.BaseURL(), Key: api.NewSecret(server.Key()), Phone: server.Phone()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// demoChats are the chats of the demo organisation with their newest messages.
func demoChats(t *testing.T) (chats []api.Chat, messages map[api.ID][]api.Message) {
	t.Helper()
	client := demoClient(t)
	list, err := client.GetChats(context.Background(), api.ListQuery{Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	messages = make(map[api.ID][]api.Message)
	for _, c := range list.Value.Items {
		page, err := client.GetMessages(context.Background(), c.ID, api.ListQuery{Limit: 30})
		if err != nil {
			t.Fatal(err)
		}
		messages[c.ID] = page.Value.Items
	}
	return list.Value.Items, messages
}

// sameLength is another text that is as long as one that is hidden.
func sameLength(t *testing.T, text safetext.Text) safetext.Text {
	t.Helper()
	if text.Blank() {
		return text
	}
	digits, _, _ := strings.Cut(present.MaskBody(text).String(), " ")
	n, err := strconv.Atoi(strings.ReplaceAll(digits, ",", ""))
	if err != nil {
		t.Fatalf("%q is hidden as %q", text, present.MaskBody(text))
	}
	return safetext.Clean(strings.Repeat("x", n))
}

// otherwise is a message in which all that somebody wrote is written otherwise, at the same length.
func otherwise(t *testing.T, m *api.Message) *api.Message {
	t.Helper()
	other := *m
	other.Body, other.PrevBody = sameLength(t, m.Body), sameLength(t, m.PrevBody)
	if m.Media != nil {
		media := *m.Media
		media.Path, media.Filename = sameLength(t, media.Path), sameLength(t, media.Filename)
		other.Media = &media
	}
	if m.Location != nil {
		other.Location = &api.Location{Name: sameLength(t, m.Location.Name), Address: sameLength(t, m.Location.Address)}
	}
	other.VCards = nil
	for _, card := range m.VCards {
		_, name, _ := strings.Cut(card.String(), "\nFN:")
		name, _, _ = strings.Cut(name, "\n")
		other.VCards = append(other.VCards, safetext.Clean("FN:"+sameLength(t, safetext.Clean(name)).String()))
	}
	if m.PollInfo != nil {
		// The votes are found by name: the options stay, and are looked for in what is shown.
		other.PollInfo = &api.Poll{Name: sameLength(t, m.PollInfo.Name), Options: m.PollInfo.Options}
	}
	return &other
}

func private(quoted func(safetext.Text) (*api.Message, bool)) present.Options {
	return present.Options{Now: noon(), Zone: kolkata(), Private: true, Quoted: quoted}
}

// byID finds messages by their ids.
func byID(messages []api.Message, change func(*api.Message) *api.Message) func(safetext.Text) (*api.Message, bool) {
	return func(id safetext.Text) (*api.Message, bool) {
		for i := range messages {
			if messages[i].ID == id {
				return change(&messages[i]), true
			}
		}
		return nil, false
	}
}

// With privacy nothing that is shown may depend on what somebody wrote, but for its length.
func TestPrivacyHidesWhatPeopleWrote(t *testing.T) {
	chats, messages := demoChats(t)
	if len(chats) < 20 {
		t.Fatalf("%d chats", len(chats))
	}
	change := func(m *api.Message) *api.Message { return otherwise(t, m) }
	same := func(m *api.Message) *api.Message { return m }
	polls := 0
	for i := range chats {
		c := &chats[i]
		all := messages[c.ID]
		shown := present.NewConversation(c, private(byID(all, same)))
		other := present.NewConversation(c, private(byID(all, change)))
		for j := range all {
			m, written := &all[j], otherwise(t, &all[j])
			if diff := cmp.Diff(messageStrings(other.Message(written)), messageStrings(shown.Message(m))); diff != "" {
				t.Errorf("%s (-other text +text):\n%s", m.ID, diff)
			}
			one, two := shown.Whole(m), other.Whole(written)
			one.Targets, two.Targets = nil, nil
			if diff := cmp.Diff(texts(sectionTexts(two)), texts(sectionTexts(one))); diff != "" {
				t.Errorf("%s whole (-other text +text):\n%s", m.ID, diff)
			}
			if m.PollInfo != nil {
				polls++
				for _, option := range m.PollInfo.Options {
					for _, text := range append(messageStrings(shown.Message(m)), texts(sectionTexts(one))...) {
						if strings.Contains(text, option.Name.String()) {
							t.Errorf("%s: the option %q is in %q", m.ID, option.Name, text)
						}
					}
				}
			}
		}
		written := *c
		written.Description = sameLength(t, c.Description)
		if c.Snooze != nil {
			snooze := *c.Snooze
			snooze.Message = sameLength(t, snooze.Message)
			written.Snooze = &snooze
		}
		if c.LatestMessage != nil {
			written.LatestMessage = change(c.LatestMessage)
		}
		one, two := present.Chat(c, private(byID(all, same))), present.Chat(&written, private(byID(all, change)))
		one.Latest.Targets, two.Latest.Targets = nil, nil
		if diff := cmp.Diff(texts(documentTexts(two)), texts(documentTexts(one))); diff != "" {
			t.Errorf("%s (-other text +text):\n%s", c.ID, diff)
		}
	}
	if polls == 0 {
		t.Error("the demo has no poll")
	}
}

func TestPrivacyHidesNumbers(t *testing.T) {
	number := regexp.MustCompile(`\d{7}`)
	chats, messages := demoChats(t)
	targets := 0
	for i := range chats {
		c := &chats[i]
		all := messages[c.ID]
		o := private(byID(all, func(m *api.Message) *api.Message { return m }))
		o.ChatName = func(id api.ID) (safetext.Text, bool) { return safetext.Format("Desk %s", id.Text()), true }
		shown := documentTexts(present.Chat(c, o))
		shown = append(shown, sectionTexts(present.MembersSection(c, o))...)
		conversation := present.NewConversation(c, o)
		for j := range all {
			shown = append(shown, messageTexts(conversation.Message(&all[j]))...)
			shown = append(shown, sectionTexts(conversation.Whole(&all[j]))...)
			for _, target := range conversation.Targets(&all[j]) {
				targets++
				shown = append(shown, target.What, target.Name)
			}
		}
		for _, text := range shown {
			if number.MatchString(text.String()) {
				t.Errorf("%s: %q", c.ID, text)
			}
		}
	}
	if targets == 0 {
		t.Error("no message leads anywhere")
	}
}

func TestPrivacyLeavesWhatRowsStandFor(t *testing.T) {
	o := groupOptions(t)
	plain := present.Chat(group(t), o)
	o.Private = true
	hidden := present.Chat(group(t), o)
	for _, pair := range [][2]present.Section{{plain.Chat, hidden.Chat}, {plain.Members, hidden.Members}, {plain.Labels, hidden.Labels}} {
		for i, r := range pair[0].Rows {
			if h := pair[1].Rows[i]; h.Key != r.Key || h.Opens != r.Opens {
				t.Errorf("%q opens %q, with privacy %q opens %q", r.Key, r.Opens, h.Key, h.Opens)
			}
		}
	}
	if r, _ := row(hidden.Members, "15550100004@c.us"); r.Cells[0].Text.String() != "Ravi Kumar" || r.Cells[4].Text.String() != "+••••••••004" {
		t.Errorf("%v", r.Cells)
	}
}

func TestPrivacyOfAMessage(t *testing.T) {
	quoted := message(t, `{"message_id": "false_Q", "from_me": false, "author": "15550100009@c.us", "message_type": "location", "location": {"name": "Park", "latitude": 1.5, "longitude": 2}}`)
	c := present.NewConversation(parse(t, deskGroup), present.Options{Now: noon(), Zone: kolkata(), Private: true,
		Quoted: func(id safetext.Text) (*api.Message, bool) { return quoted, id == quoted.ID }})
	for _, test := range []struct {
		message, kind string
		rows          []string
	}{
		{`{"message_type": "chat", "body": "secret", "prev_body": "older\nsecret", "quoted_message_id": "false_Q"}`, "edited",
			[]string{"+••••••••009: location 4 characters hidden", "> 6 characters hidden", "before the edit: 12 characters hidden"}},
		{`{"message_type": "document", "body": "", "media": {"filename": "cv.pdf", "path": "https://x/cv.pdf", "size": 20480}}`, "document 6 characters hidden 20 kB",
			[]string{"16 characters hidden"}},
		{`{"message_type": "vcard", "body": "BEGIN:VCARD\nFN:Kim\nTEL:+15550100007\nEND:VCARD"}`, "contact card 3 characters hidden", nil},
		{`{"message_type": "poll_creation", "body": "Who?", "poll_info": {"name": "Who?", "options": ["Kim", "Lee"]}, "poll_results": {"Kim": ["15550100003@c.us"], "Lee": ["15550100009@c.us"]}}`, "poll",
			[]string{"> 4 characters hidden", "- 3 characters hidden · 1 vote: Ravi", "- 3 characters hidden · 1 vote: +••••••••009"}},
		{`{"message_type": "poll_creation", "message_ticket_id": "15550100007", "poll_info": {"name": "Who is it?", "options": []}}`, "poll · ticket ••••••••007",
			[]string{"10 characters hidden"}},
	} {
		m := message(t, test.message)
		got := c.Message(m)
		for _, text := range texts(sectionTexts(c.Whole(m))) {
			if strings.Contains(text, "secret") || strings.Contains(text, "Who") {
				t.Errorf("whole: %q", text)
			}
		}
		if got.Kind.Text.String() != test.kind {
			t.Errorf("%q, want %q", got.Kind.Text, test.kind)
		}
		if diff := cmp.Diff(test.rows, rowLines(got.Rows)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.kind, diff)
		}
	}
	if got := targetLines(c.Targets(message(t, `{"from_me": false, "author": "15550100009@c.us", "message_type": "vcard", "vcards": ["BEGIN:VCARD\nFN:Kim\nTEL:+15550100007\nEND:VCARD"]}`))); len(got) != 2 ||
		got[0] != "writer: +••••••••009 -> 15550100009@c.us" || got[1] != "contact card: 3 characters hidden · +••••••••007 -> 15550100007@c.us" {
		t.Errorf("%q", got)
	}
}

// documentTexts are all that is drawn of a chat.
func documentTexts(d present.Document) []safetext.Text {
	shown := []safetext.Text{d.Name, d.Kind, d.State, d.Title}
	for _, s := range d.Sections() {
		shown = append(shown, sectionTexts(*s)...)
	}
	return shown
}

func messageStrings(m present.Message) []string { return texts(messageTexts(m)) }

func texts(all []safetext.Text) []string {
	strings := make([]string, len(all))
	for i, text := range all {
		strings[i] = text.String()
	}
	return strings
}
