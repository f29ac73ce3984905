package inbox_test

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"chatlens/internal/inbox"
	"chatlens/internal/present"
)

const (
	many     = 50_000
	pageSize = 1_000
)

// madeUp makes chats as a large team has them, in pages.
func madeUp(b testing.TB) [][]present.Brief {
	first := []string{"Anna", "Bharat", "Chen", "Dilnoza", "Émile", "Farida", "Gustavo", "Hana"}
	last := []string{"Kumar", "Ivanova", "Müller", "de Souza", "Okafor", "Nguyễn", "शर्मा"}
	agents := []string{"", "ravi@example.com", "mona@example.com", "li@example.com"}
	var briefs []present.Brief
	for n := range many {
		number := fmt.Sprintf("9199%08d", n*7919%100_000_000)
		c := present.Brief{
			ID: id(b, number+"@c.us"), Kind: text("person"), Assigned: text(agents[n%4]), Unread: int64(n % 5), Ours: n%3 == 0,
			Name:  text(fmt.Sprintf("%s %s %d", first[n%8], last[n/8%7], n)),
			Ticks: text("✓✓"), Receipt: present.Cell{Text: text("✓✓ read")},
			At:   noon().Add(-time.Duration(n*7919%many) * time.Minute),
			Last: text(fmt.Sprintf("us: Thank you, order %d was shipped today and should arrive on Thursday, see https://shop.example/o/%d", n*31, n)),
		}
		if n%10 == 0 {
			c.Name = text("+" + number)
		}
		if n%3 == 0 {
			c.Labels = []present.NamedLabel{label("label-vip", "VIP"), label("label-north", "North India")}
		}
		briefs = append(briefs, c)
	}
	return slices.Collect(slices.Chunk(briefs, pageSize))
}

func full(pages [][]present.Brief) *inbox.List {
	l := inbox.New(noon)
	for _, p := range pages {
		l.Add(p)
	}
	return l
}

func BenchmarkAddPageToMany(b *testing.B) {
	pages := madeUp(b)
	for _, filter := range []string{"", "thursday"} {
		b.Run("filter="+filter, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				l := full(pages[1:])
				l.Filter(query(b, filter))
				runtime.GC()
				b.StartTimer()
				l.Add(pages[0])
			}
		})
	}
}

func BenchmarkAddPageInARefresh(b *testing.B) {
	pages := madeUp(b)
	l := full(pages)
	changed := slices.Clone(pages[7])
	for name, other := range map[string][]present.Brief{"same": pages[7], "changed": changed} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				for i := range changed {
					changed[i].At = noon().Add(time.Duration(n*i) * time.Second)
				}
				l.Begin()
				l.Add(other)
				l.End(false)
			}
		})
	}
}

func BenchmarkFilterKey(b *testing.B) {
	l := full(madeUp(b))
	for name, keys := range map[string][2]string{ // the filter before the key, and after it
		"first-letter":    {"", "a"},
		"narrowing":       {"th", "thu"},
		"narrowing-far":   {"kumar 1", "kumar 12"},
		"taken-back":      {"thu", "th"},
		"nothing-found":   {"", "zzzz"},
		"number":          {"", "+91 99-00"},
		"terms":           {"", "label:vip assigned:ravi is:open"},
		"terms-narrowing": {"label:vip is:unread", "label:vip is:unread k"},
		"kept-out":        {"", "-thursday"},
		"emptied":         {"a", ""},
	} {
		before, after := query(b, keys[0]), query(b, keys[1])
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			l.Filter(inbox.Query{})
			for b.Loop() {
				b.StopTimer()
				l.Filter(inbox.Query{})
				l.Filter(before)
				b.StartTimer()
				l.Filter(after)
			}
			b.ReportMetric(float64(l.Len()), "shown")
		})
	}
}

func BenchmarkSort(b *testing.B) {
	l := full(madeUp(b))
	for _, o := range []inbox.Order{inbox.ByActivity, inbox.ByName, inbox.ByUnread, inbox.ByUnanswered} {
		b.Run(o.Text().String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				l.Sort(o.Next())
				b.StartTimer()
				l.Sort(o)
			}
		})
	}
}

func BenchmarkIndex(b *testing.B) {
	pages := madeUp(b)
	l := full(pages)
	b.ReportAllocs()
	for b.Loop() {
		l.Index(pages[30][123].ID)
	}
}

func BenchmarkSearch(b *testing.B) {
	l := full(madeUp(b))
	for _, typed := range []string{"a", "kumar 12", "zzzz"} {
		b.Run(typed, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.Search(typed, 20)
			}
		})
	}
}

func BenchmarkMarks(b *testing.B) {
	last := text("us: Thank you, order 4711 was shipped today and should arrive on Thursday, see https://shop.example/o/4711")
	marker := inbox.NewMarker([]string{"thursday", "4711"})
	b.ReportAllocs()
	for b.Loop() {
		marker.Marks(last)
	}
}

// The rows hold what they were given; what the list adds stays under a kilobyte for each.
func TestAListOfManyIsSmall(t *testing.T) {
	pages := madeUp(t)
	before := heap()
	l := full(pages)
	l.Filter(query(t, "a"))
	each := (heap() - before) / many
	if each > 1024 {
		t.Errorf("a chat takes %d bytes", each)
	}
	t.Logf("%d bytes for each of %d chats, %d MB together", each, l.Total(), each*many>>20)
	runtime.KeepAlive(pages)
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
