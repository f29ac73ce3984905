package api

import (
	"bytes"
	"encoding/json"

	"chatlens/internal/safetext"
)

// Page is a part of a list.
type Page[T any] struct {
	Items   []T
	Count   Int // items in the whole list
	Skipped int // items of this page that were not understood
	// Raw is the received JSON of each of Items, if it was asked for: a copy, so that one of them does not keep the page.
	Raw [][]byte
}

// items collects the records of a page.
type items[T any, P record[T]] struct {
	page       *Page[T]
	key        string
	identified func(P) bool // whether a record can be told from others
	raw        bool         // keep the JSON of each item
	found      bool         // the key was there, with a list or null
}

func (i *items[T, P]) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "count":
		return &i.page.Count
	case i.key:
		return i
	}
	return nil
}

func (i *items[T, P]) UnmarshalJSON(b []byte) error {
	i.page.Items, i.page.Raw, i.page.Skipped = nil, nil, 0
	i.found = eachElement(b, func(value []byte) {
		var v T
		if !decodeObject(value, P(&v)) || !i.identified(&v) {
			i.page.Skipped++
			return
		}
		i.page.Items = append(i.page.Items, v)
		if i.raw {
			i.page.Raw = append(i.page.Raw, bytes.Clone(value))
		}
	}) || isNull(b)
	return nil
}

// decodePage decodes an object whose named key holds a list of records. A record that is not understood costs that record.
func decodePage[T any, P record[T]](b []byte, key string, raw bool, identified func(P) bool) (Page[T], error) {
	var page Page[T]
	list := items[T, P]{page: &page, key: key, raw: raw, identified: identified}
	decodeObject(b, &list)
	if !list.found {
		return Page[T]{}, &shapeError{reason: safetext.Format("the answer is JSON but no list of %s", key)}
	}
	return page, nil
}
