package present_test

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"chatlens/api"
	"chatlens/internal/present"
)

// list writes n elements, each of its number, between commas.
func list(n int, format string) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// allocated is how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// requireUniqueKeys fails where a cursor could find two rows for one key.
func requireUniqueKeys(t *testing.T, d present.Document) {
	t.Helper()
	for _, s := range d.Sections() {
		seen := make(map[string]bool, len(s.Rows))
		for _, r := range s.Rows {
			if seen[r.Key] {
				t.Errorf("%s: %s: two rows have the key %q", d.Name, s.Name, r.Key)
			}
			seen[r.Key] = true
		}
	}
}

func TestALongTextIsKeptOnce(t *testing.T) {
	body, err := json.Marshal(strings.Repeat("नमस्ते, आप कैसे हैं?\n", 1_150))
	if err != nil {
		t.Fatal(err)
	}
	c := parse(t, `{"latest_message": {"message_type": "chat", "body": `+string(body)+`}}`)
	var d present.Document
	const most = 16 << 20
	if n := allocated(func() { d = present.Chat(c, present.Options{}).ASCII() }); n > most {
		t.Errorf("%d bytes were allocated for a text of %d bytes", n, len(body))
	}
	lines := 0
	for _, r := range d.Latest.Rows {
		if r.Body == nil {
			continue
		}
		lines++
		if !r.Full.IsZero() {
			t.Fatalf("the line %q carries a text of %d bytes", r.Key, len(r.Full.String()))
		}
	}
	if lines != 1_151 {
		t.Errorf("%d lines", lines)
	}
}

func TestManyPhonesOfAGroupCostNoScanForEachMember(t *testing.T) {
	const n = 5_000
	parts := `"members": {` + list(n, `"1555%07d": {"contact_name": "x"}`) + `}, "chat_org_phones": [` + list(n, `"1666%07d"`) + `]`
	c := parse(t, `{"chat_id": "120363000000000001@g.us", `+parts+`}`)
	const most = 64 << 20
	if got := allocated(func() { present.Chat(c, present.Options{}) }); got > most {
		t.Errorf("%d bytes were allocated for %d members and phones", got, n)
	}
}

func TestAPhoneIsOursHoweverItIsWritten(t *testing.T) {
	d := present.Chat(parse(t, `{"chat_id": "120363000000000001@g.us", "org_phone": "1", "chat_org_phones": ["1@c.us", "2", "2@c.us"],
		"members": {"1@c.us": {}, "2@c.us": {"contact_name": "B"}, "3@c.us": {"contact_name": "C"}},
		"latest_message": {"from_me": false, "author": "2@c.us", "reactions": [{"emoji": "x", "sender_id": "1"}]}}`), present.Options{})
	for key, opens := range map[string]bool{"2@c.us": false, "3@c.us": true} {
		if r, ok := row(d.Members, key); !ok || r.Opens.Valid() != opens {
			t.Errorf("%s opens %q", key, r.Opens)
		}
	}
	phones := 0
	for _, r := range d.Chat.Rows {
		if strings.HasPrefix(r.Key, "phone:") {
			phones++
		}
	}
	if phones != 2 {
		t.Errorf("%d phones are listed, want 2", phones)
	}
}

func TestAFieldGivesNoMoreRowsThanCanBeRead(t *testing.T) {
	const n, most = 2_000, 500
	for name, test := range map[string]struct {
		fields, prefix, more string
		section              func(present.Document) present.Section
	}{
		"common chats": {`"common_chats": [` + list(n, `"1555%07d@c.us"`) + `]`, "common:", "and 1,500 more", chatOf},
		"access":       {`"chat_access": {` + list(n, `"a%d@example.com": true`) + `}`, "access:", "and 1,500 more", chatOf},
		"phones":       {`"chat_org_phones": [` + list(n, `"1555%07d"`) + `]`, "phone:", "and 1,500 more", chatOf},
		"properties":   {`"custom_properties": {` + list(n, `"property-%d": 1`) + `}`, "property:", "and 1,500 more", chatOf},
		"labels":       {`"label_ids": {` + list(n, `"label-%d": true`) + `}`, "label-", "and 1,500 more", labelsOf},
		"poll options": {`"latest_message": {"message_type": "poll_creation", "poll_info": {"options": [` + list(n, `"%d"`) + `]}}`, "poll:", "and 1,500 more", latestOf},
		"receipts": {
			`"latest_message": {"from_me": true, "ack": 1, "delivery_info": {"pending": [` + list(12_000, `"1555%07d"`) + `]}}`,
			"person:", "and 7,000 more", latestOf,
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := present.Chat(parse(t, `{"chat_id": "120363000000000001@g.us", `+test.fields+`}`), present.Options{})
			requireUniqueKeys(t, d)
			rows := test.section(d).Rows
			shown, last := 0, -1
			for i, r := range rows {
				if strings.HasPrefix(r.Key, test.prefix) && !strings.HasSuffix(r.Key, ":more") {
					shown, last = shown+1, i
				}
			}
			want := most
			if name == "receipts" {
				want = 5_000
			}
			if shown != want || last+1 >= len(rows) {
				t.Fatalf("%d rows, the last is number %d of %d", shown, last, len(rows))
			}
			more := rows[last+1].Cells
			if end := more[len(more)-1]; end.Text.String() != test.more || end.Role != present.Dim {
				t.Errorf("they end with %q in role %v, want %q", end.Text, end.Role, test.more)
			}
		})
	}
}

func chatOf(d present.Document) present.Section   { return d.Chat }
func labelsOf(d present.Document) present.Section { return d.Labels }
func latestOf(d present.Document) present.Section { return d.Latest }

