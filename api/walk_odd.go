package api

import (
	"github.com/dustin/go-humanize"

	"chatlens/internal/safetext"
)

// few is by how many records more a page may overlap than the one before it without a word: so many chats may jump to the top
// between the two.
const few = 5

// oddities is what a reader should know about a list.
type oddities struct {
	large    int   // records that were too large alone
	overlaps bool  // by more than a moving list explains
	repeats  bool  // the same records came until the walk gave up
	most     int64 // the largest count that was told
}

// pass notes what a page has shown. The second pass meets the same records as the first.
func (o *oddities) pass(p *pass) {
	o.large = max(o.large, p.large)
	o.overlaps = o.overlaps || p.jump > few
}

func (o *oddities) count(n int64) { o.most = max(o.most, n) }

// text says it all in half a sentence. total is how many places of the list are accounted for. A list that became shorter while
// it was read is nothing odd, so what it gave too much is measured by the largest count.
func (o *oddities) text(done bool, total int64, count Int) Text {
	var parts [4]Text
	switch {
	case o.large == 1:
		parts[0] = safetext.Own("one record is too large to be read")
	case o.large > 1:
		parts[0] = safetext.Format("%s records are too large to be read", humanize.Comma(int64(o.large)))
	}
	if o.overlaps {
		parts[1] = safetext.Own("pages overlap")
	}
	if o.repeats {
		parts[2] = safetext.Own("the same page came again and again")
	}
	switch {
	case !done || !count.Known:
	case total < count.N:
		parts[3] = told(count.N, total)
	case total > o.most:
		parts[3] = told(o.most, total)
	}
	return safetext.Join("; ", parts[:]...)
}

func told(count, gave int64) Text {
	return safetext.Format("the API tells of %s, and gave %s", humanize.Comma(count), humanize.Comma(gave))
}
