package present

import (
	"strings"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// Phone is what is known of one of the organisation's phones.
type Phone struct {
	Name  safetext.Text // zero: none
	State safetext.Text // in words: "connected"; zero: not known
	Works bool          // nothing is known to be wrong with it
}

// Phones puts the organisation's phones into words, for [Options]. Those without a number are left out: no chat names them.
func Phones(list []api.Phone) map[api.ID]Phone {
	known := make(map[api.ID]Phone, len(list))
	for i := range list {
		p := &list[i]
		if p.Number.IsZero() {
			continue
		}
		state, works := PhoneState(p)
		known[p.Number.Full()] = Phone{Name: p.Name.Line(), State: state, Works: works}
	}
	return known
}

// SeenByPhones reports whether a chat names phones of the organisation.
func SeenByPhones(c *api.Chat) bool {
	phones, _ := seenBy(c)
	return len(phones) > 0
}

// PhoneState says in words how a phone is connected to WhatsApp, and whether nothing is known to be wrong with it. The API's
// documentation names two states; the others are those of WhatsApp's own web client. One that is not known is said as it comes.
func PhoneState(p *api.Phone) (words safetext.Text, works bool) {
	switch state := strings.ToUpper(p.State.Line().String()); state {
	case "":
		works = true
	case "CONNECTED":
		words, works = safetext.Own("connected"), true
	case "DISCONNECTED":
		words = safetext.Own("disconnected")
	case "OPENING":
		words = safetext.Own("connecting")
	case "PAIRING":
		words = safetext.Own("pairing")
	case "UNPAIRED", "UNPAIRED_IDLE":
		words = safetext.Own("unpaired")
	case "UNLAUNCHED":
		words = safetext.Own("not started")
	case "TIMEOUT":
		words = safetext.Own("out of reach")
	case "CONFLICT":
		words = safetext.Own("in use elsewhere")
	case "PROXYBLOCK", "TOS_BLOCK", "SMB_TOS_BLOCK":
		words = safetext.Own("blocked")
	case "DEPRECATED_VERSION":
		words = safetext.Own("outdated")
	default:
		words = safetext.Clean(strings.ToLower(strings.ReplaceAll(state, "_", " "))).Line()
	}
	if !works || !p.Ready.Known || p.Ready.On {
		return words, works
	}
	return safetext.Join(", ", words, safetext.Own("not ready")), false
}

// knownPhone is what is known of one of the organisation's phones.
func (v *view) knownPhone(id api.ID) Phone {
	known, ok := v.options.Phones[id.Full()]
	if !ok {
		known.Works = true
	}
	if known.Name.Blank() {
		known.Name = safetext.Text{}
	}
	return known
}

// phoneRows list the organisation's phones that see the chat, by the organisation's name for them, else by that of a member, and with
// their state.
func (v *view) phoneRows(r *chatRows) {
	label := safetext.Own("Phone")
	if len(v.phones) > 1 {
		label = safetext.Own("Phones")
	}
	for _, id := range v.phones[:min(len(v.phones), mostRows)] {
		known, role := v.knownPhone(id), Plain
		if m := v.member(id); m != nil && known.Name.IsZero() {
			known.Name = m.name
		}
		if !known.Works {
			role = Warn
		}
		r.add("phone:"+id.Text().String(), label, safetext.Join(" · ", id.Text(), known.Name, known.State), role)
		label = safetext.Text{}
	}
	r.more("phone", len(v.phones)-mostRows)
}
