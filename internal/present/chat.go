package present

import (
	"cmp"
	"slices"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// chatRows gathers the fields of a chat.
type chatRows struct{ rows []Row }

// add appends a field; one without a value is left out.
func (c *chatRows) add(key string, label, value safetext.Text, role Role) {
	if value.Blank() {
		return
	}
	row := Row{Key: key, Cells: []Cell{{label, Label}, {value.Line(), role}}}
	if value.Line() != value {
		row.Full = value
	}
	c.rows = append(c.rows, row)
}

// addOr appends a field whose absence says something.
func (c *chatRows) addOr(key string, label, value safetext.Text, role Role) {
	if value.Blank() {
		value, role = none(), Dim
	}
	c.add(key, label, value, role)
}

// each appends one row for each value, the first with the label, and how many there are beyond the first few hundred.
func (c *chatRows) each(key string, label safetext.Text, values []safetext.Text, role Role) {
	for _, value := range values[:min(len(values), mostRows)] {
		c.add(key+":"+value.String(), label, value, role)
		label = safetext.Text{}
	}
	c.more(key, len(values)-mostRows)
}

// more ends the rows of a field that has n values beyond them.
func (c *chatRows) more(key string, n int) {
	if n > 0 {
		c.rows = append(c.rows, Row{Key: key + ":more", Cells: []Cell{{}, more(n)}})
	}
}

// chatSection lists what the chat itself says, in the order of a support agent's questions: whose is it, does it wait,
// who sees it, since when, and the rest. Name, type and state also stand above all sections.
func (v *view) chatSection() Section {
	c := v.chat
	var r chatRows
	r.addOr("id", safetext.Own("Id"), c.ID.Text(), Plain)
	r.addOr("assigned", safetext.Own("Assigned"), c.AssignedTo.Line(), Plain)
	v.stateRows(&r)
	v.countRows(&r)
	r.add("marks", safetext.Own("Marks"), chatMarks(c), Warn)
	if c.AI != nil {
		r.add("ai", safetext.Own("AI"), c.AI.State.Line(), Plain)
	}
	v.phoneRows(&r)
	r.each("access", safetext.Own("Access"), whoHasAccess(c), Plain)
	if c.CreatedAt.Set {
		r.add("created", safetext.Own("Created"), v.clock.aged(c.CreatedAt), Plain)
	}
	if c.UpdatedAt.Set {
		r.add("updated", safetext.Own("Updated"), v.clock.aged(c.UpdatedAt), Plain)
	}
	r.add("zone", safetext.Own("Times in"), v.clock.zoneName(), Dim)
	r.add("name", safetext.Own("Name"), v.chatName(), Name)
	r.add("type", safetext.Own("Type"), chatKind(c), Plain)
	r.add("description", safetext.Own("Description"), v.written(c.Description), Plain)
	r.each("settings", safetext.Own("Settings"), groupSettings(c), Plain)
	r.add("invite", safetext.Own("Invite link"), c.InviteLink.Line(), Link)
	v.propertyRows(&r)
	r.add("hubspot", safetext.Own("HubSpot"), metadata(c.Hubspot), Plain)
	r.add("freshdesk", safetext.Own("Freshdesk"), metadata(c.Freshdesk), Plain)
	r.add("zohodesk", safetext.Own("Zoho Desk"), metadata(c.ZohoDesk), Plain)
	r.add("zohocrm", safetext.Own("Zoho CRM"), metadata(c.ZohoCRM), Plain)
	v.commonRows(&r)

	s := Section{
		Name:    safetext.Own("Chat"),
		Title:   safetext.Own("Chat"),
		Summary: safetext.Join(" · ", chatKind(c), v.state(), c.AssignedTo.Line()),
		Columns: []int{8, 12},
		Rows:    r.rows,
		Empty:   safetext.Own("nothing known"),
	}
	s.finish()
	return s
}

// stateRows say closed since when, or snoozed until when, by whom and why, or open.
func (v *view) stateRows(r *chatRows) {
	c, label := v.chat, safetext.Own("State")
	switch word := chatState(c, v.clock.now); word.String() {
	case "closed":
		if !c.ClosedAt.IsZero() {
			word = safetext.Format("closed since %s", v.clock.aged(c.ClosedAt))
		}
		r.add("state", label, word, Dim)
	case "snoozed":
		word = safetext.Join(" · ", v.state(), v.clock.age(c.Snooze.Until))
		r.add("state", label, word, Warn)
		by := c.Snooze.By.Line()
		if !by.Blank() {
			by = safetext.Format("by %s", by)
		}
		r.add("snooze", safetext.Own("Snoozed"), safetext.Join(": ", by, v.written(c.Snooze.Message).Line()), Plain)
	default:
		r.add("state", label, word, Good)
	}
}

// countRows say how much waits: unread and flagged messages, and the last mention.
func (v *view) countRows(r *chatRows) {
	n, known := unread(v.chat)
	switch {
	case !known:
		r.addOr("unread", safetext.Own("Unread"), safetext.Text{}, Dim)
	case n > 0:
		r.add("unread", safetext.Own("Unread"), messages(n), Warn)
	default:
		r.add("unread", safetext.Own("Unread"), safetext.Own("none"), Plain)
	}
	if n := flagged(v.chat); n > 0 {
		r.add("flags", safetext.Own("Flagged"), messages(n), Warn)
	}
	if v.chat.LatestMentionAt.Set {
		r.add("mentioned", safetext.Own("Mentioned"), v.clock.aged(v.chat.LatestMentionAt), Plain)
	}
}

func messages(n int64) safetext.Text {
	if n == 1 {
		return safetext.Own("1 message")
	}
	return safetext.Format("%s messages", count(n))
}

// flagged is the chat's own count of flagged messages, else the sum of its parts.
func flagged(c *api.Chat) int64 {
	if c.FlagCount.Known {
		return c.FlagCount.N
	}
	var sum int64
	for _, n := range c.FlagCountMap {
		if n.Known && n.N > 0 && sum < 1<<32 {
			sum += min(n.N, 1<<32)
		}
	}
	return sum
}

// chatMarks are what is set apart about a chat.
func chatMarks(c *api.Chat) safetext.Text {
	var marks []safetext.Text
	for _, mark := range [...]struct {
		flag api.Flag
		word safetext.Text
	}{
		{c.Exited, safetext.Own("exited")},
		{c.Muted, safetext.Own("muted")},
		{c.Archived, safetext.Own("archived")},
		{c.Pinned, safetext.Own("pinned")},
	} {
		if mark.flag.On {
			marks = append(marks, mark.word)
		}
	}
	return safetext.Join(" · ", marks...)
}

// whoHasAccess lists the agents who may see the chat.
func whoHasAccess(c *api.Chat) []safetext.Text {
	var agents []safetext.Text
	for agent, may := range c.Access {
		if may.On && !agent.Blank() {
			agents = append(agents, agent.Line())
		}
	}
	slices.SortFunc(agents, compareTexts)
	return slices.Compact(agents)
}

func compareTexts(a, b safetext.Text) int { return cmp.Compare(a.String(), b.String()) }

// groupSettings say in words what a group's members may do. A person's chat has no such settings.
func groupSettings(c *api.Chat) []safetext.Text {
	var settings []safetext.Text
	add := func(onlyAdmins api.Flag, yes, no safetext.Text) {
		switch {
		case onlyAdmins.On:
			settings = append(settings, yes)
		case onlyAdmins.Known && isGroup(c):
			settings = append(settings, no)
		}
	}
	add(c.MessagesAdminsOnly, safetext.Own("only admins send messages"), safetext.Own("all members send messages"))
	add(c.InfoAdminsOnly, safetext.Own("only admins edit the group's info"), safetext.Own("all members edit the group's info"))
	add(c.AddMembersAdminsOnly, safetext.Own("only admins add members"), safetext.Own("all members add members"))
	return settings
}

// commonRows list the chats that are shared with this contact, each once. Those beyond the rows are counted as they are
// listed.
func (v *view) commonRows(r *chatRows) {
	var rows []Row
	seen := make(map[api.ID]bool, min(len(v.chat.CommonChats), mostRows))
	rest := 0
	for _, id := range v.chat.CommonChats {
		switch full := id.Full(); {
		case seen[full]:
		case len(rows) == mostRows:
			rest++
		default:
			seen[full] = true
			rows = append(rows, v.commonRow(id))
		}
	}
	if len(rows) == 0 {
		return
	}
	r.add("common", safetext.Own("Common chats"), safetext.Clean(count(len(rows)+rest)), Plain)
	r.rows = append(r.rows, rows...)
	r.more("common", rest)
}

func (v *view) commonRow(id api.ID) Row {
	value, role := id.Text(), Plain
	switch name, known := v.nameOf(id); {
	case id.Same(v.chat.ID):
		value = safetext.Join(" · ", value, safetext.Own("this chat"))
	case known:
		value, role = safetext.Join(" · ", name, value), Name
	}
	return Row{Key: "common:" + id.Text().String(), Cells: []Cell{{}, {value, role}}, Opens: valid(id)}
}

// nameOf is the name of another chat. The id or the number in its place is no name.
func (v *view) nameOf(id api.ID) (safetext.Text, bool) {
	if v.options.ChatName == nil || id.IsZero() {
		return safetext.Text{}, false
	}
	name, ok := v.options.ChatName(id)
	name = name.Line()
	return name, ok && !name.Blank() && name != id.Text() && name != id.Number()
}

// valid returns the id if it may be followed.
func valid(id api.ID) api.ID {
	if !id.Valid() {
		return api.ID{}
	}
	return id
}
