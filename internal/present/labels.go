package present

import (
	"cmp"
	"slices"

	"chatlens/internal/safetext"
)

// labelsSection lists the labels that the chat has: those that the user has named first, by name, then the ids alone.
func (v *view) labelsSection() Section {
	type label struct{ id, name safetext.Text }
	labels := make([]label, 0, len(v.chat.Labels))
	for id, on := range v.chat.Labels {
		if on.On && !id.Blank() {
			labels = append(labels, label{id.Line(), userName(v.options.Labels, id)})
		}
	}
	slices.SortFunc(labels, func(a, b label) int {
		return cmp.Or(
			order(a.name.IsZero(), b.name.IsZero()),
			cmp.Compare(safetext.Fold(a.name.String()), safetext.Fold(b.name.String())),
			cmp.Compare(a.id.String(), b.id.String()))
	})

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
			row.Cells = []Cell{{l.id, Plain}}
			shown = append(shown, l.id)
		} else {
			row.Cells = []Cell{{l.name, Badge}, {l.id, Dim}}
			shown = append(shown, l.name)
		}
		s.Rows = append(s.Rows, row)
	}
	s.Summary = s.Empty
	if len(labels) > 0 {
		s.Title = safetext.Format("Labels · %s", count(len(labels)))
		s.Summary = safetext.Join(", ", shown...)
	}
	s.measure()
	return s
}

// userName is the name that the user gave to an id, on one line; empty: none.
func userName(names map[string]string, id safetext.Text) safetext.Text {
	name := safetext.Clean(names[id.String()]).Line()
	if name.Blank() {
		return safetext.Text{}
	}
	return name
}
