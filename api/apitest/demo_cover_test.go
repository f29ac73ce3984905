package apitest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"

	"chatlens/api/apitest"
)

// checkEverything holds the list of what a viewer must be able to be tried on. Who drops a kind of chat, of
// message or of text from the demo's files learns it here.
func checkEverything(t *testing.T, chats []demoChat) {
	t.Helper()
	t.Run("chats", func(t *testing.T) { checkSome(t, chats, chatKinds()) })
	var latest, messages []demoMessage
	for _, c := range chats {
		if c.latest != nil {
			latest = append(latest, *c.latest)
		}
		messages = append(messages, c.history...)
	}
	t.Run("latest messages", func(t *testing.T) { checkSome(t, latest, latestKinds()) })
	t.Run("messages", func(t *testing.T) { checkSome(t, messages, messageKinds()) })
	t.Run("texts", func(t *testing.T) {
		for _, script := range scripts() {
			var names, bodies int
			for _, c := range chats {
				if c.Name != nil && containsScript(*c.Name, script.table) {
					names++
				}
				for _, m := range c.history {
					if m.Body != nil && containsScript(*m.Body, script.table) {
						bodies++
					}
				}
			}
			if names < 2 || bodies < 20 {
				t.Errorf("%s: %d names of chats, %d bodies", script.name, names, bodies)
			}
		}
	})
}

// A kind is something that at least one item must be.
type kind[T any] struct {
	name string
	is   func(T) bool
}

func checkSome[T any](t *testing.T, items []T, kinds []kind[T]) {
	t.Helper()
	for _, k := range kinds {
		if !slices.ContainsFunc(items, k.is) {
			t.Errorf("nothing in the demo is: %s", k.name)
		}
	}
}

type script struct {
	name  string
	table *unicode.RangeTable
}

func scripts() []script {
	return []script{
		{"Devanagari", unicode.Devanagari}, {"Tamil", unicode.Tamil}, {"Bengali", unicode.Bengali}, {"Arabic", unicode.Arabic},
		{"Hebrew", unicode.Hebrew}, {"Thai", unicode.Thai}, {"Han", unicode.Han}, {"Latin", unicode.Latin},
	}
}

func containsScript(s string, table *unicode.RangeTable) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(table, r) })
}

