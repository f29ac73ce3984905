package present

import (
	"cmp"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// MemberSort is an order of the members.
type MemberSort uint8

// The orders. Within each, members that are equal stand by role, then by name.
const (
	ByRole        MemberSort = iota // super admins, admins, the others
	ByName                          // those without a name last
	InternalFirst                   // our own staff, then the others
	ByReceipt                       // the longest wait for the latest message of ours first
)

// Next returns the order after this one, the first after the last.
func (s MemberSort) Next() MemberSort {
	if s >= ByReceipt {
		return ByRole
	}
	return s + 1
}

// Text names the order.
func (s MemberSort) Text() safetext.Text {
	switch s {
	case ByName:
		return safetext.Own("by name")
	case InternalFirst:
		return safetext.Own("internal first")
	case ByReceipt:
		return safetext.Own("by receipt")
	}
	return safetext.Own("by role")
}

// opens is the chat with a contact, where that is another chat that somebody could have.
func (v *view) opens(id api.ID) api.ID {
	if !id.Valid() || id.Same(v.chat.ID) || v.isUs(id) {
		return api.ID{}
	}
	return id
}

func (v *view) membersSection() Section {
	members := make([]*person, len(v.people))
	internal := 0
	for i := range v.people {
		members[i] = &v.people[i]
		if members[i].Internal.On {
			internal++
		}
	}
	all := len(members)
	members = first(members, mostPeople, v.options.Sort.compare)

	s := Section{
		Name:    safetext.Own("Members"),
		Title:   v.membersTitle(len(members), all, internal),
		Columns: []int{12, 11, 8, 9, 13}, // only names shrink: half a word or half a number says nothing
		Badges:  2,
		Rows:    make([]Row, 0, len(members)),
		Empty:   safetext.Own("no members known"),
	}
	cells := make([]Cell, 0, 5*len(members))
	for _, m := range members {
		first := len(cells)
		cells = append(cells, Cell{m.name, Name}, Cell{m.role, Badge}, Cell{}, Cell{}, Cell{m.number, Dim})
		if m.name.IsZero() {
			cells[first] = Cell{safetext.Own("(no name)"), Dim}
		}
		if m.Internal.On {
			cells[first+2] = Cell{safetext.Own("internal"), Internal}
		}
		if m.receipt.reach != notAsked {
			cells[first+3] = m.receipt.reach.cell()
		}
		s.Rows = append(s.Rows, Row{
			Key:   m.key,
			Cells: cells[first:len(cells):len(cells)],
			Opens: v.opens(m.ContactID),
		})
	}
	s.Summary = membersSummary(members)
	if len(members) == 0 {
		s.Summary = s.Empty
	}
	s.finish()
	return s
}

// membersTitle counts: all that the API lists, or those shown of them, and the chat's own count where it says something else.
func (v *view) membersTitle(shown, listed, internal int) safetext.Text {
	told := v.chat.MemberCount
	var counts, ours safetext.Text
	if listed > 0 {
		counts = safetext.Clean(count(listed))
	}
	if shown < listed {
		counts = safetext.Format("showing %s of %s", count(shown), counts)
	}
	switch {
	case told.Known && told.N > int64(listed):
		counts = safetext.Format("showing %s of %s", count(shown), count(told.N))
	case told.Known && told.N < int64(listed):
		counts = safetext.Format("%s (the chat counts %s)", counts, count(told.N))
	}
	if internal > 0 {
		ours = safetext.Format("%s internal", count(internal))
	}
	return safetext.Join(" · ", safetext.Own("Members"), counts, ours)
}

// membersSummary names the first few.
func membersSummary(members []*person) safetext.Text {
	const named = 20
	names := make([]safetext.Text, 0, named)
	for _, m := range members[:min(len(members), named)] {
		if m.name.IsZero() {
			names = append(names, m.number)
		} else {
			names = append(names, m.name)
		}
	}
	return safetext.Join(", ", names...)
}

func (s MemberSort) compare(a, b *person) int {
	first := 0
	switch s {
	case ByName:
		return compareNames(a, b)
	case InternalFirst:
		first = order(!a.Internal.On, !b.Internal.On)
	case ByReceipt:
		first = compareReach(a.receipt, b.receipt)
	}
	if first = cmp.Or(first, cmp.Compare(a.rank, b.rank)); first != 0 {
		return first
	}
	return compareNames(a, b)
}

// compareNames puts those without a name last, and tells equal names apart by their ids.
func compareNames(a, b *person) int {
	return cmp.Or(order(a.name.IsZero(), b.name.IsZero()), cmp.Compare(a.folded, b.folded), cmp.Compare(a.key, b.key))
}

// order puts those that are not something before those that are.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
