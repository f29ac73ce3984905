package present

import (
	"strings"

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
	if phone := v.senderOf(m); !phone.IsZero() {
		us = safetext.Join("", safetext.Own("us ("), v.contact(phone), safetext.Own(")"))
	}
	return safetext.Join(" · ", us, agent)
}

// author names the writer of an incoming message.
func (v *view) author(m *api.Message) safetext.Text {
	id := v.authorOf(m)
	switch {
	case id.IsZero() && v.group:
		return safetext.Own("unknown sender")
	case id.IsZero():
		return v.chatName()
	}
	if member := v.member(id); member != nil && member.Internal.On {
		return safetext.Format("%s (internal)", v.contact(id))
	}
	return v.contact(id)
}

// authorOf is the contact who wrote an incoming message; zero: not known.
func (v *view) authorOf(m *api.Message) api.ID {
	for _, id := range [...]api.ID{m.Author, m.SenderPhone, m.From} {
		if !id.IsZero() && !id.IsGroup() {
			return id
		}
	}
	if v.group {
		return api.ID{}
	}
	return v.chat.ID
}

// senderOf is the phone of ours that sent a message of ours; zero: not known.
func (v *view) senderOf(m *api.Message) api.ID {
	for _, id := range [...]api.ID{m.SenderPhone, m.OrgPhone, v.chat.OrgPhone} {
		if !id.IsZero() {
			return id
		}
	}
	return api.ID{}
}

// writer is the chat with a customer who wrote a message.
func (v *view) writer(m *api.Message) api.ID {
	if fromUs(m) {
		return api.ID{}
	}
	return v.opens(v.authorOf(m))
}

// color is the colour that the API gives to the writer of a message, "#RRGGBB"; zero: none.
func (v *view) color(m *api.Message) safetext.Text {
	id := v.authorOf(m)
	if fromUs(m) {
		id = v.senderOf(m)
	}
	p := v.member(id)
	if p == nil || p.Member == nil {
		return safetext.Text{}
	}
	const digits = "0123456789abcdefABCDEF"
	if s := p.Color.String(); len(s) != 7 || s[0] != '#' || strings.Trim(s[1:], digits) != "" {
		return safetext.Text{}
	}
	return p.Color
}