func TestAFieldOfTheMostRowsEndsWithoutAWord(t *testing.T) {
	d := present.Chat(parse(t, `{"common_chats": [`+list(500, `"1555%07d@c.us"`)+`], "label_ids": {`+list(500, `"label-%d": true`)+`}}`), present.Options{})
	if len(d.Labels.Rows) != 500 || d.Labels.Rows[499].Key == "more" {
		t.Errorf("%d labels, the last is %+v", len(d.Labels.Rows), d.Labels.Rows[len(d.Labels.Rows)-1])
	}
	if last := d.Chat.Rows[len(d.Chat.Rows)-1]; last.Key != "common:15550000499@c.us" {
		t.Errorf("the last row is %+v", last)
	}
}

func TestManyMembersAreShownInPart(t *testing.T) {
	for counted, title := range map[string]string{
		"null":  "Members · showing 5,000 of 6,000",
		"6000":  "Members · showing 5,000 of 6,000",
		"7000":  "Members · showing 5,000 of 7,000",
		"5500":  "Members · showing 5,000 of 6,000 (the chat counts 5,500)",
		"100":   "Members · showing 5,000 of 6,000 (the chat counts 100)",
		`"yes"`: "Members · showing 5,000 of 6,000",
	} {
		c := parse(t, `{"member_count": `+counted+`, "members": {`+list(5_999, `"1555%07d": {"contact_name": "x"}`)+`, "1": {"contact_name": "z", "is_super_admin": true}}}`)
		s := present.MembersSection(c, present.Options{})
		if len(s.Rows) != 5_000 || !strings.HasPrefix(s.Title.String(), title) {
			t.Errorf("%s: %d rows under %q, want %q", counted, len(s.Rows), s.Title, title)
		}
		if s.Rows[0].Key != "1" {
			t.Errorf("the first is %q, not the one of the highest role", s.Rows[0].Key)
		}
	}
}

func TestACommonChatIsListedOnce(t *testing.T) {
	d := present.Chat(parse(t, `{"common_chats": ["1@g.us", "2", "1@g.us", "2@c.us", "..", ".."]}`), present.Options{})
	var got []string
	for _, r := range d.Chat.Rows {
		if strings.HasPrefix(r.Key, "common") {
			got = append(got, r.Cells[1].Text.String())
		}
	}
	if strings.Join(got, " ") != "3 1@g.us 2 .." {
		t.Errorf("%q", got)
	}
}

func TestRowsHaveKeysOfTheirOwn(t *testing.T) {
	for name, fields := range map[string]string{
		"the same ids twice": `"common_chats": ["1@g.us", "1@g.us", "1", "1@c.us"], "chat_org_phones": ["1", "1@c.us", "1"], "org_phone": "1"`,
		"ids that look alike": `"common_chats": ["a\u0000", "a\u0000", "a\u200b", "a"], "chat_org_phones": ["a\u200b", "a"],
			"chat_access": {"a\nb": true, "a b": true}, "label_ids": {"a\nb": true, "a b": true}, "custom_properties": {"a\nb": 1, "a b": 2}`,
		"members without an id": `"members": [{"contact_name": "x"}, {"contact_name": "x"}, {"contact_id": "a", "contact_name": "y"}, {"contact_id": "a\u200b", "contact_name": "y"}],
			"latest_message": {"from_me": true, "sender_phone": "9@c.us", "ack": 1, "delivery_info": {"pending": ["a", "a\u200b", "1"]}}`,
		"poll options twice": `"latest_message": {"poll_info": {"name": "x", "options": ["a", "a", "more"]}}`,
	} {
		t.Run(name, func(t *testing.T) {
			requireUniqueKeys(t, present.Chat(parse(t, `{"chat_id": "120363000000000001@g.us", `+fields+`}`), present.Options{}))
		})
	}
	requireUniqueKeys(t, present.Chat(group(t), groupOptions(t)))
	requireUniqueKeys(t, present.Chat(documented(t), present.Options{}))
}

func TestRowsOfTheDemoHaveKeysOfTheirOwn(t *testing.T) {
	page, err := demoClient(t).GetChats(t.Context(), api.ListQuery{Limit: 2000})
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Value.Items) < 40 {
		t.Errorf("%d chats", len(page.Value.Items))
	}
	for i := range page.Value.Items {
		requireUniqueKeys(t, present.Chat(&page.Value.Items[i], present.Options{Now: noon()}))
	}
}

// BenchmarkChatOfTheLargestLists is a chat that fills the largest answer with one list.
func BenchmarkChatOfTheLargestLists(b *testing.B) {
	for name, fields := range map[string]string{
		"common chats": `"common_chats": [` + list(1_000_000, `"%d"`) + `]`,
		"labels":       `"label_ids": {` + list(600_000, `"%d":1`) + `}`,
		"access":       `"chat_access": {` + list(600_000, `"%d":1`) + `}`,
		"properties":   `"custom_properties": {` + list(600_000, `"%d":1`) + `}`,
		"phones":       `"chat_org_phones": [` + list(800_000, `"%d"`) + `]`,
		"members":      `"members": {` + list(500_000, `"%d":{}`) + `}`,
		"receipts":     `"latest_message": {"from_me": true, "ack": 1, "delivery_info": {"pending": [` + list(800_000, `"%d"`) + `]}}`,
	} {
		b.Run(name, func(b *testing.B) {
			c := parse(b, `{"chat_id": "120363000000000001@g.us", `+fields+`}`)
			b.ReportAllocs()
			for b.Loop() {
				present.Chat(c, present.Options{Now: time.Unix(0, 0), Labels: map[string]string{"x": "y"}})
			}
		})
	}
}
