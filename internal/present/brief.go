package present

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unique"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// Brief is a chat as the list shows it. It is small, and holds nothing of what it was made from, since there may be a
// hundred thousand.
type Brief struct {
	ID                                      api.ID
	Name                                    safetext.Text // on one line; the number or the id where the chat has no name
	Kind                                    safetext.Text // "person", "group", "business", "unknown", or a word not known yet
	Assigned                                safetext.Text // an agent's e-mail address; zero: nobody
	Labels                                  []NamedLabel  // by name, those without one last; at most 100
	Unread                                  int64         // 0 where it is not known
	Flagged                                 int64         // messages
	Closed, Muted, Exited, Archived, Pinned bool
	SnoozedUntil                            time.Time     // zero: not snoozed
	At                                      time.Time     // of the latest message, else of the latest activity; zero: not known
	Ours                                    bool          // the latest message is ours; a private note is
	Silent                                  bool          // there is no latest message
	LastBody                                bool          // Last holds words of a message, not only its kind
	Words                                   uint16        // where in Last, in bytes, those words begin
	Receipt                                 Cell          // its ticks and word, "✓✓ read"; zero: an incoming message, or nothing known
	Ticks                                   safetext.Text // its ticks alone
	Last                                    safetext.Text // who and the first words of the latest message, on one line of at most 160 runes: "Ravi: image · see here"; zero: no message
}

// NamedLabel is a label with the user's name for it, or with its id where there is none.
type NamedLabel struct{ ID, Name safetext.Text }

// What a row holds at most.
const (
	mostLabels = 100
	lastRunes  = 160 // of Last
	whoCells   = 32  // of the writer's name in it
)

// NewBrief makes the row of a chat. It hides nothing, also under [Options.Private]: see [Brief.Masked].
func NewBrief(c *api.Chat, o Options) Brief {
	b := Brief{
		ID:       c.ID,
		Name:     own(chatNameOf(c), c.Name),
		Kind:     shared(chatKind(c)),
		Assigned: shared(c.AssignedTo.Line()),
		Labels:   namedLabels(c, o),
		Flagged:  max(flagged(c), 0),
		Closed:   c.ClosedAt.Set,
		Muted:    c.Muted.On, Exited: c.Exited.On, Archived: c.Archived.On, Pinned: c.Pinned.On,
	}
	if c.AssignedTo.Blank() {
		b.Assigned = safetext.Text{}
	}
	if n, known := unread(c); known {
		b.Unread = max(n, 0)
	}
	if c.Snooze != nil {
		b.SnoozedUntil = c.Snooze.Until.Time
	}
	m := c.LatestMessage
	if m != nil {
		b.message(c, m, o)
	}
	b.Silent = m == nil
	for _, at := range [...]api.Time{c.LatestMessageAt, c.UpdatedAt} {
		if b.At.IsZero() {
			b.At = at.Time
		}
	}
	return b
}

// message says what the row tells of the latest message.
func (b *Brief) message(c *api.Chat, m *api.Message, o Options) {
	if o.Glyphs == (Glyphs{}) {
		o.Glyphs = UTF8()
	}
	group := isGroup(c)
	b.At = m.Timestamp.Time
	b.Ours = fromUs(m) || m.PrivateNote.On
	if word, role, ok := receiptWord(m, group); ok {
		b.Ticks = ticks(m, group, o.Glyphs)
		b.Receipt = Cell{shared(safetext.Join(" ", b.Ticks, word)), role}
	}
	b.Last, b.Words, b.LastBody = lastWords(briefWriter(c, m, o), m)
}

// State is "closed", "snoozed" or "open" at a time. Without a time nothing is snoozed.
func (b *Brief) State(now time.Time) safetext.Text {
	switch {
	case b.Closed:
		return safetext.Own("closed")
	case !now.IsZero() && b.SnoozedUntil.After(now):
		return safetext.Own("snoozed")
	}
	return safetext.Own("open")
}

// Waits reports whether a customer waits for an answer: there is a message, the latest is not ours, and the chat is not closed.
func (b *Brief) Waits() bool { return !b.Ours && !b.Closed && !b.Silent && !b.At.IsZero() }

