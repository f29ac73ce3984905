package apitest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"
)

// madeUp are the chats of a large demo that nobody wrote down, newest first. Each depends on its index and on how many
// there are, and on nothing that was asked before.
type madeUp struct {
	demo   *demo
	n      int
	topics []string // names of labels that say what a chat is about
}

// makeUp adds made-up chats until the demo has its size.
func (d *demo) makeUp(o *Org) error {
	m := &madeUp{demo: d, n: d.size - len(d.entries)}
	if m.n <= 0 {
		return nil
	}
	for _, l := range d.names {
		if len(l.Blocks) == 0 || len(l.Given) == 0 || len(l.Family) == 0 || !slices.ContainsFunc(d.talk[l.Language], anywhere) {
			return fmt.Errorf("make up chats: nobody has written enough in %q", l.Language)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.org.Labels)) {
		if name[0] < 0x80 {
			m.topics = append(m.topics, name)
		}
	}
	if len(d.names) == 0 || len(m.topics) == 0 || len(d.org.Staff) < 2 {
		return fmt.Errorf("make up chats: %d languages, %d labels and %d of the staff are too few", len(d.names), len(m.topics), len(d.org.Staff))
	}
	o.many = &series{n: m.n, id: m.id, at: m.at, record: m.record}
	return nil
}

// anywhere tells whether a dialogue may happen in any chat.
func anywhere(d dialogue) bool { return !d.Group && len(d.Lines) > 0 }

func (m *madeUp) id(i int) string {
	if isGroup(i) {
		return groupID(i)
	}
	return m.person(i).id
}

func (m *madeUp) record(i int) *record {
	return m.demo.record(m.entry(i))
}

// The made-up chats cover two years. Each of the first follows the one before within this time.
const (
	madeYears = 2 * 365 * 24 * time.Hour
	madeSoon  = 10 * time.Minute
)

// at is the time of the latest activity, whole seconds, never later than that of the chat before.
func (m *madeUp) at(i int) time.Time {
	soon := min(madeSoon, madeYears/2/time.Duration(m.n))
	share := float64(i) / float64(m.n)
	// The fourth power keeps the first hundreds close together, however few there are in all.
	late := time.Duration(share * share * share * share * float64(madeYears-soon*time.Duration(m.n)))
	within := time.Duration(hash("within", strconv.Itoa(i)) % uint64(soon))
	return m.demo.now.Add(-(soon*time.Duration(i) + late + within).Truncate(time.Second))
}

// entry is a made-up chat as if it had been written down.
func (m *madeUp) entry(i int) *entry {
	d := m.demo
	r := dice("made", strconv.Itoa(i))
	ago := d.now.Sub(m.at(i))
	e := &entry{Ago: span(ago), Labels: []string{}}
	if isGroup(i) {
		m.group(e, r, i)
	} else {
		m.direct(e, i)
	}
	for range r.IntN(4) {
		if label := pick(r, m.topics); !slices.Contains(e.Labels, label) {
			e.Labels = append(e.Labels, label)
		}
	}
	if own := labelOf(e.Languages[0]); d.org.Labels[own] != "" && r.IntN(2) == 0 {
		e.Labels = append(e.Labels, own)
	}
	if r.IntN(3) > 0 {
		e.Assigned = &d.org.Staff[1+r.IntN(len(d.org.Staff)-1)].Key
	}
	m.talk(e, r)
	m.state(e, r)
	return e
}

// labelOf names the label of those who write a language, where the demo has one.
func labelOf(language string) string {
	switch language {
	case "hi":
		return "हिन्दी"
	case "ta":
		return "தமிழ்"
	case "ar":
		return "العربية"
	case "he":
		return "עברית"
	case "th":
		return "ไทย"
	case "zh":
		return "中文"
	}
	return ""
}

// madeMessages is how many messages a made-up chat is to have at most, before its last dialogue is played to the end.
const madeMessages = 50

