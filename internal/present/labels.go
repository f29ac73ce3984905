package present

import (
	"cmp"

	"chatlens/internal/safetext"
)

// labelsSection lists the labels that the chat has: those that the user has named first, by name, then the ids alone.
func (v *view) labelsSection() Section {
	labels := make([]named, 0, len(v.chat.Labels))
	for id, on := range v.chat.Labels {
		if on.On && !id.Blank() {
			labels = append(labels, nameOf(v.options.Labels, id))
		}
	}
	listed := len(labels)
	labels = first(labels, mostRows, named.compare)

	s := Section{
		Name:    safetext.Own("Labels"),
		Title:   safetext.Own("Labels"),
		Columns: []int{8, 8},
		Empty:   safetext.Own("no labels"),
	}
	shown := make([]safetext.Text, 0, len(labels))
	for _, l := range labels {
		row := Row{Key: l.id.String()}
		if l.name.IsZero() {
			row.Cells = []Cell{{l.id.Line(), Plain}}
			shown = append(shown, l.id.Line())
		} else {
			row.Cells = []Cell{{l.name, Badge}, {l.id.Line(), Dim}}
			shown = append(shown, l.name)
		}
		s.Rows = append(s.Rows, row)
	}
	if rest := listed - len(labels); rest > 0 {
		s.Rows = append(s.Rows, Row{Key: "label:more", Cells: []Cell{more(rest)}})
	}
	s.Summary = s.Empty
	if listed > 0 {
		s.Title = safetext.Format("Labels · %s", count(listed))
		s.Summary = safetext.Join(", ", shown...)
	}
	s.finish()
	return s
}

// named is something that the user may have given a name to.
type named struct {
	id, name safetext.Text // no name: zero
	folded   string
}

func nameOf(names map[string]string, id safetext.Text) named {
	name := userName(names, id)
	return named{id, name, safetext.Fold(name.String())}
}

// compare puts what has a name first, by name, then the ids alone.
func (n named) compare(o named) int {
	return cmp.Or(order(n.name.IsZero(), o.name.IsZero()), cmp.Compare(n.folded, o.folded), compareTexts(n.id, o.id))
}

// userName is the name that the user gave to an id, on one line; empty: none.
func userName(names map[string]string, id safetext.Text) safetext.Text {
	name := safetext.Clean(names[id.String()]).Line()
	if name.Blank() {
		return safetext.Text{}
	}
	return name
}
