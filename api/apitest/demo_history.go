package apitest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A planned message knows what it will say; its JSON is made when it is asked for.
type planned struct {
	turn  *turn
	at    time.Time
	scene *scene
}

// A scene is a dialogue as it happened in a chat: who speaks, and what the blanks of the text stand for.
type scene struct {
	cast  map[role]contact
	agent staffer
	at    time.Time // of its last message
	seed  uint64    // of the words for the blanks
}

// Len is the number of messages of the history.
func (c *demoChat) Len() int { return len(c.plan()) }

// ending lists the messages that the chat's entry ends with, newest first: the latest message and a few more. What comes
// before them takes longer to plan, and a list of chats does not need it.
func (c *demoChat) ending() []planned {
	c.recentOnce.Do(func() {
		at := c.demo.now.Add(-time.Duration(c.entry.Ago))
		last := dialogue{Lines: c.entry.Ending, language: c.entry.Languages[0]}
		c.recent = c.play(nil, dice("ending", c.entry.ID), last, at)
	})
	return c.recent
}

// plan lists the history, newest first: the ending, and before it dialogues until there are enough messages.
func (c *demoChat) plan() []planned {
	c.planOnce.Do(func() {
		recent := slices.Clip(c.ending())
		switch {
		case c.entry.ID == DemoChatID:
			c.planDocumented()
		case len(recent) > 0:
			c.planned = c.playOlder(recent, c.demo.now.Add(-time.Duration(c.entry.Since)))
		}
	})
	return c.planned
}

// planDocumented puts the documented message first, whose JSON is taken from the documented chat.
func (c *demoChat) planDocumented() {
	created := time.Date(2025, 1, 18, 14, 51, 3, 0, time.UTC)
	at := time.Date(2025, 1, 27, 11, 7, 56, 0, time.UTC)
	c.planned = c.playOlder([]planned{{turn: &turn{role: roleUs, kind: "chat"}, at: at, scene: &scene{}}}, created)
}

// playOlder adds dialogues before what is planned, spread over the time from the chat's creation on.
func (c *demoChat) playOlder(list []planned, created time.Time) []planned {
	r := dice("history", c.entry.ID)
	dialogues := c.choose(r, c.entry.Messages-len(list))
	if len(dialogues) == 0 {
		return list
	}
	before := list[len(list)-1].at
	step := before.Sub(created) / time.Duration(len(dialogues)+1)
	for i, d := range dialogues {
		middle := before.Add(-step * time.Duration(i+1))
		end := middle.Add(time.Duration(r.Int64N(int64(step / 3))))
		office := end.Truncate(24 * time.Hour).Add(8*time.Hour + time.Duration(r.Int64N(int64(10*time.Hour))))
		// Within its own step, so that dialogues neither meet nor begin before the chat.
		if office.After(middle.Add(-step/4)) && office.Before(middle.Add(step/2)) {
			end = office
		}
		list = c.play(list, r, d, end.Truncate(time.Second))
	}
	return list
}

// choose draws dialogues with at least n messages in all, each once before any comes again.
func (c *demoChat) choose(r *rand.Rand, n int) []dialogue {
	var pool, chosen []dialogue
	for _, language := range c.entry.Languages {
		for _, d := range c.demo.talk[language] {
			if !d.Group || c.entry.group() {
				pool = append(pool, d)
			}
		}
	}
	var deck []dialogue
	for n > 0 && len(pool) > 0 {
		if len(deck) == 0 {
			deck = slices.Clone(pool)
			r.Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
		}
		chosen = append(chosen, deck[0])
		n -= len(deck[0].Lines)
		deck = deck[1:]
	}
	return chosen
}

// play adds a dialogue whose last message is at a time.
func (c *demoChat) play(list []planned, r *rand.Rand, d dialogue, at time.Time) []planned {
	if len(d.Lines) == 0 {
		return list
	}
	s := c.scene(r, d.language, at)
	for i := len(d.Lines) - 1; i >= 0; i-- {
		list = append(list, planned{turn: &d.Lines[i], at: at, scene: s})
		at = at.Add(-time.Duration(20+r.IntN(400)) * time.Second)
	}
	return list
}

// scene gives the roles to members of the chat and settles what the blanks stand for.
func (c *demoChat) scene(r *rand.Rand, language string, at time.Time) *scene {
	us := c.everybody()[0]
	customers := c.speaking(language)
	first := r.IntN(len(customers))
	s := &scene{
		cast: map[role]contact{
			roleUs:        us,
			roleNote:      us,
			roleColleague: pick(r, c.colleagues),
			roleCustomer:  customers[first],
			roleSecond:    customers[first],
			roleThird:     customers[(first+1)%len(customers)],
		},
		agent: pick(r, c.demo.org.Staff[1:]),
		at:    at,
		seed:  r.Uint64(),
	}
	if c.entry.Assigned != nil && r.IntN(4) > 0 {
		s.agent = c.demo.staff(*c.entry.Assigned)
	}
	return s
}

