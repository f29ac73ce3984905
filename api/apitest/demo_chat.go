package apitest

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A demoChat is one chat of the demo organisation, made when it is asked for.
type demoChat struct {
	demo  *demo
	entry *entry

	membersOnce           sync.Once
	members               []contact // our phone first, then those that are written down, then made-up ones
	colleagues, customers []contact // the members but our phone

	recentOnce, planOnce sync.Once
	recent, planned      []planned
}

// everybody lists the chat's members, our phone first.
func (c *demoChat) everybody() []contact {
	c.membersOnce.Do(func() {
		c.members = c.assemble()
		for _, member := range c.members[1:] {
			if member.internal {
				c.colleagues = append(c.colleagues, member)
			} else {
				c.customers = append(c.customers, member)
			}
		}
		if len(c.colleagues) == 0 {
			c.colleagues = c.members[:1]
		}
	})
	return c.members
}

func (c *demoChat) assemble() []contact {
	d, e := c.demo, c.entry
	if !e.group() {
		us := d.colleague(d.org.Staff[0].Key)
		if len(e.people) > 0 {
			return []contact{us, e.people[0]}
		}
		return []contact{us, d.known(e.number())}
	}
	members := make([]contact, 0, e.Size)
	taken := make(map[string]bool, e.Size)
	join := func(member contact) {
		if !taken[member.id] && len(members) < e.Size {
			taken[member.id] = true
			members = append(members, member)
		}
	}
	for _, key := range e.Staff {
		join(d.colleague(key))
	}
	for _, number := range e.Members {
		join(d.known(number))
	}
	for _, member := range e.people {
		join(member)
	}
	r := dice("members", e.ID)
	// The bound ends a group that wants more members than there are numbers.
	for tries := 0; len(members) < e.Size && tries < 100*e.Size; tries++ {
		join(d.stranger(r, e.Languages[spread(r, len(e.Languages))]))
	}
	return members
}

// spread chooses one of n, the first half of the time.
func spread(r interface{ IntN(int) int }, n int) int {
	if r.IntN(2) == 0 {
		return 0
	}
	return r.IntN(n)
}

// json is the chat object.
func (c *demoChat) json() []byte {
	d, e := c.demo, c.entry
	latest, latestAt := c.latest()
	created := d.now.Add(-time.Duration(e.Since))
	r := dice("chat", e.ID)
	chat := chatObject{
		Access:      c.access(),
		ID:          e.ID,
		Image:       picture(d.now, e.ID),
		Name:        e.Name,
		OrgPhones:   []string{d.org.Phone + "@c.us"},
		Type:        e.Type,
		CreatedAt:   stamp(created),
		Properties:  c.properties(),
		Labels:      c.labels(),
		Latest:      latest,
		LatestAt:    stamp(latestAt),
		MemberCount: len(c.everybody()),
		Members:     c.memberObjects(),
		OrgID:       d.org.ID,
		OrgPhone:    d.org.Phone + "@c.us",
		UpdatedAt:   latestAt.Add(14*time.Second + 703*time.Millisecond + 291*time.Microsecond).Format("2006-01-02T15:04:05.999999-07:00"),
	}
	if e.Assigned != nil {
		chat.AssignedTo = d.emailOf(e.Assigned)
	}
	if e.group() {
		chat.InfoAdminsOnly, chat.MessagesAdminsOnly, chat.AddMembersAdminsOnly = r.IntN(2) == 0, false, r.IntN(2) == 0
	} else {
		chat.CommonChats = append(slices.Concat(d.groups[e.number()], e.common), e.ID)
	}
	if r.IntN(4) > 0 { // the fields that only some answers have
		chat.Archived, chat.Pinned = false, false
		chat.Unread, chat.MemberUnread = struct{}{}, struct{}{}
		chat.FlagCount, chat.PinnedMessages = 0, []any{}
		chat.Snooze, chat.AI, chat.LatestMention = null(), null(), null()
	}
	if e.adjust != nil {
		e.adjust(&chat)
	}
	body := d.encodeWith(&chat, e.Set)
	if recent := c.ending(); len(e.Set) > 0 && len(recent) > 0 {
		body = bytes.ReplaceAll(body, []byte(`"{latest}"`), encode(c.messageID(recent, 0)))
	}
	return body
}

