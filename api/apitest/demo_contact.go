package apitest

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A contact is somebody in a chat.
type contact struct {
	id, number string
	name       string // "": none is known
	pushname   string
	language   string // what he or she writes in, where that is known
	internal   bool
}

// dice returns a source of chance that depends on the demo's seed and on what it is for.
func dice(purpose ...string) *rand.Rand {
	return rand.New(rand.NewPCG(demoSeed, hash(purpose...)))
}

// hash is FNV-1a over the parts, each with a zero byte after it. The standard library's takes bytes alone, and a large
// demo asks for it a dozen times a chat.
func hash(parts ...string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for _, part := range parts {
		for i := range len(part) {
			h = (h ^ uint64(part[i])) * prime
		}
		h *= prime
	}
	return h
}

// pick chooses one of a list that is not empty.
func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func (d *demo) colleague(key string) contact {
	s := d.staff(key)
	return contact{id: s.Number + "@c.us", number: s.Number, name: s.Name, internal: true}
}

// known is the contact with a number that somebody has written down.
func (d *demo) known(number string) contact {
	c := contact{id: number + "@c.us", number: number}
	e := d.person[number]
	if e == nil {
		return c
	}
	c.id, c.language = e.ID, e.Languages[0]
	if e.Name != nil {
		c.name = *e.Name
	}
	if strings.HasSuffix(e.ID, "@lid") {
		c.pushname = "Kiran"
	}
	return c
}

// The first number of a block that is made up; those before it are written in the files. Blocks have three open digits,
// but for the American ones: there only 555-0100 to 555-0199 are given to nobody.
const (
	firstMade         = 300
	firstMadeAmerican = 40
)

// openDigits says how many digits follow a block, and which numbers they may give, from the first to before the last.
func openDigits(block string) (digits, from, to int) {
	if strings.HasPrefix(block, "1") {
		return 2, firstMadeAmerican, 100
	}
	return 3, firstMade, 1000
}

// namesOf gives the names of those who speak a language, or the first ones.
func (d *demo) namesOf(code string) language {
	return d.names[max(0, slices.IndexFunc(d.names, func(l language) bool { return l.Language == code }))]
}

// privateNumber makes the digits of a private id.
func privateNumber(n uint64) string {
	return "12000" + strconv.FormatUint(1_000_000_000+n%1_000_000_000, 10)
}

// stranger makes up somebody who speaks a language. A number has the same name wherever it comes up.
func (d *demo) stranger(r *rand.Rand, code string) contact {
	names := d.namesOf(code)
	block := pick(r, names.Blocks)
	digits, from, to := openDigits(block)
	// Languages that share a block have every n-th number of it.
	sharing, place := 0, 0
	for _, other := range d.names {
		if slices.Contains(other.Blocks, block) {
			if other.Language == names.Language {
				place = sharing
			}
			sharing++
		}
	}
	n := from + sharing*r.IntN((to-from)/sharing) + place
	number := fmt.Sprintf("%s%0*d", block, digits, n)
	return d.named(number, names)
}

// named gives a made-up number its name, its form of id, and sometimes neither.
func (d *demo) named(number string, names language) contact {
	r := dice("name", number)
	given, family := pick(r, names.Given), pick(r, names.Family)
	c := contact{id: number + "@c.us", number: number, name: given + " " + family, language: names.Language}
	switch names.Language {
	case "zh", "ko":
		c.name = family + given
	case "vi":
		c.name = family + " " + given
	}
	switch r.IntN(40) {
	case 0:
		c.pushname, c.name = given, ""
	case 1:
		c.id = privateNumber(hash(number)) + "@lid"
	case 2, 3, 4, 5:
		c.name += " " + pick(r, d.flourishes)
	}
	return c
}

// picture is the address of a contact's image.
func picture(now time.Time, id string) string {
	day := now.Truncate(24*time.Hour).AddDate(0, 0, -int(hash("picture", id)%300))
	return "https://storage.example.com/brindlewick-images/" + url.QueryEscape(id) + ".jpg?timestamp=" + strconv.FormatInt(day.UnixMilli(), 10)
}

// firstName is how a message addresses somebody.
func (c contact) firstName() string {
	if c.name == "" {
		return "there"
	}
	words := strings.Fields(c.name)
	if c.language == "vi" { // the given name comes last
		for _, word := range slices.Backward(words) {
			if first, _ := utf8.DecodeRuneInString(word); unicode.IsLetter(first) {
				return word
			}
		}
	}
	return words[0]
}

// mention is how a text names somebody: "@" and the digits of the id.
func (c contact) mention() string {
	digits, _, _ := strings.Cut(c.id, "@")
	return "@" + digits
}
