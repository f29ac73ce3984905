package ui

// listColumns is how many cells each column of the chat list takes; 0: it is left out. They depend on the width alone, so
// that they stand still while the list is read, filtered and scrolled.
type listColumns struct {
	// name holds badges as well where there is no column for them.
	name, tags, assigned, latest, unread, age int
	// worded says that there is room for "3 unread", not only for the number.
	worded bool
}

// The widths of the chat list's columns, in cells.
const (
	tableFrom   = 96 // of text, from which badges and assignee have columns of their own
	ageCells    = 6  // of what present.Age says
	unreadCells = 4  // "999+"
	unreadWords = 11 // "999+ unread"
	nameBeside  = 12 // of a name beside which unread messages are told
	shortName   = 28 // of a name, with badges, beside which the latest message is told
	leastLatest = 12
)

// fitList gives the columns of the chat list their cells in a width. Name and age come first, then unread messages, then the
// first words of the latest one. What is on the right stands in the same column in each row.
func fitList(width int) listColumns {
	c := listColumns{age: ageCells}
	left := width - columnGap - ageCells
	if width >= tableFrom {
		c.unread, c.worded = unreadWords, true
		left -= columnGap + c.unread
		more := max(left-3*columnGap-70, 0)
		c.name = 28 + min(12, more/4)
		c.tags = 16 + min(18, more/5)
		c.assigned = 10 + min(8, more/10)
		c.latest = left - c.name - c.tags - c.assigned - 3*columnGap
		return c
	}
	if left-columnGap-unreadCells >= nameBeside {
		c.unread = unreadCells
		left -= columnGap + unreadCells
	}
	c.name = max(left, 0)
	if more := left - shortName - columnGap - leastLatest; more >= 0 {
		c.name = shortName + more*2/5
		c.latest = left - columnGap - c.name
	}
	return c
}
