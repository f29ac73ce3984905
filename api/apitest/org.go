package apitest

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// An Org is what a server answers from. It may be changed while it is served.
type Org struct {
	mu       sync.Mutex
	id       atomic.Pointer[string] // every answer tells it, also while the org is filled
	chats    map[string]*record
	many     *series // chats that are made for each answer; nil: none
	put      int     // how many records were ever put, for a stable order
	ordered  *roll   // nil: to be sorted anew
	narrowed narrowed
	labels   map[string]string
	phones   []byte // the phones as a JSON list; nil: one that is made from the server's phone
	// fill adds what an org makes on first use; nil once that is done.
	fill func(*Org) error
	err  error // what fill said
}

// A record is one chat and what belongs to it.
type record struct {
	id      string
	number  int
	once    sync.Once
	make    func() []byte // the chat object, made when it is first asked for
	body    []byte
	brief   sync.Once
	summary summary
	history history
	notes   history
}

// A summary is what GET /chats sorts and filters by.
type summary struct {
	Type   string
	Labels map[string]bool
	At     time.Time // the latest activity
}

// A history is a chat's messages, newest first. Message objects are made one by one, when they are asked for.
type history interface {
	Len() int
	At(i int) []byte
}

// given is a history that somebody has put.
type given [][]byte

func (g given) Len() int        { return len(g) }
func (g given) At(i int) []byte { return g[i] }

// NewOrg returns an org without chats.
func NewOrg() *Org {
	o := &Org{chats: map[string]*record{}}
	o.setID("2997dd64-89bf-48d3-9a22-b314fca017e5")
	return o
}

func (o *Org) setID(id string) { o.id.Store(&id) }

// Put adds a chat object, or replaces the one with this id and keeps its messages. What is put is served as it is, well
// formed or not.
func (o *Org) Put(chatID string, chat []byte) {
	chat = slices.Clone(chat)
	o.change(func() {
		r := &record{id: chatID, make: func() []byte { return chat }}
		if old := o.own(chatID); old != nil {
			r.history, r.notes = old.history, old.notes
		}
		o.add(r)
	})
}

// PutMessages replaces the messages of a chat, newest first. Private notes among them are also served as the chat's notes.
func (o *Org) PutMessages(chatID string, newestFirst [][]byte) {
	messages := make(given, len(newestFirst))
	for i, m := range newestFirst {
		messages[i] = slices.Clone(m)
	}
	o.change(func() {
		// A new record, since the old one may be being served. Without a chat object, the chat is not there yet.
		r := &record{id: chatID, history: messages, notes: notesOf(messages)}
		if old := o.own(chatID); old != nil {
			r.number, r.make, r.summary = old.number, old.make, old.summary
		}
		o.chats[chatID] = r
		o.ordered = nil
	})
}

// Remove takes a chat and its messages away.
func (o *Org) Remove(chatID string) {
	o.change(func() {
		o.own(chatID)
		delete(o.chats, chatID)
		o.ordered = nil
	})
}

func (o *Org) change(f func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.complete()
	f()
}

// add puts a record under the org's lock.
func (o *Org) add(r *record) {
	if old, ok := o.chats[r.id]; ok && old.make != nil {
		r.number = old.number
	} else {
		o.put++
		r.number = o.put
	}
	o.chats[r.id] = r
	o.ordered = nil
}

// complete runs fill, once, under the org's lock.
func (o *Org) complete() {
	if fill := o.fill; fill != nil {
		o.fill = nil
		o.err = fill(o)
	}
}

// find returns a chat by its id, by its number alone, or nil.
func (o *Org) find(chatID string) (*record, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if r := o.lookup(chatID); r != nil {
		return r, nil
	}
	o.complete()
	return o.lookup(chatID), o.err
}

func (o *Org) lookup(chatID string) *record {
	if r := o.served(chatID); r != nil || strings.Contains(chatID, "@") {
		return r
	}
	return o.served(chatID + "@c.us")
}

// served is the chat with an id, kept or made for this answer.
func (o *Org) served(chatID string) *record {
	if r := o.chats[chatID]; r != nil {
		if r.make == nil {
			return nil
		}
		return r
	}
	if i, ok := o.many.find(chatID); ok {
		return o.many.record(i)
	}
	return nil
}

// json is the chat object.
func (r *record) json() []byte {
	r.once.Do(func() { r.body = r.make() })
	return r.body
}

// brevity is the record's summary, read from the chat object unless it came with the record.
func (r *record) brevity() summary {
	r.brief.Do(func() {
		if r.summary.At.IsZero() {
			r.summary = summarize(r.json())
		}
	})
	return r.summary
}

func summarize(chat []byte) summary {
	var c struct {
		Type    any            `json:"chat_type"`
		Labels  map[string]any `json:"label_ids"`
		At      any            `json:"latest_message_timestamp"`
		Updated any            `json:"updated_at"`
		Latest  struct {
			At any `json:"timestamp"`
		} `json:"latest_message"`
	}
	// A field of the wrong type costs that field here too: what was put may be wrong on purpose.
	_ = json.Unmarshal(chat, &c)
	s := summary{Labels: map[string]bool{}}
	s.Type, _ = c.Type.(string)
	for label, on := range c.Labels {
		if on == true {
			s.Labels[label] = true
		}
	}
	for _, value := range []any{c.At, c.Latest.At, c.Updated} {
		if at, ok := timeOf(value); ok {
			s.At = at
			break
		}
	}
	return s
}

func timeOf(value any) (time.Time, bool) {
	switch v := value.(type) {
	case float64:
		return time.UnixMilli(int64(v)), true
	case string:
		t, err := parseTime(v)
		return t, err == nil
	}
	return time.Time{}, false
}

func notesOf(messages given) given {
	var notes given
	for _, m := range messages {
		var note struct {
			Private any `json:"is_private_note"`
		}
		if json.Unmarshal(m, &note) == nil && note.Private == true {
			notes = append(notes, m)
		}
	}
	return notes
}
