package present

import (
	"strconv"
	"strings"

	"github.com/dustin/go-humanize"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// manyForwards is the score from which WhatsApp itself says "forwarded many times".
const manyForwards = 5

// kindOfMessage says in words what a message is: "text", "voice note 0:42", "image 512x512 20 kB", "document invoice.pdf".
// A type that is not known is shown as the API spells it.
func kindOfMessage(m *api.Message) safetext.Text {
	switch kind := m.Type.Line(); kind.String() {
	case "", "chat":
		return safetext.Own("text")
	case "image":
		return mediaKind(safetext.Own("image"), m)
	case "video":
		if m.GIF.On {
			return mediaKind(safetext.Own("GIF"), m)
		}
		return mediaKind(safetext.Own("video"), m)
	case "audio":
		return mediaKind(safetext.Own("audio"), m)
	case "ptt":
		return mediaKind(safetext.Own("voice note"), m)
	case "sticker":
		return safetext.Own("sticker")
	case "document":
		return mediaKind(safetext.Own("document"), m)
	case "vcard", "multi_vcard":
		return contactCards(vcards(m))
	case "poll_creation":
		return safetext.Own("poll")
	case "location":
		return place(m.Location)
	case "ciphertext":
		return safetext.Own("not decrypted yet")
	default:
		return kind
	}
}

// mediaKind adds to a word the name of its file, and how long, how wide and how large that is.
func mediaKind(word safetext.Text, m *api.Message) safetext.Text {
	parts := []safetext.Text{word}
	if m.Media != nil && !m.Media.Filename.Blank() {
		parts = append(parts, m.Media.Filename.Line())
	}
	if m.Duration.Known && m.Duration.N > 0 {
		parts = append(parts, safetext.Clean(minutes(m.Duration.N)))
	}
	if media := m.Media; media != nil {
		if media.Width.Known && media.Height.Known && media.Width.N > 0 && media.Height.N > 0 {
			parts = append(parts, safetext.Format("%dx%d", media.Width.N, media.Height.N))
		}
		if media.Size.Known && media.Size.N > 0 {
			parts = append(parts, safetext.Clean(humanize.Bytes(uint64(media.Size.N))))
		}
	}
	return safetext.Join(" ", parts...)
}

// place is a location in words: its name and address where it has any, else where it is.
func place(l *api.Location) safetext.Text {
	word := safetext.Own("location")
	if l == nil {
		return word
	}
	var at safetext.Text
	if l.Latitude.Known && l.Longitude.Known {
		at = safetext.Format("(%s, %s)", degrees(l.Latitude.F), degrees(l.Longitude.F))
	}
	return safetext.Join(" ", word, safetext.Join(", ", l.Name.Line(), l.Address.Line()), at)
}

// degrees writes a coordinate to about a metre.
func degrees(f float64) string {
	s := strconv.FormatFloat(f, 'f', 5, 64)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// vcards are the contact cards of a message; without a list of them its text is the card.
func vcards(m *api.Message) []safetext.Text {
	if len(m.VCards) == 0 && isVCard(m.Body) {
		return []safetext.Text{m.Body}
	}
	return m.VCards
}

func isVCard(t safetext.Text) bool {
	return strings.HasPrefix(strings.ToUpper(strings.TrimSpace(t.String())), "BEGIN:VCARD")
}

// contactCards counts and names contact cards: "contact card Ravi", "2 contact cards: Ravi, Meera".
func contactCards(cards []safetext.Text) safetext.Text {
	names := make([]safetext.Text, 0, len(cards))
	for _, card := range cards {
		names = append(names, cardName(card))
	}
	if len(cards) < 2 {
		return safetext.Join(" ", safetext.Own("contact card"), safetext.Join("", names...))
	}
	return safetext.Join(": ", safetext.Format("%s contact cards", count(len(cards))), safetext.Join(", ", names...))
}

// cardName is the formatted name of a vCard (FN of RFC 6350), else its first line with a name.
func cardName(card safetext.Text) safetext.Text {
	for _, property := range [...]string{"FN", "N"} {
		for line := range strings.SplitSeq(card.String(), "\n") {
			key, value, ok := strings.Cut(line, ":")
			key, _, _ = strings.Cut(key, ";")
			if !ok || !strings.EqualFold(strings.TrimSpace(key), property) {
				continue
			}
			name := strings.Trim(strings.ReplaceAll(value, ";", " "), " ")
			if name := safetext.Clean(name).Line(); !name.Blank() {
				return name
			}
		}
	}
	return safetext.Text{}
}

// messageMarks are what is set apart about a message: deleted, edited, forwarded, flagged, its ticket and the like.
func messageMarks(m *api.Message) []safetext.Text {
	var marks []safetext.Text
	add := func(on bool, word safetext.Text) {
		if on {
			marks = append(marks, word)
		}
	}
	add(m.PrivateNote.On, safetext.Own("private note"))
	add(m.Deleted.On, safetext.Own("deleted"))
	add(!m.PrevBody.Blank(), safetext.Own("edited"))
	switch {
	case m.ForwardingScore.N >= manyForwards:
		add(true, safetext.Own("forwarded many times"))
	default:
		add(m.Forwarded.On || m.ForwardingScore.N > 0, safetext.Own("forwarded"))
	}
	add(m.FlagStatus.On, safetext.Own("flagged"))
	add(m.Starred.On, safetext.Own("starred"))
	add(m.Ephemeral.On, safetext.Own("disappearing"))
	add(m.Status.On, safetext.Own("status"))
	if ticket := m.TicketID.Line(); !ticket.Blank() {
		if !strings.HasPrefix(ticket.String(), "ticket") {
			ticket = safetext.Format("ticket %s", ticket)
		}
		marks = append(marks, ticket)
	}
	return marks
}
