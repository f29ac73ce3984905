package present_test

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
	"unsafe"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

func TestABriefSaysWhatTheListShows(t *testing.T) {
	list := chats(t, listOptions())
	b := list[0]
	if b.Name.String() != "नमिता शर्मा" || b.Kind.String() != "person" || b.Assigned.String() != "meera@example.com" || b.Unread != 3 || b.Flagged != 1 {
		t.Errorf("%+v", b)
	}
	if b.Ours || !b.Waits() || b.Receipt != (present.Cell{}) || !b.Ticks.IsZero() || !b.LastBody {
		t.Errorf("an incoming message: %+v", b)
	}
	var labels []string
	for _, l := range b.Labels {
		labels = append(labels, l.Name.String()+"="+l.ID.String())
	}
	if got, want := strings.Join(labels, " "), "Billing, EU=label-dddddddddddddddd VIP=label-bbbbbbbbbbbbbbbb label-aaaaaaaaaaaaaaaa=label-aaaaaaaaaaaaaaaa"; got != want {
		t.Errorf("labels %s, want %s", got, want)
	}
	b = list[1]
	if !b.Ours || b.Waits() || !b.Muted || !b.Pinned || b.Archived || b.Exited || b.Closed || b.Ticks.String() != "✓✓" || b.Receipt != (present.Cell{Text: safetext.Own("✓✓ partly read"), Role: present.Good}) {
		t.Errorf("a message of ours: %+v", b)
	}
	if b = list[3]; !b.Closed || b.Waits() || b.Name.String() != "+15550100007" || b.Labels[0].Name.String() != "Call 15550100007" {
		t.Errorf("a closed chat: %+v", b)
	}
	if b = list[4]; b.At.IsZero() || b.Waits() || !b.Silent || !b.Last.IsZero() || b.LastBody || b.Labels != nil || !b.Assigned.IsZero() {
		t.Errorf("a chat without a message: %+v", b)
	}
}

func TestTheStateOfABriefIsThatOfATime(t *testing.T) {
	now := noon()
	for _, test := range []struct {
		b    present.Brief
		now  time.Time
		want string
	}{
		{present.Brief{}, now, "open"},
		{present.Brief{SnoozedUntil: now.Add(time.Hour)}, now, "snoozed"},
		{present.Brief{SnoozedUntil: now.Add(time.Hour)}, now.Add(2 * time.Hour), "open"},
		{present.Brief{SnoozedUntil: now.Add(time.Hour)}, time.Time{}, "open"},
		{present.Brief{SnoozedUntil: now.Add(time.Hour), Closed: true}, now, "closed"},
	} {
		if got := test.b.State(test.now).String(); got != test.want {
			t.Errorf("%+v is %s, want %s", test.b, got, test.want)
		}
	}
}

