package ui

// window is the part of a long list that is shown, around a cursor: rows counted from 0.
type window struct {
	count, height, cursor, top int
}

// set gives the list's length and the rows that are visible, and keeps the cursor inside both.
func (w *window) set(count, height int) {
	w.count, w.height = max(count, 0), max(height, 1)
	w.to(w.cursor)
}

// to moves the cursor to a row, as near as there is one, and shows it.
func (w *window) to(row int) {
	w.cursor = max(0, min(row, w.count-1))
	w.top = max(0, min(w.top, w.cursor, w.count-w.height))
	if w.cursor >= w.top+w.height {
		w.top = w.cursor - w.height + 1
	}
}

// page moves cursor and rows together by n rows.
func (w *window) page(n int) {
	w.top = max(0, min(w.top+n, w.count-w.height))
	w.to(w.cursor + n)
}

// last returns the row behind the last one that is visible.
func (w *window) last() int { return min(w.top+w.height, w.count) }

// move does what a key does that moves in a list, and reports whether it is one.
func (w *window) move(s stroke, k *KeyMap) bool {
	switch {
	case s.is(k.Down):
		w.to(w.cursor + 1)
	case s.is(k.Up):
		w.to(w.cursor - 1)
	case s.is(k.Top):
		w.to(0)
	case s.is(k.Bottom):
		w.to(w.count - 1)
	case s.is(k.HalfDown):
		w.page(max(1, w.height/2))
	case s.is(k.HalfUp):
		w.page(-max(1, w.height/2))
	case s.is(k.PageDown):
		w.page(w.height)
	case s.is(k.PageUp):
		w.page(-w.height)
	default:
		return false
	}
	return true
}
