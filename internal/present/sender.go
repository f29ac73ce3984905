package present

import (
	"chatlens/api"
	"chatlens/internal/safetext"
)

// who says who wrote a message: "us (Support)" with the agent behind it, or the customer.
func (v *view) who(m *api.Message) safetext.Text {
	agent := m.PerformedBy.Line()
	if m.PrivateNote.On && !agent.Blank() {
		return agent
	}
	if !fromUs(m) {
		return v.author(m)
	}
	us := safetext.Own("us")
	for _, phone := range [...]api.ID{m.SenderPhone, m.OrgPhone, v.chat.OrgPhone} {
		if !phone.IsZero() {
			us = safetext.Format("us (%s)", v.contact(phone))
			break
		}
	}
	return safetext.Join(" · ", us, agent)
}

// author names the writer of an incoming message.
func (v *view) author(m *api.Message) safetext.Text {
	for _, id := range [...]api.ID{m.Author, m.SenderPhone, m.From} {
		if id.IsZero() || id.IsGroup() {
			continue
		}
		if member := v.member(id); member != nil && member.Internal.On {
			return safetext.Format("%s (internal)", v.contact(id))
		}
		return v.contact(id)
	}
	if !v.group {
		return v.chatName()
	}
	return safetext.Own("unknown sender")
}
