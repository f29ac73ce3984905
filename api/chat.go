package api

import "encoding/json"

// Chat is a conversation that the organisation's phones see: with one person, with a group, or with a business. Any field
// may be absent; its zero value says so.
type Chat struct {
	ID          ID
	Name        Text
	Type        Text // "user", "group", "business", "unknown", or a word not known yet
	Image       Text // a URL
	InviteLink  Text
	Description Text
	OrgID       Text
	OrgPhone    ID
	OrgPhones   List[ID] // the organisation's phones that see this chat

	AssignedTo  Text             // an agent's e-mail address
	Access      Map[Text, Flag]  // who may see the chat, by e-mail address
	Labels      Map[Text, Flag]  // by label id; on: the chat has the label
	Properties  Map[Text, Value] // custom properties, by property id
	CommonChats List[ID]         // chats shared with this contact

	CreatedAt Time
	UpdatedAt Time
	ClosedAt  Time // Set: the chat is closed

	Muted    Flag
	Exited   Flag
	Archived Flag
	Pinned   Flag

	// Settings of a group: who but admins may change its info, write, or add members.
	InfoAdminsOnly       Flag
	MessagesAdminsOnly   Flag
	AddMembersAdminsOnly Flag

	MemberCount Int // may disagree with the length of Members
	Members     Members

	MessageUnreadCount Int
	UnreadCount        Map[ID, Int]   // by the organisation's phone
	MemberUnreadCount  Map[Text, Int] // by e-mail address
	FlagCount          Int            // flagged messages
	FlagCountMap       Map[Text, Int]

	// Records of the same contact in other systems.
	Hubspot   Value
	Freshdesk Value
	ZohoDesk  Value
	ZohoCRM   Value

	LatestMessage   *Message // nil: none
	LatestMessageAt Time
	LatestMentionAt Time
	PinnedMessages  List[PinnedMessage]
	Snooze          *Snooze // nil: not snoozed
	AI              *AI     // nil: no such state

	ParentCommunityID Text
	InitiatedBy       Text
	GroupMetadata     Value
	OverrideAccess    Flag
}

// UnmarshalJSON decodes whatever is understood. The error is always nil.
func (c *Chat) UnmarshalJSON(b []byte) error {
	*c = Chat{}
	decodeObject(b, c)
	return nil
}

func (c *Chat) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "chat_id":
		return &c.ID
	case "chat_name":
		return &c.Name
	case "chat_type":
		return &c.Type
	case "chat_image":
		return &c.Image
	case "invite_link":
		return &c.InviteLink
	case "group_description":
		return &c.Description
	case "org_id":
		return &c.OrgID
	case "org_phone":
		return &c.OrgPhone
	case "chat_org_phones":
		return &c.OrgPhones
	case "assigned_to":
		return &c.AssignedTo
	case "chat_access":
		return &c.Access
	case "label_ids":
		return (*labels)(&c.Labels)
	case "custom_properties":
		return &c.Properties
	case "common_chats":
		return &c.CommonChats
	case "created_at":
		return &c.CreatedAt
	case "updated_at":
		return &c.UpdatedAt
	case "closed_at":
		return &c.ClosedAt
	case "is_muted":
		return &c.Muted
	case "is_exited":
		return &c.Exited
	case "is_archived":
		return &c.Archived
	case "is_pinned":
		return &c.Pinned
	case "info_admins_only":
		return &c.InfoAdminsOnly
	case "messages_admins_only":
		return &c.MessagesAdminsOnly
	case "add_members_admins_only":
		return &c.AddMembersAdminsOnly
	case "member_count":
		return &c.MemberCount
	case "members":
		return &c.Members
	case "message_unread_count":
		return &c.MessageUnreadCount
	case "unread_count":
		return &c.UnreadCount
	case "member_unread_count":
		return &c.MemberUnreadCount
	case "flag_count":
		return &c.FlagCount
	case "flag_count_map":
		return &c.FlagCountMap
	case "hubspot_metadata":
		return &c.Hubspot
	case "freshdesk_metadata":
		return &c.Freshdesk
	case "zohodesk_metadata":
		return &c.ZohoDesk
	case "zohocrm_metadata":
		return &c.ZohoCRM
	case "latest_message":
		return option(&c.LatestMessage)
	case "latest_message_timestamp":
		return &c.LatestMessageAt
	case "latest_mention_at":
		return &c.LatestMentionAt
	case "pinned_messages":
		return &c.PinnedMessages
	case "snooze_metadata":
		return option(&c.Snooze)
	case "ai_metadata":
		return option(&c.AI)
	case "parent_community_id":
		return &c.ParentCommunityID
	case "initiated_by":
		return &c.InitiatedBy
	case "group_metadata":
		return &c.GroupMetadata
	case "override_chat_access":
		return &c.OverrideAccess
	}
	return nil
}

// PinnedMessage is a message pinned to the top of a chat.
type PinnedMessage struct {
	MessageID Text
	PinnedAt  Time
	ExpiresAt Time
}

// UnmarshalJSON decodes whatever is understood. The error is always nil.
func (p *PinnedMessage) UnmarshalJSON(b []byte) error {
	*p = PinnedMessage{}
	decodeObject(b, p)
	return nil
}

// IsZero reports whether nothing is known.
func (p PinnedMessage) IsZero() bool { return p == PinnedMessage{} }

func (p *PinnedMessage) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "message_id":
		return &p.MessageID
	case "pinned_at":
		return &p.PinnedAt
	case "expires_at":
		return &p.ExpiresAt
	}
	return nil
}

// Snooze is a chat put aside until later.
type Snooze struct {
	Until   Time
	Message Text
	By      Text // an agent's e-mail address
}

func (s *Snooze) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "snooze_until":
		return &s.Until
	case "snooze_message":
		return &s.Message
	case "snooze_by":
		return &s.By
	}
	return nil
}

// AI is the state of the automatic assistant in a chat.
type AI struct {
	State Text // "active", "inactive", "snoozed", "thinking", or a word not known yet
}

func (a *AI) field(name []byte) json.Unmarshaler {
	if string(name) == "activation_state" {
		return &a.State
	}
	return nil
}
