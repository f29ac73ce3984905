package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// ids are those of a thread, the oldest first.
func (t *thread) listed() string {
	var ids []string
	for i, e := range t.order {
		if t.index(e) != i {
			return fmt.Sprintf("%s is not found where it stands", e.message.ID)
		}
		ids = append(ids, e.message.ID.String())
	}
	return strings.Join(ids, " ")
}

// messagesAt makes messages from "id@minute"; without a minute they have no time.
func messagesAt(t testing.TB, list string) []api.Message {
	t.Helper()
	var messages []api.Message
	for _, word := range strings.Fields(list) {
		fields := map[string]any{"message_id": word, "body": word}
		if id, minute, ok := strings.Cut(word, "@"); ok {
			var n int
			if _, err := fmt.Sscan(minute, &n); err != nil {
				t.Fatal(err)
			}
			fields["message_id"], fields["timestamp"] = id, noon(n)
		}
		messages = append(messages, message(t, fields))
	}
	return messages
}

func TestAThreadKeepsTheOrderOfTheTalk(t *testing.T) {
	for _, c := range []struct {
		name  string
		pages []string // newest first, as the API gives them
		want  string
	}{
		{"one page", []string{"c@3 b@2 a@1"}, "a b c"},
		{"an older page", []string{"d@4 c@3", "b@2 a@1"}, "a b c d"},
		{"a newer page", []string{"b@2 a@1", "d@4 c@3"}, "a b c d"},
		{"overlapping pages", []string{"d@4 c@3", "c@3 b@2 a@1"}, "a b c d"},
		{"any order", []string{"b@2 d@4", "c@3 a@1 e@5"}, "a b c d e"},
		{"one time", []string{"d@1 c@1", "b@1 a@1"}, "a b c d"},
		{"one time, and newer ones over what is held", []string{"b@1 a@1", "d@1 c@1 b@1"}, "a b c d"},
		{"one time, and older ones below what is held", []string{"d@1 c@1", "c@1 b@1 a@1"}, "a b c d"},
		{"no time in the middle", []string{"e@5 d c@3", "b@2 a@1"}, "a b c d e"},
		{"no time at the ends", []string{"d c@3 b@2 a"}, "a b c d"},
		{"no time at the end of a page", []string{"e@5 d", "c b@2 a@1"}, "a b c d e"},
		{"no time at all", []string{"d c", "b a"}, "a b c d"},
		{"no time, and newer", []string{"b@2 a@1", "e d@4 c b@2"}, "a b c d e"},
		{"a time that changes", []string{"c@3 b@2 a@1", "a@9"}, "b c a"},
		{"twice in a page", []string{"b@2 a@1 b@2", "b@2 b@2"}, "a b"},
	} {
		var th thread
		for _, page := range c.pages {
			th.add(messagesAt(t, page))
		}
		if got := th.listed(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestAThreadTellsWhatDiffers(t *testing.T) {
	var th thread
	if n := len(th.add(messagesAt(t, "c@3 b@2 a@1"))); n != 3 {
		t.Errorf("%d of 3 are new", n)
	}
	if n := len(th.add(messagesAt(t, "c@3 b@2 a@1"))); n != 0 {
		t.Errorf("%d are new the second time", n)
	}
	edited := messagesAt(t, "d@4 c@3 b@2")
	edited[2].Body = edited[0].Body
	got := th.add(edited)
	if len(got) != 2 || got[0].before == nil || got[0].before.Body.String() != "b@2" || got[0].entry.message.Body.String() != "d@4" ||
		got[1].before != nil || got[1].entry.message.ID.String() != "d" {
		t.Errorf("they differ: %v", got)
	}
}

func TestANoteStaysOneWhereAnotherListDoesNotSay(t *testing.T) {
	var th thread
	note := messagesAt(t, "a@1")
	note[0].PrivateNote = api.Flag{Known: true, On: true}
	th.add(note)
	if n := len(th.add(messagesAt(t, "a@1"))); n != 0 || !th.order[0].message.PrivateNote.On {
		t.Errorf("%d differ: %+v", n, th.order[0].message.PrivateNote)
	}
}

func TestMessagesWithoutAnIDAreHeldOnce(t *testing.T) {
	var th thread
	page := []api.Message{message(t, map[string]any{"body": "b", "timestamp": noon(1)}), message(t, map[string]any{"body": "a", "timestamp": noon(1)})}
	th.add(page)
	th.add(page)
	if len(th.order) != 2 {
		t.Errorf("%d messages of 2", len(th.order))
	}
}

// pages are n messages in pages of a thousand, newest first.
func pages(t testing.TB, n int) [][]api.Message {
	t.Helper()
	const page = 1000
	one := said(t, "x", 0, "Please confirm the order of today.")
	var list [][]api.Message
	for from := n; from > 0; from -= page {
		var messages []api.Message
		for i := from; i > from-page; i-- {
			m := one
			m.ID = safetext.Format("m%d", i)
			m.Timestamp.Time = one.Timestamp.Add(time.Duration(i) * time.Minute)
			messages = append(messages, m)
		}
		list = append(list, messages)
	}
	return list
}

func BenchmarkHistory(b *testing.B) {
	const n = 100_000
	list := pages(b, n)
	b.Run("add a page below 100,000", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			var th thread
			for _, page := range list[:len(list)-1] {
				th.add(page)
			}
			b.StartTimer()
			th.add(list[len(list)-1])
		}
	})
	r := read(b, 120, 40)
	for _, page := range list {
		r.pane.Add(page, false)
	}
	for _, key := range []string{"k", "pgup"} {
		b.Run(key, func(b *testing.B) {
			s := stroke(keyMsg(key).String())
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if i%1000 == 999 {
					r.keys("G")
				}
				r.pane.Update(s)
				r.pane.View()
			}
		})
	}
	b.Run("refresh of a page", func(b *testing.B) {
		for b.Loop() {
			r.pane.Add(list[0], true)
		}
	})
	b.Run("first search", func(b *testing.B) {
		for b.Loop() {
			r.pane.Search("")
			r.converse(false)
			r.pane.Search("confirm 9")
		}
	})
	b.Run("search", func(b *testing.B) {
		for b.Loop() {
			r.pane.Search("confirm of")
		}
	})
}
