package present_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// golden compares what is printed with a file in testdata, or writes it under -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("printed otherwise (-want +got):\n%s", diff)
	}
}

func read(t testing.TB, path string, into any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatal(err)
	}
}

func listOptions() present.Options {
	return present.Options{
		Now: noon(), Zone: kolkata(),
		Labels: map[string]string{"label-bbbbbbbbbbbbbbbb": "VIP", "label-dddddddddddddddd": "Billing, EU", "label-eeeeeeeeeeeeeeee": "Call 15550100007"},
	}
}

func chats(t testing.TB, o present.Options) []present.Brief {
	var list []api.Chat
	read(t, "testdata/chats.json", &list)
	briefs := make([]present.Brief, len(list))
	for i := range list {
		briefs[i] = present.NewBrief(&list[i], o)
	}
	return briefs
}

func history(t testing.TB, o present.Options) (*api.Chat, []*api.Message, present.Options) {
	var list []*api.Message
	read(t, "testdata/messages.json", &list)
	o.Quoted = func(id safetext.Text) (*api.Message, bool) {
		for _, m := range list {
			if m.ID == id {
				return m, true
			}
		}
		return nil, false
	}
	return group(t), list, o
}

func TestPrintedListsLookLikeTheirGoldenFiles(t *testing.T) {
	plain, private, ascii := listOptions(), listOptions(), listOptions()
	private.Private = true
	ascii.Glyphs = present.ASCII()
	for _, test := range []struct {
		golden   string
		o        present.Options
		chats    func(io.Writer, []present.Brief, present.Options) error
		messages func(io.Writer, *api.Chat, []*api.Message, present.Options) error
	}{
		{golden: "chats.txt", o: plain, chats: present.ChatsText},
		{golden: "chats.tsv", o: plain, chats: present.ChatsTSV},
		{golden: "chats-private.txt", o: private, chats: present.ChatsText},
		{golden: "chats-private.tsv", o: private, chats: present.ChatsTSV},
		{golden: "chats-ascii.txt", o: ascii, chats: present.ChatsText},
		{golden: "messages.txt", o: plain, messages: present.MessagesText},
		{golden: "messages.tsv", o: plain, messages: present.MessagesTSV},
		{golden: "messages-private.txt", o: private, messages: present.MessagesText},
		{golden: "messages-private.tsv", o: private, messages: present.MessagesTSV},
		{golden: "messages-ascii.txt", o: ascii, messages: present.MessagesText},
	} {
		t.Run(test.golden, func(t *testing.T) {
			var got bytes.Buffer
			var err error
			if test.chats != nil {
				err = test.chats(&got, chats(t, test.o), test.o)
			} else {
				c, list, o := history(t, test.o)
				err = test.messages(&got, c, list, o)
			}
			if err != nil {
				t.Fatal(err)
			}
			golden(t, test.golden, got.String())
		})
	}
}

