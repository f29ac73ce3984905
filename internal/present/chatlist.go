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

// The columns of printed chats.
const (
	columnID = iota
	columnWhen
	columnAge
	columnUnread
	columnName
	columnType
	columnState
	columnLabels
	columnAssigned
	columnLatest
	columnCount
)

// Of printed chats, in cells.
const (
	widestColumn = 28 // what is longer does not move the cells of others
	leastName    = 16
	leastLatest  = 20
)

// ChatsText prints chats for people, one a line, in columns that stand below each other: id, when the latest message came and how
// long ago that is, unread messages, name, kind, state where it is not open, labels, who it is assigned to, the latest message with
// its ticks. A column that is empty for all is left out. Nothing is coloured. On a terminal of [Options.Width] a row stays one: it
// begins with the whole id, long cells are cut, and what is missed least is left out. Elsewhere nothing is cut. With the glyphs of
// [ASCII] all else is written out in ASCII, too; with [Options.Private] rows are [Brief.Masked].
func ChatsText(w io.Writer, chats []Brief, o Options) error {
	clock := newClock(o)
	s := Section{Columns: make([]int, columnCount), Rows: make([]Row, len(chats))}
	for i := range chats {
		s.Rows[i].Cells = chatCells(&chats[i], clock, o)
	}
	ascii := o.Glyphs == ASCII()
	if ascii {
		s = s.ASCII()
	} else {
		s.measure()
	}
	for i := range s.Widths {
		s.Widths[i] = min(s.Widths[i], widestColumn)
	}
	if o.Width > 0 {
		s.fit(o.Width, ascii)
	}
	p := textPrinter{out: bufio.NewWriter(w)}
	for i := range s.Rows {
		lead, latest := p.columns(&s, &s.Rows[i])
		line := strings.TrimRight(lead+latest.String(), " ")
		if o.Width > 0 {
			line = cut(safetext.Clean(line), o.Width, ascii).String()
		}
		p.line(line)
	}
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("print the chats: %w", err)
	}
	return nil
}

// fit cuts the cells of chats to their columns, and leaves columns out until there is room for the latest message.
func (s *Section) fit(width int, ascii bool) {
	const gap, leastCell = 2, 4
	s.Widths[columnName] = min(s.Widths[columnName], max(width/5, leastName))
	left := width - min(s.Widths[columnLatest], leastLatest)
	for _, w := range s.Widths[:columnLatest] {
		if w > 0 {
			left -= w + gap
		}
	}
	for _, column := range [...]int{columnType, columnWhen, columnLabels} {
		if left < 0 && s.Widths[column] > 0 {
			left += s.Widths[column] + gap
			s.Widths[column] = 0
		}
	}
	at := s.Widths[columnID]
	s.Widths[columnLatest] = width
	for column := columnWhen; column < columnCount; column++ {
		w := s.Widths[column]
		if room := width - at - gap; room < min(w, leastCell) {
			s.Widths[column], at = 0, width
		} else if w > 0 {
			s.Widths[column] = min(w, room)
			at += gap + s.Widths[column]
		}
		for i := range s.Rows {
			cell := &s.Rows[i].Cells[column].Text
			*cell = cut(*cell, s.Widths[column], ascii)
		}
	}
}

// cut is [safetext.Cut], for a text that is ASCII already with dots of ASCII.
func cut(t safetext.Text, width int, ascii bool) safetext.Text {
	if !ascii || safetext.Width(t) <= width {
		return safetext.Cut(t, width)
	}
	const dots = len("...")
	if width < dots {
		return safetext.Clean("..."[:max(width, 0)])
	}
	return safetext.Cut(t, width-dots+1).ASCII()
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
		columnID: {id, Dim}, columnWhen: {when, Dim}, columnAge: {Age(b.At, o.Now), Dim}, columnUnread: {unread, Warn}, columnName: {b.Name, Name},
		columnType: {b.Kind, Plain}, columnState: {state, Dim}, columnLabels: {safetext.Join(", ", labels...), Badge},
		columnAssigned: {b.Assigned, Plain}, columnLatest: {safetext.Join(" ", b.Ticks, b.Last), Plain},
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
