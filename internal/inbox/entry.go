package inbox

import (
	"slices"
	"strings"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// labelMark stands before the name and the id of a label in what [searchable] makes. It is in no text, and so in no word.
const labelMark = "\x1f"

// leastPhoneDigits is how many digits make a name a phone number.
const leastPhoneDigits = 7

// entry is a chat that is held, with all that is worked out once.
type entry struct {
	brief      present.Brief
	text       string // what searchable made
	name       string // the start of text, empty where the chat has no name
	id         string
	key        key
	slot       int    // its place in what the list holds side by side
	generation uint64 // of the refresh that brought it last
	next       *present.Brief
	changed    bool
	isNew      bool
}

// row is a chat in an order, with its slot at hand, so that a look at what is held side by side need not follow the pointer.
type row struct {
	*entry
	slot int
}

func (e *entry) set(b *present.Brief) {
	e.brief = *b
	e.id = b.ID.Text().String()
	e.text = searchable(b)
	e.name = ""
	if isNamed(b) {
		e.name, _, _ = strings.Cut(e.text, "\n")
	}
}

// isNamed reports whether a chat has a name that is more than its id or a number.
func isNamed(b *present.Brief) bool {
	return !b.Name.Blank() && b.Name != b.ID.Text() && len(onlyDigits(b.Name.String())) < leastPhoneDigits
}

// searchable is all of a chat that words look at, folded: the name first, then what else there is, each on a line of its
// own, so that no word goes over an end; then the labels, each name and id behind a mark.
func searchable(b *present.Brief) string {
	texts := [...]string{b.Name.String(), b.ID.Text().String(), b.Assigned.String(), b.Last.String()}
	size := len(texts)
	for _, t := range texts {
		size += len(t)
	}
	for _, l := range b.Labels {
		size += len(l.Name.String()) + len(l.ID.String()) + 2*len(labelMark)
	}
	var out strings.Builder
	out.Grow(size)
	for _, t := range texts {
		out.WriteString(t)
		out.WriteByte('\n')
	}
	for _, l := range b.Labels {
		for _, t := range [...]safetext.Text{l.Name, l.ID} {
			if !t.IsZero() {
				out.WriteString(labelMark)
				out.WriteString(t.String())
			}
		}
	}
	for _, t := range texts {
		writeNumbers(&out, t)
	}
	return safetext.Fold(out.String())
}

// writeNumbers writes the digits of each number in a text that is written with more than digits.
func writeNumbers(out *strings.Builder, text string) {
	var digits [32]byte
	for text != "" {
		start, end, split := nextNumber(text)
		if start < 0 {
			return
		}
		if split {
			out.WriteByte('\n')
			out.Write(appendDigits(digits[:0], strings.ReplaceAll(text[start:end], trunkZero, "")))
		}
		text = text[end:]
	}
}

// same reports whether two rows of one chat show the same.
func same(a, b *present.Brief) bool {
	return a.Name == b.Name && a.Kind == b.Kind && a.Assigned == b.Assigned && slices.Equal(a.Labels, b.Labels) &&
		a.Unread == b.Unread && a.Flagged == b.Flagged &&
		a.Closed == b.Closed && a.Muted == b.Muted && a.Exited == b.Exited && a.Archived == b.Archived && a.Pinned == b.Pinned &&
		a.SnoozedUntil.Equal(b.SnoozedUntil) && a.At.Equal(b.At) &&
		a.Ours == b.Ours && a.Silent == b.Silent && a.Receipt == b.Receipt && a.Ticks == b.Ticks && a.Last == b.Last && a.LastBody == b.LastBody && a.Words == b.Words
}
