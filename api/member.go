package api

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// Member is somebody in a chat.
type Member struct {
	ContactID  ID
	Name       Text
	Color      Text // "#RRGGBB"
	Image      Text // a URL
	Admin      Flag
	SuperAdmin Flag
	Internal   Flag // one of the organisation's own staff
	ChatID     ID
	OrgID      Text
	OrgPhone   ID
	PushName   Text // the name that the contact gave themselves
	ShortName  Text
	Number     Text
	Business   Flag
	Me         Flag
	LID        ID // the private id that may stand in for the number
	Labels     Map[Text, Flag]
}

// UnmarshalJSON decodes whatever is understood. The error is always nil.
func (m *Member) UnmarshalJSON(b []byte) error {
	*m = Member{}
	decodeObject(b, m)
	return nil
}

func (m *Member) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "contact_id":
		return &m.ContactID
	case "contact_name":
		return &m.Name
	case "contact_color":
		return &m.Color
	case "contact_image":
		return &m.Image
	case "is_admin":
		return &m.Admin
	case "is_super_admin":
		return &m.SuperAdmin
	case "is_internal":
		return &m.Internal
	case "chat_id":
		return &m.ChatID
	case "org_id":
		return &m.OrgID
	case "org_phone":
		return &m.OrgPhone
	case "pushname":
		return &m.PushName
	case "short_name":
		return &m.ShortName
	case "number":
		return &m.Number
	case "is_business":
		return &m.Business
	case "is_me":
		return &m.Me
	case "contact_lid":
		return &m.LID
	case "label_ids":
		return (*labels)(&m.Labels)
	}
	return nil
}

// Members are those of a chat, by contact id, so that their order is the same after each fetch.
type Members []Member

// UnmarshalJSON takes a map by contact id, or a list. Elements that are no objects, and those that name nobody,
// are left out; of several with one contact id the last counts. The error is always nil.
func (m *Members) UnmarshalJSON(b []byte) error {
	*m = nil
	keep := func(key, value []byte) {
		var one Member
		known := decodeObject(value, &one)
		if one.ContactID.IsZero() {
			one.ContactID.keep(string(key))
		}
		if !known && (!bytes.HasPrefix(value, []byte("{")) || !one.ContactID.Valid()) {
			return
		}
		*m = append(*m, one)
	}
	if !eachMember(b, keep) {
		eachElement(b, func(value []byte) { keep(nil, value) })
	}
	slices.SortStableFunc(*m, func(a, b Member) int { return strings.Compare(a.ContactID.s, b.ContactID.s) })
	*m = lastOfEach(*m)
	return nil
}

// lastOfEach drops all but the last of those that stand side by side with one contact id.
func lastOfEach(sorted Members) Members {
	kept := sorted[:0]
	for i, one := range sorted {
		next := i + 1
		if next < len(sorted) && !one.ContactID.IsZero() && one.ContactID == sorted[next].ContactID {
			continue
		}
		kept = append(kept, one)
	}
	return kept
}
