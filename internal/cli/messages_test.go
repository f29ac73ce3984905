package cli_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"chatlens/api/apitest"
)

const person = "919876543210@c.us"

// message is a message of a chat, minutes before the tests' clock.
func message(t *testing.T, chat string, minutes int, note bool) []byte {
	t.Helper()
	m := object{
		"message_id": fmt.Sprintf("false_%s_%d", chat, minutes), "chat_id": chat, "message_type": "chat",
		"body":      fmt.Sprintf("said %d minutes ago", minutes),
		"timestamp": clock().Add(-time.Duration(minutes) * time.Minute).Format(time.RFC3339),
	}
	if note {
		m["message_id"] = fmt.Sprintf("true_%s_%d", chat, minutes)
		m["is_private_note"] = true
		m["body"] = fmt.Sprintf("noted %d minutes ago", minutes)
	}
	return m.bytes(t)
}

// serveTalk starts a server with a person's chat of so many messages, one a minute, and notes at some minutes, which are not among them.
func serveTalk(t *testing.T, messages int, notes ...int) *apitest.Server {
	t.Helper()
	org := apitest.NewOrg()
	var all [][]byte
	for i := range messages {
		all = append(all, message(t, person, i+1, false))
	}
	org.Put(person, object{"chat_id": person, "chat_name": "Asha", "chat_type": "user"}.bytes(t))
	org.PutMessages(person, all)
	server := serve(t, org)
	list := make([]string, len(notes))
	for i, minutes := range notes {
		list[i] = string(message(t, person, minutes, true))
	}
	body := fmt.Sprintf(`{"from":0,"to":%d,"count":%d,"notes":[%s]}`, len(notes), len(notes), strings.Join(list, ","))
	server.Fail(apitest.Fault{PathPrefix: "/v1/chats/" + person + "/notes", Body: body, Times: -1})
	return server
}

// said finds what was said in the order in which it is printed.
func (r result) said() (out []string) {
	words := strings.Fields(strings.NewReplacer(`"`, " ", ",", " ", "\t", " ").Replace(r.stdout))
	for i, word := range words {
		if i > 0 && word == "minutes" {
			what := "said "
			if slices.Contains(words[max(0, i-2):i], "noted") {
				what = "noted "
			}
			out = append(out, what+words[i-1])
		}
	}
	return out
}

func TestMessagesAreMergedWithNotesByTime(t *testing.T) {
	server := serveTalk(t, 4, 0, 3, 9)
	for _, format := range []string{"text", "tsv"} {
		for limit, want := range map[string][]string{
			"0": {"noted 9", "said 4", "said 3", "noted 3", "said 2", "said 1", "noted 0"},
			"3": {"said 3", "noted 3", "said 2", "said 1", "noted 0"},
		} {
			r := run{server: server}.do(t, "messages", person, "--limit", limit, "-o", format)
			got := r.said()
			// At the same minute the order is not promised.
			slices.SortStableFunc(got, minuteThenSaid)
			slices.SortStableFunc(want, minuteThenSaid)
			if r.code != 0 || r.stderr != "" || !slices.Equal(got, want) {
				t.Errorf("%s, limit %s: code %d, got %q, want %q; %s", format, limit, r.code, got, want, r.stderr)
			}
		}
	}
}

// minuteThenSaid puts what is of the same minute in one order, and leaves the rest where it is.
func minuteThenSaid(a, b string) int {
	_, one, _ := strings.Cut(a, " ")
	_, two, _ := strings.Cut(b, " ")
	if one != two {
		return 0
	}
	return strings.Compare(a, b)
}

func TestANoteThatStandsAmongTheMessagesIsPrintedOnce(t *testing.T) {
	org := apitest.NewOrg()
	org.Put(person, object{"chat_id": person, "chat_name": "Asha", "chat_type": "user"}.bytes(t))
	org.PutMessages(person, [][]byte{message(t, person, 1, false), message(t, person, 2, true), message(t, person, 3, false)})
	r := run{server: serve(t, org)}.do(t, "messages", person, "-o", "tsv")
	if got := r.said(); !slices.Equal(got, []string{"said 3", "noted 2", "said 1"}) || r.code != 0 {
		t.Errorf("code %d, got %q", r.code, got)
	}
}

func TestANoteIsOneThoughItsRecordDoesNotSaySo(t *testing.T) {
	server := serveTalk(t, 1)
	server.Heal()
	note := fmt.Sprintf(`{"message_id": "true_%s_9", "message_type": "chat", "body": "between us", "timestamp": %q}`, person, clock().Format(time.RFC3339))
	server.Fail(apitest.Fault{PathPrefix: "/v1/chats/" + person + "/notes", Body: `{"from":1,"to":1,"count":1,"notes":[` + note + `]}`, Times: -1})
	r := run{server: server}.do(t, "messages", person, "-o", "tsv")
	if got := r.column(5); r.code != 0 || !slices.Equal(got, []string{"in", "note"}) {
		t.Errorf("code %d, directions %q: %s%s", r.code, got, r.stdout, r.stderr)
	}
}