// latest is the latest message, the first of the history.
func (c *demoChat) latest() (any, time.Time) {
	if recent := c.ending(); len(recent) > 0 {
		return c.message(recent, 0), recent[0].at
	}
	return nil, c.demo.now.Add(-time.Duration(c.entry.Ago))
}

func (c *demoChat) access() map[string]bool {
	keys := c.entry.Access
	if len(keys) == 0 && c.entry.Assigned != nil {
		keys = []string{*c.entry.Assigned}
	}
	access := map[string]bool{}
	for _, key := range keys {
		access[c.demo.staff(key).Email] = true
	}
	if len(keys) > 1 {
		access[c.demo.staff("support").Email] = false
	}
	return access
}

func (c *demoChat) labels() map[string]bool {
	if c.entry.Labels == nil {
		return nil
	}
	labels := make(map[string]bool, len(c.entry.Labels))
	for _, name := range c.entry.Labels {
		labels[c.demo.org.Labels[name]] = true
	}
	for _, name := range c.entry.NotLabels {
		labels[c.demo.org.Labels[name]] = false
	}
	return labels
}

func (c *demoChat) properties() map[string]any {
	properties := make(map[string]any, len(c.entry.Properties))
	for name, value := range c.entry.Properties {
		properties[c.demo.org.Properties[name]] = value
	}
	return properties
}

// A member object; the pointers are fields that only some members have.
type memberObject struct {
	ChatID     string          `json:"chat_id"`
	Color      string          `json:"contact_color"`
	ID         string          `json:"contact_id"`
	Image      *string         `json:"contact_image"`
	Name       *string         `json:"contact_name"`
	Admin      bool            `json:"is_admin"`
	Internal   bool            `json:"is_internal"`
	SuperAdmin bool            `json:"is_super_admin"`
	OrgID      string          `json:"org_id"`
	OrgPhone   string          `json:"org_phone"`
	Pushname   string          `json:"pushname,omitempty"`
	ShortName  string          `json:"short_name,omitempty"`
	Number     string          `json:"number,omitempty"`
	LID        string          `json:"contact_lid,omitempty"`
	Business   *bool           `json:"is_business,omitempty"`
	Me         *bool           `json:"is_me,omitempty"`
	Labels     map[string]bool `json:"label_ids,omitempty"`
}

func (c *demoChat) memberObjects() map[string]memberObject {
	colors := []string{"#B4876E", "#6BCBEF", "#35CD96", "#FC9775", "#A695E7", "#E26AB6", "#7F66FF", "#029D00", "#C4532D", "#53BDEB", "#FFBC38", "#D42A66"}
	everybody := c.everybody()
	objects := make(map[string]memberObject, len(everybody))
	admins := len(everybody) / 12
	for i, member := range everybody {
		r := dice("member", member.id)
		o := memberObject{
			ChatID:     c.entry.ID,
			Color:      pick(r, colors),
			ID:         member.id,
			Internal:   member.internal,
			SuperAdmin: i == 0 || !c.entry.group(),
			OrgID:      c.demo.org.ID,
			OrgPhone:   c.demo.org.Phone + "@c.us",
			Pushname:   member.pushname,
		}
		o.Admin = o.SuperAdmin || member.internal || (i < 20 && r.IntN(20) < admins)
		if r.IntN(3) > 0 {
			image := picture(c.demo.now, member.id)
			o.Image = &image
		}
		if member.name != "" {
			o.Name = &member.name
		}
		if r.IntN(3) == 0 {
			business, me := r.IntN(10) == 0, i == 0
			o.Number, o.ShortName, o.Business, o.Me = member.number, member.firstName(), &business, &me
		}
		if strings.HasSuffix(member.id, "@lid") {
			o.LID = member.id
		}
		objects[member.id] = o
	}
	return objects
}

// uniqueID is the part of a message's id that no other message has.
func (c *demoChat) uniqueID(i int) string {
	n := strconv.Itoa(i)
	return fmt.Sprintf("3EB0%016X%04X", hash("message", c.entry.ID, n), hash("tail", c.entry.ID, n)&0xFFFF)
}
