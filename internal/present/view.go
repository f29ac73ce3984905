package present

import (
	"slices"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// view is one look at a chat: what the sections share.
type view struct {
	chat    *api.Chat
	options Options
	clock   clock
	group   bool
	phones  []api.ID           // the organisation's that see the chat
	ours    map[api.ID]bool    // the same, as ID.Full writes them
	people  []person           // the members, in the chat's order
	members map[api.ID]*person // by contact id and by private id
	latest  receipts           // of the latest message
}

func newView(c *api.Chat, o Options) *view {
	if o.Glyphs == (Glyphs{}) {
		o.Glyphs = UTF8()
	}
	v := &view{
		chat: c, options: o, clock: newClock(o), group: isGroup(c),
		people:  make([]person, len(c.Members)),
		members: make(map[api.ID]*person, len(c.Members)),
	}
	v.phones, v.ours = seenBy(c)
	v.latest = v.receiptsOf(c.LatestMessage)
	for i := range c.Members {
		p := &v.people[i]
		*p = v.newPerson(&c.Members[i])
		p.receipt = v.latest.of(p.id, p.LID)
		if !p.LID.IsZero() {
			v.members[p.LID] = p
		}
	}
	for i := range v.people {
		v.members[v.people[i].id] = &v.people[i]
	}
	return v
}

// member finds a member by contact id or private id.
func (v *view) member(id api.ID) *person {
	if id.IsZero() {
		return nil
	}
	return v.members[id.Full()]
}

// isUs reports whether a contact is one of the organisation's phones that see this chat.
func (v *view) isUs(id api.ID) bool { return v.ours[id.Full()] }

// isOurs reports whether a contact is one of our own staff, or one of the phones.
func (v *view) isOurs(id api.ID) bool {
	if p := v.member(id); p != nil {
		return p.ours
	}
	return v.isUs(id)
}

// seenBy lists the organisation's phones that see a chat, each once, the one through which it is seen among them.
func seenBy(c *api.Chat) (phones []api.ID, ours map[api.ID]bool) {
	ours = make(map[api.ID]bool, len(c.OrgPhones)+1)
	for _, id := range c.OrgPhones {
		if full := id.Full(); !ours[full] {
			ours[full] = true
			phones = append(phones, id)
		}
	}
	if full := c.OrgPhone.Full(); !full.IsZero() && !ours[full] {
		ours[full] = true
		phones = slices.Insert(phones, 0, c.OrgPhone)
	}
	return phones, ours
}

// contact names somebody by their name in this chat, else by the organisation's for its phone, else by that of the chat with them, else
// by their number or id.
func (v *view) contact(id api.ID) safetext.Text {
	m := v.member(id)
	if m != nil && !m.name.IsZero() {
		return m.name
	}
	if name := v.knownPhone(id).Name; !name.IsZero() {
		return name
	}
	if m != nil && !m.number.IsZero() {
		return m.number
	}
	if !v.group && id.Same(v.chat.ID) && !v.chat.Name.Blank() {
		return v.chat.Name.Line()
	}
	if name, ok := v.nameOf(id); ok {
		return name
	}
	if number := id.Number(); !number.IsZero() {
		return number
	}
	return id.Text()
}

// chatName is the chat's name, or its number or id where it has none.
func (v *view) chatName() safetext.Text {
	if !v.chat.Name.Blank() {
		return v.chat.Name.Line()
	}
	if m := v.member(v.chat.ID); m != nil && !m.name.IsZero() && !v.group {
		return m.name
	}
	if name, ok := v.nameOf(v.chat.ID); ok {
		return name
	}
	if number := v.chat.ID.Number(); !number.IsZero() {
		return number
	}
	if id := v.chat.ID.Text(); !id.IsZero() {
		return id
	}
	return safetext.Own("(no name)")
}

func isGroup(c *api.Chat) bool {
	return c.ID.IsGroup() || c.Type.String() == "group"
}
