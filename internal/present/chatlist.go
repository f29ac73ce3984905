package present

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// ChatsText prints chats for people, one a line, in columns that stand below each other: when the latest message came and
// how long ago that is, unread messages, name, kind, state where it is not open, labels, who it is assigned to, the latest
// message with its ticks, id. A column that is empty for all is left out. Nothing is cut and nothing is coloured. With the
// glyphs of [ASCII] all else is written out in ASCII, too; with [Options.Private] rows are [Brief.Masked].
func ChatsText(w io.Writer, chats []Brief, o Options) error {
	clock := newClock(o)
	s := Section{Columns: make([]int, 10), Rows: make([]Row, len(chats))}
	for i := range chats {
		s.Rows[i].Cells = chatCells(&chats[i], clock, o)
	}
	if o.Glyphs == ASCII() {
		s = s.ASCII()
	} else {
		s.measure()
	}
	p := textPrinter{out: bufio.NewWriter(w)}
	for i := range s.Rows {
		p.line(p.columns(&s, &s.Rows[i]))
	}
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("print the chats: %w", err)
	}
	return nil
}

func chatCells(chat *Brief, clock clock, o Options) []Cell {
	b := *chat
	if o.Private {
		b = b.Masked()
	}
	var when, unread, state safetext.Text
	if !b.At.IsZero() {
		when = clock.since(api.Time{Time: b.At, Set: true})
	}
	if b.Unread > 0 {
		unread = safetext.Format("%s unread", count(b.Unread))
	}
	if word := b.State(o.Now); word.String() != "open" {
		state = word
	}
	labels := make([]safetext.Text, len(b.Labels))
	for i, l := range b.Labels {
		labels[i] = l.Name
	}
	id := b.ID.Text()
	if o.Private {
		id = MaskNumbers(id)
	}
	return []Cell{
		{when, Dim}, {Age(b.At, o.Now), Dim}, {unread, Warn}, {b.Name, Name}, {b.Kind, Plain}, {state, Dim},
		{safetext.Join(", ", labels...), Badge}, {b.Assigned, Plain}, {safetext.Join(" ", b.Ticks, b.Last), Plain}, {id, Dim},
	}
}

// ChatsTSV prints chats for scripts: no header, one line a chat, and a tab between these columns. Columns may be added behind
// them; these stay.
//
//  1. chat_id
//  2. name: on one line; the number or the id where the chat has no name
//  3. type: person, group, business, unknown, or the API's word
//  4. state: open, snoozed, closed
//  5. unread: messages, 0 where it is not known
//  6. flagged: messages
//  7. labels: the user's names for them, or ids, with a comma between them; a comma in a name stands as \,
//  8. assigned_to: an e-mail address
//  9. latest_at: of the latest message, else of the latest activity: RFC 3339 in UTC
//  10. receipt: failed, pending, sent, partly delivered, delivered, partly read, read, unknown; empty for an incoming message
//  11. latest: who wrote the latest message, and its first words, at most 160 characters
//
// What is not known is empty. In a value, a tab, a newline, a carriage return and a backslash stand as \t, \n, \r and \\.
// With [Options.Private] rows are [Brief.Masked], and so are ids.
func ChatsTSV(w io.Writer, chats []Brief, o Options) error {
	p := tsvPrinter{out: bufio.NewWriter(w), escaper: tsvEscaper()}
	for i := range chats {
		b, id := chats[i], chats[i].ID.Text()
		if o.Private {
			b, id = b.Masked(), MaskNumbers(id)
		}
		labels := make([]safetext.Text, len(b.Labels))
		for j, l := range b.Labels {
			labels[j] = l.Name
		}
		p.line(
			p.text(id), p.text(b.Name), p.text(b.Kind), p.text(b.State(o.Now)),
			strconv.FormatInt(b.Unread, 10), strconv.FormatInt(b.Flagged, 10),
			p.list(labels), p.text(b.Assigned), moment(b.At), p.text(b.word()), p.text(b.Last),
		)
	}
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("print the chats: %w", err)
	}
	return nil
}

// word is the receipt without its ticks.
func (b *Brief) word() safetext.Text {
	word := strings.TrimPrefix(b.Receipt.Text.String(), b.Ticks.String())
	return safetext.Clean(strings.TrimPrefix(word, " "))
}
