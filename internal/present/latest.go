package present

import (
	"strconv"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// latestSection shows the latest message: who, when, what, the text, and how far it has come with whom.
func (v *view) latestSection() Section {
	name := safetext.Own("Latest message")
	s := Section{Name: name, Title: name, Columns: []int{12, 20, 7}, Summary: safetext.Own("no message yet")}
	if v.chat.LatestMessage != nil {
		s = v.messageSection(name, v.latest)
	}
	s.Empty = safetext.Own("no message yet")
	s.finish()
	return s
}

// messageRows are a message without its receipts.
func (v *view) messageRows(m *api.Message) []Row {
	rows := []Row{{
		Key:   "from",
		Wraps: true,
		Cells: []Cell{{safetext.Join(" · ", v.who(m), v.clock.aged(m.Timestamp)), Name}},
		Opens: v.writer(m),
	}}
	shown := v.shown(m)
	if kind, role := messageKind(shown); !kind.IsZero() {
		rows = append(rows, Row{Key: "kind", Wraps: true, Cells: []Cell{{kind, role}}})
	}
	rows = append(rows, mediaRows(shown)...)
	rows = append(rows, v.quotedRows(m)...)
	return append(rows, v.textRows(m, shown)...)
}

// contentRows are what a message brings: its file, and what it says. Beside it stands how it may be shown.
func (v *view) contentRows(m, shown *api.Message) []Row {
	return append(mediaRows(shown), v.textRows(m, shown)...)
}

// mediaRows give the address of a message's file.
func mediaRows(m *api.Message) []Row {
	if m.Media == nil || m.Media.Path.Blank() {
		return nil
	}
	return []Row{{Key: "media", Cells: []Cell{{m.Media.Path.Line(), Link}}, Full: m.Media.Path}}
}

// textRows are what a message says, what it said before, and what was answered with an emoji.
func (v *view) textRows(m, shown *api.Message) []Row {
	rows := v.bodyRows("body", shownBody(shown), false)
	rows = append(rows, v.pollRows(m)...)
	if !m.PrevBody.Blank() {
		former := safetext.Join(" ", safetext.Own("before the edit:"), shown.PrevBody.Line())
		rows = append(rows, Row{Key: "former", Wraps: true, Cells: []Cell{{former, Dim}}, Full: shown.PrevBody})
	}
	if reactions := v.reactions(m); !reactions.IsZero() {
		rows = append(rows, Row{Key: "reactions", Wraps: true, Cells: []Cell{{reactions, Plain}}, Full: reactions})
	}
	return rows
}

// messageKind is what a message is and what is set apart about it; empty for a plain text.
func messageKind(m *api.Message) (safetext.Text, Role) {
	role := Dim
	parts := messageMarks(m)
	if m.Deleted.On || m.FlagStatus.On || m.Type.String() == "ciphertext" {
		role = Warn
	}
	if kind := kindOfMessage(m); kind.String() != "text" {
		parts = append([]safetext.Text{kind}, parts...)
	}
	return safetext.Join(" · ", parts...), role
}

// shownBody is a message's text, or the caption of its media. The text of a contact card or of a message that is not
// decrypted says nothing to a reader.
func shownBody(m *api.Message) safetext.Text {
	switch m.Type.String() {
	case "vcard", "multi_vcard":
		if isVCard(m.Body) {
			return safetext.Text{}
		}
	case "ciphertext":
		return safetext.Text{}
	}
	return m.Body
}

// bodyRows are the lines of a text, with its markup, and its mentions by the members' names.
func (v *view) bodyRows(key string, body safetext.Text, quoted bool) []Row {
	if body.Blank() {
		return nil
	}
	lines := safetext.Markup(body, v.mention)
	rows := make([]Row, len(lines))
	for i := range lines {
		rows[i] = Row{Key: key + ":" + strconv.Itoa(i), Body: &lines[i], Quoted: quoted}
	}
	return rows
}

// mention names the member with a number or a private id, or whoever has a chat with that number.
func (v *view) mention(digits string) (safetext.Text, bool) {
	if p := v.mentionedMember(digits); p != nil && !p.name.IsZero() {
		return p.name, true
	}
	id, err := api.ParseID(digits + "@c.us")
	if err != nil {
		return safetext.Text{}, false
	}
	if !v.group && id.Same(v.chat.ID) && !v.chat.Name.Blank() {
		return v.chat.Name.Line(), true
	}
	return v.nameOf(id)
}

// mentionedMember finds a member by the digits of a number or of a private id; nil: there is none.
func (v *view) mentionedMember(digits string) *person {
	for _, domain := range [...]string{"@c.us", "@lid"} {
		if id, err := api.ParseID(digits + domain); err == nil {
			if p := v.member(id); p != nil {
				return p
			}
		}
	}
	return nil
}

// reactions lists who answered with which emoji, in the API's order.
func (v *view) reactions(m *api.Message) safetext.Text {
	const listed = 50
	var parts []safetext.Text
	for _, r := range m.Reactions[:min(len(m.Reactions), listed)] {
		if r.Emoji.Blank() {
			continue
		}
		var name safetext.Text
		switch {
		case v.isUs(r.SenderID):
			name = safetext.Own("us")
		case !r.SenderID.IsZero():
			name = v.contact(r.SenderID)
		}
		parts = append(parts, safetext.Join(" ", r.Emoji.Line(), name))
	}
	if more := len(m.Reactions) - listed; more > 0 {
		parts = append(parts, safetext.Format("%s more", count(more)))
	}
	if len(parts) == 0 && m.HasReaction.On {
		return safetext.Own("has reactions")
	}
	if len(parts) == 0 {
		return safetext.Text{}
	}
	return safetext.Join(" ", safetext.Own("reactions:"), safetext.Join(", ", parts...))
}

// messageSummary stands for a message on one line: "us · 27 Jan 16:37 · You have been invited…".
func (v *view) messageSummary(m *api.Message) safetext.Text {
	who, what := v.gist(m)
	return safetext.Join(" · ", who, v.clock.since(m.Timestamp), what)
}
