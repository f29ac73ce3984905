package present

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// widestLabel is the most cells that a name given by the user takes from the values beside it.
const widestLabel = 20

// propertyRows list the custom properties: those that the user has named first, by name, even where they are null; the
// others by id.
func (v *view) propertyRows(r *chatRows) {
	type property struct {
		named
		value api.Value
	}
	var properties []property
	for id, value := range v.chat.Properties {
		if n := nameOf(v.options.Properties, id); !id.Blank() && (!n.name.IsZero() || !value.IsNull()) {
			properties = append(properties, property{n, value})
		}
	}
	listed := len(properties)
	properties = first(properties, mostRows, func(a, b property) int { return a.compare(b.named) })
	for _, p := range properties {
		key, value := "property:"+p.id.String(), metadata(p.value)
		if !p.name.IsZero() {
			r.addOr(key, safetext.Cut(p.name, widestLabel), value, Plain)
			continue
		}
		r.add(key, safetext.Own("Property"), safetext.Join(" = ", p.id.Line(), value), Plain)
	}
	r.more("property", listed-len(properties))
}

// metadata writes a value of any type: a string as it is, an object with simple values as "key value" pairs, everything
// else as its JSON. It is empty where the value says nothing.
func metadata(v api.Value) safetext.Text {
	text := v.Text()
	switch {
	case v.IsEmpty():
		return safetext.Text{}
	case !strings.HasPrefix(text.String(), "{"):
		return text
	}
	d := json.NewDecoder(strings.NewReader(text.String()))
	d.UseNumber()
	var object map[string]any
	if d.Decode(&object) != nil {
		return text
	}
	var parts []safetext.Text
	for _, key := range slices.Sorted(maps.Keys(object)) {
		switch value := object[key].(type) {
		case nil:
		case string, bool, json.Number:
			parts = append(parts, safetext.Format("%s %s", key, fmt.Sprint(value)))
		default:
			return text
		}
	}
	return safetext.Join(" · ", parts...)
}
