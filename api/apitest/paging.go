package apitest

import (
	"bytes"
	"net/http"
	"strconv"
)

// Paging is how the pages of a server's lists go wrong: of chats, of messages and of notes. The zero value is honest.
// Where several are set, all of them hold.
type Paging struct {
	FromOne    bool                  // the offset counts from 1; 0 is the first page too
	Overlap    int                   // each page but the first starts that many items early
	Cap        int                   // no page is longer than this, whatever was asked for; 0: the documented 2,000
	RepeatFrom int                   // from this offset on the page that starts here comes again for ever; 0: never
	Count      func(real int) int    // what "count" says; nil: the truth
	BadRecord  func(item int) []byte // what stands in the place of an item of the whole list, from 0; nil: the item
}

// Misbehave lets the pages of the lists go wrong from the next request on; Paging{} makes them honest again.
func (s *Server) Misbehave(p Paging) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.paging = p
}

// list answers with a page of a list.
func (s *Server) list(r *http.Request, asked listing, key string, count int, item func(int) []byte) answer {
	s.mu.Lock()
	manner := s.paging
	s.mu.Unlock()
	// Memory for a page of megabytes costs more than making its items.
	b, ok := s.pages.Get().(*bytes.Buffer)
	if !ok {
		b = &bytes.Buffer{}
	}
	b.Reset()
	manner.page(b, asked, key, count, item)
	a := document(r, b.Bytes())
	a.page = b
	return a
}

// span gives the items of a page, from the first to before the last.
func (p Paging) span(l listing, count int) (from, to int) {
	from, limit := l.offset, l.limit
	if p.RepeatFrom > 0 {
		from = min(from, p.RepeatFrom)
	}
	if from > 0 {
		if p.FromOne {
			from--
		}
		from = max(0, from-p.Overlap)
	}
	if p.Cap > 0 {
		limit = min(limit, p.Cap)
	}
	from = min(from, count)
	return from, min(from+limit, count)
}

// sampled is how many items of a page tell how much memory the others will need.
const sampled = 64

// page writes {"from","to","count",key:[…]}: from and to count items from 1, count is all that match, on whatever page.
func (p Paging) page(b *bytes.Buffer, l listing, key string, count int, item func(int) []byte) {
	from, to := p.span(l, count)
	first := from
	if to > from {
		first++
	}
	said := count
	if p.Count != nil {
		said = p.Count(count)
	}
	b.WriteString(`{"from":` + strconv.Itoa(first) + `,"to":` + strconv.Itoa(to) + `,"count":` + strconv.Itoa(said) + `,"` + key + `":[`)
	for i := from; i < to; i++ {
		if i > from {
			b.WriteByte(',')
		}
		if i == from+sampled {
			b.Grow((to - i) * (b.Len() + b.Len()/8) / sampled)
		}
		b.Write(p.record(i, item))
	}
	b.WriteString("]}")
}

func (p Paging) record(i int, item func(int) []byte) []byte {
	if p.BadRecord != nil {
		if bad := p.BadRecord(i); bad != nil {
			return bad
		}
	}
	return item(i)
}
