package apitest

import (
	"math/rand/v2"
	"strconv"
	"time"
)

// deliveryInfo is what is known of the recipients of a message. Nil maps are written as null.
type deliveryInfo struct {
	Delivered      map[string]int64 `json:"delivered"`
	DeliveredCount int              `json:"delivered_count"`
	Pending        []string         `json:"pending"`
	Read           map[string]int64 `json:"read"`
	ReadCount      int              `json:"read_count"`
}

// mostReceipts is how many recipients of an old message are named; the counts tell the rest.
const mostReceipts = 12

// receipts adds the ack and the delivery_info to a message of ours: as the turn says, else as is usual for its age.
func (c *demoChat) receipts(m *messageObject, i int, p planned) {
	r := dice("receipts", c.entry.ID, strconv.Itoa(i))
	kind, ack := p.turn.Receipt, p.turn.Ack
	if kind == "" {
		kind = "read"
		if ack == nil {
			ack = acks(r, 4)
		}
		if c.entry.group() {
			ack = acks(r, 5)
			if r.IntN(3) == 0 || len(c.everybody()) > 60 {
				kind, ack = "partly", acks(r, 4)
			}
		}
	}
	m.Ack = ack
	recipients := c.everybody()[1:]
	shown := recipients
	if p.turn.Receipt == "" && len(shown) > mostReceipts {
		shown = shown[:mostReceipts]
	}
	switch kind {
	case "unknown":
		m.Delivery = nil
	case "null":
		m.Delivery = null()
	default:
		m.Delivery = c.delivery(r, kind, p.at, shown, len(recipients))
	}
}

// delivery makes up who got and who read a message.
func (c *demoChat) delivery(r *rand.Rand, kind string, at time.Time, shown []contact, all int) deliveryInfo {
	info := deliveryInfo{Delivered: map[string]int64{}, Pending: []string{}, Read: map[string]int64{}}
	deliver := func(id string) {
		info.Delivered[id] = c.later(at, time.Duration(1200+r.IntN(90_000))*time.Millisecond).UnixMilli()
	}
	read := func(id string) {
		info.Read[id] = c.later(at, time.Duration(95_000+r.IntN(3_000_000))*time.Millisecond).UnixMilli()
	}
	wait := func(id string) { info.Pending = append(info.Pending, id) }
	for i, recipient := range shown {
		id := recipient.id
		switch kind {
		case "none":
			wait(id)
		case "failed":
			info.Delivered, info.Read = nil, nil
			wait(id)
		case "delivered":
			deliver(id)
		case "count":
			if i < 2 {
				deliver(id)
			}
		case "early": // seen in the documentation's kind of data: read 0.4 s before delivered
			deliver(id)
			info.Read[id] = info.Delivered[id] - 400
		case "waiting":
			if i%3 == 0 {
				deliver(id)
			} else {
				wait(id)
			}
		case "pending": // some wait, of the others nothing is known
			if i%3 == 0 {
				wait(id)
			}
		case "partly":
			switch {
			case i%7 == 3:
				wait(id)
			case i%7 == 5: // read, and not in delivered
				read(id)
			case i%7 == 6: // in none
			case i%2 == 1:
				deliver(id)
				read(id)
			default:
				deliver(id)
			}
		default:
			deliver(id)
			read(id)
		}
	}
	info.DeliveredCount, info.ReadCount = len(info.Delivered), len(info.Read)
	if kind == "count" || len(shown) < all {
		info.DeliveredCount = all
	}
	if len(shown) < all {
		info.ReadCount = all * (1 + len(info.Read)) / (1 + len(shown))
	}
	return info
}