// Age says in at most six cells how far a time is from now, in the past or, as clocks differ, in the future: "now" under a
// minute, "5 min", "3 h" up to two days, "2 d" up to two months, "7 mo" up to two years, "2 y". It is empty where either is
// unknown, and for what is more than 200 years away.
func Age(t, now time.Time) safetext.Text {
	const day = 24 * time.Hour
	if t.IsZero() || now.IsZero() {
		return safetext.Text{}
	}
	unit, name := time.Minute, " min"
	away := now.Sub(t).Abs()
	switch {
	case away > longestSpan:
		return safetext.Text{}
	case away < time.Minute:
		return safetext.Own("now")
	case away < time.Hour:
	case away < 2*day:
		unit, name = time.Hour, " h"
	case away < 61*day:
		unit, name = day, " d"
	case away < 2*365*day:
		unit, name = 365*day/12, " mo"
	default:
		unit, name = 365*day, " y"
	}
	return safetext.Clean(strconv.FormatInt(int64(away/unit), 10) + name)
}

// chatNameOf is the chat's name, or its contact's, or its number or id where it has none.
func chatNameOf(c *api.Chat) safetext.Text {
	if !c.Name.Blank() {
		return c.Name.Line()
	}
	if !isGroup(c) {
		if m := memberOf(c, c.ID); m != nil && !memberName(m).IsZero() {
			return memberName(m)
		}
	}
	if number := c.ID.Number(); !number.IsZero() {
		return number
	}
	if id := c.ID.Text(); !id.IsZero() {
		return id
	}
	return safetext.Own("(no name)")
}

// memberOf finds a member by contact id or private id; nil: there is none.
func memberOf(c *api.Chat, id api.ID) *api.Member {
	if id.IsZero() {
		return nil
	}
	full := id.Full()
	for i := range c.Members {
		if m := &c.Members[i]; m.ContactID == full || m.ContactID == id || m.LID == id {
			return m
		}
	}
	for i := range c.Members {
		if m := &c.Members[i]; m.ContactID.Full() == full {
			return m
		}
	}
	return nil
}

// briefWriter says briefly who wrote a message: "us", the agent of a private note, or the customer.
func briefWriter(c *api.Chat, m *api.Message, o Options) safetext.Text {
	group := isGroup(c)
	switch {
	case m.PrivateNote.On && !m.PerformedBy.Blank():
		return m.PerformedBy.Line()
	case fromUs(m):
		return safetext.Own("us")
	case !group && !c.Name.Blank():
		return c.Name.Line()
	}
	for _, id := range [...]api.ID{m.Author, m.SenderPhone, m.From} {
		if id.IsZero() || id.IsGroup() {
			continue
		}
		if member := memberOf(c, id); member != nil && !memberName(member).IsZero() {
			return memberName(member)
		}
		if o.ChatName != nil {
			if name, ok := o.ChatName(id); ok && !name.Blank() {
				return name.Line()
			}
		}
		if number := id.Number(); !number.IsZero() {
			return number
		}
		return id.Text()
	}
	if !group {
		return chatNameOf(c)
	}
	return safetext.Own("unknown sender")
}

// lastWords puts who wrote a message, what it is and its first words on one line. They are words of the message from a byte
// on; not body: there are none.
func lastWords(who safetext.Text, m *api.Message) (last safetext.Text, from uint16, body bool) {
	kind, gap, named := briefKind(m)
	text := opening(shownBody(m))
	if named == text {
		text = safetext.Text{}
	}
	if kind.IsZero() && named.IsZero() && text.IsZero() {
		kind = safetext.Own("no text")
	}
	head := safetext.Join("", safetext.Cut(who, whoCells), safetext.Own(": "), kind)
	words := safetext.Join(" · ", named, text)
	if !words.IsZero() && !kind.IsZero() {
		if named.IsZero() {
			gap = safetext.Own(" · ")
		}
		head = safetext.Join("", head, gap)
	}
	words = cutTo(words, lastRunes-len([]rune(head.String())))
	return safetext.Join("", head, words), uint16(len(head.String())), !words.IsZero()
}

