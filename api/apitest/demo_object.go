package apitest

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
)

// A messageObject is a message as the API writes it. Structs, since the list of a large demo is made of thousands of them.
type messageObject struct {
	Ack              any              `json:"ack"`
	Author           any              `json:"author"`
	Body             any              `json:"body"`
	BroadcastID      any              `json:"broadcast_id"`
	ChatID           string           `json:"chat_id"`
	Delivery         any              `json:"delivery_info,omitempty"` // nil: absent
	Duration         any              `json:"duration"`
	FlagMetadata     any              `json:"flag_metadata"`
	FlagResponseTime any              `json:"flag_response_time"`
	FlagStatus       any              `json:"flag_status"`
	ForwardingScore  any              `json:"forwarding_score"`
	From             string           `json:"from"`
	FromMe           bool             `json:"from_me"`
	HasMedia         any              `json:"has_media"`
	HasQuoted        any              `json:"has_quoted_msg"`
	HasReaction      any              `json:"has_reaction"`
	IDs              messageIDs       `json:"id"`
	InviteV4         any              `json:"invite_v4"`
	Deleted          any              `json:"is_deleted"`
	Ephemeral        any              `json:"is_ephemeral"`
	Forwarded        any              `json:"is_forwarded"`
	GIF              any              `json:"is_gif"`
	PrivateNote      bool             `json:"is_private_note"`
	Starred          any              `json:"is_starred"`
	Status           any              `json:"is_status"`
	Links            []map[string]any `json:"links"`
	Location         any              `json:"location"`
	Media            any              `json:"media"`
	Mentioned        []string         `json:"mentioned_ids"`
	MessageID        string           `json:"message_id"`
	TicketID         any              `json:"message_ticket_id"`
	Type             string           `json:"message_type"`
	OrderID          any              `json:"order_id"`
	OrgID            string           `json:"org_id"`
	OrgPhone         string           `json:"org_phone"`
	PerformedBy      any              `json:"performed_by"`
	PollInfo         any              `json:"poll_info"`
	PollResults      any              `json:"poll_results"`
	PrevBody         any              `json:"prev_body"`
	QuotedID         any              `json:"quoted_message_id"`
	Reactions        any              `json:"reactions"`
	SenderPhone      string           `json:"sender_phone"`
	Timestamp        string           `json:"timestamp"`
	To               string           `json:"to"`
	UniqueID         string           `json:"unique_id"`
	UpdatedAt        string           `json:"updated_at"`
	VCards           []string         `json:"vcards"`
}

type messageIDs struct {
	FromMe     bool   `json:"from_me"`
	ID         string `json:"id"`
	Remote     string `json:"remote"`
	Serialized string `json:"serialized"`
}

// A chatObject is a chat as the API writes it.
type chatObject struct {
	AddMembersAdminsOnly any                     `json:"add_members_admins_only"`
	AI                   any                     `json:"ai_metadata,omitempty"`
	AssignedTo           any                     `json:"assigned_to"`
	Access               map[string]bool         `json:"chat_access"`
	ID                   string                  `json:"chat_id"`
	Image                string                  `json:"chat_image"`
	Name                 *string                 `json:"chat_name"`
	OrgPhones            []string                `json:"chat_org_phones"`
	Type                 string                  `json:"chat_type"`
	ClosedAt             any                     `json:"closed_at"`
	CommonChats          []string                `json:"common_chats"`
	CreatedAt            string                  `json:"created_at"`
	Properties           map[string]any          `json:"custom_properties"`
	FlagCount            any                     `json:"flag_count,omitempty"`
	FlagCountMap         any                     `json:"flag_count_map"`
	Description          any                     `json:"group_description"`
	Hubspot              struct{}                `json:"hubspot_metadata"`
	InfoAdminsOnly       any                     `json:"info_admins_only"`
	InviteLink           any                     `json:"invite_link"`
	Archived             any                     `json:"is_archived,omitempty"`
	Exited               bool                    `json:"is_exited"`
	Muted                bool                    `json:"is_muted"`
	Pinned               any                     `json:"is_pinned,omitempty"`
	Labels               map[string]bool         `json:"label_ids"`
	LatestMention        any                     `json:"latest_mention_at,omitempty"`
	Latest               any                     `json:"latest_message"`
	LatestAt             string                  `json:"latest_message_timestamp"`
	MemberCount          int                     `json:"member_count"`
	MemberUnread         any                     `json:"member_unread_count,omitempty"`
	Members              map[string]memberObject `json:"members"`
	MessageUnread        any                     `json:"message_unread_count"`
	MessagesAdminsOnly   any                     `json:"messages_admins_only"`
	OrgID                string                  `json:"org_id"`
	OrgPhone             string                  `json:"org_phone"`
	PinnedMessages       any                     `json:"pinned_messages,omitempty"`
	Snooze               any                     `json:"snooze_metadata,omitempty"`
	Unread               any                     `json:"unread_count,omitempty"`
	UpdatedAt            string                  `json:"updated_at"`
}

// null is written where a field that may be absent is not.
func null() *struct{} { return nil }

// encode writes JSON as the API does, without HTML's escapes. Only values that are made here come to it, so it cannot fail.
func encode(value any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		panic("apitest: the demo did not become JSON: " + err.Error())
	}
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'})
}

// encodeWith writes an object with some of its fields replaced or added.
func (d *demo) encodeWith(object any, set map[string]any) []byte {
	body := encode(object)
	if len(set) == 0 {
		return body
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		panic("apitest: what became JSON is none: " + err.Error())
	}
	for _, name := range slices.Sorted(maps.Keys(set)) {
		fields[name] = encode(relative(set[name], d.now))
	}
	return encode(fields)
}
