package api

// mostFruitless is how many pages in a row may bring nothing new before the walk gives up: more than an overlap needs to be
// passed with pages that were halved, and that double with each.
const mostFruitless = 8

// pass is one reading of a list from its start.
type pass struct {
	number    uint8 // 1 or 2
	at        int   // the offset to ask for next
	had       int   // items that it has had
	skipped   int   // records that were not understood, or were too large
	large     int   // records that were too large
	over      int   // records in a row that were passed over as too large, which the next page confirms
	fruitless int   // pages in a row that brought nothing new
	again     int   // records of the latest page that an earlier one of the pass had brought
	jump      int   // by how many more they are than on the page before it
	repeating bool  // the latest page was the same as the one before it, which had brought nothing either
	last      received
	cap       int // the longest page that was shorter than asked, as it seems without being the last
}

// received is what a page brought, as seen by the pass.
type received struct {
	records     int // all of them
	fresh       int // items that the pass had not had
	again       int // items that it had had
	skipped     int // records that were not understood
	first, last string
}

// repeats reports whether a page is the one before it once more.
func (r received) repeats(before received) bool {
	return r.fresh == 0 && r.again > 0 && r.records == before.records && r.first == before.first && r.last == before.last
}

// settle counts the records that were passed over, once a page after them could be read.
func (p *pass) settle() {
	p.skipped += p.over
	p.large += p.over
	p.over = 0
}

// take goes on behind a page. It never goes on by more than the page has brought, so that nothing is left out whatever the
// offset counts from; and by less where a part of it had come before, since then the list has moved.
func (p *pass) take(got received) {
	p.settle()
	p.had += got.fresh
	repeats := got.repeats(p.last)
	if !repeats {
		p.skipped += got.skipped
	}
	p.jump, p.again = got.again-p.again, got.again
	if got.fresh > 0 {
		p.at += got.fresh + got.skipped
		p.fruitless, p.repeating = 0, false
	} else {
		p.at += got.records
		p.fruitless++
		p.repeating = repeats && p.fruitless > 1
	}
	p.last = got
}

// stuck reports whether it is of no use to go on.
func (p *pass) stuck() bool { return p.repeating || p.fruitless >= mostFruitless }

// believe keeps what the API says of the length of the list, unless an empty page forgets it.
func (w *Walk[T]) believe(said Int, records int) {
	if !said.Known || said.N < 0 || records == 0 && said.N < w.total() {
		return
	}
	w.count = said
	w.odd.count(said.N)
}

// decide finds out after a page whether the list is at its end.
func (w *Walk[T]) decide(got received, limit int) {
	p := &w.pass
	covered := int64(p.had + p.skipped)
	told := w.count.Known && covered == w.count.N
	missing := w.count.Known && covered < w.count.N
	short := got.records < limit
	cut := p.cap > 0 && got.records >= p.cap
	again := got.fresh == 0 && got.again > 0
	switch {
	case got.records == 0:
		w.end()
	case p.number == 2 && w.total() >= w.odd.most:
		w.finish()
	case p.stuck():
		w.odd.repeats = got.again > 0
		w.finish()
	case !short:
	case !cut && again && (p.cap > 0 || !missing):
		w.end()
	case !told:
		p.cap = max(p.cap, got.records)
	case !cut && (p.skipped == 0 || int64(got.records) == covered):
		// A bad record that two pages share was counted twice: then more may come, though as many are covered as there are.
		w.end()
	}
}

// end ends a pass, and begins the second one where the first has brought less than was ever told of. A count that has become
// smaller tells of removed items, behind which others may have been left out.
func (w *Walk[T]) end() {
	if w.pass.number == 2 || w.total() >= w.odd.most {
		w.finish()
		return
	}
	w.pass = pass{number: 2}
	w.size.restart()
}

func (w *Walk[T]) finish() {
	w.done = true
	w.seen = nil
}