func TestTheLatestMessageStandsInFewWords(t *testing.T) {
	const person, inGroup = `"chat_id":"15550100005@c.us","chat_name":"Ravi"`, `"chat_id":"120363000000000001@g.us","chat_name":"Team"`
	for _, test := range []struct{ name, chat, message, want, masked string }{
		{"plain", person, `"message_type":"chat","body":" Hello\n\nthere "`, "Ravi: Hello there", "Ravi: 11 characters hidden"},
		{"ours", person, `"from_me":true,"body":"Hello"`, "us: Hello", "us: 5 characters hidden"},
		{"ours by its id", person, `"message_id":"true_15550100005@c.us_A","body":"Hello"`, "us: Hello", "us: 5 characters hidden"},
		{"a stranger in a group", inGroup, `"author":"15550100005@c.us","body":"Hello"`, "+15550100005: Hello", "+••••••••005: 5 characters hidden"},
		{"nobody in a group", inGroup, `"body":"Hello"`, "unknown sender: Hello", "unknown sender: 5 characters hidden"},
		{"a bare number of a member", inGroup + `,"members":{"x":{"contact_id":"15550100005","contact_name":"José"}}`, `"author":"15550100005@c.us","body":"Hi"`, "José: Hi", "José: 2 characters hidden"},
		{"an image", person, `"message_type":"image"`, "Ravi: image", "Ravi: image"},
		{"an image with a caption", person, `"message_type":"image","body":"see here"`, "Ravi: image · see here", "Ravi: image · 8 characters hidden"},
		{"a voice note", person, `"message_type":"ptt","duration":42`, "Ravi: voice note 0:42", "Ravi: voice note 0:42"},
		{"a GIF", person, `"message_type":"video","is_gif":true`, "Ravi: GIF", "Ravi: GIF"},
		{"a document", person, `"message_type":"document","media":{"filename":"a.pdf"},"body":"look"`, "Ravi: document a.pdf · look", "Ravi: document 12 characters hidden"},
		{"a poll", person, `"message_type":"poll_creation","poll_info":{"poll_name":"When?"},"body":"When?"`, "Ravi: poll: When?", "Ravi: poll: 5 characters hidden"},
		{"a place", person, `"message_type":"location","location":{"latitude":1,"longitude":2,"name":"Depot"}`, "Ravi: location Depot", "Ravi: location 5 characters hidden"},
		{"a contact card", person, `"message_type":"vcard","body":"BEGIN:VCARD\nFN:Meera\nEND:VCARD"`, "Ravi: contact card Meera", "Ravi: contact card 5 characters hidden"},
		{"contact cards", person, `"message_type":"multi_vcard","vcards":["FN:A","FN:B"]`, "Ravi: 2 contact cards", "Ravi: 2 contact cards"},
		{"not decrypted", person, `"message_type":"ciphertext","body":"x"`, "Ravi: not decrypted yet", "Ravi: not decrypted yet"},
		{"not known", person, `"message_type":"e2e_notification"`, "Ravi: e2e_notification", "Ravi: e2e_notification"},
		{"deleted", person, `"message_type":"chat","is_deleted":true`, "Ravi: deleted", "Ravi: deleted"},
		{"nothing", person, `"message_type":"chat"`, "Ravi: no text", "Ravi: no text"},
		{"a note", person, `"is_private_note":true,"performed_by":"meera@example.com","body":"pays late"`, "meera@example.com: private note · pays late", "meera@example.com: private note · 9 characters hidden"},
		{"a name that says more", `"chat_id":"15550100005@c.us","chat_name":"us: hello"`, `"body":"Hi"`, "us: hello: Hi", "us: hello: 2 characters hidden"},
		{"a very long name", `"chat_id":"15550100005@c.us","chat_name":"` + strings.Repeat("ab", 200) + `"`, `"body":"Hi"`, strings.Repeat("ab", 15) + "a…: Hi", strings.Repeat("ab", 15) + "a…: 2 characters hidden"},
		{"a very long text", person, `"body":"` + strings.Repeat("abc ", 20_000) + `"`, "Ravi: " + strings.Repeat("abc ", 38) + "a…", "Ravi: more than 153 characters hidden"},
		{"a very long blank", person, `"body":"` + strings.Repeat(" ", 50_000) + `x"`, "Ravi: x", "Ravi: 1 character hidden"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := parse(t, fmt.Sprintf(`{%s,"latest_message":{"timestamp":"2026-11-18T05:00:00Z",%s}}`, test.chat, test.message))
			b := present.NewBrief(c, present.Options{})
			if b.Last.String() != test.want {
				t.Errorf("%q, want %q", b.Last, test.want)
			}
			if got := b.Masked().Last.String(); got != test.masked {
				t.Errorf("masked %q, want %q", got, test.masked)
			}
			if n := len([]rune(b.Last.String())); n > 160 {
				t.Errorf("%d runes", n)
			}
		})
	}
}

func TestTheWriterOfTheLatestMessageHasTheNameOfTheirOwnChat(t *testing.T) {
	c := parse(t, `{"chat_id":"120363000000000001@g.us","latest_message":{"author":"15550100005@c.us","body":"Hello"}}`)
	b := present.NewBrief(c, present.Options{ChatName: func(id api.ID) (safetext.Text, bool) {
		return safetext.Own("Ravi"), id.String() == "15550100005@c.us"
	}})
	if b.Last.String() != "Ravi: Hello" {
		t.Errorf("%q", b.Last)
	}
}

func TestAMaskedBriefCanStillBeFoundAndLeavesTheOtherAsItIs(t *testing.T) {
	o := listOptions()
	o.Private = true
	b := chats(t, o)[3]
	if strings.Contains(b.Last.String(), "hidden") || strings.Contains(b.Name.String(), "•") {
		t.Errorf("hidden too early, for a search: %+v", b)
	}
	m := b.Masked()
	if m.ID != b.ID || m.Labels[0].ID != b.Labels[0].ID {
		t.Errorf("cannot be found: %+v", m)
	}
	if m.Name.String() != "+••••••••007" || m.Labels[0].Name.String() != "Call ••••••••007" || m.Last.String() != "us: document 16 characters hidden" {
		t.Errorf("%+v", m)
	}
	if b.Labels[0].Name.String() != "Call 15550100007" {
		t.Errorf("the labels of the other are hidden: %+v", b)
	}
}

