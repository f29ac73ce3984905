package api

import "encoding/json"

// Ack is how far an outgoing message has come: -1 failed, 0 pending, 1 sent, 2 to 3 delivered, 4 and above read. It is
// unknown on incoming messages.
type Ack struct {
	N     int64
	Known bool
}

// UnmarshalJSON takes what [Int] takes. The error is always nil.
func (a *Ack) UnmarshalJSON(b []byte) error {
	decode(b, (*Int)(a))
	return nil
}

// Delivery tells whom a message has reached. Somebody who is in none of its lists is unknown, not "not read".
type Delivery struct {
	Delivered      Map[ID, Time] // when, by contact id; the time may be unknown
	Read           Map[ID, Time]
	Pending        List[ID]
	DeliveredCount Int // may be larger than Delivered
	ReadCount      Int
}

func (d *Delivery) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "delivered":
		return (*moments)(&d.Delivered)
	case "read":
		return (*moments)(&d.Read)
	case "pending":
		return &d.Pending
	case "delivered_count":
		return &d.DeliveredCount
	case "read_count":
		return &d.ReadCount
	}
	return nil
}

// moments decodes a map of times that also comes as a list of ids, whose times are then unknown.
type moments Map[ID, Time]

func (m *moments) UnmarshalJSON(b []byte) error {
	*m = nil
	var ids List[ID]
	decode(b, &ids)
	if ids == nil {
		decode(b, (*Map[ID, Time])(m))
		return nil
	}
	*m = make(moments, len(ids))
	for _, id := range ids {
		(*m)[id] = Time{}
	}
	return nil
}