func chatKinds() []kind[demoChat] {
	field := func(name string, is func(any) bool) func(demoChat) bool {
		return func(c demoChat) bool {
			value, ok := c.fields[name]
			return ok && is(value)
		}
	}
	null := func(v any) bool { return v == nil }
	yes := func(v any) bool { return v == true }
	typed := func(name string) func(demoChat) bool {
		return field("chat_type", func(v any) bool { return v == name })
	}
	snoozed := func(future bool) func(demoChat) bool {
		return field("snooze_metadata", func(v any) bool {
			fields, _ := v.(map[string]any)
			switch until := fields["snooze_until"].(type) {
			case float64:
				return time.UnixMilli(int64(until)).After(demoNow()) == future
			case string:
				at, err := time.Parse(time.RFC3339, until)
				return err == nil && at.After(demoNow()) == future
			}
			return false
		})
	}
	labels := func(on, off int) func(demoChat) bool {
		return func(c demoChat) bool {
			n := [2]int{}
			for _, set := range c.Labels {
				if set {
					n[0]++
				} else {
					n[1]++
				}
			}
			return c.Labels != nil && n[0] >= on && n[1] >= off && (on > 0 || n[0] == 0)
		}
	}
	property := func(is func(any) bool) func(demoChat) bool {
		return func(c demoChat) bool {
			for _, value := range c.Properties {
				if is(value) {
					return true
				}
			}
			return false
		}
	}
	object := func(v any) bool { m, _ := v.(map[string]any); return len(m) > 0 }
	number := func(v any) bool { _, ok := v.(float64); return ok }
	text := func(v any) bool { s, _ := v.(string); return s != "" }
	positive := func(v any) bool { n, _ := v.(float64); return n > 0 }
	list := func(v any) bool { l, _ := v.([]any); return len(l) > 0 }
	ai := func(state string) func(demoChat) bool {
		return field("ai_metadata", func(v any) bool { m, _ := v.(map[string]any); return m["activation_state"] == state })
	}
	members := func(is func(int) bool) func(demoChat) bool {
		return func(c demoChat) bool { return c.Type == "group" && is(len(c.Members)) }
	}
	name := func(part string) func(demoChat) bool {
		return func(c demoChat) bool { return c.Name != nil && strings.Contains(*c.Name, part) }
	}
	return []kind[demoChat]{
		{"a person", typed("user")}, {"a group", typed("group")}, {"a business", typed("business")}, {"of unknown type", typed("unknown")},
		{"of a type not listed", func(c demoChat) bool {
			return !slices.Contains([]string{"user", "group", "business", "unknown"}, c.Type)
		}},
		{"a group of 1,024", members(func(n int) bool { return n == 1024 })}, {"a group of 256", members(func(n int) bool { return n == 256 })},
		{"a group of fewer than 5", members(func(n int) bool { return n > 0 && n < 5 })}, {"a group of about 100", members(func(n int) bool { return n > 80 && n < 120 })},
		{"without members (null)", field("members", null)},
		{"of a member_count that disagrees", func(c demoChat) bool {
			return c.MemberCount != nil && len(c.Members) > 0 && *c.MemberCount != len(c.Members)
		}},
		{"a group of the older form of id", func(c demoChat) bool { return c.Type == "group" && strings.Contains(c.ID, "-") }},
		{"of a private id", func(c demoChat) bool { return strings.HasSuffix(c.ID, "@lid") }},
		{"a member of a private id", func(c demoChat) bool {
			for id := range c.Members {
				if strings.HasSuffix(id, "@lid") {
					return true
				}
			}
			return false
		}},
		{"several of our own among the members", func(c demoChat) bool {
			n := 0
			for _, m := range c.Members {
				if m.Internal {
					n++
				}
			}
			return n > 2
		}},
		{"without a name", field("chat_name", null)}, {"without a latest message", field("latest_message", null)},
		{"open", field("closed_at", null)}, {"closed (number)", field("closed_at", number)}, {"closed (string)", field("closed_at", text)},
		{"snoozed for the future", snoozed(true)}, {"snoozed until the past", snoozed(false)},
		{"muted", field("is_muted", yes)}, {"exited", field("is_exited", yes)}, {"archived", field("is_archived", yes)}, {"pinned", field("is_pinned", yes)},
		{"without labels (null)", field("label_ids", null)}, {"with no label", labels(0, 0)}, {"with one label", labels(1, 0)}, {"with 12 labels", labels(12, 0)},
		{"with a label that is false", labels(1, 1)},
		{"assigned to nobody", field("assigned_to", null)}, {"assigned", field("assigned_to", text)}, {"of access for several", field("chat_access", func(v any) bool { m, _ := v.(map[string]any); return len(m) > 2 })},
		{"with an invite link", field("invite_link", text)}, {"with a description", field("group_description", text)},
		{"with a property: text", property(text)}, {"with a property: number", property(number)}, {"with a property: bool", property(yes)},
		{"with a property: null", property(null)}, {"with a property: list", property(list)}, {"with a property: object", property(object)},
		{"with hubspot_metadata", field("hubspot_metadata", object)}, {"with freshdesk_metadata", field("freshdesk_metadata", object)}, {"with zohocrm_metadata", field("zohocrm_metadata", object)},
		{"AI active", ai("active")}, {"AI inactive", ai("inactive")}, {"AI snoozed", ai("snoozed")}, {"AI thinking", ai("thinking")},
		{"unread", field("message_unread_count", positive)}, {"unread by phone", field("unread_count", object)}, {"flagged", field("flag_count", positive)},
		{"flagged by whom", field("flag_count_map", object)}, {"with pinned messages", field("pinned_messages", list)}, {"mentioned", field("latest_mention_at", text)},
		{"for admins' messages only", field("messages_admins_only", yes)}, {"for admins' changes only", field("info_admins_only", yes)},
		{"seen by two phones", field("chat_org_phones", func(v any) bool { l, _ := v.([]any); return len(l) > 1 })},
		{"with common chats", func(c demoChat) bool { return c.ID != apitest.DemoChatID && len(c.Common) > 2 }},
		{"part of a community", field("parent_community_id", text)},
		{"of minutes ago", ofAge(0, 10*time.Minute)}, {"of hours ago", ofAge(2*time.Hour, 20*time.Hour)}, {"of more than a year ago", ofAge(365*24*time.Hour, 10*365*24*time.Hour)},
		{"named with a ZWJ family", name("👨‍👩‍👧‍👦")}, {"named with a ZWJ flag", name("🏳️‍🌈")}, {"named with flags", name("🇮🇳🇰🇷🇻🇳")}, {"named with a keycap", name("1️⃣")}, {"named with VS16", name("❤️")},
		{"named in Telugu", func(c demoChat) bool { return c.Name != nil && containsScript(*c.Name, unicode.Telugu) }},
		{"named in Malayalam", func(c demoChat) bool { return c.Name != nil && containsScript(*c.Name, unicode.Malayalam) }},
		{"named in Hangul", func(c demoChat) bool { return c.Name != nil && containsScript(*c.Name, unicode.Hangul) }},
	}
}

