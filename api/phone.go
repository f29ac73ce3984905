package api

import (
	"bytes"
	"context"
	"encoding/json"

	"chatlens/internal/safetext"
)

// Phone is one of the organisation's WhatsApp phones.
type Phone struct {
	ID     Text // "phone-…"
	Name   Text
	Number ID         // "<country code and number>@c.us"
	State  Text       // of its connection to WhatsApp, as it comes: "CONNECTED"
	Ready  Flag       // it can send and receive
	Labels List[Text] // by name
}

// UnmarshalJSON decodes whatever is understood. The error is always nil.
func (p *Phone) UnmarshalJSON(b []byte) error {
	*p = Phone{}
	decodeObject(b, p)
	return nil
}

func (p *Phone) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "phone_id":
		return &p.ID
	case "phone_name":
		return &p.Name
	case "org_phone":
		return &p.Number
	case "wa_state":
		return &p.State
	case "is_ready":
		return &p.Ready
	case "labels":
		return &p.Labels
	}
	return nil
}

// Option is what [Options] and [Client.WithPhone] take for the phone: the digits of its number, or else its id. It is empty where the
// phone has neither in a form that can be sent.
func (p *Phone) Option() string {
	if number := p.Number.Number().String(); number != "" && checkPhone(number[1:]) == nil {
		return number[1:]
	}
	if id := p.ID.String(); id != "" && !allDigits(id) && checkPhone(id) == nil {
		return id
	}
	return ""
}

// Is reports whether an option names the phone: by its number, or by its id.
func (p *Phone) Is(option string) bool { return option == p.Option() || option == p.ID.String() }

// phones collects the phones of an answer, each once.
type phones struct {
	list  []Phone
	seen  map[string]bool
	found bool // there was a list, or a phone
}

func (l *phones) add(value []byte) {
	var one Phone
	if !decodeObject(value, &one) {
		return
	}
	option := one.Option()
	if option == "" || l.seen[option] {
		return
	}
	l.seen[option] = true
	l.list = append(l.list, one)
}

// decodePhones takes a list of phones, an object that holds one, or a single phone. What is no phone that can be asked for costs that
// record.
func decodePhones(b []byte) ([]Phone, error) {
	all := phones{seen: map[string]bool{}}
	all.found = eachElement(b, all.add)
	if !all.found {
		all.object(b)
	}
	if !all.found {
		return nil, &shapeError{reason: safetext.Own("the answer is JSON but no list of phones")}
	}
	return all.list, nil
}

// object takes the list under the usual key, else the first list there is. A phone's own labels are a list, too.
func (l *phones) object(b []byte) {
	var one Phone
	if decodeObject(b, &one); one.Option() != "" {
		l.found = true
		l.add(b)
		return
	}
	var usual, first []byte
	eachMember(b, func(key, value []byte) {
		isList := bytes.HasPrefix(value, []byte("["))
		switch {
		case string(key) == "phones" && (isList || isNull(value)):
			usual = value
		case isList && first == nil:
			first = value
		}
	})
	if usual == nil {
		usual = first
	}
	l.found = usual != nil
	eachElement(usual, l.add)
}

// GetPhones reads all phones of the organisation. It is the one request that a client without a phone can make. Its error is an [*Error].
func (c *Client) GetPhones(ctx context.Context) (Answer[[]Phone], error) {
	ask := request{op: "list phones", path: "/phones/all", limit: chatLimit, what: "list of phones", orList: true, anyPhone: true}
	got, err := c.fetch(ctx, ask)
	if err != nil {
		return Answer[[]Phone]{}, err
	}
	list, err := decodePhones(got.body)
	if err != nil {
		return Answer[[]Phone]{}, c.misshapen(ask, got, err).err
	}
	answer := answered[[]Phone](got, c.now())
	answer.Value = list
	return answer, nil
}
