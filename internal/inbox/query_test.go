package inbox_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"chatlens/api"
	"chatlens/internal/inbox"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

func noon() time.Time { return time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) }

func id(t testing.TB, s string) api.ID {
	t.Helper()
	var i api.ID
	if err := i.UnmarshalText([]byte(s)); err != nil || i.IsZero() {
		t.Fatalf("%q is no id: %v", s, err)
	}
	return i
}

func text(s string) safetext.Text { return safetext.Clean(s) }

func label(id, name string) present.NamedLabel {
	return present.NamedLabel{ID: text(id), Name: text(name)}
}

// chats are told apart by the first letters of their names: anna, büro, number, hotel, shop.
func chats(t testing.TB) []present.Brief {
	return []present.Brief{
		{
			ID: id(t, "919537851844@c.us"), Name: text("Anna Berg"), Kind: text("person"), Assigned: text("Ravi@example.com"),
			Labels: []present.NamedLabel{label("label-vip", "VIP"), label("label-big", "Big Client")}, Unread: 3,
			Last: text("Anna: see you at 12:30"),
		},
		{
			ID: id(t, "120363329861739657@g.us"), Name: text("Büro Straße"), Kind: text("group"), Assigned: text("mona@example.com"),
			Labels: []present.NamedLabel{label("label-new", "new, today")}, Muted: true, Flagged: 1,
			Last: text(`us: the 5" screen is https://x.example/a`),
		},
		{
			ID: id(t, "491715550100@c.us"), Name: text("+491715550100"), Kind: text("unknown"), Closed: true,
			Last: text("call (022) 555-0177 / 2"),
		},
		{
			ID: id(t, "14155550100@c.us"), Name: text("Hotel ΣΑΣ"), Kind: text("business"), Assigned: text("ravindra@example.org"),
			SnoozedUntil: noon().Add(time.Hour), Last: text("us: lable:vip"),
		},
		{
			ID: id(t, "987654321098765@lid"), Name: text("Shop +91 98765 43210"), Kind: text("person"),
			SnoozedUntil: noon().Add(-time.Hour), Labels: []present.NamedLabel{label("none-of-it", "nones")},
		},
	}
}

// passing names the chats that pass a filter.
func passing(t testing.TB, q inbox.Query) string {
	var names []string
	briefs := chats(t)
	for i, name := range []string{"anna", "büro", "number", "hotel", "shop"} {
		if q.Matches(&briefs[i], noon()) {
			names = append(names, name)
		}
	}
	return strings.Join(names, " ")
}

const all = "anna büro number hotel shop"

