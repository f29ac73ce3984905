package api

// mostPassedOver is how many records in a row may be too large. More are not: then it is the answers, whatever they hold.
const mostPassedOver = 3

// pageSize is how many items to ask for.
type pageSize struct {
	first, then int
	reduced     int // below then, since an answer was too large; 0: it is not
	until       int // the offset behind what was too large
}

func (s *pageSize) full() bool { return s.reduced == 0 }

func (s *pageSize) items(begun bool) int {
	n := s.then
	if !begun {
		n = s.first
	}
	if s.reduced > 0 {
		n = min(n, s.reduced)
	}
	return n
}

// halve follows an answer that was too large. It reports whether a smaller one can be asked for.
func (s *pageSize) halve(at, limit int) bool {
	s.until = at + limit
	s.reduced = max(limit/2, 1)
	return limit > 1
}

// fits follows a page that could be read, before the one at an offset. Pages grow again once they have left behind what was
// too large: earlier they would meet it again.
func (s *pageSize) fits(at int) {
	if s.reduced == 0 || at < s.until {
		return
	}
	if s.reduced *= 2; s.reduced >= s.then {
		s.reduced = 0
	}
}

// restart begins at the list's start again.
func (s *pageSize) restart() { s.until = 0 }

// dodge follows an answer that was too large: a smaller page is next, or the place after a record that is too large alone. It
// reports whether there is one.
func (w *Walk[T]) dodge(limit int) bool {
	p := &w.pass
	switch {
	case w.size.halve(p.at, limit):
	case p.over < mostPassedOver:
		p.at++
		p.over++
	default:
		p.at -= p.over
		p.over = 0
		return false
	}
	return true
}
