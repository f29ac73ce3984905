package present

import (
	"chatlens/api"
	"chatlens/internal/safetext"
)

// quotes reports whether a message answers another one.
func quotes(m *api.Message) bool { return !m.QuotedMessageID.Blank() || m.HasQuoted.On }

// quoted finds the message that a message answers, where it is loaded.
func (v *view) quoted(m *api.Message) (*api.Message, bool) {
	if v.options.Quoted == nil || m.QuotedMessageID.IsZero() {
		return nil, false
	}
	quoted, ok := v.options.Quoted(m.QuotedMessageID)
	return quoted, ok && quoted != nil
}

// quotedRows show the message that another one answers, where it is loaded.
func (v *view) quotedRows(m *api.Message) []Row {
	quoted, ok := v.quoted(m)
	switch {
	case !quotes(m):
		return nil
	case !ok:
		return []Row{{Key: "quoted", Wraps: true, Cells: []Cell{{notLoaded(), Dim}}, Full: m.QuotedMessageID}}
	}
	shown := v.shown(quoted)
	head := safetext.Format("quotes %s · %s", v.who(quoted), v.clock.day(quoted.Timestamp))
	if kind, _ := messageKind(shown); !kind.IsZero() {
		head = safetext.Join(" · ", head, kind)
	}
	rows := []Row{{Key: "quoted", Wraps: true, Cells: []Cell{{head, Dim}}}}
	return append(rows, v.bodyRows("quote", shownBody(shown), true)...)
}

// quotedRow shows the same on one line; nil: the message answers none.
func (v *view) quotedRow(m *api.Message) *Row {
	quoted, ok := v.quoted(m)
	switch {
	case !quotes(m):
		return nil
	case !ok:
		return &Row{Key: "quoted", Quoted: true, Cells: []Cell{{notLoaded(), Dim}}, Full: m.QuotedMessageID}
	}
	line := v.briefly(quoted)
	return &Row{Key: "quoted", Quoted: true, Cells: []Cell{{line, Dim}}, Full: line}
}

func notLoaded() safetext.Text { return safetext.Own("quotes a message that is not loaded") }

// briefly stands for a message on one line without its time: "Ravi: image · see here".
func (v *view) briefly(m *api.Message) safetext.Text {
	who, what := v.gist(m)
	return safetext.Join(": ", who, what)
}

// gist is whose a message is, and its kind and first words.
func (v *view) gist(m *api.Message) (who, what safetext.Text) {
	who = safetext.Own("us")
	if !fromUs(m) || m.PrivateNote.On {
		who = v.who(m)
	}
	shown := v.shown(m)
	kind, _ := messageKind(shown)
	return who, safetext.Join(" · ", kind, firstWords(shown))
}

// firstWords are a message's text on one line, or its poll's question.
func firstWords(m *api.Message) safetext.Text {
	body := shownBody(m)
	switch {
	case !body.Blank():
		return body.Line()
	case m.PollInfo != nil:
		return m.PollInfo.Name.Line()
	}
	return safetext.Text{}
}
