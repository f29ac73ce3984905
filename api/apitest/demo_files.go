package apitest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"
)

// orgFile is org.json.
type orgFile struct {
	ID      string `json:"org_id"`
	Phone   string
	Company string
	Staff   []staffer
	Phones  []struct {
		Number, Name string
		State        string `json:"wa_state"`
		Ready        bool   `json:"is_ready"`
		Labels       []string
	}
	Labels     map[string]string // ids by name
	Properties map[string]string // ids by name
}

// A staffer is one of the org's own people. The first of the file is the org's phone itself.
type staffer struct{ Key, Name, Number, Email string }

// A language is one of names.json: how its speakers are named, and the blocks that their made-up numbers are from.
type language struct {
	Language      string
	Blocks        []string
	Given, Family []string
}

// A dialogue is a conversation that may happen in many chats.
type dialogue struct {
	About string
	Group bool // only in groups
	Lines []turn

	language string
}

// An entry is one chat of people.json or groups.json.
type entry struct {
	ID         string
	Name       *string
	Type       string // chat_type; "" in the file: by the id
	Languages  []string
	Ago, Since span     // the latest message, the chat's creation
	Messages   int      // of the history, at least
	Labels     []string // by name; null: label_ids is null
	NotLabels  []string `json:"not_labels"` // in label_ids with false
	Assigned   *string  // a staffer's key
	Access     []string // staffers' keys; none: whoever it is assigned to
	Properties map[string]any
	Members    []string       // numbers that a group is sure to have
	Staff      []string       // keys of the staffers in a group
	Size       int            // a group's members in all
	Set        map[string]any // fields of the chat object that are written as they are, but for relative times
	Ending     []turn         // how the history ends, oldest first

	// Of a made-up chat:
	people []contact         // its members but for the staff
	common []string          // chats that its customer is in besides
	adjust func(*chatObject) // what else there is to say of it; nil: nothing
}

func (e *entry) group() bool { return strings.HasSuffix(e.ID, "@g.us") }

// number is what stands before the "@".
func (e *entry) number() string {
	number, _, _ := strings.Cut(e.ID, "@")
	return number
}

// load reads the files, once.
func (d *demo) load() error {
	d.once.Do(func() { d.err = d.read() })
	return d.err
}

func (d *demo) read() error {
	if err := readJSON(d.files, "org.json", &d.org); err != nil {
		return err
	}
	if len(d.org.Staff) == 0 {
		return errors.New("org.json: no staff")
	}
	var names struct {
		Languages  []language
		Flourishes []string
	}
	if err := readJSON(d.files, "names.json", &names); err != nil {
		return err
	}
	if len(names.Flourishes) == 0 {
		return errors.New("names.json: no flourishes")
	}
	d.names, d.flourishes = names.Languages, names.Flourishes
	if err := d.readTalk(); err != nil {
		return err
	}
	d.entries = []*entry{documentedEntry()}
	for _, name := range []string{"people.json", "groups.json"} {
		var file struct{ Chats []*entry }
		if err := readJSON(d.files, name, &file); err != nil {
			return err
		}
		d.entries = append(d.entries, file.Chats...)
	}
	d.person, d.groups = map[string]*entry{}, map[string][]string{}
	for _, e := range d.entries {
		if e.Type == "" {
			e.Type = "user"
			if e.group() {
				e.Type = "group"
			}
		}
		if !e.group() {
			d.person[e.number()] = e
		}
		for _, number := range e.Members {
			d.groups[number] = append(d.groups[number], e.ID)
		}
	}
	return d.check()
}

// documentedEntry is what the documented chat needs besides its JSON, for its history before the documented message.
func documentedEntry() *entry {
	name := "BK Local1"
	return &entry{ID: DemoChatID, Name: &name, Type: "user", Languages: []string{"en"}, Messages: 48}
}

func (d *demo) readTalk() error {
	files, err := fs.Glob(d.files, "talk/*.json")
	if err != nil {
		return fmt.Errorf("list the talk: %w", err)
	}
	d.talk = make(map[string][]dialogue, len(files))
	for _, name := range files {
		var file struct {
			Language  string
			Dialogues []dialogue
		}
		if err := readJSON(d.files, name, &file); err != nil {
			return err
		}
		for i := range file.Dialogues {
			file.Dialogues[i].language = file.Language
		}
		d.talk[file.Language] = append(d.talk[file.Language], file.Dialogues...)
	}
	return nil
}

// check finds what would otherwise be a hole in a chat.
func (d *demo) check() error {
	var wrong []error
	complain := func(e *entry, format string, args ...any) {
		wrong = append(wrong, fmt.Errorf("chat %s: "+format, append([]any{e.ID}, args...)...))
	}
	for _, e := range d.entries {
		if e.Messages > 0 && len(e.Ending) == 0 && e.ID != DemoChatID {
			complain(e, "has messages and no ending")
		}
		for _, language := range e.Languages {
			if len(d.talk[language]) == 0 {
				complain(e, "nobody has written talk in %q", language)
			}
		}
		for _, label := range append(e.Labels[:len(e.Labels):len(e.Labels)], e.NotLabels...) {
			if d.org.Labels[label] == "" {
				complain(e, "label %q has no id", label)
			}
		}
		for property := range e.Properties {
			if d.org.Properties[property] == "" {
				complain(e, "property %q has no id", property)
			}
		}
		keys := append(e.Staff[:len(e.Staff):len(e.Staff)], e.Access...)
		if e.Assigned != nil {
			keys = append(keys, *e.Assigned)
		}
		for _, key := range keys {
			if d.staff(key).Number == "" {
				complain(e, "nobody of the staff is %q", key)
			}
		}
	}
	return errors.Join(wrong...)
}

// staff finds one of our own people by the key, or somebody without a name.
func (d *demo) staff(key string) staffer {
	for _, s := range d.org.Staff {
		if s.Key == key {
			return s
		}
	}
	return staffer{Key: key}
}

func readJSON(files fs.FS, name string, into any) error {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("read the demo organisation: %w", err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("read the demo organisation: %s: %w", name, err)
	}
	return nil
}

// stamp writes a time as the API does.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05-07:00") }
