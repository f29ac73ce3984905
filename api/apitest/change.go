package apitest

import (
	"bytes"
	"encoding/json"
	"slices"
)

// Update changes fields of a chat object, and tells whether there is such a chat. Numbers come as json.Number; values must
// be such as JSON has. The list's order follows latest_message_timestamp where there is one, else the latest message's
// timestamp, else updated_at. change must not call the org.
func (o *Org) Update(chatID string, change func(fields map[string]any)) bool {
	found := false
	o.change(func() {
		old := o.own(chatID)
		if old == nil || old.make == nil {
			return
		}
		fields := fieldsOf(old.json())
		if fields == nil {
			return
		}
		change(fields)
		found = true
		o.replace(old, encode(fields))
	})
	return found
}

// AddMessage puts a message before all others of a chat, as the newest, and makes it the chat's latest message, with its
// time. A private note is added to the notes, too. It tells whether there is such a chat.
func (o *Org) AddMessage(chatID string, message []byte) bool {
	message = slices.Clone(message)
	found := false
	o.change(func() {
		old := o.own(chatID)
		if old == nil || old.make == nil {
			return
		}
		found = true
		body := old.json()
		if fields, m := fieldsOf(body), fieldsOf(message); fields != nil && m != nil {
			fields["latest_message"] = json.RawMessage(message)
			if at, ok := m["timestamp"]; ok {
				fields["latest_message_timestamp"] = at
			}
			body = encode(fields)
		}
		r := o.replace(old, body)
		r.history = before(given{message}, old.history)
		r.notes = before(notesOf(given{message}), old.notes)
	})
	return found
}

// replace puts a record with another chat object in the place of one that may be being served.
func (o *Org) replace(old *record, chat []byte) *record {
	r := &record{id: old.id, make: func() []byte { return chat }, history: old.history, notes: old.notes}
	o.add(r)
	return r
}

// fieldsOf reads an object, or gives nil. Numbers stay as they were written.
func fieldsOf(object []byte) map[string]any {
	d := json.NewDecoder(bytes.NewReader(object))
	d.UseNumber()
	var fields map[string]any
	if d.Decode(&fields) != nil {
		return nil
	}
	return fields
}

// grown is a history with newer messages before it.
type grown struct {
	newer given
	older history
}

func before(newer given, older history) history {
	switch old := older.(type) {
	case nil:
		return newer
	case grown:
		return grown{append(slices.Clip(newer), old.newer...), old.older}
	}
	if len(newer) == 0 {
		return older
	}
	return grown{newer, older}
}

func (g grown) Len() int { return len(g.newer) + g.older.Len() }

func (g grown) At(i int) []byte {
	if i < len(g.newer) {
		return g.newer[i]
	}
	return g.older.At(i - len(g.newer))
}
