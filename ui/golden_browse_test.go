package ui

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"chatlens/api"
	"chatlens/api/apitest"
)

// demoClient reads the demo organisation at the time of these tests.
func demoClient(t *testing.T) *api.Client {
	t.Helper()
	org, err := apitest.Demo(os.DirFS(filepath.Join("..", "testdata", "demo")), clock)
	if err != nil {
		t.Fatal(err)
	}
	server, err := apitest.Start(apitest.Options{Org: org})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	client, err := api.New(api.Options{BaseURL: server.BaseURL(), Key: api.NewSecret(server.Key()), Phone: server.Phone()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// demoOptions are those of `chatlens --demo`.
func demoOptions(t *testing.T) Options {
	t.Helper()
	o := defaults()
	labels, properties, err := apitest.DemoNames(os.DirFS(filepath.Join("..", "testdata", "demo")))
	if err != nil {
		t.Fatal(err)
	}
	o.Labels, o.Properties, o.Demo = labels, properties, true
	return o
}

// demoList is a viewer on the chat list of the demo.
func demoList(t *testing.T, width, height int) *viewer {
	t.Helper()
	v := start(t, demoOptions(t), width, height)
	asked := v.requestOf("chats")
	answer, err := demoClient(t).GetChats(context.Background(), asked.list)
	if err != nil {
		t.Fatal(err)
	}
	answer.Rate, answer.At = rate(), clock
	v.give(asked, result{chats: answer})
	return v
}

// demoHistory is a viewer on the messages of a chat of the demo.
func demoHistory(t *testing.T, id string, width, height int) *viewer {
	t.Helper()
	o := demoOptions(t)
	o.Start = mustID(t, id)
	v := start(t, o, width, height)
	client := demoClient(t)
	a := v.request()
	chat, err := client.GetChat(context.Background(), a.id, api.Query{})
	if err != nil {
		t.Fatal(err)
	}
	chat.Rate, chat.At = rate(), clock
	v.reply(a, chat, nil)
	v.keys("m")
	page := v.requestOf("messages")
	messages, err := client.GetMessages(context.Background(), page.id, page.list)
	if err != nil {
		t.Fatal(err)
	}
	messages.Rate = rate()
	v.give(page, result{messages: messages})
	return v
}

// The history shows what the demo has of kinds: a group with members of many scripts, media, polls, quotes, notes.
const demoGroup = "120363352652386702@g.us"

func TestGoldenFramesOfBrowsing(t *testing.T) {
	for _, c := range []struct {
		name  string
		state func(t *testing.T) *viewer
	}{
		{"list-80x24", func(t *testing.T) *viewer { return demoList(t, 80, 24) }},
		{"list-40x12", func(t *testing.T) *viewer { return demoList(t, 40, 12) }},
		{"list-200x50", func(t *testing.T) *viewer { return demoList(t, 200, 50) }},
		{"list-filter-80x24", func(t *testing.T) *viewer {
			v := demoList(t, 80, 24)
			v.keys("/", "type:group owners")
			return v
		}},
		{"list-privacy-80x24", func(t *testing.T) *viewer {
			v := demoList(t, 80, 24)
			v.keys("P")
			return v
		}},
		{"history-80x24", func(t *testing.T) *viewer { return demoHistory(t, demoGroup, 80, 24) }},
		{"history-40x12", func(t *testing.T) *viewer { return demoHistory(t, demoGroup, 40, 12) }},
		{"history-120x40", func(t *testing.T) *viewer { return demoHistory(t, documentedID, 120, 40) }},
		{"message-80x24", func(t *testing.T) *viewer {
			v := demoHistory(t, demoGroup, 80, 24)
			v.keys("enter")
			return v
		}},
		{"copy-80x24", func(t *testing.T) *viewer {
			v := demoHistory(t, documentedID, 80, 24)
			v.keys("y")
			return v
		}},
		{"raw-80x24", func(t *testing.T) *viewer {
			v := demoHistory(t, documentedID, 80, 24)
			v.keys("J")
			return v
		}},
		{"palette-80x24", func(t *testing.T) *viewer {
			v := opened(t, 80, 24)
			v.keys(":", "chat")
			return v
		}},
	} {
		t.Run(c.name, func(t *testing.T) { c.state(t).golden(c.name) })
	}
}
