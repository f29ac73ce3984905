package present

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// MessagesText prints the messages of a chat for people, in their order: a line with the chat's name, its id and the zone of the
// times, a line for each day, then each message with its time,
// who wrote it, what it is unless it is plain text, and its receipt; then, indented, what it quotes and its text behind a
// gutter, so that it cannot pass for a line of ours. On a terminal of [Options.Width] lines are wrapped, all but links. Nothing is
// cut, and nothing is coloured. With the glyphs of [ASCII] all else is written out in ASCII, too.
func MessagesText(w io.Writer, c *api.Chat, oldestFirst []*api.Message, o Options) error {
	conversation := NewConversation(c, o)
	p := textPrinter{out: bufio.NewWriter(w), width: o.Width}
	title := conversation.title()
	if o.Glyphs == ASCII() {
		title = title.ASCII()
	}
	if len(oldestFirst) > 0 {
		p.wrapped("", "  ", title)
	}
	var day safetext.Text
	for _, m := range oldestFirst {
		shown := conversation.Message(m)
		head := safetext.Join(" ", shown.Time, safetext.Join(" · ", shown.Who, shown.Kind.Text, shown.Receipt.Text))
		if o.Glyphs == ASCII() {
			shown, head = shown.ASCII(), head.ASCII()
		}
		if shown.Day != day && !shown.Day.IsZero() {
			p.line("")
			day = shown.Day
			p.line(day.String())
		}
		p.wrapped("", strings.Repeat(" ", safetext.Width(shown.Time)+1), head)
		p.messageRows(shown.Rows)
	}
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("print the messages: %w", err)
	}
	return nil
}

// title says which chat it is, and in which zone its times are.
func (c *Conversation) title() safetext.Text {
	o, chat := c.view.options, c.view.chat
	if chat == nil {
		return safetext.Own("Messages")
	}
	name, id := chatNameOf(chat), chat.ID.Text()
	if o.Private {
		name, id = MaskNumbers(name), MaskNumbers(id)
	}
	if name == id {
		id = safetext.Text{}
	}
	var zone safetext.Text
	switch {
	case o.Zone == nil:
	case o.Zone == time.Local:
		zone = safetext.Format("times in %s", o.Now.In(o.Zone).Format("MST"))
	default:
		zone = safetext.Format("times in %s", o.Zone.String())
	}
	return safetext.Join(" · ", name, id, zone)
}

func (p *textPrinter) messageRows(rows []Row) {
	const columns = 3
	s := Section{Columns: make([]int, columns), Rows: rows}
	s.measure()
	for i := range rows {
		indent := "  "
		if rows[i].Quoted {
			indent = "  > "
		}
		p.row(indent, &s, &rows[i])
	}
}

// MessagesTSV prints the messages of a chat for scripts, in their order: no header, one line a message, and a tab between these
// columns. Columns may be added behind them; these stay.
//
//  1. message_id
//  2. at: RFC 3339 in UTC
//  3. from: the writer's name, or the number or the id where none is known; the agent's e-mail address for a private note
//  4. from_id: of the contact, or of the organisation's phone
//  5. direction: in, out, note
//  6. type: the API's word: chat, image, ptt and others
//  7. kind: the same in words, with what is set apart about the message: "voice note 0:42 · forwarded", "text"
//  8. receipt: failed, pending, sent, partly delivered, delivered, partly read, read, unknown; empty but for out
//  9. agent: the e-mail address of who sent it
//  10. text: the whole text, or the caption
//  11. chat_id
//
// What is not known is empty. In a value, a tab, a newline, a carriage return and a backslash stand as \t, \n, \r and \\.
// With [Options.Private] numbers, in ids too, are those of [MaskNumbers], and texts those of [MaskBody].
func MessagesTSV(w io.Writer, c *api.Chat, oldestFirst []*api.Message, o Options) error {
	conversation := NewConversation(c, o)
	p := tsvPrinter{out: bufio.NewWriter(w), escaper: tsvEscaper()}
	number := func(t safetext.Text) string {
		if o.Private {
			t = MaskNumbers(t)
		}
		return p.text(t)
	}
	var chat safetext.Text
	if c != nil {
		chat = c.ID.Text()
	}
	for _, m := range oldestFirst {
		name, id, direction := conversation.source(m)
		word, _, _ := receiptWord(m, conversation.view.group)
		kind := conversation.Message(m).Kind.Text
		if kind.IsZero() {
			kind = safetext.Own("text")
		}
		p.line(
			number(m.ID.Line()), moment(m.Timestamp.Time), number(name), number(id.Text()), direction,
			p.text(m.Type.Line()), p.text(kind), p.text(word), number(m.PerformedBy.Line()), p.text(conversation.view.written(m.Body)),
			number(chat),
		)
	}
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("print the messages: %w", err)
	}
	return nil
}

// source says who wrote a message, and which way it went.
func (c *Conversation) source(m *api.Message) (name safetext.Text, id api.ID, direction string) {
	v := c.view
	switch {
	case m.PrivateNote.On:
		return m.PerformedBy.Line(), api.ID{}, "note"
	case fromUs(m):
		id, direction = v.senderOf(m), "out"
	default:
		id, direction = v.authorOf(m), "in"
	}
	if id.IsZero() {
		return safetext.Text{}, id, direction
	}
	return v.contact(id), id, direction
}
