package present

import (
	"cmp"
	"strings"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// reach is how far a message has come with one person. The order is that of the wait for them: known waits, then the
// unknown, then those for whom nobody waits.
type reach uint8

const (
	waiting reach = iota
	delivered
	unknown
	read
	notAsked // not a recipient
)

// personReceipt is what is known of a message and one person.
type personReceipt struct {
	reach     reach
	delivered api.Time // unknown where the map of deliveries lacks the person
	read      api.Time
}

// receiptsOf gathers the receipts of the latest message by contact. It is nil where there can be none: for an incoming
// message, and for one that has not left. That the API tells nothing of the receipts leaves everybody unknown.
func (v *view) receiptsOf(m *api.Message) map[api.ID]personReceipt {
	d := m.Delivery
	if d == nil {
		d = &api.Delivery{}
	}
	if _, _, ok := receiptWord(m, v.group); !ok || m.Ack.N <= 0 && len(d.Delivered)+len(d.Read)+len(d.Pending) == 0 {
		return nil
	}
	people := make(map[api.ID]personReceipt, len(d.Delivered)+len(d.Pending))
	for _, id := range d.Pending {
		people[id.Full()] = personReceipt{reach: waiting}
	}
	for id, at := range d.Delivered {
		people[id.Full()] = personReceipt{reach: delivered, delivered: at}
	}
	for id, at := range d.Read {
		id = id.Full()
		people[id] = personReceipt{reach: read, read: at, delivered: people[id].delivered}
	}
	return people
}

// receipt returns what is known of the latest message and somebody with an id, and perhaps a private one: notAsked for its
// sender, and for everybody where there are no receipts.
func (v *view) receipt(id, private, sender api.ID) personReceipt {
	if v.receipts == nil || id == sender {
		return personReceipt{reach: notAsked}
	}
	if r, ok := v.receipts[id]; ok {
		return r
	}
	if r, ok := v.receipts[private]; ok && !private.IsZero() {
		return r
	}
	// The only customer of a chat has what the message's own value says.
	if ack := v.chat.LatestMessage.Ack.N; !v.group && id == v.chat.ID.Full() {
		switch {
		case ack >= 4:
			return personReceipt{reach: read}
		case ack == 3:
			return personReceipt{reach: delivered}
		}
	}
	return personReceipt{reach: unknown}
}

// sender is the phone of ours that sent the latest message.
func (v *view) sender() api.ID {
	m := v.chat.LatestMessage
	if m == nil {
		return api.ID{}
	}
	for _, id := range [...]api.ID{m.SenderPhone, m.OrgPhone, v.chat.OrgPhone} {
		if !id.IsZero() {
			return id
		}
	}
	return api.ID{}
}

// cell is the word for how far a message has come with somebody.
func (r reach) cell() Cell {
	switch r {
	case read:
		return Cell{safetext.Own("read"), Good}
	case delivered:
		return Cell{safetext.Own("delivered"), Plain}
	case waiting:
		return Cell{safetext.Own("waiting"), Warn}
	case unknown:
		return Cell{safetext.Own("unknown"), Dim}
	}
	return Cell{}
}

// reachText says a person's receipt in a word, with its time.
func (v *view) reachText(r personReceipt) (safetext.Text, Role) {
	word, sent := r.reach.cell(), v.chat.LatestMessage.Timestamp
	switch {
	case r.reach == read:
		word.Text = safetext.Join(" ", word.Text, v.clock.near(r.read, sent))
	case r.reach == delivered:
		word.Text = safetext.Join(" ", word.Text, v.clock.near(r.delivered, sent))
	case r.reach == waiting && !sent.IsZero():
		word.Text = safetext.Format("%s since %s", word.Text, v.clock.since(sent))
	}
	return word.Text, word.Role
}

// compareReach orders receipts by the wait: the longest first.
func compareReach(a, b personReceipt) int {
	byReach := cmp.Compare(a.reach, b.reach)
	switch {
	case byReach != 0:
		return byReach
	case a.reach == delivered:
		return compareTime(a.delivered, b.delivered)
	case a.reach == read:
		return cmp.Or(order(a.read.IsZero(), b.read.IsZero()), compareTime(b.read, a.read))
	}
	return 0
}

// compareTime orders times, an unknown one after all others.
func compareTime(a, b api.Time) int {
	return cmp.Or(order(a.IsZero(), b.IsZero()), a.Compare(b.Time))
}

// recipients are those whom the latest message was for, members or not, in no order. There are none where there are no
// receipts.
func (v *view) recipients() []*person {
	if v.receipts == nil {
		return nil
	}
	people := make([]*person, 0, len(v.people))
	for i := range v.people {
		if v.people[i].receipt.reach != notAsked {
			people = append(people, &v.people[i])
		}
	}
	sender := v.sender().Full()
	add := func(id api.ID) {
		p := v.newStranger(id)
		p.receipt = v.receipt(p.id, api.ID{}, sender)
		if p.receipt.reach != notAsked {
			people = append(people, p)
		}
	}
	for id := range v.receipts {
		if v.member(id) == nil {
			add(id)
		}
	}
	if len(people) == 0 && !v.group && !v.chat.ID.IsZero() {
		add(v.chat.ID)
	}
	return people
}

// compareWait puts customers before our own staff, and the longest wait first.
func compareWait(a, b *person) int {
	if by := cmp.Or(order(a.ours, b.ours), compareReach(a.receipt, b.receipt)); by != 0 {
		return by
	}
	return compareNames(a, b)
}

// receiptRows are the rows on how far the latest message has come: the word, whom we wait for, and each person.
func (v *view) receiptRows() []Row {
	m := v.chat.LatestMessage
	word, role, ok := receiptWord(m, v.group)
	if !ok {
		return nil
	}
	head := safetext.Join(" ", ticks(m, v.group, v.options.Glyphs), word, safetext.Format("(ack %d)", m.Ack.N))
	if m.Delivery != nil {
		head = safetext.Join(" · ", head,
			countOf("delivered", m.Delivery.DeliveredCount, len(m.Delivery.Delivered)),
			countOf("read", m.Delivery.ReadCount, len(m.Delivery.Read)))
	}
	rows := []Row{{Key: "receipt", Wraps: true, Cells: []Cell{{head, role}}}}

	people := v.recipients()
	all := tallyOf(people)
	people = first(people, mostPeople, compareWait)
	// The row of a single person says the same.
	if line := v.waitLine(people, all); len(people) != 1 && !line.IsZero() {
		rows = append(rows, Row{Key: "waiting", Wraps: true, Cells: []Cell{{line, Plain}}, Full: line})
	}
	for _, p := range people {
		text, role := v.reachText(p.receipt)
		var detail safetext.Text
		switch {
		case p.receipt.reach == waiting:
			detail = v.clock.age(m.Timestamp)
		case p.receipt.reach == read && !p.receipt.delivered.IsZero() && !p.receipt.delivered.After(p.receipt.read.Time):
			detail = safetext.Join(" ", safetext.Own("delivered"), v.clock.near(p.receipt.delivered, m.Timestamp))
		}
		if p.ours {
			detail = safetext.Join(" · ", safetext.Own("internal"), detail)
		}
		row := Row{Key: "person:" + p.key, Cells: []Cell{{v.contact(p.id), Name}, {text, role}}, Opens: v.opens(p.id)}
		if !detail.IsZero() {
			row.Cells = append(row.Cells, Cell{detail, Dim})
		}
		rows = append(rows, row)
	}
	if rest := all.customers + all.staff - len(people); rest > 0 {
		rows = append(rows, Row{Key: "person:more", Cells: []Cell{more(rest)}})
	}
	return rows
}

// countOf tells a count of the API, and how many of them it lists where that is another number.
func countOf(word string, told api.Int, listed int) safetext.Text {
	switch {
	case !told.Known && listed == 0:
		return safetext.Text{}
	case !told.Known || told.N == int64(listed):
		return safetext.Format("%s %s", word, count(listed))
	}
	return safetext.Format("%s %s (%s listed)", word, count(told.N), count(listed))
}

// tally counts the recipients of a message.
type tally struct {
	customers, staff int
	reached          [notAsked]int // customers, or our own staff where nobody else is to read it
}

func tallyOf(people []*person) tally {
	var of [2]tally
	for _, p := range people {
		if p.ours {
			of[1].staff++
			of[1].reached[p.receipt.reach]++
		} else {
			of[0].customers++
			of[0].reached[p.receipt.reach]++
		}
	}
	all := tally{of[0].customers, of[1].staff, of[0].reached}
	if all.customers == 0 {
		all.reached = of[1].reached
	}
	return all
}

// waitLine says in a sentence whom the latest message has reached and whom we wait for. It speaks of customers, and of our
// own staff only where nobody else is to read it. What the API does not tell is not taken for a no. The first of those people
// are given in the order of their wait.
func (v *view) waitLine(people []*person, all tally) safetext.Text {
	noun, total := "customer", all.customers
	if total == 0 {
		noun, total = "colleague", all.staff
	}
	n := all.reached
	switch {
	case total == 0 && v.receipts != nil && v.chat.LatestMessage.Ack.N > 0:
		return safetext.Own("nothing is known about each person")
	case total == 0:
		return safetext.Text{}
	case total == 1:
		return v.waitForOne(people[0])
	case n[unknown] == total:
		return safetext.Format("nothing is known about each of %s %ss", count(total), noun)
	}

	var parts []safetext.Text
	switch n[read] {
	case total:
		return safetext.Format("all %s %ss have read it", count(total), noun)
	case 0:
		parts = append(parts, safetext.Format("no %s is known to have read it", noun))
	case 1:
		parts = append(parts, safetext.Format("1 of %s %ss has read it", count(total), noun))
	default:
		parts = append(parts, safetext.Format("%s of %s %ss have read it", count(n[read]), count(total), noun))
	}
	if n[delivered] > 0 {
		parts = append(parts, safetext.Format("delivered to %s more", count(n[delivered])))
	}
	if n[delivered] > 0 && n[read] == 0 {
		parts[len(parts)-1] = safetext.Format("delivered to %s", count(n[delivered]))
	}
	if n[waiting] > 0 {
		parts = append(parts, v.waitFor(people, n[waiting]))
	}
	if n[unknown] > 0 {
		parts = append(parts, safetext.Format("%s unknown", count(n[unknown])))
	}
	return safetext.Join("; ", parts...)
}

func (v *view) waitForOne(p *person) safetext.Text {
	ack := v.chat.LatestMessage.Ack.N
	switch {
	case p.receipt.reach == read:
		return safetext.Format("%s has read it", v.contact(p.id))
	case p.receipt.reach == waiting:
		return v.waitFor([]*person{p}, 1)
	case !v.group && (ack >= 4 || ack == 3 && p.receipt.reach == unknown):
		// The message's own word says more than the lists do.
		return safetext.Text{}
	case p.receipt.reach == delivered:
		return safetext.Format("delivered to %s; whether it is read is unknown", v.contact(p.id))
	}
	return safetext.Format("whether %s has it is unknown", v.contact(p.id))
}

// waitFor names the first few of the n for whom we wait.
func (v *view) waitFor(people []*person, n int) safetext.Text {
	const named = 3
	var b strings.Builder
	for i, p := range people[:min(n, named)] {
		if i > 0 {
			if i == n-1 {
				b.WriteString(" and ")
			} else {
				b.WriteString(", ")
			}
		}
		b.WriteString(v.contact(p.id).String())
	}
	if n > named {
		b.WriteString(" and " + count(n-named) + " more")
	}
	// Not a string argument: those are cut like names.
	line := safetext.Join(" ", safetext.Own("waiting for"), safetext.Clean(b.String()))
	if since := v.clock.since(v.chat.LatestMessage.Timestamp); !since.IsZero() {
		line = safetext.Format("%s since %s", line, since)
	}
	return line
}
