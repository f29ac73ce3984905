package apitest

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

// message makes the message object of a place in the history, or in its newest part. It is a messageObject, or its JSON
// where somebody has written some of its fields.
func (c *demoChat) message(list []planned, i int) any {
	p := list[i]
	d, t := c.demo, p.turn
	r := dice("message", c.entry.ID, strconv.Itoa(i))
	sender := p.scene.cast[t.role]
	body := c.fill(p.scene, t.text)
	unique := c.uniqueID(i)
	id := c.messageID(list, i)
	m := messageObject{
		Body:        body,
		ChatID:      c.entry.ID,
		Delivery:    null(),
		From:        sender.id,
		FromMe:      t.ours(),
		IDs:         messageIDs{FromMe: t.ours(), ID: unique, Remote: c.entry.ID, Serialized: id},
		PrivateNote: t.role == roleNote,
		Links:       links(body),
		Mentioned:   c.mentions(p),
		MessageID:   id,
		Type:        t.kind,
		OrgID:       d.org.ID,
		OrgPhone:    d.org.Phone + "@c.us",
		Reactions:   []any{},
		SenderPhone: sender.id,
		Timestamp:   stamp(p.at),
		To:          c.entry.ID,
		UniqueID:    unique,
		UpdatedAt:   p.at.Add(1300 * time.Millisecond).Format("2006-01-02T15:04:05.999-07:00"),
	}
	if c.entry.group() {
		m.Author = sender.id
	}
	if t.ours() {
		m.PerformedBy = p.scene.agent.Email
	}
	if t.role == roleUs {
		c.receipts(&m, i, p)
	}
	c.attach(&m, r, p, body, unique)
	c.mark(&m, list, i)
	if i >= len(c.ending()) { // the newest messages are as they were written
		c.happen(&m, list, i)
	}
	if len(t.Set) > 0 {
		return json.RawMessage(d.encodeWith(&m, t.Set))
	}
	return &m
}

// messageID is "<true|false>_<chat id>_<unique id>", in groups with "_<author>".
func (c *demoChat) messageID(list []planned, i int) string {
	p := list[i]
	id := strconv.FormatBool(p.turn.ours()) + "_" + c.entry.ID + "_" + c.uniqueID(i)
	if c.entry.group() {
		id += "_" + p.scene.cast[p.turn.role].id
	}
	return id
}

// mark adds what happened to a message besides its text.
func (c *demoChat) mark(m *messageObject, list []planned, i int) {
	p := list[i]
	t := p.turn
	if t.Quote > 0 && i+t.Quote < len(list) {
		m.HasQuoted, m.QuotedID = true, c.messageID(list, i+t.Quote)
	}
	if len(t.React) > 0 {
		m.HasReaction, m.Reactions = true, c.reactions(m.MessageID, p)
	}
	if t.Was != "" {
		m.PrevBody = c.fill(p.scene, t.Was)
		m.UpdatedAt = stamp(p.at.Add(95 * time.Second))
	}
	if t.Deleted {
		m.Deleted, m.Body = true, nil
	}
	if t.Forwarded > 0 {
		m.Forwarded, m.ForwardingScore = true, t.Forwarded
	}
	if t.Flag {
		m.flag(p, "open")
	}
	if t.Ticket {
		m.ticket()
	}
}

func (m *messageObject) flag(p planned, status string) {
	m.FlagStatus = status
	m.FlagMetadata = map[string]any{"flagged_by": p.scene.agent.Email, "flagged_at": stamp(p.at.Add(4 * time.Minute))}
	m.FlagResponseTime = 240
}

func (m *messageObject) ticket() { m.TicketID = "ticket-" + strings.ToLower(m.UniqueID[4:16]) }

// farthestQuote is how many messages lie between a message and one that it quotes, at most.
const farthestQuote = 40

// happen adds what happens now and then in a long history, besides what is written of it: who begins a dialogue comes back
// to something older, a customer's message is flagged, becomes a ticket, was forwarded, or is taken back.
func (c *demoChat) happen(m *messageObject, list []planned, i int) {
	p := list[i]
	r := dice("happen", c.entry.ID, strconv.Itoa(i))
	begins := i+1 < len(list) && list[i+1].scene != p.scene
	back := i + 1 + r.IntN(farthestQuote)
	if begins && r.IntN(3) == 0 && back < len(list) && list[back].turn.role != roleNote && m.QuotedID == nil {
		m.HasQuoted, m.QuotedID = true, c.messageID(list, back)
	}
	if p.turn.ours() || p.turn.kind != "chat" {
		return
	}
	switch r.IntN(150) {
	case 0, 1:
		m.flag(p, "closed")
	case 2:
		m.ticket()
	case 3:
		m.Deleted, m.Body, m.Links = true, nil, nil
	case 4:
		m.Forwarded, m.ForwardingScore = true, 1+r.IntN(3)
	}
}

func (c *demoChat) reactions(messageID string, p planned) []map[string]any {
	list := make([]map[string]any, 0, len(p.turn.React))
	for n, reaction := range p.turn.React {
		emoji, who, _ := strings.Cut(reaction, " ")
		list = append(list, map[string]any{
			"reaction":   emoji,
			"sender_id":  p.scene.cast[role(who)].id,
			"timestamp":  c.later(p.at, time.Duration(n+1)*40*time.Second).UnixMilli(),
			"message_id": messageID,
		})
	}
	return list
}

// mentions lists whom the text or the turn mentions.
func (c *demoChat) mentions(p planned) []string {
	ids := []string{}
	for _, who := range []role{roleCustomer, roleSecond, roleThird, roleColleague} {
		if strings.Contains(p.turn.text, "{@"+string(who)+"}") || slices.Contains(p.turn.Mentions, string(who)) {
			if id := p.scene.cast[who].id; !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// later is a time after another, but never after now.
func (c *demoChat) later(at time.Time, d time.Duration) time.Time {
	return later(c.demo.now, at, d)
}

func later(now, at time.Time, d time.Duration) time.Time {
	return at.Add(min(d, now.Sub(at)*9/10))
}

// links are the addresses of a text.
func links(text string) []map[string]any {
	var found []map[string]any
	for word := range strings.FieldsSeq(text) {
		if strings.HasPrefix(word, "https://") {
			found = append(found, map[string]any{"link": word, "isSuspicious": false})
		}
	}
	return found
}

// acks are the ways in which an ack is written in the histories.
func acks(r *rand.Rand, n int) json.RawMessage {
	digits := strconv.Itoa(n)
	switch r.IntN(8) {
	case 0:
		return json.RawMessage(digits)
	case 1:
		return json.RawMessage(digits + ".0")
	}
	return json.RawMessage(`"` + digits + `"`)
}
