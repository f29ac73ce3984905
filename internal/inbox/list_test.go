package inbox_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chatlens/api"
	"chatlens/internal/inbox"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// names of the chats that are shown, in their order.
func names(l *inbox.List) []string {
	var got []string
	for i := range l.Len() {
		got = append(got, l.At(i).Name.String())
	}
	return got
}

func query(t testing.TB, typed string) inbox.Query {
	t.Helper()
	q, err := inbox.ParseQuery(typed, "")
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func chat(t testing.TB, number, name string, change ...func(*present.Brief)) present.Brief {
	b := present.Brief{ID: id(t, number), Name: text(name), At: noon(), Last: text("here")}
	for _, c := range change {
		c(&b)
	}
	return b
}

func at(minutes int) func(*present.Brief) {
	return func(b *present.Brief) { b.At = noon().Add(time.Duration(minutes) * time.Minute) }
}

func TestTheOrdersOfTheList(t *testing.T) {
	unread := func(n int64) func(*present.Brief) { return func(b *present.Brief) { b.Unread = n } }
	ours := func(b *present.Brief) { b.Ours = true }
	closed := func(b *present.Brief) { b.Closed = true }
	never := func(b *present.Brief) { b.At = time.Time{} }
	l := inbox.New(noon)
	l.Add([]present.Brief{
		chat(t, "11@c.us", "bob", at(-3), unread(1)),
		chat(t, "12@c.us", "Anna", at(-5), ours),
		chat(t, "4915550100@c.us", "+4915550100", at(-1), closed, unread(2)),
		chat(t, "14@c.us", "Ändi", at(-2)),
		chat(t, "15@c.us", "Bob", at(-4)),
		chat(t, "16@c.us", "nobody", never),
		chat(t, "17@g.us", "17@g.us", at(-9), unread(1)),
		chat(t, "10@c.us", "Ändi", at(-2)),
	})
	want := map[inbox.Order][]string{
		inbox.ByActivity:   {"+4915550100", "Ändi", "Ändi", "bob", "Bob", "Anna", "17@g.us", "nobody"},
		inbox.ByName:       {"Anna", "bob", "Bob", "nobody", "Ändi", "Ändi", "+4915550100", "17@g.us"},
		inbox.ByUnread:     {"+4915550100", "bob", "17@g.us", "Ändi", "Ändi", "Bob", "Anna", "nobody"},
		inbox.ByUnanswered: {"17@g.us", "Bob", "bob", "Ändi", "Ändi", "+4915550100", "Anna", "nobody"},
	}
	order, seen := inbox.ByActivity, map[string]bool{}
	for range len(want) {
		l.Sort(order)
		if diff := cmp.Diff(want[order], names(l)); diff != "" {
			t.Errorf("%s:\n%s", order.Text(), diff)
		}
		if i := l.Index(id(t, "10@c.us")); l.Index(id(t, "14@c.us")) != i+1 {
			t.Errorf("%s: equal chats do not stand by id", order.Text())
		}
		seen[order.Text().String()] = true
		order = order.Next()
	}
	if len(seen) != len(want) || order != inbox.ByActivity {
		t.Errorf("the orders %v do not all have a name of their own", seen)
	}
}

func TestARowIsFoundByIDInEveryForm(t *testing.T) {
	l := inbox.New(noon)
	l.Add([]present.Brief{chat(t, "919537851844@c.us", "Anna"), {Name: text("no id")}})
	l.Add([]present.Brief{chat(t, "919537851844", "Anna B")})
	if l.Total() != 1 || l.Index(id(t, "919537851844")) != 0 || l.Find(id(t, "919537851844@c.us")).Name != text("Anna B") {
		t.Errorf("got %d chats %q", l.Total(), names(l))
	}
	if l.Find(id(t, "1@c.us")) != nil || l.Index(id(t, "1@c.us")) != -1 || l.At(-1) != nil || l.At(1) != nil {
		t.Error("a chat is there that is not held")
	}
	l.Filter(query(t, "hotel"))
	if l.Len() != 0 || l.Index(id(t, "919537851844")) != -1 || l.Find(id(t, "919537851844")) == nil {
		t.Error("a chat that does not pass is to be found, but has no place")
	}
}

func TestARefreshMarksWhatIsNewAndDropsWhatIsGone(t *testing.T) {
	l := inbox.New(noon)
	a, b, c, d := id(t, "1@c.us"), id(t, "2@c.us"), id(t, "3@c.us"), id(t, "4@c.us")
	marked := func() string {
		var s []string
		for n, i := range []api.ID{a, b, c, d} {
			if l.Changed(i) {
				s = append(s, string(rune('a'+n)))
			}
		}
		return strings.Join(s, "")
	}
	step := func(what, marks string, total int) {
		t.Helper()
		if marked() != marks || l.Total() != total {
			t.Errorf("%s: marks %q of %d chats, want %q of %d", what, marked(), l.Total(), marks, total)
		}
	}
	end := func(complete bool, want int) {
		t.Helper()
		if gone := l.End(complete); gone != want {
			t.Errorf("%d are gone, want %d", gone, want)
		}
	}

	l.Begin()
	l.Add([]present.Brief{chat(t, "1@c.us", "A"), chat(t, "1@c.us", "A as it is by now")})
	end(false, 0)
	step("the first loading was cut short", "", 1)
	l.Begin()
	l.Add([]present.Brief{chat(t, "1@c.us", "A"), chat(t, "2@c.us", "B"), chat(t, "3@c.us", "C")})
	end(true, 0)
	step("the first loading, begun again, brought a change", "a", 3)
	l.See(a)
	step("seen", "", 3)

	l.Begin()
	l.Add([]present.Brief{chat(t, "1@c.us", "A"), chat(t, "2@c.us", "B", at(1)), chat(t, "4@c.us", "D")})
	step("a refresh runs", "bd", 4)
	end(false, 0)
	step("a refresh was cut short", "bd", 4)
	l.Begin()
	l.Add([]present.Brief{chat(t, "1@c.us", "A"), chat(t, "4@c.us", "D")})
	end(true, 2)
	step("a complete refresh did not bring b and c", "d", 2)
	end(true, 0)
	step("an end without a beginning", "d", 2)
	l.Add([]present.Brief{chat(t, "1@c.us", "A, opened")})
	step("a row that comes outside of a refresh", "d", 2)
	l.Begin()
	l.Add([]present.Brief{chat(t, "2@c.us", "B")})
	end(true, 2)
	step("a chat that comes back is new", "b", 1)
	if l.Find(a) != nil || l.Len() != 1 || l.Index(b) != 0 {
		t.Errorf("holds %q", names(l))
	}
}

func TestPagesThatCameWithoutABeginningAreTheFirstLoading(t *testing.T) {
	l := inbox.New(noon)
	l.Add([]present.Brief{chat(t, "1@c.us", "A")})
	l.Begin()
	l.Add([]present.Brief{chat(t, "1@c.us", "A"), chat(t, "2@c.us", "B")})
	if l.End(true); l.Changed(id(t, "1@c.us")) || !l.Changed(id(t, "2@c.us")) {
		t.Error("only the new chat is to be marked")
	}
}

// Every field of a row counts as a change, so that none is forgotten that is added one day.
func TestAnyFieldOfARowIsAChange(t *testing.T) {
	row := reflect.TypeFor[present.Brief]()
	for i := range row.NumField() {
		name := row.Field(i).Name
		if name == "ID" {
			continue
		}
		l := inbox.New(noon)
		l.Add([]present.Brief{{ID: id(t, "1@c.us")}})
		l.Begin()
		b := present.Brief{ID: id(t, "1@c.us")}
		change(t, reflect.ValueOf(&b).Elem().Field(i))
		if l.Add([]present.Brief{b}); !l.Changed(b.ID) {
			t.Errorf("a change of %s is none", name)
		}
		if diff := cmp.Diff(b, *l.Find(b.ID), cmp.Comparer(func(a, b api.ID) bool { return a == b }), cmp.Comparer(func(a, b safetext.Text) bool { return a == b })); diff != "" {
			t.Errorf("a change of %s is not taken over:\n%s", name, diff)
		}
	}
}

func change(t *testing.T, v reflect.Value) {
	switch p := v.Addr().Interface().(type) {
	case *safetext.Text:
		*p = text("other")
	case *int64:
		*p = 7
	case *uint16:
		*p = 7
	case *bool:
		*p = true
	case *time.Time:
		*p = noon()
	case *present.Cell:
		p.Text = text("other")
	case *[]present.NamedLabel:
		*p = []present.NamedLabel{label("label-x", "X")}
	default:
		t.Fatalf("no other value is known for a %s", v.Type())
	}
}

func TestSnoozedChatsComeBackWithTime(t *testing.T) {
	now := noon()
	l := inbox.New(func() time.Time { return now })
	l.Add([]present.Brief{chat(t, "1@c.us", "A", func(b *present.Brief) { b.SnoozedUntil = noon().Add(time.Hour) })})
	l.Filter(query(t, "is:open"))
	if l.Len() != 0 {
		t.Error("a snoozed chat is shown as open")
	}
	now = now.Add(2 * time.Hour)
	if l.Filter(query(t, "is:open a")); l.Len() != 1 {
		t.Error("a chat whose time is up does not come back as the filter is typed on")
	}
	now = noon()
	l.Filter(query(t, "is:open"))
	now = now.Add(2 * time.Hour)
	l.Begin()
	if l.End(false); l.Len() != 1 {
		t.Error("a chat whose time is up does not come back with a refresh")
	}
}

func TestSearchPutsNamesFirstWhateverTheFilter(t *testing.T) {
	last := func(s string) func(*present.Brief) { return func(b *present.Brief) { b.Last = text(s) } }
	l := inbox.New(noon)
	l.Add([]present.Brief{
		chat(t, "11@c.us", "Zoe", last("Zoe: anna berg is here"), at(9)),
		chat(t, "12@c.us", "Berg, Anna", at(8)),
		chat(t, "13@c.us", "Anna Berg", at(1)),
		chat(t, "14@c.us", "ANNA BERGER", at(2)),
		chat(t, "919537851844@c.us", "Tom", at(3)),
	})
	l.Filter(query(t, "tom"))
	for _, c := range []struct {
		typed string
		most  int
		want  []string
	}{
		{"anna berg", 9, []string{"ANNA BERGER", "Anna Berg", "Berg, Anna", "Zoe"}},
		{"anna berg", 2, []string{"ANNA BERGER", "Anna Berg"}},
		{"anna berg", 3, []string{"ANNA BERGER", "Anna Berg", "Berg, Anna"}},
		{"berg anna", 1, []string{"Berg, Anna"}},
		{"+91 95378-51844", 9, []string{"Tom"}},
		{"is:open", 9, nil},
		{"nobody", 9, nil},
		{" ", 9, nil},
		{"anna", 0, nil},
	} {
		var got []string
		for _, b := range l.Search(c.typed, c.most) {
			got = append(got, b.Name.String())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q, %d: found %q, want %q", c.typed, c.most, got, c.want)
		}
	}
}

func TestTypingAFilterKeyByKeyShowsWhatTheWholeFilterDoes(t *testing.T) {
	l := inbox.New(noon)
	l.Add(chats(t))
	for _, typed := range []string{`anna "big client" is:unread`, "+91 (0) 95378-51844 -hotel", "label:vip,none assigned:me,mona is:open,snoozed", "ΣΑΣ type:group,business", `-"anna b" (022) 555`} {
		keys := []rune(typed)
		for end := range 2*len(keys) + 1 { // typed, and taken back
			part := string(keys[:min(end, 2*len(keys)-end)])
			q, _ := inbox.ParseQuery(part, "ravi@example.com")
			l.Filter(q)
			want := passing(t, q)
			if got := l.Len(); got != len(strings.Fields(want)) {
				t.Errorf("%q: shows %q, want %s", part, names(l), want)
			}
		}
	}
}
