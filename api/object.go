package api

import "encoding/json"

// object is a record of the API. The methods UnmarshalJSON of its fields take whatever comes and never fail, so that a
// bad field costs that field alone.
type object interface {
	// field returns where the named field is decoded to, or nil where the name is not known.
	field(name []byte) json.Unmarshaler
}

// decodeObject decodes b field by field into o. It reports whether b is an object with at least one known field that is
// not null. The last of several equal names wins.
func decodeObject(b []byte, o object) bool {
	given := false
	eachMember(b, func(key, value []byte) {
		dst := o.field(key)
		if dst == nil {
			return
		}
		given = given || !isNull(value)
		decode(value, dst)
	})
	return given
}

// decode drops the error that the interface asks for: no type of this package returns one.
func decode(b []byte, dst json.Unmarshaler) { _ = dst.UnmarshalJSON(b) }

// record is a pointer to an object.
type record[T any] interface {
	*T
	object
}

// optional decodes an object that may be absent: what holds nothing known leaves nil.
type optional[T any, P record[T]] struct{ at **T }

func option[T any, P record[T]](at **T) optional[T, P] { return optional[T, P]{at} }

func (o optional[T, P]) UnmarshalJSON(b []byte) error {
	*o.at = nil
	v := new(T)
	if decodeObject(b, P(v)) {
		*o.at = v
	}
	return nil
}
