package api_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// field is a field of an object: its name in JSON, in Go, a good value, and what that is in Go.
type field struct {
	json, name, good string
	want             any
}

func text(s string) api.Text { return safetext.Clean(s) }

func id(t testing.TB, s string) api.ID {
	t.Helper()
	var id api.ID
	if err := json.Unmarshal([]byte(`"`+s+`"`), &id); err != nil {
		t.Fatal(err)
	}
	return id
}

func at(s string) api.Time {
	when, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		panic(err)
	}
	return api.Time{Time: when, Set: true}
}

func value(t testing.TB, s string) api.Value {
	t.Helper()
	var v api.Value
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func number(n int64) api.Int { return api.Int{N: n, Known: true} }

var (
	yes = api.Flag{Known: true, On: true}
	no  = api.Flag{Known: true}
)

const (
	goodTime  = `"2025-01-18T14:51:03+00:00"`
	goodID    = `"919537851844@c.us"`
	plainTime = "2025-01-18T14:51:03Z"
)

func chatFields(t testing.TB) []field {
	person := id(t, "919537851844@c.us")
	when := at(plainTime)
	return []field{
		{"chat_id", "ID", goodID, person},
		{"chat_name", "Name", `"n"`, text("n")},
		{"chat_type", "Type", `"user"`, text("user")},
		{"chat_image", "Image", `"u"`, text("u")},
		{"invite_link", "InviteLink", `"u"`, text("u")},
		{"group_description", "Description", `"d"`, text("d")},
		{"org_id", "OrgID", `"o"`, text("o")},
		{"org_phone", "OrgPhone", goodID, person},
		{"chat_org_phones", "OrgPhones", `[null, ` + goodID + `, {}, 7.5]`, api.List[api.ID]{person}},
		{"assigned_to", "AssignedTo", `"a@b"`, text("a@b")},
		{"chat_access", "Access", `{"a@b": true}`, api.Map[api.Text, api.Flag]{text("a@b"): yes}},
		{"label_ids", "Labels", `{"l": true, "m": false, "n": null}`, api.Map[api.Text, api.Flag]{text("l"): yes, text("m"): no, text("n"): {}}},
		{"custom_properties", "Properties", `{"p": "hello", "q": [1, 2]}`, api.Map[api.Text, api.Value]{text("p"): value(t, `"hello"`), text("q"): value(t, `[1,2]`)}},
		{"common_chats", "CommonChats", `[` + goodID + `]`, api.List[api.ID]{person}},
		{"created_at", "CreatedAt", goodTime, when},
		{"updated_at", "UpdatedAt", goodTime, when},
		{"closed_at", "ClosedAt", goodTime, when},
		{"is_muted", "Muted", `true`, yes},
		{"is_exited", "Exited", `true`, yes},
		{"is_archived", "Archived", `true`, yes},
		{"is_pinned", "Pinned", `true`, yes},
		{"info_admins_only", "InfoAdminsOnly", `true`, yes},
		{"messages_admins_only", "MessagesAdminsOnly", `true`, yes},
		{"add_members_admins_only", "AddMembersAdminsOnly", `true`, yes},
		{"member_count", "MemberCount", `2`, number(2)},
		{"members", "Members", `{` + goodID + `: {"is_admin": true}}`, api.Members{{ContactID: person, Admin: yes}}},
		{"message_unread_count", "MessageUnreadCount", `3`, number(3)},
		{"unread_count", "UnreadCount", `{` + goodID + `: 3}`, api.Map[api.ID, api.Int]{person: number(3)}},
		{"member_unread_count", "MemberUnreadCount", `{"a@b": 3}`, api.Map[api.Text, api.Int]{text("a@b"): number(3)}},
		{"flag_count", "FlagCount", `4`, number(4)},
		{"flag_count_map", "FlagCountMap", `{"f": 4}`, api.Map[api.Text, api.Int]{text("f"): number(4)}},
		{"hubspot_metadata", "Hubspot", `{"h": 1}`, value(t, `{"h":1}`)},
		{"freshdesk_metadata", "Freshdesk", `{"h": 1}`, value(t, `{"h":1}`)},
		{"zohodesk_metadata", "ZohoDesk", `{"h": 1}`, value(t, `{"h":1}`)},
		{"zohocrm_metadata", "ZohoCRM", `{"h": 1}`, value(t, `{"h":1}`)},
		{"latest_message", "LatestMessage", `{"body": "b"}`, &api.Message{Body: text("b")}},
		{"latest_message_timestamp", "LatestMessageAt", goodTime, when},
		{"latest_mention_at", "LatestMentionAt", goodTime, when},
		{"pinned_messages", "PinnedMessages", `[null, {"message_id": "m", "pinned_at": ` + goodTime + `, "expires_at": 1737211863000}]`, api.List[api.PinnedMessage]{{MessageID: text("m"), PinnedAt: when, ExpiresAt: when}}},
		{"snooze_metadata", "Snooze", `{"snooze_until": ` + goodTime + `, "snooze_message": "m", "snooze_by": "a@b"}`, &api.Snooze{Until: when, Message: text("m"), By: text("a@b")}},
		{"ai_metadata", "AI", `{"activation_state": "active"}`, &api.AI{State: text("active")}},
		{"parent_community_id", "ParentCommunityID", `"c"`, text("c")},
		{"initiated_by", "InitiatedBy", `"i"`, text("i")},
		{"group_metadata", "GroupMetadata", `{"g": 1}`, value(t, `{"g":1}`)},
		{"override_chat_access", "OverrideAccess", `true`, yes},
	}
}

func memberFields(t testing.TB) []field {
	person := id(t, "919537851844@c.us")
	return []field{
		{"contact_id", "ContactID", goodID, person},
		{"contact_name", "Name", `"n"`, text("n")},
		{"contact_color", "Color", `"#B4876E"`, text("#B4876E")},
		{"contact_image", "Image", `"u"`, text("u")},
		{"is_admin", "Admin", `true`, yes},
		{"is_super_admin", "SuperAdmin", `true`, yes},
		{"is_internal", "Internal", `true`, yes},
		{"chat_id", "ChatID", goodID, person},
		{"org_id", "OrgID", `"o"`, text("o")},
		{"org_phone", "OrgPhone", goodID, person},
		{"pushname", "PushName", `"p"`, text("p")},
		{"short_name", "ShortName", `"s"`, text("s")},
		{"number", "Number", `919537851844`, text("919537851844")},
		{"is_business", "Business", `true`, yes},
		{"is_me", "Me", `true`, yes},
		{"contact_lid", "LID", `"77@lid"`, id(t, "77@lid")},
		{"label_ids", "Labels", `["l"]`, api.Map[api.Text, api.Flag]{text("l"): yes}},
	}
}

func messageFields(t testing.TB) []field {
	person := id(t, "919537851844@c.us")
	when := at(plainTime)
	return []field{
		{"message_id", "ID", `"m"`, text("m")},
		{"unique_id", "UniqueID", `"u"`, text("u")},
		{"id", "Key", `{"fromMe": true, "id": "i", "remote": ` + goodID + `, "_serialized": "s"}`, api.MessageKey{FromMe: yes, ID: text("i"), Remote: person, Serialized: text("s")}},
		{"chat_id", "ChatID", goodID, person},
		{"org_phone", "OrgPhone", goodID, person},
		{"body", "Body", `"a\nb"`, text("a\nb")},
		{"prev_body", "PrevBody", `"p"`, text("p")},
		{"message_type", "Type", `"chat"`, text("chat")},
		{"from_me", "FromMe", `true`, yes},
		{"sender_phone", "SenderPhone", goodID, person},
		{"author", "Author", goodID, person},
		{"from", "From", goodID, person},
		{"to", "To", `{"server": "c.us", "_serialized": ` + goodID + `}`, person},
		{"performed_by", "PerformedBy", `"a@b"`, text("a@b")},
		{"timestamp", "Timestamp", goodTime, when},
		{"updated_at", "UpdatedAt", goodTime, when},
		{"is_deleted", "Deleted", `true`, yes},
		{"is_forwarded", "Forwarded", `true`, yes},
		{"forwarding_score", "ForwardingScore", `5`, number(5)},
		{"is_starred", "Starred", `true`, yes},
		{"is_gif", "GIF", `true`, yes},
		{"is_ephemeral", "Ephemeral", `true`, yes},
		{"is_status", "Status", `true`, yes},
		{"is_private_note", "PrivateNote", `true`, yes},
		{"has_media", "HasMedia", `true`, yes},
		{"media", "Media", `{"path": "p", "filename": "f", "mimetype": "m", "size": "20", "dimensions": {"width": 5, "height": 6.0}}`, &api.Media{Path: text("p"), Filename: text("f"), MIMEType: text("m"), Size: number(20), Width: number(5), Height: number(6)}},
		{"duration", "Duration", `"42"`, number(42)},
		{"location", "Location", `{"latitude": "12.5", "longitude": -3, "name": "n", "address": "a"}`, &api.Location{Latitude: api.Float{F: 12.5, Known: true}, Longitude: api.Float{F: -3, Known: true}, Name: text("n"), Address: text("a")}},
		{"vcards", "VCards", `["v", null]`, api.List[api.Text]{text("v")}},
		{"links", "Links", `[{"link": "u", "isSuspicious": false}, "v", null, 4, {}]`, api.List[api.Link]{{URL: text("u"), Suspicious: no}, {URL: text("v")}}},
		{"mentioned_ids", "MentionedIDs", `[` + goodID + `, null]`, api.List[api.ID]{person}},
		{"has_quoted_msg", "HasQuoted", `true`, yes},
		{"quoted_message_id", "QuotedMessageID", `"q"`, text("q")},
		{"has_reaction", "HasReaction", `true`, yes},
		{"reactions", "Reactions", `[{"reaction": "👍", "sender_id": ` + goodID + `, "timestamp": ` + goodTime + `}, "🙏", null, []]`, api.List[api.Reaction]{{Emoji: text("👍"), SenderID: person, Timestamp: when}, {Emoji: text("🙏")}}},
		{"poll_info", "PollInfo", `{"name": "n", "options": [{"name": "a"}, "b", null], "allow_multiple_answers": true}`, &api.Poll{Name: text("n"), Options: api.List[api.PollOption]{{Name: text("a")}, {Name: text("b")}}, Multiple: yes}},
		{"poll_results", "PollResults", `{"r": 1}`, value(t, `{"r":1}`)},
		{"invite_v4", "InviteV4", `"i"`, value(t, `"i"`)},
		{"broadcast_id", "BroadcastID", `"b"`, text("b")},
		{"order_id", "OrderID", `"o"`, text("o")},
		{"flag_status", "FlagStatus", `true`, yes},
		{"flag_status", "FlagStatus", `"open"`, yes},
		{"flag_status", "FlagStatus", `"Resolved"`, api.Flag{Known: true}},
		{"flag_status", "FlagStatus", `""`, api.Flag{}},
		{"flag_metadata", "FlagMetadata", `{"f": 1}`, value(t, `{"f":1}`)},
		{"flag_response_time", "FlagResponseTime", `9`, number(9)},
		{"message_ticket_id", "TicketID", `"ticket-a"`, text("ticket-a")},
		{"ack", "Ack", `"4"`, api.Ack{N: 4, Known: true}},
		{"delivery_info", "Delivery", `{"delivered": {` + goodID + `: 1737211863000}, "read": {` + goodID + `: null}, "pending": [` + goodID + `], "delivered_count": 3, "read_count": 1}`, &api.Delivery{Delivered: api.Map[api.ID, api.Time]{person: when}, Read: api.Map[api.ID, api.Time]{person: {}}, Pending: api.List[api.ID]{person}, DeliveredCount: number(3), ReadCount: number(1)}},
	}
}

// anything is each type of JSON value, whole and spoilt.
func anything() []string {
	return []string{
		`null`, `true`, `false`, `0`, `1`, `-1`, `4.0`, `4.5`, `1e999`, `-1e999`, `123456789012345678901234567890`,
		`""`, `" "`, `"x"`, `"true"`, `"1"`, `"2025-01-18"`, `"0001-01-01T00:00:00Z"`, `"\u001b[31m\ud800"`, `"919537851844@c.us"`,
		`[]`, `[null]`, `["x"]`, `[1, {}, [], true]`, `[{"a": null}]`, `[[[[]]]]`,
		`{}`, `{"": null}`, `{"x": "y"}`, `{"a": {"b": []}}`, `{"message_id": [], "contact_id": {}, "delivered": 1, "options": 3}`,
	}
}

// checkFields decodes each field of an object alone: a good value arrives in the field and nowhere else; any other value
// costs at most that field.
func checkFields[T any](t *testing.T, fields []field) {
	known := map[string]bool{}
	for _, f := range fields {
		known[f.name] = true
		t.Run(f.json, func(t *testing.T) {
			var got, want T
			if err := json.Unmarshal([]byte(`{"unknown": {"a": [1]}, "`+f.json+`": `+f.good+`}`), &got); err != nil {
				t.Fatal(err)
			}
			reflect.ValueOf(&want).Elem().FieldByName(f.name).Set(reflect.ValueOf(f.want))
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s decodes to\n%+v, want\n%+v", f.good, got, want)
			}
			for _, bad := range anything() {
				checkNeighbours[T](t, f, fields, bad)
			}
		})
	}
	object := reflect.TypeFor[T]()
	for i := range object.NumField() {
		if name := object.Field(i).Name; !known[name] {
			t.Errorf("the field %s of %s is not tested", name, object)
		}
	}
}