// talk decides how long the chat is and how it ends: with any line of a dialogue, so that some wait and some are answered.
func (m *madeUp) talk(e *entry, r *rand.Rand) {
	if r.IntN(100) == 0 { // nobody has written anything yet
		e.Since = e.Ago
		return
	}
	from := m.demo.talk[e.Languages[0]]
	ends := &from[r.IntN(len(from))]
	for ends.Group && !e.group() || len(ends.Lines) == 0 {
		ends = &from[r.IntN(len(from))]
	}
	e.Ending = ends.Lines[:1+r.IntN(len(ends.Lines))]
	e.Messages = 1 + r.IntN(madeMessages)
	e.Since = e.Ago + span(10*24*time.Hour+time.Duration(r.Int64N(int64(madeYears))).Truncate(time.Second))
	if r.IntN(6) == 0 { // somebody who wrote for the first time
		e.Messages, e.Since = len(e.Ending), e.Ago+span(2*time.Hour)
	}
	last := len(e.Ending) - 1
	if e.Ending[last].role != roleUs || e.Ending[last].Receipt != "" {
		return
	}
	if ack, receipt := madeReceipt(r, e.group()); receipt != "" {
		e.Ending = slices.Clone(e.Ending)
		e.Ending[last].Ack, e.Ending[last].Receipt = ack, receipt
	}
}

// madeReceipt is an ack with what is known of the recipients; "" and nil leave it to the message's age.
func madeReceipt(r *rand.Rand, group bool) (ack []byte, receipt string) {
	n := r.IntN(20)
	switch {
	case n < 9:
		return nil, ""
	case n < 12 && group:
		return acks(r, 2), "waiting"
	case n < 14:
		return acks(r, 3), "delivered"
	case n < 16:
		return acks(r, 2), "delivered"
	case n < 18:
		return acks(r, 1), "none"
	case n == 18:
		return acks(r, 0), "none"
	}
	return acks(r, -1), "failed"
}

// state decides what the team has done with a chat. Old ones are mostly closed, new ones mostly unread where a customer waits.
func (m *madeUp) state(e *entry, r *rand.Rand) {
	d := m.demo
	old := time.Duration(e.Ago) > 14*24*time.Hour
	waits := len(e.Ending) > 0 && e.Ending[len(e.Ending)-1].role != roleUs
	unread, closed, flags, fate := 0, r.IntN(100), 0, r.IntN(100)
	if waits && (!old && closed > 25 || closed > 90) {
		unread = 1 + r.IntN(1+r.IntN(12))
	}
	if r.IntN(25) == 0 {
		flags = 1 + r.IntN(3)
	}
	at := d.now.Add(-time.Duration(e.Ago))
	agent := pick(r, d.org.Staff[1:]).Email
	e.adjust = func(chat *chatObject) {
		if unread > 0 {
			chat.MessageUnread = unread
		}
		if flags > 0 {
			chat.FlagCount, chat.FlagCountMap = flags, map[string]int{"open": flags, agent: 1}
		}
		switch {
		case old && closed < 70:
			chat.ClosedAt = at.Add(25 * time.Minute).UnixMilli()
		case closed < 8:
			chat.ClosedAt = stamp(later(d.now, at, 25*time.Minute))
		case fate < 4:
			chat.Snooze = map[string]any{"snooze_until": d.now.Add(time.Duration(1+fate) * 31 * time.Hour).UnixMilli(), "snooze_message": nil, "snooze_by": agent}
		}
		chat.Muted = fate == 4 || fate == 5
		if fate == 6 {
			chat.Pinned = true
		}
		if fate == 7 {
			chat.Archived = true
		}
		if fate == 8 {
			chat.AI = map[string]string{"activation_state": "active"}
		}
	}
	if r.IntN(5) == 0 {
		e.Properties = map[string]any{"Orders": 1 + r.IntN(40)}
	}
}
