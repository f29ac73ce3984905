package apitest_test

import (
	"encoding/json"
	"io/fs"
	"net/url"
	"os"
	"testing"
	"time"

	"chatlens/api/apitest"
)

func demoFiles() fs.FS { return os.DirFS("../../testdata/demo") }

// demoNow is a fixed clock, after the documented chat's times.
func demoNow() time.Time { return time.Date(2026, 3, 9, 10, 30, 0, 0, time.UTC) }

func demoServer(t *testing.T) *apitest.Server {
	t.Helper()
	org, err := apitest.Demo(demoFiles(), demoNow())
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, apitest.Options{Org: org})
}

// A demoChat is what a test reads of a chat: decoded, and as it came.
type demoChat struct {
	ID           string          `json:"chat_id"`
	Name         *string         `json:"chat_name"`
	Type         string          `json:"chat_type"`
	Assigned     *string         `json:"assigned_to"`
	Closed       json.RawMessage `json:"closed_at"`
	Common       []string        `json:"common_chats"`
	Created      time.Time       `json:"created_at"`
	Labels       map[string]bool `json:"label_ids"`
	MemberCount  *int            `json:"member_count"`
	Members      map[string]demoMember
	Properties   map[string]any  `json:"custom_properties"`
	Latest       json.RawMessage `json:"latest_message"`
	raw          json.RawMessage
	fields       map[string]any
	latest       *demoMessage
	history      []demoMessage
	historyBytes []json.RawMessage
}

type demoMember struct {
	ID       string  `json:"contact_id"`
	Name     *string `json:"contact_name"`
	ChatID   string  `json:"chat_id"`
	Internal bool    `json:"is_internal"`
}

type demoMessage struct {
	ID        string `json:"message_id"`
	ChatID    string `json:"chat_id"`
	Type      string `json:"message_type"`
	Body      *string
	FromMe    bool            `json:"from_me"`
	Ack       json.RawMessage `json:"ack"`
	Timestamp any
	Delivery  *struct {
		Delivered, Read map[string]int64
		DeliveredCount  int `json:"delivered_count"`
		ReadCount       int `json:"read_count"`
		Pending         []string
	} `json:"delivery_info"`
	Quoted    *string  `json:"quoted_message_id"`
	PrevBody  *string  `json:"prev_body"`
	Mentioned []string `json:"mentioned_ids"`
	Note      bool     `json:"is_private_note"`
	fields    map[string]any
}

func (m demoMessage) at(t *testing.T) time.Time {
	t.Helper()
	switch v := m.Timestamp.(type) {
	case float64:
		return time.UnixMilli(int64(v))
	case string:
		at, err := time.Parse(time.RFC3339, v)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	t.Fatalf("message %s has no time", m.ID)
	return time.Time{}
}

func unmarshal[T any](t *testing.T, b []byte) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("%v in %.300s", err, b)
	}
	return v
}

func message(t *testing.T, b []byte) demoMessage {
	t.Helper()
	m := unmarshal[demoMessage](t, b)
	m.fields = unmarshal[map[string]any](t, b)
	return m
}

// readDemo reads all chats and their histories through the server.
func readDemo(t *testing.T) []demoChat {
	t.Helper()
	s := demoServer(t)
	chats := listDemo(t, s, "?limit=2000")
	for i := range chats {
		readHistory(t, s, &chats[i])
	}
	return chats
}

// listDemo reads a page of the list.
func listDemo(t *testing.T, s *apitest.Server, query string) []demoChat {
	t.Helper()
	type chatPage struct{ Chats []json.RawMessage }
	raws := unmarshal[chatPage](t, []byte(get(t, s, "/v1/chats"+query).body)).Chats
	chats := make([]demoChat, len(raws))
	for i, raw := range raws {
		chats[i] = unmarshal[demoChat](t, raw)
		c := &chats[i]
		c.fields, c.raw = unmarshal[map[string]any](t, raw), raw
		if string(c.Latest) != "null" {
			m := message(t, c.Latest)
			c.latest = &m
		}
	}
	return chats
}

func readHistory(t *testing.T, s *apitest.Server, c *demoChat) {
	t.Helper()
	type messagePage struct{ Messages []json.RawMessage }
	page := unmarshal[messagePage](t, []byte(get(t, s, "/v1/chats/"+url.PathEscape(c.ID)+"/messages?limit=2000").body))
	c.historyBytes = page.Messages
	for _, m := range page.Messages {
		c.history = append(c.history, message(t, m))
	}
}