// checkNeighbours decodes one field spoilt, before and after all others, which must arrive whole.
func checkNeighbours[T any](t *testing.T, f field, fields []field, bad string) {
	t.Helper()
	spoilt := fmt.Sprintf(`%q: %s`, f.json, bad)
	var others []string
	var want T
	for _, other := range fields {
		if other.json != f.json {
			others = append(others, fmt.Sprintf(`%q: %s`, other.json, other.good))
			reflect.ValueOf(&want).Elem().FieldByName(other.name).Set(reflect.ValueOf(other.want))
		}
	}
	rest := strings.Join(others, ", ")
	for _, document := range []string{`{` + spoilt + `, ` + rest + `}`, `{` + rest + `, ` + spoilt + `}`} {
		var got T
		if err := json.Unmarshal([]byte(document), &got); err != nil {
			t.Fatalf("%s: %v", spoilt, err)
		}
		// The field itself may now be anything that it can hold.
		reflect.ValueOf(&got).Elem().FieldByName(f.name).SetZero()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s spoils another field:\n%+v, want\n%+v", spoilt, got, want)
		}
	}
}

func TestEachFieldOfAChatTakesEveryType(t *testing.T)   { checkFields[api.Chat](t, chatFields(t)) }
func TestEachFieldOfAMemberTakesEveryType(t *testing.T) { checkFields[api.Member](t, memberFields(t)) }
func TestEachFieldOfAMessageTakesEveryType(t *testing.T) {
	checkFields[api.Message](t, messageFields(t))
}