func ofAge(from, to time.Duration) func(demoChat) bool {
	return func(c demoChat) bool {
		if c.latest == nil || c.ID == apitest.DemoChatID {
			return false
		}
		value, _ := c.latest.Timestamp.(string)
		at, err := time.Parse(time.RFC3339, value)
		age := demoNow().Sub(at)
		return err == nil && age >= from && age <= to
	}
}

// messageTypes are those of the documentation, and one that it does not list.
func messageTypes() []string {
	return []string{"chat", "image", "video", "audio", "ptt", "document", "sticker", "vcard", "multi_vcard", "poll_creation", "location", "ciphertext", "event_creation"}
}

func ofType(name string) func(demoMessage) bool {
	return func(m demoMessage) bool { return m.Type == name }
}

func latestKinds() []kind[demoMessage] {
	var kinds []kind[demoMessage]
	for _, name := range messageTypes() {
		kinds = append(kinds, kind[demoMessage]{"of type " + name, ofType(name)})
	}
	for n := -1; n <= 5; n++ {
		kinds = append(kinds, kind[demoMessage]{fmt.Sprintf("of ack %d", n), func(m demoMessage) bool {
			ack := strings.TrimSuffix(strings.Trim(string(m.Ack), `"`), ".0")
			return ack == fmt.Sprint(n)
		}})
	}
	ack := func(raw string, ours bool) func(demoMessage) bool {
		return func(m demoMessage) bool { return string(m.Ack) == raw && m.FromMe == ours }
	}
	group := func(m demoMessage) bool { return strings.HasSuffix(m.ChatID, "@g.us") }
	receipt := func(is func(m demoMessage, delivered, read, pending int) bool) func(demoMessage) bool {
		return func(m demoMessage) bool {
			d := m.Delivery
			return m.FromMe && d != nil && is(m, len(d.Delivered), len(d.Read), len(d.Pending))
		}
	}
	body := func(parts ...string) func(demoMessage) bool {
		return func(m demoMessage) bool {
			for _, part := range parts {
				if m.Body == nil || !strings.Contains(*m.Body, part) {
					return false
				}
			}
			return true
		}
	}
	kinds = append(kinds, []kind[demoMessage]{
		{"of an ack above 5, a number", ack("7", true)}, {"of an ack above 5, a string", ack(`"6"`, true)},
		{"of an ack that is a string", ack(`"4"`, true)}, {"of an ack that is an integer", ack("4", true)}, {"of an ack that is a float", ack("4.0", true)},
		{"ours with a null ack", ack("null", true)}, {"theirs with a null ack", ack("null", false)},
		{"read by all of a group", receipt(func(m demoMessage, d, r, p int) bool { return group(m) && d > 5 && r == d && p == 0 })},
		{"partly read in a group", receipt(func(m demoMessage, d, r, p int) bool { return group(m) && r > 0 && d > 0 && p > 0 })},
		{"partly read among 1,024", receipt(func(m demoMessage, d, r, p int) bool { return d > 300 && r > 300 && p > 100 })},
		{"waited for in a group", receipt(func(m demoMessage, d, r, p int) bool { return group(m) && r == 0 && d > 0 && p > 0 })},
		{"waited for, with nothing known of the others", receipt(func(m demoMessage, d, r, p int) bool {
			return group(m) && d == 0 && r == 0 && p > 0 && string(m.Ack) == `"2"`
		})},
		{"delivered and not read", receipt(func(m demoMessage, d, r, p int) bool { return !group(m) && d == 1 && r == 0 })},
		{"of a delivered_count above the map", receipt(func(m demoMessage, d, _, _ int) bool { return m.Delivery.DeliveredCount > d })},
		{"of more readers than the map of delivered has", receipt(func(m demoMessage, _, _, _ int) bool {
			for id := range m.Delivery.Read {
				if _, ok := m.Delivery.Delivered[id]; !ok {
					return true
				}
			}
			return false
		})},
		{"read before it was delivered", receipt(func(m demoMessage, _, _, _ int) bool {
			for id, read := range m.Delivery.Read {
				if delivered, ok := m.Delivery.Delivered[id]; ok && read < delivered {
					return true
				}
			}
			return false
		})},
		{"failed", func(m demoMessage) bool {
			return string(m.Ack) == `"-1"` && m.Delivery != nil && m.Delivery.Delivered == nil
		}},
		{"without delivery_info (absent)", func(m demoMessage) bool { _, ok := m.fields["delivery_info"]; return m.FromMe && !ok }},
		{"without delivery_info (null)", func(m demoMessage) bool {
			v, ok := m.fields["delivery_info"]
			return m.FromMe && ok && v == nil && !m.Note
		}},
		{"of epoch milliseconds", func(m demoMessage) bool { _, ok := m.Timestamp.(float64); return ok }},
		{"in every markup", body("*Reset", "_two minutes_", "~Press", "`START`", "```\n", "\n> ", "\n- ", "\n1. ", "@12125550138")},
		{"of 60 lines", func(m demoMessage) bool { return m.Body != nil && strings.Count(*m.Body, "\n") >= 59 }},
		{"edited", func(m demoMessage) bool { return m.PrevBody != nil }},
		{"quoting", func(m demoMessage) bool { return m.Quoted != nil }},
		{"mentioning", func(m demoMessage) bool { return len(m.Mentioned) > 0 }},
		{"a private note", func(m demoMessage) bool { return m.Note }},
	}...)
	return append(kinds, markedKinds()...)
}

