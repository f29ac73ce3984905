package present

import (
	"time"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// receiptWord says in a word how far a message of ours has come. Not ok: the message is not ours, or is a note that nobody
// was sent, or nothing is known. Between two people and in a group some values mean different things.
func receiptWord(m *api.Message, group bool) (word safetext.Text, role Role, ok bool) {
	if m == nil || !m.Ack.Known || m.PrivateNote.On || !fromUs(m) {
		return safetext.Text{}, Plain, false
	}
	switch n := m.Ack.N; {
	case n == -1:
		return safetext.Own("failed"), Bad, true
	case n < -1:
		return safetext.Own("unknown"), Warn, true
	case n == 0:
		return safetext.Own("pending"), Warn, true
	case n == 1:
		return safetext.Own("sent"), Plain, true
	case n == 2 && group:
		return safetext.Own("partly delivered"), Plain, true
	case n == 2 && (m.Delivery == nil || len(m.Delivery.Delivered) == 0):
		return safetext.Own("sent"), Plain, true
	case n <= 3:
		return safetext.Own("delivered"), Plain, true
	case n == 4 && group:
		return safetext.Own("partly read"), Good, true
	}
	return safetext.Own("read"), Good, true
}

// ticks is the mark that repeats the word of receiptWord.
func ticks(m *api.Message, group bool, g Glyphs) safetext.Text {
	word, _, ok := receiptWord(m, group)
	if !ok {
		return safetext.Text{}
	}
	switch word.String() {
	case "failed":
		return g.Failed
	case "pending":
		return g.Pending
	case "sent", "partly delivered":
		return g.Sent
	case "delivered":
		return g.Delivered
	case "read", "partly read":
		return g.Read
	}
	return safetext.Text{}
}

// fromUs reports whether a message was sent by one of the organisation's phones: it says so, or its id does.
func fromUs(m *api.Message) bool {
	const ours = "true_"
	switch id := m.ID.String(); {
	case m.FromMe.Known:
		return m.FromMe.On
	case m.Key.FromMe.Known:
		return m.Key.FromMe.On
	case id != "":
		return len(id) > len(ours) && id[:len(ours)] == ours
	}
	return !m.SenderPhone.IsZero() && m.SenderPhone.Same(m.OrgPhone)
}

// chatState says in a word whether somebody has to care for a chat: closed, snoozed, else open. A time of closing that is not
// understood closes the chat nevertheless.
func chatState(c *api.Chat, now time.Time) safetext.Text {
	switch {
	case c.ClosedAt.Set:
		return safetext.Own("closed")
	case snoozed(c, now):
		return safetext.Own("snoozed")
	}
	return safetext.Own("open")
}

// snoozed is false without a present time, which the end of a snooze cannot be compared with.
func snoozed(c *api.Chat, now time.Time) bool {
	return c.Snooze != nil && !now.IsZero() && c.Snooze.Until.After(now)
}

// state is chatState, with the end of a snooze.
func (v *view) state() safetext.Text {
	if word := chatState(v.chat, v.clock.now); word.String() != "snoozed" {
		return word
	}
	return safetext.Format("snoozed until %s", v.clock.since(v.chat.Snooze.Until))
}

// chatKind is the type of a chat in a word. An id tells it where the type is missing.
func chatKind(c *api.Chat) safetext.Text {
	kind := c.Type.Line()
	switch {
	case kind.String() == "user":
		return safetext.Own("person")
	case !kind.Blank():
		return kind
	case c.ID.IsGroup():
		return safetext.Own("group")
	case c.ID.IsPerson():
		return safetext.Own("person")
	}
	return safetext.Own("unknown")
}

// unread returns how many messages of a chat nobody of ours has read: the chat's own count, else that of the phone
// through which it is seen.
func unread(c *api.Chat) (n int64, known bool) {
	if c.MessageUnreadCount.Known {
		return c.MessageUnreadCount.N, true
	}
	for phone, count := range c.UnreadCount {
		if count.Known && phone.Same(c.OrgPhone) {
			return count.N, true
		}
	}
	return 0, false
}