// A second value must replace what the first one has left, whatever their types.
func TestTheLastOfSeveralEqualNamesWins(t *testing.T) {
	for _, f := range chatFields(t) {
		for _, bad := range anything() {
			var once, twice api.Chat
			for document, into := range map[string]*api.Chat{
				fmt.Sprintf(`{%q: %s}`, f.json, bad):                         &once,
				fmt.Sprintf(`{%q: %s, %q: %s}`, f.json, f.good, f.json, bad): &twice,
			} {
				if err := json.Unmarshal([]byte(document), into); err != nil {
					t.Fatal(err)
				}
			}
			if !reflect.DeepEqual(once, twice) {
				t.Errorf("%s: after %s, %s leaves %+v", f.json, f.good, bad, twice)
			}
		}
	}
}

func TestWhatIsNoObjectIsAnEmptyChat(t *testing.T) {
	for _, document := range []string{`null`, `[]`, `"x"`, `7`, `true`, `{}`, `[{"chat_id": "1@c.us"}]`} {
		got := api.Chat{Name: text("left over")}
		if err := json.Unmarshal([]byte(document), &got); err != nil {
			t.Errorf("%s: %v", document, err)
		}
		if document != `null` && !reflect.DeepEqual(got, api.Chat{}) {
			t.Errorf("%s leaves %+v", document, got)
		}
	}
}
