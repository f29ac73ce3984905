package api

import (
	"strings"

	"chatlens/internal/safetext"
)

// maxIDLength is the most characters that an id may have. The API's own have at most 35.
const maxIDLength = 64

// Domains of ids, as the API's documentation names them.
const (
	personDomain  = "@c.us"
	groupDomain   = "@g.us"
	privateDomain = "@lid"
)

// maxPhoneDigits is the most digits of a phone number (ITU-T E.164).
const maxPhoneDigits = 15

// ID names a chat, a contact or a phone. It is decoded as it comes, and only a valid one can be sent. The zero ID is
// none.
type ID struct{ s string }

// UnmarshalJSON takes a string, a whole number, or an object with the key "_serialized" or "serialized". All else is the
// zero ID. The error is always nil.
func (i *ID) UnmarshalJSON(b []byte) error {
	*i = ID{}
	if s, ok := unquote(b); ok {
		i.keep(s)
		return nil
	}
	if len(b) > 0 && strings.Trim(string(b[:min(len(b), 2*maxIDLength)]), "0123456789") == "" {
		i.keep(string(b))
		return nil
	}
	eachMember(b, func(key, value []byte) {
		if k := string(key); k == "_serialized" || k == "serialized" {
			s, _ := unquote(value)
			i.keep(s)
		}
	})
	return nil
}

// UnmarshalText takes the key of a map. The error is always nil.
func (i *ID) UnmarshalText(b []byte) error {
	i.keep(string(b))
	return nil
}

// keep cuts what is too long to be valid, so that it does not stay in memory.
func (i *ID) keep(s string) { i.s = strings.Clone(s[:min(len(s), 4*maxIDLength)]) }

// IsZero reports whether there is no id at all.
func (i ID) IsZero() bool { return i.s == "" }

// Valid reports whether the id has a form that the API's documentation names, and so may be sent: digits with the domain
// c.us, g.us or lid, two runs of digits with g.us, or digits alone.
func (i ID) Valid() bool {
	if len(i.s) == 0 || len(i.s) > maxIDLength {
		return false
	}
	local, domain := i.split()
	switch domain {
	case "", personDomain, privateDomain:
		return allDigits(local)
	case groupDomain:
		first, second, dash := strings.Cut(local, "-")
		return allDigits(first) && (!dash || allDigits(second))
	}
	return false
}

func (i ID) split() (local, domain string) {
	if at := strings.IndexByte(i.s, '@'); at >= 0 {
		return i.s[:at], i.s[at:]
	}
	return i.s, ""
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// String returns the id as it is sent to the API, and nothing where it is not valid.
func (i ID) String() string {
	if !i.Valid() {
		return ""
	}
	return i.s
}

// Text returns the id as it is shown, on one line, whether it is valid or not.
func (i ID) Text() Text { return safetext.Clean(i.s).Line() }

// Number returns "+" and the digits of a person's phone number, and nothing for any other id.
func (i ID) Number() Text {
	local, domain := i.split()
	if !i.Valid() || !i.IsPerson() || domain == privateDomain {
		return Text{}
	}
	return safetext.Clean("+" + local)
}

// IsGroup reports whether the id is a group's.
func (i ID) IsGroup() bool {
	_, domain := i.split()
	return i.Valid() && domain == groupDomain
}

// IsPerson reports whether the id is a person's: with a number, bare or not, or with a private id in its place.
func (i ID) IsPerson() bool {
	local, domain := i.split()
	switch {
	case !i.Valid():
		return false
	case domain == "":
		return len(local) <= maxPhoneDigits
	}
	return domain == personDomain || domain == privateDomain
}

// Same reports whether both ids name the same chat or contact: they are equal, or differ only in that one number lacks
// its "@c.us", which the API leaves optional.
func (i ID) Same(other ID) bool {
	return i == other || (!i.IsZero() && i.Full() == other.Full())
}

// Full returns the id with "@c.us" where it may be left out, so that one contact has one id: what is the [ID.Same] is equal.
func (i ID) Full() ID {
	if _, domain := i.split(); domain == "" && i.IsPerson() {
		return ID{i.s + personDomain}
	}
	return i
}
