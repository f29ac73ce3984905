package present

import (
	"chatlens/api"
	"chatlens/internal/safetext"
)

// Whole shows all that is known of a message, as the pane of the latest message does, and cuts no address or answer.
func (c *Conversation) Whole(m *api.Message) Section {
	v := c.view
	s := v.messageSection(safetext.Own("Message"), v.receiptsOf(m))
	if flagged := v.shown(m).FlagMetadata; m.FlagStatus.On && !flagged.IsEmpty() {
		line := safetext.Join(": ", safetext.Own("flag"), metadata(flagged).Line())
		s.Rows = append(s.Rows, Row{Key: "flag", Wraps: true, Cells: []Cell{{line, Dim}}, Full: metadata(flagged)})
	}
	if !m.ID.Blank() {
		line := safetext.Join(" ", safetext.Own("id"), m.ID.Line())
		s.Rows = append(s.Rows, Row{Key: "id", Wraps: true, Cells: []Cell{{line, Dim}}, Full: m.ID})
	}
	for i := range s.Rows {
		s.Rows[i].Wraps = len(s.Rows[i].Cells) == 1
	}
	s.finish()
	return v.hidden(s)
}

// messageSection shows a message: who, when, what, the text, and how far it has come with whom. It is not finished.
func (v *view) messageSection(name safetext.Text, r receipts) Section {
	s := Section{Name: name, Title: name, Columns: []int{12, 20, 7}}
	if word, _, ok := receiptWord(r.message, v.group); ok {
		s.Title = safetext.Join(" · ", name, word)
	}
	s.Summary = v.messageSummary(r.message)
	s.Rows = append(v.messageRows(r.message), r.rows()...)
	s.Targets = v.targets(r.message)
	return s
}
