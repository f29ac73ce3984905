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

// scrolls reports whether some of the list does not fit.
func (w *window) scrolls() bool { return w.count > w.height }

// last returns the row behind the last one that is visible.
func (w *window) last() int { return min(w.top+w.height, w.count) }
