// Package present turns a chat into what is shown of it: labelled sections of rows, in words.
//
// The panes of the viewer draw the sections, and [Text] and [Markdown] print them, so that the screen and the printed
// forms say the same. The package knows no screen: a [Role] says what a piece of text is, never how it looks.
package present

import (
	"time"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// Role says what a piece of text is. A theme maps it to a colour; printed forms ignore it.
type Role uint8

// The roles.
const (
	Plain    Role = iota
	Label         // the name of a field
	Name          // a person's or a chat's name
	Dim           // less important than its neighbours: ids, ages
	Good          // read, delivered as wanted
	Warn          // wants attention: waiting, unread, exited
	Bad           // failed
	Badge         // super admin, admin, the name of a label
	Internal      // the mark of our own staff
	Link          // a URL
)

// Cell is a piece of text on one line.
type Cell struct {
	Text safetext.Text
	Role Role
}

// Row is one line of a section as it is meant to be read; a pane may cut it, or wrap its Body.
//
// The last cell of a row may run over the columns that the row leaves free: a row of one cell is a line of its own that
// takes no part in the columns.
type Row struct {
	Key    string         // what the row is about, so that a cursor finds it again after a refresh: a contact id, a label id, a field's name
	Cells  []Cell         // one a column of the section, or fewer
	Body   *safetext.Line // not nil: a line of a message's text, drawn behind a gutter and wrapped; Cells is then empty
	Quoted bool           // Body, or the only cell, belongs to the quoted message
	Wraps  bool           // the only cell is a sentence: a pane wraps it
	Opens  api.ID         // valid: Enter opens this chat
	Full   safetext.Text  // what Enter shows whole where the row does not open a chat (may have newlines); zero: the cells joined, or where there is a Body the lines of the same text, which stand side by side
}

// Section is what one pane shows, and what stands under one heading of the printed forms.
type Section struct {
	Name    safetext.Text // "Chat", "Members", "Labels", "Latest message"
	Title   safetext.Text // the name with its counts or state: "Members · 2 · 1 internal"
	Summary safetext.Text // one line that stands for the whole section when it is folded
	Columns []int         // least useful width of each column in cells; panes shrink from the last column to the first down to these, then drop the last
	Widths  []int         // natural width of each column in cells: the widest cell; rows of one cell count only where there are no others
	Badges  int           // so many columns behind the first hold badges, which a narrow pane draws right behind the first cell
	Rows    []Row
	Empty   safetext.Text // what to say when there are no rows: "no labels"
	Targets []Target      // where the section as a whole leads, besides its rows
}

// Document is a whole chat, ready to be shown.
type Document struct {
	Name        safetext.Text // on one line; the number or the id where the chat has no name
	Kind, State safetext.Text // "person", "open"
	Title       safetext.Text // name, kind and state: what stands above all sections
	Chat        Section
	Members     Section
	Labels      Section
	Latest      Section
	Width       int // [Options.Width]
}

// Sections are the document's own, in the order in which they are shown.
func (d *Document) Sections() []*Section {
	return []*Section{&d.Chat, &d.Members, &d.Labels, &d.Latest}
}

// Options says how and when a chat is looked at. The zero Options are usable: UTC, no relative times, no names known.
type Options struct {
	Now        time.Time      // zero: no relative times
	Zone       *time.Location // nil: UTC
	Labels     map[string]string
	Properties map[string]string // the user's names for labels and custom properties, by id
	// ChatName gives the names of other chats that are already known; nil: none are.
	ChatName func(api.ID) (safetext.Text, bool)
	// Quoted gives the messages that are already loaded, by message id; nil: none are.
	Quoted func(messageID safetext.Text) (*api.Message, bool)
	// Phones are the organisation's, by the full id of their number; nil: none are known. See [Phones].
	Phones map[api.ID]Phone
	Sort   MemberSort
	Glyphs Glyphs // the zero Glyphs: UTF8
	// Private hides what people wrote, and all but three digits of numbers.
	Private bool
	Width   int // of the terminal that text is printed to, in cells; 0: it goes elsewhere
}

// Chat builds the sections of a chat. A nil chat is treated as an empty one.
func Chat(c *api.Chat, o Options) Document {
	if c == nil {
		c = &api.Chat{}
	}
	v := newView(c, o)
	d := Document{
		Name:    v.chatName(),
		Kind:    chatKind(c),
		State:   v.state(),
		Chat:    v.chatSection(),
		Members: v.membersSection(),
		Labels:  v.labelsSection(),
		Latest:  v.latestSection(),
		Width:   o.Width,
	}
	d.Title = safetext.Join(" · ", d.Name, d.Kind, d.State)
	if o.Private {
		d = d.Masked()
	}
	return d
}

// MembersSection builds the members alone, for a change of their order. It is what [Chat] gives for the same options.
func MembersSection(c *api.Chat, o Options) Section {
	if c == nil {
		c = &api.Chat{}
	}
	v := newView(c, o)
	return v.hidden(v.membersSection())
}

// ASCII returns the document with every character outside of ASCII written out, for terminals that show no others.
func (d Document) ASCII() Document {
	d.Name, d.Kind, d.State, d.Title = d.Name.ASCII(), d.Kind.ASCII(), d.State.ASCII(), d.Title.ASCII()
	for _, s := range d.Sections() {
		*s = s.ASCII()
	}
	return d
}

// ASCII returns the section with every character outside of ASCII written out. The widths are those of the new texts.
func (s Section) ASCII() Section {
	s.Name, s.Title, s.Summary, s.Empty = s.Name.ASCII(), s.Title.ASCII(), s.Summary.ASCII(), s.Empty.ASCII()
	s.Rows = rowsASCII(s.Rows)
	s.Targets = targetsASCII(s.Targets)
	s.measure()
	return s
}

func rowsASCII(rows []Row) []Row {
	written := make([]Row, len(rows))
	for i, r := range rows {
		cells := make([]Cell, len(r.Cells))
		for j, c := range r.Cells {
			cells[j] = Cell{c.Text.ASCII(), c.Role}
		}
		r.Cells = cells
		r.Full = r.Full.ASCII()
		if r.Body != nil {
			line := *r.Body
			line.Marker = line.Marker.ASCII()
			line.Spans = make([]safetext.Span, len(r.Body.Spans))
			for j, span := range r.Body.Spans {
				line.Spans[j] = safetext.Span{Text: span.Text.ASCII(), Style: span.Style}
			}
			r.Body = &line
		}
		written[i] = r
	}
	return written
}

func targetsASCII(targets []Target) []Target {
	written := make([]Target, len(targets))
	for i, t := range targets {
		t.Name = t.Name.ASCII()
		written[i] = t
	}
	return written
}

// finish makes the rows' keys unique and sets the widths.
func (s *Section) finish() {
	distinguish(s.Rows)
	s.measure()
}

// measure sets the natural widths of the columns. Rows of one cell take no part, unless there are no others: a width of 0
// says that a column is empty.
func (s *Section) measure() {
	s.Widths = make([]int, len(s.Columns))
	alone := 0
	for _, r := range s.Rows {
		if len(r.Cells) == 1 {
			alone = max(alone, safetext.Width(r.Cells[0].Text))
			continue
		}
		for i, c := range r.Cells[:min(len(r.Cells), len(s.Widths))] {
			s.Widths[i] = max(s.Widths[i], safetext.Width(c.Text))
		}
	}
	if s.Widths[0] == 0 {
		s.Widths[0] = alone
	}
}
