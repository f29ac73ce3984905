package api

import "encoding/json"

// Media is a file that a message carries.
type Media struct {
	Path     Text // a URL
	Filename Text
	MIMEType Text
	Size     Int // bytes
	Width    Int // pixels
	Height   Int // pixels
}

func (m *Media) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "path":
		return &m.Path
	case "filename":
		return &m.Filename
	case "mimetype":
		return &m.MIMEType
	case "size":
		return &m.Size
	case "dimensions":
		return (*dimensions)(m)
	}
	return nil
}

// dimensions decodes the object that holds width and height.
type dimensions Media

func (d *dimensions) UnmarshalJSON(b []byte) error {
	d.Width, d.Height = Int{}, Int{}
	decodeObject(b, d)
	return nil
}

func (d *dimensions) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "width":
		return &d.Width
	case "height":
		return &d.Height
	}
	return nil
}

// Location is a place that a message names. The documentation gives no keys for it; those of WhatsApp's own clients are
// taken.
type Location struct {
	Latitude  Float // degrees
	Longitude Float // degrees
	Name      Text
	Address   Text
}

func (l *Location) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "latitude", "lat", "degreesLatitude":
		return &l.Latitude
	case "longitude", "lng", "degreesLongitude":
		return &l.Longitude
	case "name", "description":
		return &l.Name
	case "address":
		return &l.Address
	}
	return nil
}

// Link is a URL that a message's text holds.
type Link struct {
	URL        Text
	Suspicious Flag
}

// UnmarshalJSON takes an object or the URL as a string. The error is always nil.
func (l *Link) UnmarshalJSON(b []byte) error {
	*l = Link{}
	if _, ok := unquote(b); ok {
		decode(b, &l.URL)
		return nil
	}
	decodeObject(b, l)
	return nil
}

// IsZero reports whether nothing is known.
func (l Link) IsZero() bool { return l == Link{} }

func (l *Link) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "link", "url":
		return &l.URL
	case "isSuspicious", "is_suspicious":
		return &l.Suspicious
	}
	return nil
}

// Reaction is an emoji that somebody put to a message.
type Reaction struct {
	Emoji     Text
	SenderID  ID
	Timestamp Time
}

// UnmarshalJSON takes an object or the emoji as a string. The error is always nil.
func (r *Reaction) UnmarshalJSON(b []byte) error {
	*r = Reaction{}
	if _, ok := unquote(b); ok {
		decode(b, &r.Emoji)
		return nil
	}
	decodeObject(b, r)
	return nil
}

// IsZero reports whether nothing is known.
func (r Reaction) IsZero() bool { return r == Reaction{} }

func (r *Reaction) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "reaction", "emoji":
		return &r.Emoji
	case "sender_id", "sender_phone", "senderId":
		return &r.SenderID
	case "timestamp", "reacted_at":
		return &r.Timestamp
	}
	return nil
}

// Poll is a question with choices.
type Poll struct {
	Name     Text
	Options  List[PollOption]
	Multiple Flag // several choices may be made
}

func (p *Poll) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "name", "title", "poll_name", "pollName":
		return &p.Name
	case "options", "poll_options", "pollOptions":
		return &p.Options
	case "allow_multiple_answers", "allowMultipleAnswers":
		return &p.Multiple
	}
	return nil
}

// PollOption is one choice of a poll.
type PollOption struct{ Name Text }

// UnmarshalJSON takes an object with a name or the name as a string. The error is always nil.
func (o *PollOption) UnmarshalJSON(b []byte) error {
	*o = PollOption{}
	if _, ok := unquote(b); ok {
		decode(b, &o.Name)
		return nil
	}
	decodeObject(b, o)
	return nil
}

// IsZero reports whether nothing is known.
func (o PollOption) IsZero() bool { return o == PollOption{} }

func (o *PollOption) field(name []byte) json.Unmarshaler {
	if string(name) == "name" {
		return &o.Name
	}
	return nil
}
