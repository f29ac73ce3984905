package present_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// kolkata is a fixed zone, so that the tests need no zone files.
func kolkata() *time.Location { return time.FixedZone("IST", 5*3600+1800) }

// noon is the tests' present.
func noon() time.Time { return time.Date(2026, 11, 18, 6, 0, 0, 0, time.UTC) }

func load(t testing.TB, path string) *api.Chat {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, string(b))
}

func parse(t testing.TB, s string) *api.Chat {
	t.Helper()
	c := new(api.Chat)
	if err := json.Unmarshal([]byte(s), c); err != nil {
		t.Fatal(err)
	}
	return c
}

func documented(t testing.TB) *api.Chat { return load(t, "../../testdata/fixtures/chat_user.json") }

func group(t testing.TB) *api.Chat { return load(t, "testdata/group.json") }

func groupOptions(t testing.TB) present.Options {
	var quoted api.Message
	const answered = `{"message_id": "false_120363000000000001@g.us_QUOTED", "from_me": false, "author": "15550100005@c.us",
		"timestamp": "2026-11-18T04:00:00Z", "message_type": "chat", "body": "Could you send the invoice?\nIt is *urgent*."}`
	if err := json.Unmarshal([]byte(answered), &quoted); err != nil {
		t.Fatal(err)
	}
	return present.Options{
		Now: noon(), Zone: kolkata(),
		Labels:     map[string]string{"label-bbbbbbbbbbbbbbbb": "VIP", "label-dddddddddddddddd": "Billing"},
		Properties: map[string]string{"property-tier": "Tier", "property-seats": "Seats", "property-renewal": "Renewal"},
		Quoted: func(id safetext.Text) (*api.Message, bool) {
			return &quoted, id == quoted.ID
		},
	}
}

func TestPrintedChatsLookLikeTheirGoldenFiles(t *testing.T) {
	userOptions := present.Options{
		Now: noon(), Zone: kolkata(),
		Labels: map[string]string{"label-xbitdvipqshahdcu": "VIP"},
		ChatName: func(id api.ID) (safetext.Text, bool) {
			return safetext.Own("Test New 1040"), id.String() == "120363329861739657@g.us"
		},
	}
	for _, test := range []struct {
		golden string
		chat   *api.Chat
		o      present.Options
		print  func(io.Writer, present.Document) error
	}{
		{"user.txt", documented(t), userOptions, present.Text},
		{"user.md", documented(t), userOptions, present.Markdown},
		{"group.txt", group(t), groupOptions(t), present.Text},
		{"group.md", group(t), groupOptions(t), present.Markdown},
		{"empty.txt", &api.Chat{}, present.Options{}, present.Text},
	} {
		t.Run(test.golden, func(t *testing.T) {
			var got bytes.Buffer
			if err := test.print(&got, present.Chat(test.chat, test.o)); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", test.golden)
			if *update {
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("printed otherwise (-want +got):\n%s", diff)
			}
		})
	}
}
