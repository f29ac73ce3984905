package apitest_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"chatlens/api/apitest"
)

// checkQuotes follows each quote: to an older message, near enough that a reader finds it.
func checkQuotes(t *testing.T, chats []demoChat) {
	t.Helper()
	near, far := 0, 0
	for _, c := range chats {
		place := make(map[string]int, len(c.history))
		for i, m := range c.history {
			place[m.ID] = i
		}
		for i, m := range c.history {
			if m.Quoted == nil {
				continue
			}
			quoted, ok := place[*m.Quoted]
			if distance := quoted - i; !ok || distance < 1 || distance > 40 || m.fields["has_quoted_msg"] != true {
				t.Errorf("%s: message %d quotes %s, %d before", c.ID, i, *m.Quoted, distance)
			} else if distance > 10 {
				far++
			} else {
				near++
			}
			if ok && c.history[quoted].Note {
				t.Errorf("%s: message %d quotes a private note", c.ID, i)
			}
		}
	}
	if near < 50 || far < 50 {
		t.Errorf("%d near quotes, %d far ones", near, far)
	}
}

// checkNotes compares the notes of each chat with those of its history.
func checkNotes(t *testing.T, s *apitest.Server, chats []demoChat) {
	t.Helper()
	all := 0
	for _, c := range chats {
		want := []string{}
		for _, m := range c.history {
			if m.Note {
				want = append(want, m.ID)
			}
		}
		got := []string{}
		for _, m := range getPageOf(t, s, "/v1/chats/"+url.PathEscape(c.ID)+"/notes?limit=2000", "notes") {
			got = append(got, m["message_id"].(string))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: notes %v, not %v", c.ID, got, want)
		}
		all += len(got)
	}
	if all < 20 {
		t.Errorf("%d notes", all)
	}
}

// checkMarks looks at what messages have besides their text, and how often.
func checkMarks(t *testing.T, chats []demoChat) {
	t.Helper()
	seen := map[string]int{}
	for _, c := range chats {
		member := func(id any) bool { _, ok := c.Members[id.(string)]; return ok || len(c.Members) == 0 }
		for i, m := range c.history {
			wrong := func(what string) { t.Errorf("%s: message %d: %s", c.ID, i, what) }
			if list, _ := m.fields["reactions"].([]any); len(list) > 0 {
				seen["reactions"]++
				for _, item := range list {
					reaction := item.(map[string]any)
					if reaction["reaction"] == "" || !member(reaction["sender_id"]) || reaction["message_id"] != m.ID || m.fields["has_reaction"] != true {
						wrong("a reaction")
					}
				}
			}
			if m.Type == "poll_creation" {
				seen["polls"]++
				if !checkPoll(m, member) {
					wrong("a poll")
				}
			}
			if place, ok := m.fields["location"].(map[string]any); ok {
				seen["locations"]++
				latitude, _ := place["latitude"].(float64)
				if m.Type != "location" || latitude == 0 || place["name"] == "" {
					wrong("a location")
				}
			}
			if cards, _ := m.fields["vcards"].([]any); len(cards) > 0 {
				seen["cards"]++
				for _, card := range cards {
					if text := card.(string); !strings.HasPrefix(text, "BEGIN:VCARD\n") || !strings.HasSuffix(text, "\nEND:VCARD") || !strings.Contains(text, "\nFN:") {
						wrong("a contact card")
					}
				}
			}
			if media, ok := m.fields["media"].(map[string]any); ok {
				seen["media"]++
				if size, _ := media["size"].(float64); size <= 0 || media["mimetype"] == "" || !strings.HasPrefix(media["path"].(string), "https://") || m.fields["has_media"] != true {
					wrong("a file")
				}
			}
			if m.PrevBody != nil {
				seen["edits"]++
				if m.Body == nil || *m.Body == *m.PrevBody {
					wrong("an edit")
				}
			}
			if m.fields["is_deleted"] == true {
				seen["deletions"]++
				if m.Body != nil {
					wrong("a deletion")
				}
			}
			if m.fields["is_forwarded"] == true {
				seen["forwards"]++
				if score, _ := m.fields["forwarding_score"].(float64); score < 1 {
					wrong("a forward")
				}
			}
			if status, _ := m.fields["flag_status"].(string); status != "" {
				seen["flags"]++
				if meta, _ := m.fields["flag_metadata"].(map[string]any); meta["flagged_by"] == nil {
					wrong("a flag")
				}
			}
			if ticket, _ := m.fields["message_ticket_id"].(string); ticket != "" {
				seen["tickets"]++
			}
			for _, id := range m.Mentioned {
				seen["mentions"]++
				if !member(id) {
					wrong("a mention of " + id)
				}
			}
		}
	}
	for what, least := range map[string]int{"reactions": 50, "polls": 10, "locations": 20, "cards": 2, "media": 300, "edits": 10, "deletions": 5, "forwards": 2,
		"flags": 10, "tickets": 5, "mentions": 20} {
		if seen[what] < least {
			t.Errorf("%d %s, not %d", seen[what], what, least)
		}
	}
}

// checkPoll compares a poll's results with its options.
func checkPoll(m demoMessage, member func(any) bool) bool {
	info, _ := m.fields["poll_info"].(map[string]any)
	options, _ := info["poll_options"].([]any)
	results, _ := m.fields["poll_results"].([]any)
	if info["poll_name"] == "" || len(options) < 2 || len(results) != len(options) {
		return false
	}
	for i, item := range results {
		result := item.(map[string]any)
		voters, _ := result["voters"].([]any)
		if result["option"] != options[i].(map[string]any)["name"] || result["votes"] != float64(len(voters)) {
			return false
		}
		for _, voter := range voters {
			if !member(voter) {
				return false
			}
		}
	}
	return true
}
