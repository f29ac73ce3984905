package present

import (
	"cmp"
	"iter"
	"maps"

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

// receipts are one look at how far one message has come.
type receipts struct {
	view     *view
	message  *api.Message
	sender   api.ID                   // as ID.Full writes it
	byPerson map[api.ID]personReceipt // what the API lists; nil: there are no receipts
}

// receiptsOf gathers the receipts of a message by contact. There are none for an incoming message, and for one that has not
// left. That the API tells nothing of them leaves everybody unknown. The message may be nil.
func (v *view) receiptsOf(m *api.Message) receipts {
	r := receipts{view: v, message: m}
	if m == nil {
		return r
	}
	// Nobody waits for a message that has not left, whatever the lists say.
	if _, _, ok := receiptWord(m, v.group); !ok || m.Ack.N <= 0 {
		return r
	}
	d := m.Delivery
	if d == nil {
		d = &api.Delivery{}
	}
	r.sender = v.senderOf(m).Full()
	r.byPerson = make(map[api.ID]personReceipt, len(d.Delivered)+len(d.Pending))
	for _, id := range d.Pending {
		r.byPerson[id.Full()] = personReceipt{reach: waiting}
	}
	for id, at := range d.Delivered {
		r.byPerson[id.Full()] = personReceipt{reach: delivered, delivered: at}
	}
	for id, at := range d.Read {
		id = id.Full()
		r.byPerson[id] = personReceipt{reach: read, read: at, delivered: r.byPerson[id].delivered}
	}
	return r
}

// of returns what is known of the message and somebody with an id, and perhaps a private one: notAsked for its sender, and
// for everybody where there are no receipts.
func (r *receipts) of(id, private api.ID) personReceipt {
	if r.byPerson == nil || id == r.sender {
		return personReceipt{reach: notAsked}
	}
	if known, ok := r.byPerson[id]; ok {
		return known
	}
	if known, ok := r.byPerson[private]; ok && !private.IsZero() {
		return known
	}
	// The only customer of a chat has what the message's own value says.
	if ack := r.message.Ack.N; !r.view.group && id == r.view.chat.ID.Full() {
		switch {
		case ack >= 4:
			return personReceipt{reach: read}
		case ack == 3:
			return personReceipt{reach: delivered}
		}
	}
	return personReceipt{reach: unknown}
}

// recipient is somebody whom a message was for.
type recipient struct {
	*person
	receipt personReceipt
}

// recipients are those whom the message was for, members or not, in no order. There are none where there are no receipts.
func (r *receipts) recipients() []recipient {
	if r.byPerson == nil {
		return nil
	}
	v := r.view
	people := make([]recipient, 0, len(v.people))
	add := func(p *person, private api.ID) {
		if receipt := r.of(p.id, private); receipt.reach != notAsked {
			people = append(people, recipient{p, receipt})
		}
	}
	for i := range v.people {
		add(&v.people[i], v.people[i].LID)
	}
	for id := range r.byPerson {
		if v.member(id) == nil {
			add(v.newStranger(id), api.ID{})
		}
	}
	if len(people) == 0 && !v.group && !v.chat.ID.IsZero() {
		add(v.newStranger(v.chat.ID), api.ID{})
	}
	return people
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

// compareWait puts customers before our own staff, and the longest wait first.
func compareWait(a, b recipient) int {
	if by := cmp.Or(order(a.ours, b.ours), compareReach(a.receipt, b.receipt)); by != 0 {
		return by
	}
	return compareNames(a.person, b.person)
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

// rows say how far the message has come: the word, whom we wait for, and each person.
func (r *receipts) rows() []Row {
	m, v := r.message, r.view
	receipt, ok := v.receiptCell(m)
	if !ok {
		return nil
	}
	head := safetext.Join(" ", receipt.Text, safetext.Format("(ack %d)", m.Ack.N))
	people := r.recipients()
	all := tallyOf(people)
	switch d := m.Delivery; {
	case m.Ack.N == 0:
		head = safetext.Join(" · ", head, safetext.Own("not sent yet"))
	case m.Ack.N == -1:
		head = safetext.Join(" · ", head, safetext.Own("not sent"))
	case m.Ack.N > 0 && d != nil:
		// The sentence below speaks of customers alone: the counts say how many of them are others.
		others := func(id api.ID) bool { return all.customers > 0 && v.isOurs(id.Full()) }
		head = safetext.Join(" · ", head,
			countOf("delivered", d.DeliveredCount, len(d.Delivered), countIf(maps.Keys(d.Delivered), others)),
			countOf("read", d.ReadCount, len(d.Read), countIf(maps.Keys(d.Read), others)))
	}
	rows := []Row{{Key: "receipt", Wraps: true, Cells: []Cell{{head, receipt.Role}}}}

	people = first(people, mostPeople, compareWait)
	// The row of a single person says the same.
	if line := r.waitLine(people, all); len(people) != 1 && !line.IsZero() {
		rows = append(rows, Row{Key: "waiting", Wraps: true, Cells: []Cell{{line, Plain}}, Full: line})
	}
	for _, p := range people {
		rows = append(rows, r.personRow(p))
	}
	if rest := all.customers + all.staff - len(people); rest > 0 {
		rows = append(rows, Row{Key: "person:more", Cells: []Cell{more(rest)}})
	}
	return rows
}

// personRow says how far the message has come with somebody, and when.
func (r *receipts) personRow(p recipient) Row {
	v, sent := r.view, r.message.Timestamp
	word := p.receipt.reach.cell()
	var detail safetext.Text
	switch p.receipt.reach {
	case read:
		word.Text = safetext.Join(" ", word.Text, v.clock.near(p.receipt.read, sent))
		if at := p.receipt.delivered; !at.IsZero() && !at.After(p.receipt.read.Time) {
			detail = safetext.Join(" ", safetext.Own("delivered"), v.clock.near(at, sent))
		}
	case delivered:
		word.Text = safetext.Join(" ", word.Text, v.clock.near(p.receipt.delivered, sent))
	case waiting:
		if !sent.IsZero() {
			word.Text = safetext.Format("%s since %s", word.Text, v.clock.since(sent))
		}
		detail = v.clock.age(sent)
	}
	if p.ours {
		detail = safetext.Join(" · ", safetext.Own("internal"), detail)
	}
	row := Row{Key: "person:" + p.key, Cells: []Cell{{v.contact(p.id), Name}, word}, Opens: v.opens(p.id)}
	if !detail.IsZero() {
		row.Cells = append(row.Cells, Cell{detail, Dim})
	}
	return row
}

// receiptCell is the receipt of a message of ours in ticks and a word. Not ok: there is none.
func (v *view) receiptCell(m *api.Message) (Cell, bool) {
	word, role, ok := receiptWord(m, v.group)
	if !ok {
		return Cell{}, false
	}
	return Cell{safetext.Join(" ", ticks(m, v.group, v.options.Glyphs), word), role}, true
}

// countOf tells a count of the API, how many of them it lists where that is another number, and how many of those are of our
// own staff.
func countOf(word string, told api.Int, listed, ours int) safetext.Text {
	if !told.Known && listed == 0 {
		return safetext.Text{}
	}
	n, notes := int64(listed), []safetext.Text(nil)
	if told.Known && told.N != n {
		n, notes = told.N, append(notes, safetext.Format("%s listed", count(listed)))
	}
	if ours > 0 {
		notes = append(notes, safetext.Format("%s internal", count(ours)))
	}
	if len(notes) == 0 {
		return safetext.Format("%s %s", word, count(n))
	}
	return safetext.Format("%s %s (%s)", word, count(n), safetext.Join(", ", notes...))
}

func countIf(ids iter.Seq[api.ID], is func(api.ID) bool) (n int) {
	for id := range ids {
		if is(id) {
			n++
		}
	}
	return n
}
