package api_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"chatlens/api"
)

func documented(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "testdata", "fixtures", "chat_user.json"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTheDocumentedChatDecodesWhole(t *testing.T) {
	var got api.Chat
	if err := json.Unmarshal(documented(t), &got); err != nil {
		t.Fatal(err)
	}
	person, phone := id(t, "919537851844@c.us"), id(t, "918527184400@c.us")
	if len(got.CommonChats) != 15 || got.CommonChats[14] != person {
		t.Errorf("common chats: %v", got.CommonChats)
	}
	message := got.LatestMessage
	if message == nil {
		t.Fatal("no latest message")
	}
	if body := message.Body.Lines(); len(body) != 5 || body[0] != text("You have been invited to join Test New 1040") {
		t.Errorf("body: %q", body)
	}
	const org = "2997dd64-89bf-48d3-9a22-b314fca017e5"
	const unique = "3EB0297C336FD627EAF4447CFC1DEB49394D7874"
	image := func(number, stamp string) api.Text {
		return text("https://storage.googleapis.com/periskope-images/" + org + "%2F" + number + "%40c.us.jpg?timestamp=" + stamp)
	}
	want := api.Chat{
		ID: person, Name: text("BK Local1"), Type: text("user"), Image: image("919537851844", "1737689973340"),
		OrgID: text(org), OrgPhone: phone, OrgPhones: api.List[api.ID]{phone}, AssignedTo: text("bharat@hashlabs.dev"),
		Access:      api.Map[api.Text, api.Flag]{text("bharat@hashlabs.dev"): yes},
		Labels:      api.Map[api.Text, api.Flag]{text("label-xbitdvipqshahdcu"): yes, text("label-xgargwpbzidjpapt"): yes},
		Properties:  api.Map[api.Text, api.Value]{text("property-tlkudzxmhjkgoktm"): value(t, `"hello"`)},
		CommonChats: got.CommonChats,
		CreatedAt:   at("2025-01-18T14:51:03Z"), UpdatedAt: at("2025-01-27T11:08:10.696758Z"),
		Muted: no, Exited: no, MemberCount: number(2), Hubspot: value(t, `{}`),
		Members: api.Members{
			{
				ContactID: phone, Name: text("Support"), Color: text("#B4876E"), Image: image("918527184400", "1737690126280"),
				Admin: yes, SuperAdmin: yes, Internal: yes, ChatID: person, OrgID: text(org), OrgPhone: phone,
			},
			{
				ContactID: person, Name: text("BK Local1"), Color: text("#B4876E"), Image: image("919537851844", "1737689973340"),
				Admin: yes, SuperAdmin: yes, Internal: no, ChatID: person, OrgID: text(org), OrgPhone: phone,
			},
		},
		LatestMessage: &api.Message{
			ID: text("true_919537851844@c.us_" + unique), UniqueID: text(unique), ChatID: person, OrgPhone: phone,
			Key:  api.MessageKey{FromMe: yes, ID: text(unique), Remote: person, Serialized: text("true_919537851844@c.us_" + unique)},
			Body: message.Body, Type: text("chat"), FromMe: yes, SenderPhone: phone,
			Timestamp: at("2025-01-27T11:07:56Z"), UpdatedAt: at("2025-01-27T11:08:10.693Z"), Ack: api.Ack{N: 4, Known: true},
			Delivery: &api.Delivery{
				Delivered:      api.Map[api.ID, api.Time]{person: at("2025-01-27T11:08:02.277Z")},
				Read:           api.Map[api.ID, api.Time]{person: at("2025-01-27T11:08:10.69Z")},
				DeliveredCount: number(1), ReadCount: number(1),
			},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\n%+v\nwant\n%+v\n%+v", got, message, want, want.LatestMessage)
	}
}

func TestAbsentObjectsAreNil(t *testing.T) {
	for _, none := range []string{`null`, `{}`, `[]`, `"x"`, `7`, `{"other": 1}`, `{"body": null, "path": null, "latitude": null, "delivered": null, "snooze_until": null, "activation_state": null, "name": null}`} {
		var chat api.Chat
		var message api.Message
		document := fmt.Sprintf(`{"latest_message": %[1]s, "snooze_metadata": %[1]s, "ai_metadata": %[1]s}`, none)
		if err := json.Unmarshal([]byte(document), &chat); err != nil {
			t.Fatal(err)
		}
		document = fmt.Sprintf(`{"media": %[1]s, "location": %[1]s, "poll_info": %[1]s, "delivery_info": %[1]s}`, none)
		if err := json.Unmarshal([]byte(document), &message); err != nil {
			t.Fatal(err)
		}
		if chat.LatestMessage != nil || chat.Snooze != nil || chat.AI != nil {
			t.Errorf("%s in a chat is taken for an object: %+v", none, chat)
		}
		if message.Media != nil || message.Location != nil || message.PollInfo != nil || message.Delivery != nil {
			t.Errorf("%s in a message is taken for an object: %+v", none, message)
		}
	}
}

func TestMembers(t *testing.T) {
	one, two := api.Member{ContactID: id(t, "1@c.us"), Name: text("a")}, api.Member{ContactID: id(t, "2@c.us"), Name: text("b")}
	for document, want := range map[string]api.Members{
		`null`: nil, `{}`: nil, `[]`: nil, `[null]`: nil, `"x"`: nil, `7`: nil, `{"1@c.us": null}`: nil, `{"1@c.us": "x"}`: nil,
		`{"key": {}}`: nil, `{"": {}}`: nil, `[{}]`: nil,
		`{"1@c.us": {}, "2@c.us": {"contact_name": null}}`:                                                            {{ContactID: one.ContactID}, {ContactID: two.ContactID}},
		`{"2@c.us": {"contact_name": "b"}, "1@c.us": {"contact_name": "a"}}`:                                          {one, two},
		`[{"contact_id": "2@c.us", "contact_name": "b"}, null, 7, {"contact_id": "1@c.us", "contact_name": "a"}]`:     {one, two},
		`{"key": {"contact_id": "1@c.us", "contact_name": "a"}, "2@c.us": {"contact_name": "b"}, "3@c.us": null}`:     {one, two},
		`{"1@c.us": {"contact_name": "old"}, "1@c.us": {"contact_name": "a"}}`:                                        {one},
		`[{"contact_name": "nobody"}, {"contact_name": "nobody"}]`:                                                    {{Name: text("nobody")}, {Name: text("nobody")}},
		`{"1@c.us": {"contact_id": null, "contact_name": "a"}, "2@c.us": {"contact_id": ["x"], "contact_name": "b"}}`: {one, two},
	} {
		var got api.Members
		if err := json.Unmarshal([]byte(document), &got); err != nil {
			t.Fatal(err)
		}
		if len(got) != len(want) || (len(want) > 0 && !reflect.DeepEqual(got, want)) {
			t.Errorf("%s: got %+v, want %+v", document, got, want)
		}
	}
}

func TestLabelsComeAsAMapOrAsAListOfThoseThatAreTrue(t *testing.T) {
	type flags = api.Map[api.Text, api.Flag]
	for document, want := range map[string]flags{
		`null`: nil, `[]`: nil, `"label-a"`: nil, `7`: nil, `[null, 3, {}]`: nil, `{}`: {},
		`{"label-a": true, "label-b": "false"}`: {text("label-a"): yes, text("label-b"): no},
		`["label-a", null, "label-b"]`:          {text("label-a"): yes, text("label-b"): yes},
	} {
		var got api.Chat
		if err := json.Unmarshal([]byte(`{"label_ids": `+document+`}`), &got); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Labels, want) {
			t.Errorf("%s: got %v, want %v", document, got.Labels, want)
		}
	}
}

func TestReceiptsComeAsAMapOrAsAListOfIDs(t *testing.T) {
	one := id(t, "1@c.us")
	for document, want := range map[string]api.Map[api.ID, api.Time]{
		`{"1@c.us": 1737211863000}`:   {one: at(plainTime)},
		`{"1@c.us": "1737211863"}`:    {one: at(plainTime)},
		`{"1@c.us": null}`:            {one: {}},
		`["1@c.us", null]`:            {one: {}},
		`null`:                        nil,
		`"1@c.us"`:                    nil,
		`{"1@c.us": {"at": "later"}}`: {one: {}},
		`{"1@c.us": "later"}`:         {one: {Set: true}},
	} {
		var got api.Message
		if err := json.Unmarshal([]byte(`{"delivery_info": {"read_count": 1, "read": `+document+`}}`), &got); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Delivery.Read, want) {
			t.Errorf("%s: got %v, want %v", document, got.Delivery.Read, want)
		}
	}
}

