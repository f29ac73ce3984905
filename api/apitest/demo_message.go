package apitest

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

// message makes the message object of a place in the history, or in its newest part.
func (c *demoChat) message(list []planned, i int) map[string]any {
	p := list[i]
	d, t := c.demo, p.turn
	r := dice("message", c.entry.ID, strconv.Itoa(i))
	sender := p.scene.cast[t.role]
	body := c.fill(p.scene, t.text)
	unique := c.uniqueID(i)
	m := map[string]any{
		"ack":                nil,
		"author":             nil,
		"body":               body,
		"broadcast_id":       nil,
		"chat_id":            c.entry.ID,
		"delivery_info":      nil,
		"duration":           nil,
		"flag_metadata":      nil,
		"flag_response_time": nil,
		"flag_status":        nil,
		"forwarding_score":   nil,
		"from":               sender.id,
		"from_me":            t.ours(),
		"has_media":          nil,
		"has_quoted_msg":     nil,
		"has_reaction":       nil,
		"id": map[string]any{
			"from_me":    t.ours(),
			"id":         unique,
			"remote":     c.entry.ID,
			"serialized": c.messageID(list, i),
		},
		"invite_v4":         nil,
		"is_deleted":        nil,
		"is_ephemeral":      nil,
		"is_forwarded":      nil,
		"is_gif":            nil,
		"is_private_note":   t.role == roleNote,
		"is_starred":        nil,
		"is_status":         nil,
		"links":             links(body),
		"location":          nil,
		"media":             nil,
		"mentioned_ids":     c.mentions(p),
		"message_id":        c.messageID(list, i),
		"message_ticket_id": nil,
		"message_type":      t.kind,
		"order_id":          nil,
		"org_id":            d.org.ID,
		"org_phone":         d.org.Phone + "@c.us",
		"performed_by":      nil,
		"poll_info":         nil,
		"poll_results":      nil,
		"prev_body":         nil,
		"quoted_message_id": nil,
		"reactions":         []any{},
		"sender_phone":      sender.id,
		"timestamp":         stamp(p.at),
		"to":                c.entry.ID,
		"unique_id":         unique,
		"updated_at":        p.at.Add(1300 * time.Millisecond).Format("2006-01-02T15:04:05.999-07:00"),
		"vcards":            nil,
	}
	if c.entry.group() {
		m["author"] = sender.id
	}
	if t.ours() {
		m["performed_by"] = p.scene.agent.Email
	}
	if t.role == roleUs {
		c.receipts(m, i, p)
	}
	c.attach(m, r, p, body, unique)
	c.mark(m, list, i)
	for name, value := range t.Set {
		m[name] = relative(value, d.now)
	}
	return m
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
func (c *demoChat) mark(m map[string]any, list []planned, i int) {
	p := list[i]
	t := p.turn
	if t.Quote > 0 && i+t.Quote < len(list) {
		m["has_quoted_msg"], m["quoted_message_id"] = true, c.messageID(list, i+t.Quote)
	}
	if len(t.React) > 0 {
		m["has_reaction"], m["reactions"] = true, c.reactions(m["message_id"], p)
	}
	if t.Was != "" {
		m["prev_body"] = c.fill(p.scene, t.Was)
		m["updated_at"] = stamp(p.at.Add(95 * time.Second))
	}
	if t.Deleted {
		m["is_deleted"], m["body"] = true, nil
	}
	if t.Forwarded > 0 {
		m["is_forwarded"], m["forwarding_score"] = true, t.Forwarded
	}
	if t.Flag {
		m["flag_status"] = "open"
		m["flag_metadata"] = map[string]any{"flagged_by": p.scene.agent.Email, "flagged_at": stamp(p.at.Add(4 * time.Minute))}
		m["flag_response_time"] = 240
	}
	if t.Ticket {
		m["message_ticket_id"] = "ticket-" + strings.ToLower(c.uniqueID(i)[4:16])
	}
}

func (c *demoChat) reactions(messageID any, p planned) []map[string]any {
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
	return at.Add(min(d, c.demo.now.Sub(at)*9/10))
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
