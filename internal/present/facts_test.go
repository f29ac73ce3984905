package present_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// facts are what a chat's JSON says, in the words for it, made here from the JSON alone.
type facts struct {
	ID, Name, Kind, State, Assigned, Unread, Receipt string
	UnreadCount                                      int64
	Labels                                           []string // ids, sorted
	Members                                          []string // "id name role internal", sorted
	Ack                                              string
	Body                                             []string // the words of the latest message's text without markup and mentions
}

func factsOf(t *testing.T, raw []byte, o present.Options) facts {
	t.Helper()
	value, err := decoded(raw)
	if err != nil {
		t.Fatal(err)
	}
	chat, ok := value.(map[string]any)
	if !ok {
		t.Fatalf("a chat is %s", raw)
	}
	f := facts{ID: word(chat["chat_id"]), Name: word(chat["chat_name"]), Kind: word(chat["chat_type"]), State: "open", Assigned: word(chat["assigned_to"])}
	if f.Kind == "user" {
		f.Kind = "person"
	}
	if snooze, ok := chat["snooze_metadata"].(map[string]any); ok && when(t, snooze["snooze_until"]).After(o.Now) {
		f.State = "snoozed"
	}
	if chat["closed_at"] != nil {
		f.State = "closed"
	}
	unread := chat["message_unread_count"]
	if unread == nil {
		counts, _ := chat["unread_count"].(map[string]any)
		unread = counts[word(chat["org_phone"])]
	}
	switch f.UnreadCount = whole(unread); {
	case unread == nil:
		f.Unread = "—"
	case f.UnreadCount == 0:
		f.Unread = "none"
	case f.UnreadCount == 1:
		f.Unread = "1 message"
	default:
		f.Unread = fmt.Sprintf("%d messages", f.UnreadCount)
	}
	labels, _ := chat["label_ids"].(map[string]any)
	for id, on := range labels {
		if on == true {
			f.Labels = append(f.Labels, id)
		}
	}
	slices.Sort(f.Labels)
	members, _ := chat["members"].(map[string]any)
	for id, value := range members {
		f.Members = append(f.Members, memberFact(id, value.(map[string]any)))
	}
	slices.Sort(f.Members)
	if m, ok := chat["latest_message"].(map[string]any); ok {
		group := strings.HasSuffix(f.ID, "@g.us")
		f.Receipt, f.Ack = receiptFact(m, group)
		f.Body = bodyFact(m)
	}
	return f
}

func memberFact(id string, m map[string]any) string {
	name := "(no name)"
	for _, key := range []string{"short_name", "pushname", "contact_name"} {
		if s := word(m[key]); s != "" {
			name = s
		}
	}
	role, staff := "", ""
	if m["is_admin"] == true {
		role = "admin"
	}
	if m["is_super_admin"] == true {
		role = "super admin"
	}
	if m["is_internal"] == true {
		staff = "internal"
	}
	return strings.Join([]string{id, name, role, staff}, "|")
}

// receiptFact is the word for a message of ours and its raw value; both are empty for an incoming one.
func receiptFact(m map[string]any, group bool) (receipt, ack string) {
	if m["from_me"] != true || m["ack"] == nil || m["is_private_note"] == true {
		return "", ""
	}
	n, delivery := whole(m["ack"]), map[string]any{}
	if d, ok := m["delivery_info"].(map[string]any); ok {
		delivery, _ = d["delivered"].(map[string]any)
	}
	switch words := []string{"failed", "pending", "sent", "sent", "delivered", "read", "read"}; {
	case n == 2 && group:
		receipt = "partly delivered"
	case n == 4 && group:
		receipt = "partly read"
	case n == 2 && len(delivery) > 0:
		receipt = "delivered"
	default:
		receipt = words[min(n, 5)+1]
	}
	return receipt, strconv.FormatInt(n, 10)
}

// bodyFact is the words of a message's text that no markup touches and that name nobody.
func bodyFact(m map[string]any) (words []string) {
	switch kind := word(m["message_type"]); {
	case kind == "ciphertext", strings.Contains(kind, "vcard"):
		return nil
	}
	text, _ := m["body"].(string)
	for _, w := range strings.Fields(text) {
		if strings.Trim(w, "*_~`>-@") == w && !strings.ContainsAny(w, "*_~`@") {
			words = append(words, w)
		}
	}
	return words
}

// word is a value as it is shown: cleaned, on one line.
func word(v any) string {
	switch v := v.(type) {
	case string:
		if text := safetext.Clean(v).Line(); !text.Blank() {
			return text.String()
		}
	case json.Number:
		return v.String()
	}
	return ""
}

// whole is a number, however it is written: 4, "4" and "4.0" are the same.
func whole(v any) int64 {
	f, _ := strconv.ParseFloat(word(v), 64)
	return int64(f)
}

func when(t *testing.T, v any) time.Time {
	t.Helper()
	switch v := v.(type) {
	case json.Number:
		return time.UnixMilli(whole(v))
	case string:
		at, err := time.Parse(time.RFC3339Nano, v)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	return time.Time{}
}