func TestHostileTextIsCleanInEveryField(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "testdata", "fixtures", "hostile.json"))
	if err != nil {
		t.Fatal(err)
	}
	var payloads []struct{ Name, Payload string }
	if err := json.Unmarshal(b, &payloads); err != nil {
		t.Fatal(err)
	}
	for _, p := range payloads {
		quoted, err := json.Marshal(p.Payload)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range append(append(chatFields(t), memberFields(t)...), messageFields(t)...) {
			for _, form := range []string{`%s`, `[%s]`, `{"name": %[1]s, "path": %[1]s, "activation_state": %[1]s, "snooze_message": %[1]s, "serialized": %[1]s}`, `{%s: 1}`} {
				spoilt := fmt.Sprintf(`{%q: %s}`, f.json, fmt.Sprintf(form, quoted))
				var chat api.Chat
				var member api.Member
				var message api.Message
				for _, into := range []any{&chat, &member, &message} {
					if err := json.Unmarshal([]byte(spoilt), into); err != nil {
						t.Fatalf("%s in %s: %v", p.Name, f.json, err)
					}
					checkClean(t, p.Name+" in "+f.json, reflect.ValueOf(into))
				}
			}
		}
	}
}

// checkClean looks at what can be shown of a value, however deep: each Text, and each ID and Value as a Text.
func checkClean(t *testing.T, where string, v reflect.Value) {
	t.Helper()
	if v.Kind() == reflect.Pointer {
		if !v.IsNil() {
			checkClean(t, where, v.Elem())
		}
		return
	}
	switch shown := v.Interface().(type) {
	case api.Text:
		checkInert(t, where, shown.String())
		return
	case api.ID:
		checkInert(t, where, shown.Text().String())
		checkInert(t, where, shown.Number().String())
		if s := shown.String(); strings.Trim(s, "0123456789-@cglidus.") != "" {
			t.Errorf("%s would be sent as %q", where, s)
		}
		return
	case api.Value:
		checkInert(t, where, shown.Text().String())
		return
	case api.Time:
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			checkClean(t, where, v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			checkClean(t, where, v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			checkClean(t, where, key)
			checkClean(t, where, v.MapIndex(key))
		}
	case reflect.String:
		t.Errorf("%s: a raw string in an object", where)
	}
}

func checkInert(t *testing.T, where, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("%s: not UTF-8: %q", where, s)
	}
	for _, r := range s {
		if (r < ' ' && r != '\n') || (r >= 0x7f && r < 0xa0) || (r >= 0x202a && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069) {
			t.Errorf("%s: %U in %q", where, r, s)
			return
		}
	}
}

