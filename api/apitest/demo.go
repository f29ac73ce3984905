package apitest

import (
	"cmp"
	"fmt"
	"io/fs"
	"sync"
	"time"
)

// DemoChatID is the chat of the API's documentation, which the demo organisation holds byte for byte.
const DemoChatID = "919537851844@c.us"

// demoSeed is what everything that is made up depends on, besides the files and the time.
const demoSeed = 20260117

// A demo makes the demo organisation out of what people wrote in its files.
type demo struct {
	files      fs.FS
	now        time.Time // whole seconds, UTC
	documented []byte
	size       int // chats in all, made-up ones included; 0: those of the files alone

	once       sync.Once
	err        error
	org        orgFile
	names      []language
	flourishes []string              // what some people put behind their names
	talk       map[string][]dialogue // by language
	entries    []*entry
	person     map[string]*entry   // people's chats, by number
	groups     map[string][]string // ids of the groups that somebody is written into, by number
}

// Demo returns the demo organisation: files is testdata/demo; times are relative to now, but for the documented chat's.
// The same files and the same second give the same bytes. All but the documented chat is read and made when it is first
// asked for; what is then wrong with a file is answered with status 500.
func Demo(files fs.FS, now time.Time) (*Org, error) { return newDemo(files, now, 0) }

func newDemo(files fs.FS, now time.Time, chats int) (*Org, error) {
	documented, err := fs.ReadFile(files, "documented.json")
	if err != nil {
		return nil, fmt.Errorf("read the documented chat: %w", err)
	}
	d := &demo{files: files, now: now.UTC().Truncate(time.Second), documented: documented, size: chats}
	o := NewOrg()
	history := &documentedHistory{demo: d}
	o.add(&record{
		id:      DemoChatID,
		make:    func() []byte { return documented },
		history: history,
		notes:   &noteHistory{of: history.made},
	})
	o.fill = d.fill
	return o, nil
}

// DemoNames gives the demo organisation's names of labels and of custom properties, by id, as a user would configure them.
func DemoNames(files fs.FS) (labels, properties map[string]string, err error) {
	var org orgFile
	if err := readJSON(files, "org.json", &org); err != nil {
		return nil, nil, err
	}
	return invert(org.Labels), invert(org.Properties), nil
}

func invert(idsByName map[string]string) map[string]string {
	names := make(map[string]string, len(idsByName))
	for name, id := range idsByName {
		names[id] = name
	}
	return names
}

// fill adds the chats of the files to the org, without making their JSON.
func (d *demo) fill(o *Org) error {
	if err := d.load(); err != nil {
		return err
	}
	o.setID(d.org.ID)
	o.labels = invert(d.org.Labels)
	o.phones = d.phoneList()
	for _, e := range d.entries {
		if e.ID == DemoChatID {
			continue
		}
		o.add(d.record(e))
	}
	return d.makeUp(o)
}

// record is a new record of a chat, whose JSON is made when it is asked for.
func (d *demo) record(e *entry) *record {
	c := &demoChat{demo: d, entry: e}
	r := &record{
		id:      e.ID,
		make:    c.json,
		history: c,
		notes:   &noteHistory{of: func() *demoChat { return c }},
		summary: summary{Type: e.Type, Labels: make(map[string]bool, len(e.Labels)), At: d.now.Add(-time.Duration(e.Ago))},
	}
	for _, name := range e.Labels {
		r.summary.Labels[d.org.Labels[name]] = true
	}
	return r
}

// phoneList is the answer to GET /phones/all.
func (d *demo) phoneList() []byte {
	phones := make([]map[string]any, 0, len(d.org.Phones))
	for _, p := range d.org.Phones {
		ids := map[string]bool{}
		for _, label := range p.Labels {
			ids[d.org.Labels[label]] = true
		}
		phones = append(phones, map[string]any{
			"created_at":         stamp(d.now.AddDate(-2, 0, -9)),
			"first_connected_at": stamp(d.now.AddDate(-2, 0, -9).Add(21 * time.Second)),
			"is_ready":           p.Ready,
			"label_ids":          ids,
			"labels":             p.Labels,
			"org_id":             d.org.ID,
			"org_phone":          p.Number + "@c.us",
			"phone_id":           phoneID(p.Number),
			"phone_image":        picture(d.now, p.Number+"@c.us"),
			"phone_name":         p.Name,
			"qr_code":            nil,
			"updated_at":         stamp(d.now.Add(-26 * time.Hour)),
			"wa_state":           p.State,
		})
	}
	return encode(phones)
}

// documentedHistory is the history of the documented chat: the documented message, and others before it, whose times are
// not relative to now.
type documentedHistory struct {
	demo *demo
	once sync.Once
	chat *demoChat
}

func (h *documentedHistory) made() *demoChat {
	h.once.Do(func() {
		if h.demo.load() != nil {
			return
		}
		for _, e := range h.demo.entries {
			if e.ID == DemoChatID {
				h.chat = &demoChat{demo: h.demo, entry: e}
			}
		}
	})
	return h.chat
}

func (h *documentedHistory) Len() int {
	if c := h.made(); c != nil {
		return c.Len()
	}
	return 0
}

func (h *documentedHistory) At(i int) []byte { return h.made().At(i) }

// noteHistory are the private notes of a chat.
type noteHistory struct {
	of   func() *demoChat // nil where the demo's files are broken
	once sync.Once
	at   []int
}

func (h *noteHistory) Len() int {
	h.once.Do(func() {
		c := h.of()
		if c == nil {
			return
		}
		for i, p := range c.plan() {
			if p.turn.role == roleNote {
				h.at = append(h.at, i)
			}
		}
	})
	return len(h.at)
}

func (h *noteHistory) At(i int) []byte {
	if i >= h.Len() {
		return nil
	}
	return h.of().At(h.at[i])
}

// emailOf is an agent's address, "" for nobody.
func (d *demo) emailOf(key *string) string {
	if key == nil {
		return ""
	}
	return cmp.Or(d.staff(*key).Email, *key)
}
