package present

import (
	"strings"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// Target is somewhere to go from a message or a row.
type Target struct {
	What    safetext.Text // "quoted message", "writer", "mentioned", "contact card"
	Name    safetext.Text
	Chat    api.ID        // valid: a chat
	Message safetext.Text // not zero: a message of the same chat, by id
}

// Targets are a message's: the quoted message, its writer, the members that it mentions, contact cards with a number.
func (c *Conversation) Targets(m *api.Message) []Target {
	return c.view.hidden(Section{Targets: c.view.targets(m)}).Targets
}

// targets are where a message leads, each chat once.
func (v *view) targets(m *api.Message) []Target {
	var targets []Target
	if !m.QuotedMessageID.Blank() {
		name := safetext.Own("a message that is not loaded")
		if quoted, ok := v.quoted(m); ok {
			name = v.briefly(quoted)
		}
		targets = append(targets, Target{What: safetext.Own("quoted message"), Name: name, Message: m.QuotedMessageID})
	}
	seen := make(map[api.ID]bool)
	add := func(what safetext.Text, id api.ID, name safetext.Text) {
		id = v.opens(id.Full())
		if id.IsZero() || seen[id] || len(seen) == mostRows {
			return
		}
		seen[id] = true
		targets = append(targets, Target{What: what, Name: name, Chat: id})
	}
	if id := v.writer(m); !id.IsZero() && !v.isStaff(id) {
		add(safetext.Own("writer"), id, v.contact(id))
	}
	for _, id := range v.mentioned(m) {
		add(safetext.Own("mentioned"), id, v.contact(id))
	}
	for _, card := range vcards(m) {
		name := cardName(card)
		for _, id := range cardNumbers(card) {
			add(safetext.Own("contact card"), id, v.cardOwner(id, v.written(name).Line()))
		}
	}
	return targets
}

// isStaff reports whether a contact is one of our own people.
func (v *view) isStaff(id api.ID) bool {
	if p := v.member(id); p != nil {
		return p.ours
	}
	return v.isUs(id)
}

// mentioned lists whom a message mentions: those that the API names, and the members whom its text does.
func (v *view) mentioned(m *api.Message) []api.ID {
	ids := m.MentionedIDs[:len(m.MentionedIDs):len(m.MentionedIDs)]
	if strings.Contains(m.Body.String(), "@") {
		safetext.Markup(m.Body, func(digits string) (safetext.Text, bool) {
			if p := v.mentionedMember(digits); p != nil {
				ids = append(ids, p.id)
			}
			return safetext.Text{}, false
		})
	}
	return ids
}

// cardOwner is the name on a contact card, and who has its number where they are known by another name.
func (v *view) cardOwner(id api.ID, onCard safetext.Text) safetext.Text {
	owner := v.contact(id)
	if owner == onCard {
		return owner
	}
	return safetext.Join(" · ", onCard, owner)
}

// cardNumbers are the numbers of a vCard (TEL of RFC 6350). WhatsApp adds the digits of the chat as the parameter "waid".
func cardNumbers(card safetext.Text) []api.ID {
	var ids []api.ID
	for line := range strings.SplitSeq(card.String(), "\n") {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		property, parameters, _ := strings.Cut(key, ";")
		if dot := strings.IndexByte(property, '.'); dot >= 0 {
			property = property[dot+1:] // "item1.TEL": a name that groups lines
		}
		if !ok || !strings.EqualFold(property, "TEL") {
			continue
		}
		number := strings.TrimPrefix(strings.ToLower(value), "tel:")
		for parameter := range strings.SplitSeq(parameters, ";") {
			if name, digits, ok := strings.Cut(parameter, "="); ok && strings.EqualFold(name, "waid") {
				number = digits
			}
		}
		if id, err := api.ParseID(number); err == nil && id.IsPerson() {
			ids = append(ids, id)
		}
	}
	return ids
}
