package present

import "slices"

// SameText reports whether two rows say the same.
func (r *Row) SameText(other *Row) bool {
	if !slices.Equal(r.Cells, other.Cells) || r.Full != other.Full || (r.Body == nil) != (other.Body == nil) {
		return false
	}
	return r.Body == nil || r.Body.Kind == other.Body.Kind && r.Body.Marker == other.Body.Marker && slices.Equal(r.Body.Spans, other.Body.Spans)
}