func TestPrivateListsShowNoNumberAndNothingThatSomebodyWrote(t *testing.T) {
	o := listOptions()
	o.Private = true
	var out bytes.Buffer
	c, list, mo := history(t, o)
	for _, err := range []error{
		present.ChatsText(&out, chats(t, o), o), present.ChatsTSV(&out, chats(t, o), o),
		present.MessagesText(&out, c, list, mo), present.MessagesTSV(&out, c, list, mo),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := regexp.MustCompile(`[0-9]{7}|[0-9]{3}[ -][0-9]{3}`).FindString(out.String()); got != "" {
		t.Errorf("a number is left: %q", got)
	}
	for _, word := range []string{"receipt", "invoice", "attached", "4711", "pays", "page", "Monday,", "Tuesday\n", "Depot", "Mill", "18.52", "meet", "March", "temp", "files.example"} {
		if strings.Contains(strings.ReplaceAll(out.String(), "day, 1", "day 1"), word) {
			t.Errorf("%q is left:\n%s", word, &out)
		}
	}
}

func TestListsPutHostileTextOnOneLineWithAllItsColumns(t *testing.T) {
	for name, text := range hostileTexts(t) {
		t.Run(name, func(t *testing.T) {
			for _, private := range []bool{false, true} {
				var value []any
				read(t, "testdata/chats.json", &value)
				raw, err := json.Marshal(poison(value, text))
				if err != nil {
					t.Fatal(err)
				}
				var list []api.Chat
				if err := json.Unmarshal(raw, &list); err != nil {
					t.Fatal(err)
				}
				o := listOptions()
				o.Private = private
				o.Labels[text] = text
				for i := range list {
					// The label's id as the API would give it, and the type of a plain message.
					o.Labels[safetext.Clean(text).String()] = text
					if m := list[i].LatestMessage; m != nil && i%2 == 0 {
						m.Type = safetext.Own("chat")
					}
				}
				briefs := make([]present.Brief, len(list))
				for i := range list {
					briefs[i] = present.NewBrief(&list[i], o)
					if n := len([]rune(briefs[i].Last.String())); n > 160 {
						t.Errorf("%d runes of the latest message", n)
					}
				}
				table(t, 11, len(list), func(w io.Writer) error { return present.ChatsTSV(w, briefs, o) })
				table(t, 1, len(list), func(w io.Writer) error { return present.ChatsText(w, briefs, o) })

				c, messages, mo := history(t, o)
				for _, m := range messages {
					hostile := safetext.Clean(text)
					m.Body, m.PerformedBy, m.Type, m.ID = hostile, hostile, hostile, hostile
					if m.Media != nil {
						m.Media.Filename = hostile
					}
				}
				for i := range c.Members {
					c.Members[i].Name = safetext.Clean(text)
				}
				table(t, 11, len(messages), func(w io.Writer) error { return present.MessagesTSV(w, c, messages, mo) })
				var out bytes.Buffer
				if err := present.MessagesText(&out, c, messages, mo); err != nil {
					t.Fatal(err)
				}
				inert(t, out.String())
				heads := 0
				for line := range strings.SplitSeq(out.String(), "\n") {
					if line != "" && !strings.HasPrefix(line, "  ") {
						heads++
					}
				}
				const title, days = 1, 2
				if want := title + len(messages) + days; heads != want {
					t.Errorf("%d lines that are not indented, want %d:\n%s", heads, want, &out)
				}
			}
		})
	}
}

// table checks that a printed table has so many columns and lines, and nothing that a terminal could obey.
func table(t *testing.T, columns, lines int, print func(io.Writer) error) {
	t.Helper()
	var out bytes.Buffer
	if err := print(&out); err != nil {
		t.Fatal(err)
	}
	inert(t, strings.ReplaceAll(out.String(), "\t", " "))
	got := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(got) != lines {
		t.Errorf("%d lines, want %d:\n%s", len(got), lines, &out)
	}
	for _, line := range got {
		if n := strings.Count(line, "\t"); n != columns-1 {
			t.Errorf("%d tabs, want %d: %q", n, columns-1, line)
		}
	}
}

func TestTSVEscapesWhatWouldEndAValue(t *testing.T) {
	for _, test := range []struct{ body, want string }{
		{"", ""},
		{"plain", "plain"},
		{"two\nlines", `two\nlines`},
		{`back\slash \n`, `back\\slash \\n`},
		{"windows\r\nlines", `windows\nlines`},
		{"a\tb", `a    b`}, // cleaned text holds no tab
		{"नमिता 👍🏽", "नमिता 👍🏽"},
		{"a, b", "a, b"},
	} {
		m := &api.Message{Body: safetext.Clean(test.body)}
		var out bytes.Buffer
		if err := present.MessagesTSV(&out, nil, []*api.Message{m}, present.Options{}); err != nil {
			t.Fatal(err)
		}
		values := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\t")
		if got := values[9]; got != test.want {
			t.Errorf("%q stands as %q, want %q", test.body, got, test.want)
		}
	}
}

func TestEmptyListsPrintNothing(t *testing.T) {
	var out bytes.Buffer
	for _, err := range []error{
		present.ChatsText(&out, nil, present.Options{}), present.ChatsTSV(&out, nil, present.Options{}),
		present.MessagesText(&out, nil, nil, present.Options{}), present.MessagesTSV(&out, nil, nil, present.Options{}),
	} {
		if err != nil || out.Len() > 0 {
			t.Errorf("printed %q, %v", &out, err)
		}
	}
}

func TestListsSayThatTheyCouldNotBePrinted(t *testing.T) {
	c, list, o := history(t, listOptions())
	broken := errors.New("broken pipe")
	for name, err := range map[string]error{
		"chats as text":    present.ChatsText(failing{broken}, chats(t, o), o),
		"chats as TSV":     present.ChatsTSV(failing{broken}, chats(t, o), o),
		"messages as text": present.MessagesText(failing{broken}, c, list, o),
		"messages as TSV":  present.MessagesTSV(failing{broken}, c, list, o),
		"JSON":             present.JSONList(failing{broken}, "chats", api.Int{}, api.Int{}, api.Int{}, nil),
	} {
		if !errors.Is(err, broken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestAListAsJSONIsTheObjectOfTheAPI(t *testing.T) {
	known := func(n int64) api.Int { return api.Int{N: n, Known: true} }
	for _, test := range []struct {
		name            string
		from, to, count api.Int
		items           []string
		want            string
	}{
		{"empty", known(0), known(0), known(0), nil, "{\n  \"from\": 0,\n  \"to\": 0,\n  \"count\": 0,\n  \"chats\": []\n}\n"},
		{
			"items in their order, keys too", known(1), known(2), api.Int{}, []string{`{"z":1.0,"a":[ ]}`, ` "x" `},
			"{\n  \"from\": 1,\n  \"to\": 2,\n  \"count\": null,\n  \"chats\": [\n    {\n      \"z\": 1.0,\n      \"a\": []\n    },\n    \"x\"\n  ]\n}\n",
		},
		{
			"what a terminal could obey", known(1), known(1), known(1), []string{"{\"b\":\"\u009b31m\u202e\x7f\"}"},
			"{\n  \"from\": 1,\n  \"to\": 1,\n  \"count\": 1,\n  \"chats\": [\n    {\n      \"b\": \"\\u009b31m\\u202e\\u007f\"\n    }\n  ]\n}\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			items := make([][]byte, len(test.items))
			for i, item := range test.items {
				items[i] = []byte(item)
			}
			var out bytes.Buffer
			if err := present.JSONList(&out, "chats", test.from, test.to, test.count, items); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, out.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if !json.Valid(out.Bytes()) {
				t.Error("that is no JSON")
			}
		})
	}
	var out bytes.Buffer
	if err := present.JSONList(&out, "chats", api.Int{}, api.Int{}, api.Int{}, [][]byte{[]byte("{}"), []byte("{")}); err == nil || out.Len() > 0 {
		t.Errorf("a broken item: %v, printed %q", err, &out)
	}
}
