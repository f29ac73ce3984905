package present

import (
	"chatlens/api"
	"chatlens/internal/safetext"
)

// person is a member with what the sections show of them and compare them by, made once each.
type person struct {
	*api.Member // nil: no member
	id          api.ID
	key         string
	name        safetext.Text // on one line; zero: none that could be seen
	folded      string
	number      safetext.Text
	rank        int // of the role, 0 is the highest
	role        safetext.Text
	ours        bool
	receipt     personReceipt // of the latest message
}

func (v *view) newPerson(m *api.Member) person {
	p := person{Member: m, id: m.ContactID.Full(), key: m.ContactID.Text().String(), name: memberName(m)}
	if name, ok := v.nameOf(p.id); ok && p.name.IsZero() {
		p.name = name
	}
	p.folded = safetext.Fold(p.name.String())
	p.number = memberNumber(m)
	p.rank, p.role = memberRole(m)
	p.ours = m.Internal.On || m.Me.On || v.isUs(p.id)
	return p
}

// newStranger is somebody of whom the id alone is known. There may be very many, so nothing else is made.
func (v *view) newStranger(id api.ID) *person {
	return &person{id: id.Full(), key: id.Text().String(), ours: v.isUs(id)}
}

// memberName is the name of a member on one line; empty: none that could be seen.
func memberName(m *api.Member) safetext.Text {
	for _, name := range [...]safetext.Text{m.Name, m.PushName, m.ShortName} {
		if !name.Blank() {
			return name.Line()
		}
	}
	return safetext.Text{}
}

// memberNumber is a member's phone number, or what the API gives in its place: a private id hides it.
func memberNumber(m *api.Member) safetext.Text {
	if number := m.ContactID.Number(); !number.IsZero() {
		return number
	}
	if id, err := api.ParseID(m.Number.String()); err == nil && !id.Number().IsZero() {
		return id.Number()
	}
	return m.ContactID.Text()
}

// memberRole is a member's standing in the group, the highest first.
func memberRole(m *api.Member) (rank int, word safetext.Text) {
	switch {
	case m.SuperAdmin.On:
		return 0, safetext.Own("super admin")
	case m.Admin.On:
		return 1, safetext.Own("admin")
	}
	return 2, safetext.Text{}
}
