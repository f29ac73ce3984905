package present

import (
	"strconv"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// latestSection shows the latest message: who, when, what, the text, and how far it has come with whom.
func (v *view) latestSection() Section {
	name := safetext.Own("Latest message")
	s := Section{Name: name, Title: name, Columns: []int{12, 19, 7}, Empty: safetext.Own("no message yet")}
	m := v.chat.LatestMessage
	if m == nil {
		s.Summary = s.Empty
		s.finish()
		return s
	}
	if word, _, ok := receiptWord(m, v.group); ok {
		s.Title = safetext.Join(" · ", name, word)
	}
	s.Summary = v.messageSummary(m)
	s.Rows = v.messageRows(m)
	s.Rows = append(s.Rows, v.receiptRows()...)
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
	if kind, role := messageKind(m); !kind.IsZero() {
		rows = append(rows, Row{Key: "kind", Wraps: true, Cells: []Cell{{kind, role}}})
	}
	if m.Media != nil && !m.Media.Path.Blank() {
		rows = append(rows, Row{Key: "media", Cells: []Cell{{m.Media.Path.Line(), Link}}, Full: m.Media.Path})
	}
	rows = append(rows, v.quotedRows(m)...)
	rows = append(rows, v.bodyRows("body", shownBody(m), false)...)
	rows = append(rows, pollRows(m)...)
	if !m.PrevBody.Blank() {
		former := safetext.Format("before the edit: %s", m.PrevBody.Line())
		rows = append(rows, Row{Key: "former", Wraps: true, Cells: []Cell{{former, Dim}}, Full: m.PrevBody})
	}
	if reactions := v.reactions(m); !reactions.IsZero() {
		rows = append(rows, Row{Key: "reactions", Wraps: true, Cells: []Cell{{reactions, Plain}}, Full: reactions})
	}
	return rows
}

// writer is the chat with a customer who wrote a message.
func (v *view) writer(m *api.Message) api.ID {
	if fromUs(m) {
		return api.ID{}
	}
	for _, id := range [...]api.ID{m.Author, m.SenderPhone, m.From} {
		if !id.IsZero() && !id.IsGroup() {
			return v.opens(id)
		}
	}
	return api.ID{}
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

// mention names the member with a number or a private id.
func (v *view) mention(digits string) (safetext.Text, bool) {
	for _, domain := range [...]string{"@c.us", "@lid"} {
		id, err := api.ParseID(digits + domain)
		if err != nil {
			continue
		}
		if m := v.member(id); m != nil {
			return m.name, !m.name.IsZero()
		}
	}
	return safetext.Text{}, false
}

// quotedRows show the message that another one answers, where it is loaded.
func (v *view) quotedRows(m *api.Message) []Row {
	if m.QuotedMessageID.Blank() && !m.HasQuoted.On {
		return nil
	}
	if quoted, ok := v.quoted(m.QuotedMessageID); ok {
		head := safetext.Format("quotes %s · %s", v.who(quoted), v.clock.day(quoted.Timestamp))
		if kind, _ := messageKind(quoted); !kind.IsZero() {
			head = safetext.Join(" · ", head, kind)
		}
		rows := []Row{{Key: "quoted", Wraps: true, Cells: []Cell{{head, Dim}}}}
		return append(rows, v.bodyRows("quote", shownBody(quoted), true)...)
	}
	return []Row{{Key: "quoted", Wraps: true, Cells: []Cell{{safetext.Own("quotes a message that is not loaded"), Dim}}, Full: m.QuotedMessageID}}
}

func (v *view) quoted(id safetext.Text) (*api.Message, bool) {
	if v.options.Quoted == nil || id.IsZero() {
		return nil, false
	}
	m, ok := v.options.Quoted(id)
	return m, ok && m != nil
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
	who := safetext.Own("us")
	if !fromUs(m) || m.PrivateNote.On {
		who = v.who(m)
	}
	when := v.clock.since(m.Timestamp)
	kind, _ := messageKind(m)
	var body safetext.Text
	if shown := shownBody(m); !shown.Blank() {
		body = shown.Line()
	} else if m.PollInfo != nil {
		body = m.PollInfo.Name.Line()
	}
	return safetext.Join(" · ", who, when, kind, body)
}
