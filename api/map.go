package api

import (
	"encoding"
	"encoding/json"
)

// Map is an object whose keys are data. It is nil where the API gives null, nothing, or something that is not an object.
type Map[K comparable, V any] map[K]V

// UnmarshalJSON keeps every key; a value that is null or not understood stays the zero V. The last of several equal keys
// wins. The error is always nil.
func (m *Map[K, V]) UnmarshalJSON(b []byte) error {
	*m = nil
	made := Map[K, V]{}
	if eachMember(b, func(key, value []byte) {
		var v V
		if dst, ok := any(&v).(json.Unmarshaler); ok {
			decode(value, dst)
		}
		made[mapKey[K](key)] = v
	}) {
		*m = made
	}
	return nil
}

func mapKey[K comparable](key []byte) K {
	var k K
	if dst, ok := any(&k).(encoding.TextUnmarshaler); ok {
		_ = dst.UnmarshalText(key)
	}
	return k
}

// labels decodes a map of flags that also comes as a list of the names that are true.
type labels Map[Text, Flag]

func (l *labels) UnmarshalJSON(b []byte) error {
	var names labels
	if !eachElement(b, func(value []byte) {
		name, ok := unquote(value)
		if !ok {
			return
		}
		if names == nil {
			names = labels{}
		}
		names[mapKey[Text]([]byte(name))] = Flag{Known: true, On: true}
	}) {
		decode(b, (*Map[Text, Flag])(l))
		return nil
	}
	*l = names
	return nil
}
