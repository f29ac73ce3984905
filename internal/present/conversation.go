package present

import (
	"strings"
	"time"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// Conversation is one look at the messages of a chat: what they share.
type Conversation struct{ view *view }

// NewConversation prepares a chat's names for its messages. Of the chat the id alone may be known. A nil chat is treated as an
// empty one.
func NewConversation(c *api.Chat, o Options) *Conversation {
	if c == nil {
		c = &api.Chat{}
	}
	return &Conversation{newView(c, o)}
}

// Message is a message of the history.
type Message struct {
	ID      safetext.Text
	At      time.Time     // zero: not known
	Day     safetext.Text // of the separator above it: "Monday, 23 Nov 2026"; zero: not known, and no reason for a separator
	Time    safetext.Text // of the day: "16:37"; "—" where it is not known
	Who     safetext.Text // on one line: "Ravi", "us (Support) · bharat@…"
	Color   safetext.Text // of the writer, "#RRGGBB"; zero: not known
	Ours    bool
	Note    bool  // a private note, which the customer does not see
	Kind    Cell  // in words: "image 512x512 20 kB · forwarded"; zero: a plain text
	Receipt Cell  // ticks and word: "✓✓ read"; zero: no receipt
	Rows    []Row // the rest: the quoted message on one line (its row is Quoted, and has one cell), media URL, body, poll with results, former text, reactions
}

// Message makes a message as the history shows it.
func (c *Conversation) Message(m *api.Message) Message {
	v := c.view
	shown := v.shown(m)
	kind, role := messageKind(shown)
	out := Message{
		ID: m.ID, At: m.Timestamp.Time,
		Day: v.clock.date(m.Timestamp), Time: v.clock.minute(m.Timestamp),
		Who: v.who(m), Color: v.color(m),
		Ours: fromUs(m), Note: m.PrivateNote.On,
		Kind: Cell{kind, role},
	}
	if kind.IsZero() {
		out.Kind = Cell{}
	}
	out.Receipt, _ = v.receiptCell(m)
	if quoted := v.quotedRow(m); quoted != nil {
		out.Rows = append(out.Rows, *quoted)
	}
	out.Rows = append(out.Rows, v.contentRows(m, shown)...)
	return v.hiddenMessage(out)
}

// ASCII returns the message with every character outside of ASCII written out.
func (m Message) ASCII() Message {
	m.Day, m.Time, m.Who = m.Day.ASCII(), m.Time.ASCII(), m.Who.ASCII()
	m.Kind.Text, m.Receipt.Text = m.Kind.Text.ASCII(), m.Receipt.Text.ASCII()
	m.Rows = rowsASCII(m.Rows)
	return m
}

// Searchable is the folded text that a search looks at: who, body, caption, file name, kind, a poll, and the names of those
// mentioned. With privacy it is the same, since nobody sees it.
func (c *Conversation) Searchable(m *api.Message) string {
	const mentioned = 20
	v := c.view
	var b strings.Builder
	add := func(t safetext.Text) {
		if !t.IsZero() {
			b.WriteString(t.String())
			b.WriteByte('\n')
		}
	}
	kind, _ := messageKind(m)
	add(v.who(m))
	add(kind)
	add(shownBody(m))
	if m.PollInfo != nil {
		add(m.PollInfo.Name)
		for _, option := range m.PollInfo.Options[:min(len(m.PollInfo.Options), mostRows)] {
			add(option.Name)
		}
	}
	for _, id := range m.MentionedIDs[:min(len(m.MentionedIDs), mentioned)] {
		add(v.contact(id))
	}
	return safetext.Fold(b.String())
}