// speaking lists the customers who write in a language, or all where fewer than two do.
func (c *demoChat) speaking(language string) []contact {
	var found []contact
	for _, customer := range c.customers {
		if customer.language == language {
			found = append(found, customer)
		}
	}
	if len(found) < 2 {
		return c.customers
	}
	return found
}

// fill puts words into the blanks of a text, the same ones throughout the scene.
func (c *demoChat) fill(s *scene, text string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	r := rand.New(rand.NewPCG(demoSeed, s.seed))
	// All is drawn, whatever the text asks for, so that a blank stands for the same in all of the scene.
	order, invoice, hundreds := 10000+r.IntN(89999), 1+r.IntN(9998), 10+r.IntN(190)
	days, minutes, code := 2+r.IntN(6), 60+r.IntN(150), 100000+r.IntN(899999)
	var words []string
	put := func(blank string, value func() string) {
		if strings.Contains(text, blank) {
			words = append(words, blank, value())
		}
	}
	put("{order}", func() string { return "BW-" + strconv.Itoa(order) })
	put("{invoice}", func() string { return fmt.Sprintf("%d-%04d", s.at.Year(), invoice) })
	put("{amount}", func() string { return money(hundreds, c.entry.number()) })
	put("{date}", func() string { return s.at.AddDate(0, 0, days).Format("02/01") })
	put("{time}", func() string {
		return s.at.Add(time.Duration(minutes) * time.Minute).Truncate(15 * time.Minute).Format("15:04")
	})
	put("{code}", func() string { return strconv.Itoa(code) })
	put("{name}", s.cast[roleCustomer].firstName)
	put("{agent}", func() string { return strings.Fields(s.agent.Name)[0] })
	put("{@all}", func() string { return "@all" })
	put("{long}", func() string { return orderConfirmation(r) })
	for who, member := range s.cast {
		put("{@"+string(who)+"}", member.mention)
	}
	return strings.NewReplacer(words...).Replace(text)
}

// money is a price in the currency of a number's country; the larger hundreds, the higher.
func money(hundreds int, number string) string {
	for _, currency := range []struct {
		prefix, format string
		unit           int
	}{
		{"91", "₹%d", 100}, {"880", "৳%d", 100}, {"971", "AED %d", 5}, {"966", "SAR %d", 5}, {"972", "₪%d", 5}, {"66", "฿%d", 50},
		{"886", "NT$%d", 50}, {"82", "₩%d", 1000}, {"84", "%d ₫", 10000}, {"86", "¥%d", 10}, {"1", "$%d", 1}, {"44", "£%d", 1}, {"61", "A$%d", 2}, {"46", "%d kr", 10},
	} {
		if strings.HasPrefix(number, currency.prefix) && len(number) < 16 {
			return fmt.Sprintf(currency.format, hundreds*currency.unit)
		}
	}
	return fmt.Sprintf("€%d", hundreds)
}

// orderConfirmation is a text of 60 lines.
func orderConfirmation(r *rand.Rand) string {
	articles := []string{
		"Desk lamp “Alder”, brass", "Dining chair “Rowan”, oak", "Side table, round", "Bookshelf, five boards", "Wall hook, set of 4",
		"Ceiling fan W40", "Mixer lid, spare", "Oven hinge, left", "Water pump W40", "Seat cushion, green 🌿", "Curtain rail 2 m", "Door mat, coir",
	}
	lines := []string{"*Order BW-90417, all positions*", "Delivery address as last time, two vans.", ""}
	total := 0
	for position := 1; position <= 50; position++ {
		pieces, price := 1+r.IntN(24), 3+r.IntN(90)
		total += pieces * price
		lines = append(lines, fmt.Sprintf("%d. %d × %s, ₹%d00 each", position, pieces, pick(r, articles), price))
	}
	lines = append(lines, "",
		fmt.Sprintf("*Total ₹%d00* before tax", total),
		"_Positions 11 and 32 follow a week later._",
		"- pallets are collected with the next delivery",
		"- broken pieces: photo within 14 days",
		"",
		"Please answer with `OK` by tomorrow noon.")
	lines = append(lines, "Thank you, Kavita! 🙏🏽")
	return strings.Join(lines, "\n")
}

// At makes a message object.
func (c *demoChat) At(i int) []byte {
	if c.entry.ID == DemoChatID && i == 0 {
		var chat struct {
			Latest json.RawMessage `json:"latest_message"`
		}
		_ = json.Unmarshal(c.demo.documented, &chat)
		return chat.Latest
	}
	return encode(c.message(c.plan(), i))
}
