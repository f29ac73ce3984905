package ui

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// payloads are texts that attack terminals, their readers, or the layout.
func payloads(t testing.TB) map[string]string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "testdata", "fixtures", "hostile.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []struct{ Name, Payload string }
	if err := json.Unmarshal(b, &list); err != nil {
		t.Fatal(err)
	}
	named := map[string]string{}
	for _, p := range list {
		named[p.Name] = p.Payload
	}
	if len(named) < 50 {
		t.Fatalf("only %d payloads", len(named))
	}
	return named
}

// poisoned is a chat with a text in every place that takes one.
func poisoned(t testing.TB, text string) api.Chat {
	t.Helper()
	object := func(pairs ...any) map[string]any {
		m := map[string]any{}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i].(string)] = pairs[i+1]
		}
		return m
	}
	member := object("contact_id", text, "contact_name", text, "contact_color", text, "pushname", text, "short_name", text, "number", text,
		"is_internal", true, "is_admin", true)
	message := object("message_id", text, "body", text+"\n*"+text+"*\n> "+text+"\n```"+text+"```\n@919537851844 "+text, "message_type", text,
		"from_me", true, "sender_phone", text, "author", text, "performed_by", text, "prev_body", text, "ack", "4",
		"media", object("path", text, "filename", text, "mimetype", text), "has_media", true, "quoted_message_id", text, "has_quoted_msg", true,
		"vcards", []string{text}, "message_ticket_id", text, "flag_status", text, "location", object("name", text, "address", text),
		"poll_info", object("name", text, "options", []string{text}), "mentioned_ids", []string{text}, "timestamp", text,
		"reactions", []any{object("reaction", text, "sender_id", text)},
		"delivery_info", object("delivered", object(text, 1737976082277), "read", object(text, 1737976082277), "pending", []string{text}))
	b, err := json.Marshal(object("chat_id", "919537851844@c.us", "chat_name", text, "chat_type", text, "chat_image", text, "invite_link", text,
		"group_description", text, "org_id", text, "org_phone", text, "chat_org_phones", []string{text}, "assigned_to", text,
		"chat_access", object(text, true), "label_ids", object(text, true, "label-xbitdvipqshahdcu", true),
		"custom_properties", object(text, text, "property-tlkudzxmhjkgoktm", object(text, text)), "common_chats", []string{text},
		"hubspot_metadata", object(text, text), "closed_at", text, "created_at", text, "initiated_by", text, "parent_community_id", text,
		"snooze_metadata", object("snooze_until", "2030-01-01T00:00:00Z", "snooze_message", text, "snooze_by", text),
		"ai_metadata", object("activation_state", text), "flag_count_map", object(text, 3), "unread_count", object(text, 3),
		"members", object(text, member, "919537851844@c.us", member), "latest_message", message))
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, b)
}

// ours are the only sequences that frames may hold: styles, absolute columns, and the erasing of a row.
var ours = regexp.MustCompile(`\x1b\[[0-9;]*[mG]|\x1b\[2K`)

func TestNoTextGetsThroughToTheTerminal(t *testing.T) {
	for name, payload := range payloads(t) {
		t.Run(name, func(t *testing.T) {
			chat := poisoned(t, payload)
			for _, size := range [][2]int{{80, 24}, {120, 40}, {40, 12}} {
				v := full(t, defaults(), size[0], size[1])
				v.keys("r")
				v.load(chat)
				for _, key := range []string{"1", "enter", "esc", "2", "s", "enter", "esc", "3", "G", "enter", "esc", "4", "z", "G", "enter", "esc", "esc"} {
					v.keys(key)
					inert(t, v.model.View(), size[0], size[1])
				}
			}
		})
	}
}

// inert fails the test if a frame holds anything but printable text and our own sequences, or does not fit.
func inert(t *testing.T, frame string, width, height int) {
	t.Helper()
	rows := strings.Split(frame, "\n")
	if len(rows) != height {
		t.Fatalf("%d rows, want %d", len(rows), height)
	}
	for i, row := range rows {
		if n := ansi.StringWidth(row); n != width {
			t.Fatalf("row %d is %d cells wide, want %d: %q", i, n, width, row)
		}
		text := ours.ReplaceAllString(row, "")
		if !utf8.ValidString(text) {
			t.Fatalf("row %d is not UTF-8: %q", i, row)
		}
		for _, r := range text {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) {
				t.Fatalf("row %d holds %U: %q", i, r, row)
			}
		}
	}
}

// Whatever a text is, the frames of a chat that holds it everywhere stay in their box and hold nothing of ours but what we made; a text
// that is clean is shown as it is.
func FuzzATextInEveryPane(f *testing.F) {
	f.Add("\x1b[31mred\u202e\u009b2J", uint8(80), uint8(24))
	f.Add("नमस्ते 👩🏽‍💻 *b _i_* ```c```\n> q\n- a", uint8(40), uint8(12))
	f.Add("Maya", uint8(120), uint8(40))
	f.Fuzz(func(t *testing.T, text string, width, height uint8) {
		if len(text) > 2000 || !utf8.ValidString(text) {
			return // JSON has no other text
		}
		clean := safetext.Clean(text)
		if again := safetext.Clean(clean.String()); again != clean {
			t.Fatalf("%+q is cleaned to %+q, and that to %+q", text, clean, again)
		}
		w, h := 20+int(width)%180, 5+int(height)%50
		v := full(t, defaults(), w, h)
		v.keys("r")
		v.load(poisoned(t, text))
		for _, key := range []string{"1", "2", "s", "3", "4", "z", "G", "enter", "esc", "esc", "P"} {
			v.keys(key)
			inert(t, v.model.View(), w, h)
		}
		if plain := strings.TrimSpace(text); plain == text && len(text) > 0 && len(text) < 10 && safetext.Plain(clean) && clean.String() == text && !strings.ContainsAny(text, "0123456789 \n") {
			v.keys("P", "1")
			v.resize(120, 40)
			v.shows(text)
		}
	})
}