func TestAQuotedMessageIsToldByItsWords(t *testing.T) {
	org := apitest.NewOrg()
	org.Put(person, object{"chat_id": person, "chat_name": "Asha", "chat_type": "user"}.bytes(t))
	answer := object{
		"message_id": "true_" + person + "_answer", "chat_id": person, "message_type": "chat", "body": "an answer",
		"timestamp": clock().Format(time.RFC3339), "has_quoted_msg": true, "quoted_message_id": fmt.Sprintf("false_%s_1", person),
	}
	org.PutMessages(person, [][]byte{answer.bytes(t), message(t, person, 1, false)})
	r := run{server: serve(t, org)}.do(t, "messages", person)
	if n := strings.Count(r.stdout, "said 1 minutes ago"); n != 2 || strings.Contains(r.stdout, "not loaded") {
		t.Errorf("got:\n%s", r.stdout)
	}
}

func TestMessagesAsJSONAreTheAPIs(t *testing.T) {
	server := serveTalk(t, 4, 3)
	r := run{server: server}.do(t, "messages", person, "--limit", "3", "--json")
	var list struct {
		From, To, Count int
		Messages        []object
	}
	if err := json.Unmarshal([]byte(r.stdout), &list); err != nil || r.code != 0 {
		t.Fatalf("%v: code %d: %s", err, r.code, r.stderr)
	}
	if got := r.said(); !slices.Equal(got, []string{"said 1", "said 2", "said 3"}) || list.From != 1 || list.To != 3 || list.Count != 4 || len(list.Messages) != 3 {
		t.Errorf("got %s", r.stdout)
	}
}

func TestMissingNotesAreOnlySaid(t *testing.T) {
	server := serveTalk(t, 2, 1)
	server.Heal()
	server.Fail(apitest.Fault{PathPrefix: "/v1/chats/" + person + "/notes", Status: http.StatusForbidden, Times: -1})
	r := run{server: server}.do(t, "messages", person, "-o", "tsv")
	if r.code != 0 || len(r.lines()) != 2 || !strings.Contains(r.stderr, "private notes are missing") || strings.Count(r.stderr, "\n") != 1 {
		t.Errorf("code %d, %q, it says %q", r.code, r.stdout, r.stderr)
	}
}

func TestMessagesBeforeAFailureArePrinted(t *testing.T) {
	server := serveTalk(t, 1500)
	server.Fail(apitest.Fault{PathPrefix: "/v1/chats/" + person + "/messages", Match: apitest.FromOffset(1000), Status: 500, Times: -1})
	for _, format := range []string{"text", "tsv", "json"} {
		r := run{server: server}.do(t, "messages", person, "--limit", "1400", "-o", format)
		if n := len(r.said()); n != 1000 || r.code != 6 || strings.Count(r.stderr, "\n") != 1 {
			t.Errorf("%s: %d messages, code %d: %s", format, n, r.code, r.stderr)
		}
	}
}

func TestAChatThatIsNotThereHasNoMessages(t *testing.T) {
	server := serveTalk(t, 1)
	for _, format := range []string{"text", "tsv", "json"} {
		requireOneLine(t, run{server: server}.do(t, "messages", "919999999999", "-o", format), 4, "919999999999@c.us")
	}
	requireOneLine(t, run{server: server}.do(t, "messages", "not-an-id"), 2, "not-an-id")
	server.Fail(apitest.Fault{PathPrefix: "/v1/chats/" + person + "/messages", Status: 500, Times: -1})
	requireOneLine(t, run{server: server}.do(t, "messages", person), 6, "list messages")
}

func TestIdsOfMessagesComeFromStandardInput(t *testing.T) {
	server := serveTalk(t, 1)
	r := run{server: server, stdin: person + "\n\n919999999999\n" + person + "\n"}.do(t, "messages", "-", "-o", "tsv")
	if r.code != 4 || len(r.lines()) != 2 || !strings.Contains(r.stderr, "919999999999") {
		t.Errorf("code %d, %q, it says %q", r.code, r.stdout, r.stderr)
	}
	requireOneLine(t, run{server: server}.do(t, "messages", "-"), 2, "names no chat")
}

func TestMessagesOfSeveralChatsAreToldApart(t *testing.T) {
	const other = "918888888888@c.us"
	org := apitest.NewOrg()
	for chat, name := range map[string]string{person: "Asha", other: "Bela"} {
		org.Put(chat, object{"chat_id": chat, "chat_name": name, "chat_type": "user"}.bytes(t))
		org.PutMessages(chat, [][]byte{message(t, chat, 1, false)})
	}
	server := serve(t, org)
	r := run{server: server, stdin: other + "\n"}.do(t, "messages", person, "-")
	heads := []string{"Asha · " + person + " · times in UTC", "Bela · " + other + " · times in UTC"}
	lines := r.lines()
	if i, j := slices.Index(lines, heads[0]), slices.Index(lines, heads[1]); r.code != 0 || i != 0 || j < 0 {
		t.Errorf("code %d, want the lines %q:\n%s%s", r.code, heads, r.stdout, r.stderr)
	}
	r = run{server: server}.do(t, "messages", person, other, "-o", "tsv")
	if got := r.column(11); r.code != 0 || !slices.Equal(got, []string{person, other}) {
		t.Errorf("code %d, chats %q", r.code, got)
	}
}

func TestPrivacyHidesMessages(t *testing.T) {
	server := serveTalk(t, 2, 1)
	for _, format := range []string{"text", "tsv", "json"} {
		r := run{server: server}.do(t, "messages", person, "-o", format, "--privacy")
		if r.code != 0 || r.stdout == "" || strings.Contains(r.stdout, "minutes ago") || strings.Contains(r.stdout, "9198765") {
			t.Errorf("%s: code %d: %s", format, r.code, r.stdout)
		}
	}
}
