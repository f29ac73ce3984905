package present_test

import (
	"fmt"
	"strings"
	"testing"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

const mixedMembers = `{"chat_id": "120363000000000001@g.us", "org_phone": "15550100001@c.us", "members": {
	"15550100001@c.us": {"contact_name": "support", "is_internal": true, "is_admin": true, "is_super_admin": true},
	"15550100002@c.us": {"contact_name": "bea", "is_internal": true},
	"15550100003@c.us": {"contact_name": "Ärne"},
	"15550100004@c.us": {"contact_name": "Carl", "is_admin": true},
	"15550100005@c.us": {"contact_name": "ㅤ "},
	"15550100006@c.us": {"contact_name": null, "pushname": "abel"}},
	"latest_message": {"from_me": true, "sender_phone": "15550100001@c.us", "timestamp": "2026-11-18T05:12:30Z", "ack": 4,
		"delivery_info": {"read": {"15550100004@c.us": 1794978760000}, "delivered": {"15550100002@c.us": 1794978760000}, "pending": ["15550100006@c.us"]}}}`

func TestMembersStandInTheOrderAskedFor(t *testing.T) {
	for _, test := range []struct {
		sort present.MemberSort
		name string
		want string
	}{
		{present.ByRole, "by role", "support, Carl, abel, bea, Ärne, (no name)"},
		{present.ByName, "by name", "abel, bea, Carl, support, Ärne, (no name)"},
		{present.InternalFirst, "internal first", "support, bea, Carl, abel, Ärne, (no name)"},
		{present.ByReceipt, "by receipt", "abel, bea, Ärne, (no name), Carl, support"},
	} {
		if got := test.sort.Text().String(); got != test.name {
			t.Errorf("it is called %q, want %q", got, test.name)
		}
		var got []string
		for _, r := range present.MembersSection(parse(t, mixedMembers), present.Options{Sort: test.sort}).Rows {
			got = append(got, r.Cells[0].Text.String())
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("%s: %s, want %s", test.name, strings.Join(got, ", "), test.want)
		}
	}
}

func TestNextGoesThroughAllOrdersAndRound(t *testing.T) {
	s, seen := present.ByRole, map[present.MemberSort]bool{}
	for range 4 {
		seen[s] = true
		s = s.Next()
	}
	if len(seen) != 4 || s != present.ByRole {
		t.Errorf("%d orders, then %v", len(seen), s)
	}
}

func TestTitleOfTheMembersCounts(t *testing.T) {
	two := `"members": {"1@c.us": {"is_internal": true}, "2@c.us": {"contact_name": "B"}}`
	for _, test := range []struct{ fields, title, empty string }{
		{`{` + two + `, "member_count": 2}`, "Members · 2 · 1 internal", ""},
		{`{` + two + `}`, "Members · 2 · 1 internal", ""},
		{`{` + two + `, "member_count": 1024}`, "Members · showing 2 of 1,024 · 1 internal", ""},
		{`{` + two + `, "member_count": 1}`, "Members · 2 (the chat counts 1) · 1 internal", ""},
		{`{"members": null, "member_count": 5}`, "Members · showing 0 of 5", "no members known"},
		{`{"members": [null]}`, "Members", "no members known"},
	} {
		s := present.Chat(parse(t, test.fields), present.Options{}).Members
		if got := s.Title.String(); got != test.title {
			t.Errorf("%s: %q, want %q", test.fields, got, test.title)
		}
		if test.empty != "" && (s.Empty.String() != test.empty || len(s.Rows) != 0) {
			t.Errorf("%s: %q with %d rows", test.fields, s.Empty, len(s.Rows))
		}
	}
}

func TestMemberRows(t *testing.T) {
	d := present.Chat(parse(t, mixedMembers), present.Options{Zone: kolkata(), Now: noon()})
	for key, want := range map[string]struct {
		cells string
		opens string
	}{
		"15550100001@c.us": {"support | super admin | internal |  | +15550100001", ""},
		"15550100002@c.us": {"bea |  | internal | delivered | +15550100002", "15550100002@c.us"},
		"15550100004@c.us": {"Carl | admin |  | read | +15550100004", "15550100004@c.us"},
		"15550100005@c.us": {"(no name) |  |  | unknown | +15550100005", "15550100005@c.us"},
		"15550100006@c.us": {"abel |  |  | waiting | +15550100006", "15550100006@c.us"},
	} {
		r, ok := row(d.Members, key)
		if !ok {
			t.Errorf("%s: no row", key)
			continue
		}
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, c.Text.String())
		}
		if got := strings.Join(cells, " | "); got != want.cells || r.Opens.String() != want.opens {
			t.Errorf("%s: %q, opens %q", key, got, r.Opens)
		}
	}
}

func TestWidthsAreThoseOfTheWidestCells(t *testing.T) {
	d := present.Chat(group(t), groupOptions(t))
	inASCII := d.Members.ASCII()
	for _, s := range append(d.Sections(), &inASCII) {
		if len(s.Widths) != len(s.Columns) {
			t.Fatalf("%s: %d widths of %d columns", s.Name, len(s.Widths), len(s.Columns))
		}
		for _, r := range s.Rows {
			for i, c := range r.Cells {
				if len(r.Cells) > 1 && safetext.Width(c.Text) > s.Widths[i] {
					t.Errorf("%s: %q is wider than its column", s.Name, c.Text)
				}
			}
		}
	}
	labels := present.Chat(parse(t, `{"label_ids": {"label-abc": true}}`), present.Options{}).Labels
	if labels.Widths[0] != len("label-abc") {
		t.Errorf("a column of lone cells is %d wide", labels.Widths[0])
	}
}

// largeGroup has the most members that a group can have, half of them with names in other scripts.
func largeGroup(t testing.TB) *api.Chat {
	const size = 1024
	members, read := make([]string, size), make([]string, 0, size/2)
	for i := range members {
		name := fmt.Sprintf("Customer %d of Example", i*7919%size)
		if i%2 == 0 {
			name = fmt.Sprintf("नमिता %d 👩‍🔧", i)
			read = append(read, fmt.Sprintf(`"1555020%04d@c.us": %d`, i, sentMillis+i))
		}
		members[i] = fmt.Sprintf(`"1555020%04d@c.us": {"contact_name": %q, "is_admin": %v, "is_internal": %v}`, i, name, i%50 == 0, i%20 == 0)
	}
	return parse(t, fmt.Sprintf(`{"chat_id": "120363000000000001@g.us", "org_phone": "15550200000@c.us", "member_count": %d, "members": {%s},
		"latest_message": {"from_me": true, "sender_phone": "15550200000@c.us", "timestamp": "2026-11-18T05:12:30Z", "ack": 4, "message_type": "chat",
		"body": "Hello @15550200003", "delivery_info": {"read": {%s}}}}`, size, strings.Join(members, ","), strings.Join(read, ",")))
}

func BenchmarkChatOfManyMembers(b *testing.B) {
	c := largeGroup(b)
	o := present.Options{Now: noon(), Zone: kolkata()}
	b.ReportAllocs()
	for b.Loop() {
		present.Chat(c, o)
	}
}

func BenchmarkMembersSorted(b *testing.B) {
	c := largeGroup(b)
	o := present.Options{Now: noon(), Zone: kolkata(), Sort: present.ByReceipt}
	b.ReportAllocs()
	for b.Loop() {
		present.MembersSection(c, o)
	}
}