// markedKinds are what the fields of a message say of it.
func markedKinds() []kind[demoMessage] {
	set := func(name string) func(demoMessage) bool {
		return func(m demoMessage) bool {
			switch v := m.fields[name].(type) {
			case bool:
				return v
			case string:
				return v != ""
			case float64:
				return v > 0
			case []any:
				return len(v) > 0
			case map[string]any:
				return len(v) > 0
			}
			return false
		}
	}
	var kinds []kind[demoMessage]
	for _, name := range []string{"is_deleted", "is_forwarded", "forwarding_score", "flag_status", "flag_metadata", "message_ticket_id",
		"has_reaction", "reactions", "has_quoted_msg", "prev_body", "links", "location", "vcards", "poll_info", "poll_results",
		"media", "duration", "performed_by", "author", "mentioned_ids", "is_private_note"} {
		kinds = append(kinds, kind[demoMessage]{"with " + name, set(name)})
	}
	return kinds
}

func messageKinds() []kind[demoMessage] {
	kinds := markedKinds()
	for _, name := range []string{"image", "video", "audio", "ptt", "document", "sticker", "poll_creation", "location"} {
		n := 0
		kinds = append(kinds, kind[demoMessage]{"of type " + name + ", eight times", func(m demoMessage) bool {
			if m.Type == name {
				n++
			}
			return n == 8
		}})
	}
	body := func(part string) func(demoMessage) bool {
		return func(m demoMessage) bool { return m.Body != nil && strings.Contains(*m.Body, part) }
	}
	kinds = append(kinds, []kind[demoMessage]{
		{"with a skin tone", body("👍🏽")}, {"with a keycap", body("5️⃣")}, {"with VS16", body("❤️")},
		{"with an emoji outside of the basic plane", func(m demoMessage) bool {
			return m.Body != nil && strings.ContainsFunc(*m.Body, func(r rune) bool { return utf16.RuneLen(r) == 2 })
		}},
		{"of an ack that is a string", func(m demoMessage) bool { return string(m.Ack) == `"5"` }},
		{"of an ack that is an integer", func(m demoMessage) bool { return string(m.Ack) == "5" }},
		{"of an ack that is a float", func(m demoMessage) bool { return string(m.Ack) == "5.0" }},
		{"of a delivered_count above the map", func(m demoMessage) bool {
			return m.Delivery != nil && m.Delivery.DeliveredCount > len(m.Delivery.Delivered)
		}},
		{"in Telugu", func(m demoMessage) bool { return m.Body != nil && containsScript(*m.Body, unicode.Telugu) }},
		{"in Malayalam", func(m demoMessage) bool { return m.Body != nil && containsScript(*m.Body, unicode.Malayalam) }},
		{"in Hangul", func(m demoMessage) bool { return m.Body != nil && containsScript(*m.Body, unicode.Hangul) }},
	}...)
	return kinds
}
