package apitest

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// A Fault spoils answers on demand. The next Times requests whose path has the prefix get it; later faults stand behind
// earlier ones. A fault that names no answer of its own (Status, Body, Huge, Redirect, Echo, Reset) spoils the true one:
// Delay, Hold, Header, Truncate, Drip and Gzip then apply to what the server would have said anyway.
type Fault struct {
	PathPrefix  string             // "" is every path; "/v1/chats/91…", with or without percent signs
	Match       func(Request) bool // which requests of the path it concerns; nil: all. It must not ask the server anything
	Times       int                // 0 means 1, below 0 means all
	Status      int                // answer with this status, and with Body, or from 400 on with the API's documented error JSON
	Header      http.Header        // set on the answer; an empty list takes a header off
	Body        string             // with Status 0: 200 with this body
	ContentType string             // "": JSON
	Delay       time.Duration      // before the answer's first byte; ends early when the client goes or the server closes
	Hold        <-chan struct{}    // before the answer, until it is closed, the client goes or the server closes: for tests that order answers
	Reset       bool               // a TCP reset instead of an answer
	Truncate    int                // send only this many bytes of the body, then drop the connection
	Drip        time.Duration      // one byte each
	Huge        int64              // a JSON string of that many bytes, quotes included, streamed
	Gzip        bool               // compress the answer, asked for or not (with Huge: a bomb)
	Redirect    string             // 302 to this URL
	Echo        bool               // an error, 500 unless Status says more, whose message repeats the Authorization header
}

// Fail adds faults behind those that are still to come.
func (s *Server) Fail(f ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, fault := range f {
		if fault.Times == 0 {
			fault.Times = 1
		}
		s.faults = append(s.faults, fault)
	}
}

// Heal drops all faults. Requests that are being held or delayed still wait.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// takeFault returns the fault that is due for a request, and counts it.
func (s *Server) takeFault(r *http.Request) (Fault, bool) {
	asked := requestOf(r)
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.faults {
		f := s.faults[i]
		if f.Times == 0 || !f.concerns(r.URL) || f.Match != nil && !f.Match(asked) {
			continue
		}
		if f.Times > 0 {
			s.faults[i].Times--
		}
		return f, true
	}
	return Fault{}, false
}

// concerns compares with both spellings of the path, since "@" and "%40" are the same to the API.
func (f Fault) concerns(u *url.URL) bool {
	return strings.HasPrefix(u.EscapedPath(), f.PathPrefix) || strings.HasPrefix(u.Path, f.PathPrefix)
}

// FromOffset matches the requests for the items of a list from an offset on, for Fault.Match.
func FromOffset(n int) func(Request) bool {
	return func(r Request) bool {
		offset, err := strconv.Atoi(r.Query.Get("offset"))
		return err == nil && offset >= n
	}
}

// spoil replaces the true answer with the fault's own where it has one.
func (f Fault) spoil(r *http.Request, truth func() answer) answer {
	var a answer
	switch {
	case f.Redirect != "":
		a = answer{status: http.StatusFound}
		a.set("Location", f.Redirect)
	case f.Echo:
		a = failure(cmp.Or(f.Status, http.StatusInternalServerError), "Request was: Authorization: "+r.Header.Get("Authorization"))
	case f.Huge > 0:
		a = answer{status: cmp.Or(f.Status, http.StatusOK), huge: f.Huge}
	case f.Body != "":
		a = answer{status: cmp.Or(f.Status, http.StatusOK), body: []byte(f.Body)}
	case f.Status >= http.StatusBadRequest:
		a = failure(f.Status, "")
	case f.Status != 0:
		a = answer{status: f.Status}
	default:
		a = truth()
	}
	if f.ContentType != "" {
		a.set("Content-Type", f.ContentType)
	}
	for name, values := range f.Header {
		a.set(name, values...)
	}
	return a
}
