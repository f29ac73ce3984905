package inbox

import (
	"slices"
	"strings"
	"time"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/internal/spelling"
)

// The names of the terms.
const (
	termType     = "type"
	termLabel    = "label"
	termAssigned = "assigned"
	termIs       = "is"
)

const (
	none = "none" // label:none, assigned:none
	me   = "me"   // assigned:me
)

// term is a condition on one property of a chat. One of its values must hold; with not, none of them.
type term struct {
	name   string
	not    bool
	values []value
}

// value is folded. The empty one stands for "none".
type value struct {
	text  string
	whole bool // a part of it is not enough
}

func termNames() []string { return []string{termType, termLabel, termAssigned, termIs} }

// known are the values of a term; none, where it takes any.
func known(name string) []string {
	switch name {
	case termType:
		return []string{"person", "user", "group", "business", "unknown"}
	case termIs:
		return []string{"unread", "open", "closed", "snoozed", "flagged", "muted"}
	}
	return nil
}

// wants says what a term takes.
func wants(name string) string {
	switch name {
	case termLabel:
		return "label: wants the name or the id of a label, or none"
	case termAssigned:
		return "assigned: wants me, none, or a part of an e-mail address"
	}
	if name == termType {
		return "type: knows person (or user), group, business and unknown"
	}
	values := known(name)
	last := len(values) - 1
	return name + ": knows " + strings.Join(values[:last], ", ") + " and " + values[last]
}

// meant returns the term that a word with a colon is a near miss of, or nothing where it is a word.
func meant(name, values string) string {
	near := spelling.Nearest(name, termNames())
	if near == "" || values == "" {
		return ""
	}
	if all := known(near); all != nil && !mistyped(name, near) {
		// Many short words are near to these, such as the one of a web address: here the value counts, too.
		if first, _, _ := nextValue(values); spelling.Nearest(unquote(first), all) == "" {
			return ""
		}
	}
	return near
}

// mistyped reports whether a word is surely meant to be another one: its letters in another order, or one letter too many.
func mistyped(name, meant string) bool {
	letters := func(s string) []byte {
		b := []byte(s)
		slices.Sort(b)
		return b
	}
	switch long := len(meant) > 3; len(name) - len(meant) {
	case 0:
		return long && slices.Equal(letters(name), letters(meant))
	case 1:
		return long && strings.HasPrefix(name, meant)
	}
	return false
}

// read adds the values of a term, folded, and says what is wrong with the first that is not understood.
func (t *term) read(values, address string) (wrong string) {
	for more := true; more; {
		var typed string
		typed, values, more = nextValue(values)
		v, problem := t.value(unquote(typed), address)
		switch {
		case problem == "":
			t.values = append(t.values, v)
		case wrong == "":
			wrong = problem
		}
	}
	return wrong
}

func (t *term) value(typed, address string) (v value, wrong string) {
	all := known(t.name)
	switch {
	case typed == "":
		return value{}, wants(t.name)
	case all != nil && !slices.Contains(all, typed):
		if t.name == termIs && typed == "read" {
			return value{}, "is:read is not known; -is:unread finds chats without unread messages"
		}
		if near := complete(typed, all); near != "" {
			return value{}, t.name + ":" + typed + " is not known; did you mean " + t.name + ":" + near + "?"
		}
		return value{}, wants(t.name)
	case t.name == termType && typed == "user":
		return value{text: "person"}, "" // the API's word for it
	case all != nil:
		return value{text: typed}, ""
	case typed == none:
		return value{}, ""
	case t.name == termLabel:
		return value{text: labelMark + typed}, ""
	case typed == me && address == "":
		return value{}, "assigned:me needs your address: set me in the configuration, or CHATLENS_ME"
	case typed == me:
		return value{text: address, whole: true}, ""
	}
	return value{text: typed}, ""
}

// complete returns the only value that starts so, or else the nearest one.
func complete(typed string, all []string) string {
	var starts []string
	for _, v := range all {
		if strings.HasPrefix(v, typed) {
			starts = append(starts, v)
		}
	}
	switch len(starts) {
	case 0:
		return spelling.Nearest(typed, all)
	case 1:
		return starts[0]
	}
	return ""
}

// isTimed reports whether the answer changes as time goes by.
func (t *term) isTimed() bool {
	return t.name == termIs && slices.ContainsFunc(t.values, func(v value) bool { return v.text == "open" || v.text == "snoozed" })
}

// holds reports whether a chat, with what [searchable] made of it, passes at a time.
func (t *term) holds(b *present.Brief, text string, now time.Time) bool {
	for _, v := range t.values {
		if t.holdsFor(v, b, text, now) {
			return !t.not
		}
	}
	return t.not
}

func (t *term) holdsFor(v value, b *present.Brief, text string, now time.Time) bool {
	switch t.name {
	case termType:
		return b.Kind.String() == v.text
	case termLabel:
		if v.text == "" {
			return len(b.Labels) == 0
		}
		return strings.Contains(text, v.text)
	case termAssigned:
		if v.text == "" {
			return b.Assigned.IsZero()
		}
		if v.whole {
			return safetext.Fold(b.Assigned.String()) == v.text
		}
		return b.Assigned.Contains(v.text)
	}
	switch v.text {
	case "unread":
		return b.Unread > 0
	case "flagged":
		return b.Flagged > 0
	case "muted":
		return b.Muted
	}
	return b.State(now).String() == v.text
}