func TestWhatAFilterLetsThrough(t *testing.T) {
	for typed, want := range map[string]string{
		"":                           all,
		"  ":                         all,
		"anna":                       "anna",
		"ANNA berg":                  "anna",
		"berg anna":                  "anna",
		"anna hotel":                 "",
		"straße":                     "büro",
		"BÜRO":                       "büro",
		"σας":                        "hotel",
		"ΣΑΣ":                        "hotel",
		"ravi":                       "anna hotel",
		"vip":                        "anna hotel",
		"label-new":                  "büro",
		"screen":                     "büro",
		`5"`:                         "büro",
		`5" screen`:                  "büro",
		"12:30":                      "anna",
		"https://x":                  "büro",
		"@g.us":                      "büro",
		"@anna":                      "anna",
		"@919537851844":              "anna",
		"-@anna":                     "büro number hotel shop",
		"@lid":                       "shop",
		"@example.org":               "hotel",
		"wa.me/919537851844":         "anna",
		"https://wa.me/919537851844": "anna",
		"https://api.whatsapp.com/send?phone=919537851844": "anna",
		`"anna berg"`:     "anna",
		`"berg anna"`:     "",
		`"anna   berg"`:   "anna",
		`"anna be`:        "anna",
		`"lable:vip"`:     "hotel",
		`"is:open"`:       "",
		`"berg ravi"`:     "", // no phrase goes over the end of a name
		`"is:unread" VIP`: "",

		"9537851844":                "anna",
		"+91 95378-51844":           "anna",
		"95378 51844":               "anna",
		"+91-95378-51844":           "anna",
		"+91.95378.51844":           "anna",
		`"+91 95378 51844"`:         "anna",
		"+91\u00a095378\u201151844": "anna",
		"(91) 95378":                "anna",
		"+49 (0) 171 555":           "number",
		"+49(0)171/555":             "number",
		"9876543210":                "shop",
		"98765-43210":               "shop",
		"43210":                     "shop",
		"0225550177":                "number",
		"0177":                      "number",

		"type:group":               "büro",
		"TYPE:Group":               "büro",
		"type:person":              "anna shop",
		"type:user":                "anna shop",
		"type:business":            "hotel",
		"type:unknown":             "number",
		"type:group,business":      "büro hotel",
		"type:group type:business": "",

		"label:vip":              "anna",
		"label:v":                "anna",
		"label:label-vip":        "anna",
		"label:ip":               "",
		`label:"big client"`:     "anna",
		`label:"big cl`:          "anna",
		"label:big":              "anna",
		`label:"new, today"`:     "büro",
		`label:vip,"new, today"`: "anna büro",
		"label:none":             "number hotel",
		"label:none,vip":         "anna number hotel",
		"label:nones":            "shop",
		"label:vip label:big":    "anna",

		"assigned:me":             "anna",
		"assigned:ravi":           "anna hotel",
		"assigned:RAVI@":          "anna",
		"assigned:example.org":    "hotel",
		"assigned:none":           "number shop",
		"assigned:none,mona":      "büro number shop",
		"assigned:me type:person": "anna",

		"is:unread":          "anna",
		"is:open":            "anna büro shop",
		"is:closed":          "number",
		"is:snoozed":         "hotel",
		"is:flagged":         "büro",
		"is:muted":           "büro",
		"is:unread,muted":    "anna büro",
		"is:unread is:muted": "",
		"IS:Unread":          "anna",

		"-anna":               "büro number hotel shop",
		"-is:unread":          "büro number hotel shop",
		"-type:group,person":  "number hotel",
		"-label:none":         "anna büro shop",
		`-"anna berg" ravi`:   "hotel",
		`-label:"big client"`: "büro number hotel shop",
		"-51844":              "büro number hotel shop",
		"-":                   all,
		"anna - berg":         "anna",
		`"`:                   all,
	} {
		q, err := inbox.ParseQuery(typed, "Ravi@Example.com ")
		if err != nil {
			t.Errorf("%s: %v", typed, err)
		}
		if got := passing(t, q); got != want {
			t.Errorf("%s: lets %q through, want %q", typed, got, want)
		}
		if q.IsZero() && want != all {
			t.Errorf("%s: says that it lets everything through", typed)
		}
	}
}