func TestAgesTakeAtMostSixCells(t *testing.T) {
	const day = 24 * time.Hour
	now := noon()
	for _, test := range []struct {
		away time.Duration
		want string
	}{
		{0, "now"},
		{59*time.Second + 999*time.Millisecond, "now"},
		{time.Minute, "1 min"},
		{59 * time.Minute, "59 min"},
		{time.Hour, "1 h"},
		{48*time.Hour - 1, "47 h"},
		{2 * day, "2 d"},
		{61*day - 1, "60 d"},
		{61 * day, "2 mo"},
		{2*365*day - 1, "23 mo"},
		{2 * 365 * day, "2 y"},
		{199 * 365 * day, "199 y"},
		{201 * 365 * day, ""},
	} {
		for _, at := range []time.Time{now.Add(-test.away), now.Add(test.away)} {
			got := present.Age(at, now)
			if got.String() != test.want || safetext.Width(got) > 6 {
				t.Errorf("%s away: %q, want %q", test.away, got, test.want)
			}
		}
	}
	if !present.Age(time.Time{}, now).IsZero() || !present.Age(now, time.Time{}).IsZero() {
		t.Error("an age of what is not known")
	}
}

// typical is a chat as most are.
func typical(t testing.TB, i int) *api.Chat {
	t.Helper()
	return parse(t, strings.ReplaceAll(`{
		"chat_id": "1555010#@c.us", "chat_name": "Customer number #", "chat_type": "user", "org_phone": "15550100001@c.us", "assigned_to": "meera@example.com",
		"chat_org_phones": ["15550100001@c.us"], "chat_access": {"meera@example.com": true}, "message_unread_count": 2,
		"label_ids": {"label-bbbbbbbbbbbbbbbb": true, "label-aaaaaaaaaaaaaaaa": true}, "created_at": "2024-05-13 11:19:34+00", "updated_at": "2024-05-13 11:19:34+00",
		"members": {"1555010#@c.us": {"contact_id": "1555010#@c.us", "contact_name": "Customer number #"}, "15550100001@c.us": {"contact_id": "15550100001@c.us", "contact_name": "Support"}},
		"latest_message": {"message_id": "true_1555010#@c.us_3EB0", "message_type": "chat", "from_me": true, "timestamp": "2026-11-18T05:12:30Z", "ack": "3",
			"body": "Thank you for your order number #. It leaves our house on Monday and is with you on Wednesday.\nIs there anything else?"}}`,
		"#", fmt.Sprintf("%06d", i)))
}

func TestABriefIsSmallAndCheap(t *testing.T) {
	o := listOptions()
	c := typical(t, 1)
	if n := testing.AllocsPerRun(100, func() { present.NewBrief(c, o) }); n > 15 {
		t.Errorf("%v allocations", n)
	}
	const many = 2_000
	briefs := make([]present.Brief, many)
	heap := func() uint64 {
		var stats runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&stats)
		return stats.HeapAlloc
	}
	before := heap()
	for i := range briefs {
		briefs[i] = present.NewBrief(typical(t, i), o)
	}
	row := int(unsafe.Sizeof(briefs[0])) // of the slice, which was there before
	if each := (int(heap())-int(before))/many + row; each > 700 {
		t.Errorf("%d bytes a chat", each)
	}
	runtime.KeepAlive(briefs)
}

func BenchmarkBrief(b *testing.B) {
	for name, c := range map[string]*api.Chat{"person": typical(b, 1), "group": group(b)} {
		b.Run(name, func(b *testing.B) {
			o := listOptions()
			b.ReportAllocs()
			for b.Loop() {
				present.NewBrief(c, o)
			}
		})
	}
	b.Run("1,024 members", func(b *testing.B) {
		members := map[string]any{}
		for i := range 1024 {
			id := fmt.Sprintf("1555010%05d@c.us", i)
			members[id] = map[string]string{"contact_id": id, "contact_name": "Somebody"}
		}
		raw, err := json.Marshal(map[string]any{
			"chat_id": "120363000000000001@g.us", "members": members,
			"latest_message": map[string]any{"body": "Hi", "author": "15559999999@c.us"},
		})
		if err != nil {
			b.Fatal(err)
		}
		c := parse(b, string(raw))
		b.ReportAllocs()
		for b.Loop() {
			present.NewBrief(c, present.Options{})
		}
	})
}