// briefKind says in a word or two what a message is, nothing for a plain text, and what it calls itself: a file's name, a
// poll's question, whom a contact card is of. The gap stands between them.
func briefKind(m *api.Message) (kind, gap, named safetext.Text) {
	gap = safetext.Own(" ")
	switch word := m.Type.Line(); word.String() {
	case "", "chat":
	case "image", "audio", "sticker":
		kind = shared(word)
	case "video":
		kind = safetext.Own("video")
		if m.GIF.On {
			kind = safetext.Own("GIF")
		}
	case "ptt":
		kind = safetext.Own("voice note")
	case "document":
		kind = word
		if m.Media != nil {
			named = m.Media.Filename.Line()
		}
	case "vcard", "multi_vcard":
		kind = safetext.Own("contact card")
		if cards := vcards(m); len(cards) > 1 {
			kind = safetext.Format("%s contact cards", count(len(cards)))
		} else if len(cards) == 1 {
			named = cardName(cards[0])
		}
	case "poll_creation":
		kind, gap = safetext.Own("poll"), safetext.Own(": ")
		if m.PollInfo != nil {
			named = opening(m.PollInfo.Name)
		}
	case "location":
		kind = safetext.Own("location")
		if m.Location != nil {
			named = safetext.Join(", ", m.Location.Name.Line(), m.Location.Address.Line())
		}
	case "ciphertext":
		kind = safetext.Own("not decrypted yet")
	default:
		kind = safetext.Cut(word, whoCells)
	}
	if m.Duration.Known && m.Duration.N > 0 {
		kind = safetext.Join(" ", kind, safetext.Clean(minutes(m.Duration.N)))
	}
	if m.Deleted.On {
		kind = safetext.Join(" · ", safetext.Own("deleted"), kind)
	}
	if m.PrivateNote.On {
		kind = safetext.Join(" · ", safetext.Own("private note"), kind)
	}
	return kind, gap, named
}

// opening is the start of a text on one line. It looks at no more of a long text than the row can hold.
func opening(t safetext.Text) safetext.Text {
	const most = 4 * 2 * lastRunes // bytes; blanks may take some
	s := strings.TrimLeftFunc(t.String(), unicode.IsSpace)
	if len(s) <= most {
		return safetext.Clean(s).Line()
	}
	end := most
	for s[end]&0xC0 == 0x80 {
		end--
	}
	return safetext.Clean(safetext.Clean(s[:end]).Line().String() + safetext.Ellipsis)
}

// cutTo returns as many whole clusters of a line as have no more than n runes together, with an ellipsis if there were more.
func cutTo(t safetext.Text, n int) safetext.Text {
	if len(t.String()) <= n {
		return t
	}
	end, fits, runes := 0, 0, 0
	for rest := t; !rest.IsZero(); {
		var cluster safetext.Text
		cluster, rest = safetext.First(rest)
		if runes += len([]rune(cluster.String())); runes > n {
			return safetext.Clean(strings.TrimRight(t.String()[:fits], " ") + safetext.Ellipsis)
		}
		end += len(cluster.String())
		if runes < n {
			fits = end
		}
	}
	return t
}

// namedLabels are the labels that a chat has, in the order of the labels' section.
func namedLabels(c *api.Chat, o Options) []NamedLabel {
	n := 0
	for id, on := range c.Labels {
		if on.On && !id.Blank() {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	labels := make([]NamedLabel, 0, n)
	for id, on := range c.Labels {
		if on.On && !id.Blank() {
			labels = append(labels, NamedLabel{shared(id), userName(o.Labels, id)})
		}
	}
	labels = first(labels, mostLabels, func(a, b NamedLabel) int {
		return cmp.Or(
			order(a.Name.IsZero(), b.Name.IsZero()),
			cmp.Compare(safetext.Fold(a.Name.String()), safetext.Fold(b.Name.String())),
			compareTexts(a.ID, b.ID))
	})
	for i := range labels {
		if labels[i].Name.IsZero() {
			labels[i].Name = shared(labels[i].ID.Line())
		}
	}
	return slices.Clip(labels)
}

// shared returns one copy of a text that many chats have.
func shared(t safetext.Text) safetext.Text { return unique.Make(t).Value() }

// own returns a text that keeps no longer one alive that it may be a part of.
func own(t, of safetext.Text) safetext.Text {
	const little = 32 // bytes
	if len(of.String()) <= len(t.String())+little {
		return t
	}
	return safetext.Clean(strings.Clone(t.String()))
}
