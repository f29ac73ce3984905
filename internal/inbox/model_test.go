package inbox_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"chatlens/api"
	"chatlens/internal/inbox"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// model is a list that works everything out anew, and knows nothing but what the documentation says.
type model struct {
	held    map[api.ID]present.Brief
	brought map[api.ID]bool
	changed map[api.ID]bool
	order   inbox.Order
	query   inbox.Query
	runs    bool
}

func (m *model) add(page []present.Brief) {
	for _, b := range page {
		former, held := m.held[b.ID]
		if m.runs && (!held || !reflect.DeepEqual(former, b)) {
			m.changed[b.ID] = true
		}
		m.held[b.ID], m.brought[b.ID] = b, true
	}
}

func (m *model) end(complete bool) (gone int) {
	for i := range m.held {
		if m.runs && complete && !m.brought[i] {
			delete(m.held, i)
			delete(m.changed, i)
			gone++
		}
	}
	m.runs = false
	return gone
}

func (m *model) shown() []present.Brief {
	var all []present.Brief
	for _, b := range m.held {
		if m.query.Matches(&b, noon()) {
			all = append(all, b)
		}
	}
	slices.SortFunc(all, func(a, b present.Brief) int {
		first := func(a, b bool) int { // those for which it is true first
			switch {
			case a == b:
				return 0
			case a:
				return -1
			}
			return 1
		}
		c := 0
		switch m.order {
		case inbox.ByName:
			named := func(b present.Brief) bool { return strings.Trim(b.Name.String(), "+0123456789") != "" }
			if c = first(named(a), named(b)); c == 0 && named(a) {
				c = strings.Compare(safetext.Fold(a.Name.String()), safetext.Fold(b.Name.String()))
			}
		case inbox.ByUnread:
			c = int(b.Unread - a.Unread)
		case inbox.ByUnanswered:
			if c = first(a.Waits(), b.Waits()); c == 0 && a.Waits() {
				c = a.At.Compare(b.At)
			}
		}
		if c == 0 {
			c = b.At.Compare(a.At)
		}
		if c == 0 {
			c = strings.Compare(a.ID.String(), b.ID.String())
		}
		return c
	})
	return all
}

func TestTheListIsWhatWorkingItOutAnewGives(t *testing.T) {
	filters := []string{
		"", "", "a", "an", "anna", "anna b", "anna b -x", "bo", "9", "91", "91-1", "91-11", "is:unread", "is:unread a", "is:open", "is:snoozed",
		"type:group", "type:group b", "label:none", "label:v", "label:vip", "-anna", "-an", `"a b"`, "assigned:none b",
	}
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		random := func() present.Brief {
			n := r.IntN(80)
			b := present.Brief{ID: id(t, fmt.Sprintf("9111%02d@c.us", n)), Kind: text([]string{"person", "group"}[r.IntN(2)]), Unread: int64(r.IntN(3))}
			b.Name = text([]string{"+91111234", "Anna B", "anna b", "Bob", "Annabelle von B", "Annabelle von A", "Böb " + fmt.Sprint(r.IntN(9))}[r.IntN(7)])
			b.At = noon().Add(-time.Duration(r.IntN(20)) * time.Minute)
			if r.IntN(9) == 0 {
				b.At = time.Time{}
			}
			b.Last = text("here")
			b.Ours, b.Closed = r.IntN(2) == 0, r.IntN(5) == 0
			if r.IntN(5) == 0 {
				b.SnoozedUntil = noon().Add(time.Hour)
			}
			if r.IntN(3) == 0 {
				b.Labels = []present.NamedLabel{label("label-v", "VIP")}
			}
			return b
		}
		l := inbox.New(noon)
		m := &model{held: map[api.ID]present.Brief{}, brought: map[api.ID]bool{}, changed: map[api.ID]bool{}}
		l.Begin()
		l.End(true) // the first loading is over: from now on what is new is marked
		for step := range 120 {
			var did string
			switch op := r.IntN(10); op {
			case 0, 1, 2, 3:
				page := make([]present.Brief, r.IntN(30))
				for i := range page {
					page[i] = random()
				}
				if r.IntN(2) == 0 && len(page) > 1 { // pages overlap, and then bring the same
					for _, b := range m.held {
						page = append(page, b)
						break
					}
				}
				// A chat that comes twice in a page is taken as it comes last.
				var once []present.Brief
				for i, b := range page {
					if !slices.ContainsFunc(page[i+1:], func(o present.Brief) bool { return o.ID == b.ID }) {
						once = append(once, b)
					}
				}
				did = fmt.Sprintf("add %d", len(page))
				m.add(once)
				l.Add(page)
			case 4, 5, 6:
				typed := filters[r.IntN(len(filters))]
				did = "filter " + typed
				m.query = query(t, typed)
				l.Filter(m.query)
			case 7:
				m.order = inbox.Order(r.IntN(4))
				did = "sort by " + m.order.Text().String()
				l.Sort(m.order)
			case 8:
				did = "begin"
				m.runs, m.brought = true, map[api.ID]bool{}
				l.Begin()
			case 9:
				complete := r.IntN(3) > 0
				did = fmt.Sprintf("end %t", complete)
				if got, want := l.End(complete), m.end(complete); got != want {
					t.Fatalf("seed %d, step %d, %s: %d are gone, want %d", seed, step, did, got, want)
				}
			}
			if r.IntN(4) == 0 {
				b := random()
				l.See(b.ID)
				delete(m.changed, b.ID)
			}
			compare(t, fmt.Sprintf("seed %d, step %d, %s", seed, step, did), l, m)
		}
	}
}

func compare(t *testing.T, when string, l *inbox.List, m *model) {
	t.Helper()
	want := m.shown()
	if l.Len() != len(want) || l.Total() != len(m.held) || l.Order() != m.order {
		t.Fatalf("%s: shows %d of %d, want %d of %d", when, l.Len(), l.Total(), len(want), len(m.held))
	}
	for i, b := range want {
		if got := l.At(i); !reflect.DeepEqual(*got, b) {
			t.Fatalf("%s: row %d is %s, %s, want %s, %s", when, i, got.ID, got.Name, b.ID, b.Name)
		}
		if got := l.Index(b.ID); got != i {
			t.Fatalf("%s: %s is at %d, want %d", when, b.ID, got, i)
		}
	}
	for i := range m.held {
		if l.Changed(i) != m.changed[i] {
			t.Fatalf("%s: the mark of %s is %t", when, i, l.Changed(i))
		}
		if b := m.held[i]; !m.query.Matches(&b, noon()) && l.Index(i) != -1 {
			t.Fatalf("%s: %s has a place but does not pass", when, i)
		}
	}
}
