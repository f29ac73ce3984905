package api

import "encoding/json"

// Message is one message of a chat. Any field may be absent; its zero value says so.
type Message struct {
	ID       Text // "<true|false>_<chat id>_<unique id>" and, in groups, "_<author>"
	UniqueID Text
	Key      MessageKey
	ChatID   ID
	OrgPhone ID

	Body        Text // the text, or the caption of media
	PrevBody    Text // the text before an edit
	Type        Text // "chat" is plain text; "image", "ptt" (a voice note) and others, some not known yet
	FromMe      Flag
	SenderPhone ID
	Author      ID
	From        ID
	To          ID
	PerformedBy Text // the e-mail address of the agent behind an outgoing message
	Timestamp   Time
	UpdatedAt   Time

	Deleted         Flag
	Forwarded       Flag
	ForwardingScore Int
	Starred         Flag
	GIF             Flag
	Ephemeral       Flag
	Status          Flag
	PrivateNote     Flag

	HasMedia     Flag
	Media        *Media // nil: none
	Duration     Int    // seconds
	Location     *Location
	VCards       List[Text]
	Links        List[Link]
	MentionedIDs List[ID]

	HasQuoted       Flag
	QuotedMessageID Text
	HasReaction     Flag
	Reactions       List[Reaction]
	PollInfo        *Poll
	PollResults     Value
	InviteV4        Value
	BroadcastID     Text
	OrderID         Text

	FlagStatus       Flag
	FlagMetadata     Value
	FlagResponseTime Int
	TicketID         Text

	Ack      Ack
	Delivery *Delivery // nil: nothing is known
}

// UnmarshalJSON decodes whatever is understood. The error is always nil.
func (m *Message) UnmarshalJSON(b []byte) error {
	*m = Message{}
	decodeObject(b, m)
	return nil
}

func (m *Message) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "message_id":
		return &m.ID
	case "unique_id":
		return &m.UniqueID
	case "id":
		return &m.Key
	case "chat_id":
		return &m.ChatID
	case "org_phone":
		return &m.OrgPhone
	case "body":
		return &m.Body
	case "prev_body":
		return &m.PrevBody
	case "message_type":
		return &m.Type
	case "from_me":
		return &m.FromMe
	case "sender_phone":
		return &m.SenderPhone
	case "author":
		return &m.Author
	case "from":
		return &m.From
	case "to":
		return &m.To
	case "performed_by":
		return &m.PerformedBy
	case "timestamp":
		return &m.Timestamp
	case "updated_at":
		return &m.UpdatedAt
	case "is_deleted":
		return &m.Deleted
	case "is_forwarded":
		return &m.Forwarded
	case "forwarding_score":
		return &m.ForwardingScore
	case "is_starred":
		return &m.Starred
	case "is_gif":
		return &m.GIF
	case "is_ephemeral":
		return &m.Ephemeral
	case "is_status":
		return &m.Status
	case "is_private_note":
		return &m.PrivateNote
	case "has_media":
		return &m.HasMedia
	case "media":
		return option(&m.Media)
	case "duration":
		return &m.Duration
	case "location":
		return option(&m.Location)
	case "vcards":
		return &m.VCards
	case "links":
		return &m.Links
	case "mentioned_ids":
		return &m.MentionedIDs
	case "has_quoted_msg":
		return &m.HasQuoted
	case "quoted_message_id":
		return &m.QuotedMessageID
	case "has_reaction":
		return &m.HasReaction
	case "reactions":
		return &m.Reactions
	case "poll_info":
		return option(&m.PollInfo)
	case "poll_results":
		return &m.PollResults
	case "invite_v4":
		return &m.InviteV4
	case "broadcast_id":
		return &m.BroadcastID
	case "order_id":
		return &m.OrderID
	case "flag_status":
		return (*flagStatus)(&m.FlagStatus)
	case "flag_metadata":
		return &m.FlagMetadata
	case "flag_response_time":
		return &m.FlagResponseTime
	case "message_ticket_id":
		return &m.TicketID
	case "ack":
		return &m.Ack
	case "delivery_info":
		return option(&m.Delivery)
	}
	return nil
}

// MessageKey is a message's id in its parts.
type MessageKey struct {
	FromMe     Flag
	ID         Text
	Remote     ID
	Serialized Text
}

// UnmarshalJSON decodes whatever is understood; a string is taken as Serialized. The error is always nil.
func (k *MessageKey) UnmarshalJSON(b []byte) error {
	*k = MessageKey{}
	if _, ok := unquote(b); ok {
		decode(b, &k.Serialized)
		return nil
	}
	decodeObject(b, k)
	return nil
}

func (k *MessageKey) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "from_me", "fromMe":
		return &k.FromMe
	case "id":
		return &k.ID
	case "remote":
		return &k.Remote
	case "serialized", "_serialized":
		return &k.Serialized
	}
	return nil
}
