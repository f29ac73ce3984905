package apitest

import (
	"cmp"
	"encoding/json"
	"math/rand/v2"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// A medium is what is usual for a message_type that carries a file.
type medium struct {
	extension, mime string
	smallest, span  int // bytes
	seconds         int // the longest; 0: no duration
	width, height   int // pixels; 0: none
}

func mediumOf(kind string) (medium, bool) {
	switch kind {
	case "image":
		return medium{".jpg", "image/jpeg", 40_000, 900_000, 0, 1200, 1600}, true
	case "video":
		return medium{".mp4", "video/mp4", 900_000, 15_000_000, 75, 720, 1280}, true
	case "audio":
		return medium{".m4a", "audio/mp4", 60_000, 900_000, 120, 0, 0}, true
	case "ptt":
		return medium{".ogg", "audio/ogg; codecs=opus", 4_000, 90_000, 60, 0, 0}, true
	case "document":
		return medium{".pdf", "application/pdf", 18_000, 600_000, 0, 0, 0}, true
	case "sticker":
		return medium{".webp", "image/webp", 9_000, 60_000, 0, 512, 512}, true
	}
	return medium{}, false
}

// attach adds what a message has by its type.
func (c *demoChat) attach(m *messageObject, r *rand.Rand, p planned, body, unique string) {
	t := p.turn
	if kind, ok := mediumOf(t.kind); ok {
		m.HasMedia = true
		m.Media = c.media(m, r, kind, c.fill(p.scene, t.argument), unique)
		return
	}
	parts := strings.Split(body, " | ")
	switch t.kind {
	case "location":
		place := cmp.Or(parts[0], "Pinned location")
		m.Body = ""
		m.Location = position(r, p.scene.cast[t.role].number, place)
	case "vcard", "multi_vcard":
		var cards []string
		for card := range strings.SplitSeq(body, " ; ") {
			name, number, _ := strings.Cut(card, " | ")
			cards = append(cards, "BEGIN:VCARD\nVERSION:3.0\nN:;"+name+";;;\nFN:"+name+
				"\nTEL;type=CELL;waid="+number+":+"+number+"\nEND:VCARD")
		}
		m.Body, m.VCards = nil, cards
	case "poll_creation":
		m.Body = parts[0]
		c.poll(m, r, parts[0], parts[1:])
	case "ciphertext":
		m.Body = nil
	}
}

// position is a place somewhere around a large city of the number's country.
func position(r *rand.Rand, number, name string) map[string]any {
	latitude, longitude := 51.50, -0.12
	for _, city := range []struct {
		prefix              string
		latitude, longitude float64
	}{
		{"91", 28.61, 77.21}, {"880", 23.81, 90.41}, {"971", 25.20, 55.27}, {"966", 24.71, 46.67}, {"972", 32.08, 34.78}, {"66", 13.75, 100.50},
		{"886", 25.03, 121.56}, {"86", 31.23, 121.47}, {"82", 37.56, 126.99}, {"84", 10.77, 106.70}, {"1", 40.71, -74.00},
	} {
		if strings.HasPrefix(number, city.prefix) {
			latitude, longitude = city.latitude, city.longitude
			break
		}
	}
	degrees := func(base float64) json.Number {
		return json.Number(strconv.FormatFloat(base+float64(r.IntN(20_000)-10_000)/100_000, 'f', 5, 64))
	}
	return map[string]any{"latitude": degrees(latitude), "longitude": degrees(longitude), "name": name, "address": nil}
}

func (c *demoChat) media(m *messageObject, r *rand.Rand, kind medium, name, unique string) map[string]any {
	media := map[string]any{"filename": nil, "mimetype": kind.mime, "size": kind.smallest + r.IntN(kind.span), "dimensions": nil}
	extension := kind.extension
	if kind.seconds > 0 {
		m.Duration = 3 + r.IntN(kind.seconds-3)
		if seconds, err := strconv.Atoi(name); err == nil {
			m.Duration, name = seconds, ""
		}
	}
	if name != "" {
		media["filename"] = name
		extension = cmp.Or(path.Ext(name), extension)
	}
	if extension == ".xlsx" {
		media["mimetype"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	if kind.width > 0 {
		media["dimensions"] = map[string]int{"width": kind.width, "height": kind.height}
	}
	media["path"] = "https://storage.example.com/brindlewick-media/" + url.QueryEscape(c.entry.ID) + "/" + unique + extension
	return media
}

func (c *demoChat) poll(m *messageObject, r *rand.Rand, question string, choices []string) {
	options, results := []map[string]any{}, []map[string]any{}
	everybody := c.everybody()
	for i, choice := range choices {
		options = append(options, map[string]any{"name": choice, "localId": i})
		voters := []string{}
		for v := 1 + i; v < len(everybody) && len(voters) < 5; v += len(choices) + r.IntN(2) {
			voters = append(voters, everybody[v].id)
		}
		results = append(results, map[string]any{"option": choice, "voters": voters, "votes": len(voters)})
	}
	m.PollInfo = map[string]any{"poll_name": question, "poll_options": options, "allow_multiple_answers": false}
	m.PollResults = results
}
