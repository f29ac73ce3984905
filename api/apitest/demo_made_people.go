package apitest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// Made-up chats come in rows: in a row some places are groups, the others people, and the groups' members are people of the
// same row. So a member's chat can be opened, and nobody must be searched.
const (
	rowLength = 32
	rowPeople = 28
)

// rowGroups are the places of a row that are groups. Somebody stands before each of them.
func rowGroups() [rowLength - rowPeople]int { return [...]int{4, 11, 17, 26} }

func isGroup(i int) bool {
	groups := rowGroups()
	return slices.Contains(groups[:], i%rowLength)
}

// groupID makes a group's id of the usual 18 digits; no two indexes have the same.
func groupID(i int) string {
	return fmt.Sprintf("120363%012d@g.us", 400_000_000_000+int64(i)*7_368_787%100_000_000_000)
}

// ordinal counts the people before an index.
func ordinal(i int) int {
	n := i / rowLength * rowPeople
	place := i % rowLength
	n += place
	for _, g := range rowGroups() {
		if g < place {
			n--
		}
	}
	return n
}

// writers are the languages of twenty people in turn, as an Indian shop with customers abroad may have them.
func writers() [20]string {
	return [...]string{"hi", "en", "ta", "hi", "bn", "en", "te", "ar", "hi", "en", "ml", "zh", "ta", "he", "hi", "en", "th", "ko", "en", "vi"}
}

// The numbers of made-up people are those of their language's own blocks while these last, and then of this block with
// five open digits, of which the first thousand are a smaller block's.
const (
	wideBlock   = "9191000"
	wideFirst   = 1_000
	wideNumbers = 99_000
)

// person is who a made-up chat is with.
func (m *madeUp) person(i int) contact {
	p := ordinal(i)
	turns := writers()
	code := turns[p%len(turns)]
	names := m.demo.namesOf(code)
	before, each := 0, 0
	for n, other := range turns {
		if other == code {
			if n < p%len(turns) {
				before++
			}
			each++
		}
	}
	if number := m.blockNumber(names, p/len(turns)*each+before); number != "" {
		return m.demo.named(number, names)
	}
	// The factor scatters neighbours, and shares no divisor with the number of numbers.
	number := fmt.Sprintf("%s%05d", wideBlock, wideFirst+p*7_919%wideNumbers)
	c := m.demo.named(number, names)
	if business(i) {
		r := dice("business", number)
		c.name = pick(r, names.Family) + " " + pick(r, []string{"Interiors", "Traders", "Home Store", "Electricals", "& Sons", "Furniture Co.", "Décor"})
	}
	return c
}

// blockNumber is the n-th number of a language's own blocks, or "" when they are used up, or when others share them.
func (m *madeUp) blockNumber(names language, n int) string {
	for _, block := range names.Blocks {
		for _, other := range m.demo.names {
			if other.Language != names.Language && slices.Contains(other.Blocks, block) {
				return ""
			}
		}
		digits, from, to := openDigits(block)
		if n < to-from {
			return fmt.Sprintf("%s%0*d", block, digits, from+n*37%(to-from))
		}
		n -= to - from
	}
	return ""
}

func business(i int) bool { return hash("business", strconv.Itoa(i))%12 == 0 }

// direct fills in what a chat with one person has.
func (m *madeUp) direct(e *entry, i int) {
	c := m.person(i)
	e.ID, e.Type, e.Languages, e.people = c.id, "user", []string{c.language}, []contact{c}
	if strings.HasPrefix(c.number, wideBlock) && business(i) {
		e.Type = "business"
	}
	if c.name != "" {
		e.Name = &c.name
	}
	row := i - i%rowLength
	for _, place := range rowGroups() {
		if g := row + place; g < m.n && joins(g, i) {
			e.common = append(e.common, groupID(g))
		}
	}
}

// group fills in what a group has.
func (m *madeUp) group(e *entry, r *rand.Rand, i int) {
	row := i - i%rowLength
	for p := row; p < min(row+rowLength, m.n); p++ {
		if !isGroup(p) && joins(i, p) {
			e.people = append(e.people, m.person(p))
		}
	}
	first := m.person(i - 1)
	e.ID, e.Type, e.Languages = groupID(i), "group", []string{first.language}
	name := m.groupName(r, first.language)
	e.Name = &name
	e.Staff = []string{m.demo.org.Staff[0].Key}
	for _, s := range m.demo.org.Staff[1:] {
		if r.IntN(3) == 0 {
			e.Staff = append(e.Staff, s.Key)
		}
	}
	if r.IntN(60) == 0 {
		for range 10 + r.IntN(60) {
			e.people = append(e.people, m.passer(r, first.language))
		}
	}
	e.Size = len(e.Staff) + len(e.people)
}

// passer is somebody in a large group who has no chat, and of whom the private id is known alone.
func (m *madeUp) passer(r *rand.Rand, code string) contact {
	number := privateNumber(r.Uint64())
	return contact{id: number + "@lid", number: number, pushname: pick(r, m.demo.namesOf(code).Given), language: code}
}

// joins tells whether a person is in a group of the same row. Whoever stands before the group is.
func joins(group, person int) bool {
	size := 2 + hash("size", strconv.Itoa(group))%9
	return person == group-1 || hash("joins", strconv.Itoa(group), strconv.Itoa(person))%rowPeople < size
}

func (m *madeUp) groupName(r *rand.Rand, code string) string {
	what := []string{"kitchen", "dealers", "installation", "site office", "deliveries", "spare parts", "showroom", "new flat", "warranty", "orders"}
	name := pick(r, m.demo.namesOf(code).Family) + " · " + pick(r, what)
	switch r.IntN(8) {
	case 0:
		name += " " + pick(r, m.demo.flourishes)
	case 1:
		name += " " + strconv.Itoa(2+r.IntN(8))
	}
	return name
}