func FuzzDecodingAChat(f *testing.F) {
	f.Add(documented(f))
	for _, fields := range [][]field{chatFields(f), memberFields(f), messageFields(f)} {
		for _, one := range fields {
			f.Add([]byte(`{"` + one.json + `": ` + one.good + `}`))
		}
	}
	for _, seed := range []string{
		`{"chat_id": "1@c.us", "members": [null, {"contact_id": 7}], "latest_message": {"ack": 5.0, "delivery_info": {"read": ["a"]}}}`,
		`{"label_ids": "x", "closed_at": 1e999, "created_at": "0001-01-01", "member_count": 9223372036854775808}`,
		`{"chat_name": "\u001b[4:4:4m\u009b\ud800", "custom_properties": {"\u0000": "\u202e"}}`,
		strings.Repeat(`{"latest_message":`, 40) + `1` + strings.Repeat(`}`, 40),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var chat, again api.Chat
		direct := chat.UnmarshalJSON(b)
		if direct != nil {
			t.Fatalf("decoding fails: %v", direct)
		}
		if !json.Valid(b) {
			return
		}
		if err := json.Unmarshal(b, &again); err != nil {
			t.Fatalf("decoding valid JSON fails: %v", err)
		}
		checkClean(t, "fuzzed", reflect.ValueOf(&again))
	})
}
