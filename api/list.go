package api

import "encoding/json"

// List is a list whose bad elements are left out. It is nil where the API gives null, nothing, or something that is not
// a list.
type List[T any] []T

// UnmarshalJSON leaves out elements that are null, empty or not understood. The error is always nil.
func (l *List[T]) UnmarshalJSON(b []byte) error {
	*l = nil
	eachElement(b, func(value []byte) {
		var v T
		dst, ok := any(&v).(json.Unmarshaler)
		if !ok || isNull(value) {
			return
		}
		decode(value, dst)
		if z, ok := any(v).(interface{ IsZero() bool }); ok && z.IsZero() {
			return
		}
		*l = append(*l, v)
	})
	return nil
}
