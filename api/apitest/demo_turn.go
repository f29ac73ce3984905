package apitest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// A role says who speaks a turn; a scene gives the role to somebody.
type role string

const (
	roleCustomer  role = "c" // whoever asked
	roleSecond    role = "b" // another member of a group
	roleThird     role = "d" // yet another
	roleUs        role = "s" // our phone, by the hand of an agent
	roleColleague role = "t" // one of our own in a group, from a phone of his or hers
	roleNote      role = "n" // a private note of an agent
)

// A turn is one message as people wrote it: "ROLE[ KIND[ ARGUMENT]]: text", alone or in an object with what else there
// is to say of it.
type turn struct {
	Line      string
	Ack       json.RawMessage // as it stands; absent: a usual one
	Receipt   string          // what is known of the recipients; absent: a usual one
	Quote     int             // quotes the message that many turns before
	React     []string        // "EMOJI ROLE"
	Was       string          // the text before an edit
	Deleted   bool
	Forwarded int // how often
	Flag      bool
	Ticket    bool
	Mentions  []string       // roles; "{@ROLE}" in the text mentions too
	Set       map[string]any // fields of the message object that are written as they are, but for relative times

	role     role
	kind     string // message_type
	argument string // a file's name, or a duration in seconds
	text     string
}

// UnmarshalJSON takes a line, or an object that has one.
func (t *turn) UnmarshalJSON(b []byte) error {
	type plain turn
	var p plain
	if bytes.HasPrefix(b, []byte{'"'}) {
		if err := json.Unmarshal(b, &p.Line); err != nil {
			return err
		}
	} else if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	*t = turn(p)
	head, text, ok := strings.Cut(t.Line, ":")
	if !ok {
		return fmt.Errorf("the line %q has no colon", t.Line)
	}
	t.text = strings.TrimPrefix(text, " ")
	words := strings.SplitN(head, " ", 3)
	t.role, t.kind = role(words[0]), "chat"
	switch t.role {
	case roleCustomer, roleSecond, roleThird, roleUs, roleColleague, roleNote:
	default:
		return fmt.Errorf("nobody has the role of the line %q", t.Line)
	}
	if len(words) > 1 {
		t.kind = words[1]
	}
	if len(words) > 2 {
		t.argument = words[2]
	}
	return nil
}

// ours tells whether the message leaves our own phone.
func (t *turn) ours() bool { return t.role == roleUs || t.role == roleNote }