func TestWhatIsNotUnderstoodIsSaidAndLeftOut(t *testing.T) {
	const (
		types    = "type: knows person (or user), group, business and unknown"
		states   = "is: knows unread, open, closed, snoozed, flagged and muted"
		labels   = "label: wants the name or the id of a label, or none"
		assigned = "assigned: wants me, none, or a part of an e-mail address"
	)
	for _, c := range []struct{ typed, term, reason, passing string }{
		{"type:", "type:", types, all},
		{"is:", "is:", states, all},
		{"label:", "label:", labels, all},
		{`label:""`, `label:""`, labels, all},
		{"assigned:", "assigned:", assigned, all},
		{"anna is:", "is:", states, "anna"},
		{"is:un", "is:un", "is:un is not known; did you mean is:unread?", all},
		{"anna is:un", "is:un", "is:un is not known; did you mean is:unread?", "anna"},
		{"Is:Unred", "Is:Unred", "is:unred is not known; did you mean is:unread?", all},
		{"is:qqqqqqq", "is:qqqqqqq", states, all},
		{"type:u", "type:u", types, all},
		{"type:grp", "type:grp", "type:grp is not known; did you mean type:group?", all},
		{"type:group,", "type:group,", types, "büro"},
		{"type:group,bus", "type:group,bus", "type:bus is not known; did you mean type:business?", "büro"},
		{"-is:un", "-is:un", "is:un is not known; did you mean is:unread?", all},
		{"lable:vip", "lable:vip", "lable: is not known; did you mean label:?", all},
		{"labels:vip anna", "labels:vip", "labels: is not known; did you mean label:?", "anna"},
		{"assignee:ravi", "assignee:ravi", "assignee: is not known; did you mean assigned:?", all},
		{"tpye:group", "tpye:group", "tpye: is not known; did you mean type:?", all},
		{"si:unread", "si:unread", "", ""},
		{"iss:unread", "iss:unread", "iss: is not known; did you mean is:?", all},
		{"lable:vip is:un", "lable:vip", "lable: is not known; did you mean label:?", all},
		{"assigned:me", "assigned:me", "assigned:me needs your address: set me in the configuration, or CHATLENS_ME", all},
		{"assigned:me,mona", "assigned:me,mona", "assigned:me needs your address: set me in the configuration, or CHATLENS_ME", "büro"},
		{"id:1844", "", "", ""},
		{"time:12", "", "", ""},
		{"http://x", "", "", ""},
		{"tape:x", "", "", ""},
		{"us:x", "", "", ""},
		{"tpye:x", "tpye:x", "tpye: is not known; did you mean type:?", all},
		{"types:x", "types:x", "types: is not known; did you mean type:?", all},
		{"is:read", "is:read", "is:read is not known; -is:unread finds chats without unread messages", all},
		{"note:anna", "", "", ""},
	} {
		q, err := inbox.ParseQuery(c.typed, "")
		if got := passing(t, q); got != c.passing {
			t.Errorf("%s: lets %q through, want %q", c.typed, got, c.passing)
		}
		var failed *inbox.QueryError
		switch {
		case c.reason == "" && err != nil:
			t.Errorf("%s: got %v, want a word", c.typed, err)
		case c.reason == "":
		case !errors.As(err, &failed):
			t.Errorf("%s: got %v, want a QueryError", c.typed, err)
		case failed.Term != c.term || failed.Reason != c.reason:
			t.Errorf("%s: got %q of %q, want %q of %q", c.typed, failed.Reason, failed.Term, c.reason, c.term)
		}
	}
}

func TestATermThatIsBeingTypedHidesNothing(t *testing.T) {
	for _, term := range []string{"type:person", "is:unread", "label:vip", `label:"big client"`, "assigned:ravi", "-is:muted", "type:group,person"} {
		for end := strings.IndexByte(term, ':') + 1; end <= len(term); end++ {
			typed := "berg " + term[:end]
			q, err := inbox.ParseQuery(typed, "")
			got := passing(t, q)
			halfGroup := strings.HasPrefix(typed, "berg type:group") && end < len(term) // all that is understood so far asks for a group
			if got != "anna" && !halfGroup {
				t.Errorf("%s: lets %q through, says %v", typed, got, err)
			}
		}
	}
}

func TestWordsToMarkAreFoldedAndWithoutTermsAndWhatIsKeptOut(t *testing.T) {
	q, _ := inbox.ParseQuery(`ANNA -berg "Big  Client" type:person label:vip +91-95 lable:x`, "")
	if got, want := q.Words(), []string{"anna", "big client", "+91-95"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, typed := range []string{`anna -is:unread label:"big client",vip 5"`, `-"`, `label:","`, "+49 (0) 171", "type:,", `-:`, "\u00a0:\"", "(0)", "((0)0)"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		q, err := inbox.ParseQuery(typed, "")
		if err != nil && err.Error() == "" {
			t.Errorf("%q: an error without words", typed)
		}
		briefs := chats(t)
		for i := range briefs {
			name := briefs[i].Name
			var whole strings.Builder
			for _, p := range inbox.NewMarker(q.Words()).Marks(name) {
				whole.WriteString(p.Text.String())
			}
			if whole.String() != name.String() {
				t.Errorf("%q: the parts of %q are %q", typed, name, whole.String())
			}
			q.Matches(&briefs[i], noon())
		}
	})
}
