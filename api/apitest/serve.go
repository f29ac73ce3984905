package apitest

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if !s.enter() {
		panic(http.ErrAbortHandler) // returning would answer 200
	}
	defer s.handlers.Done()
	s.record(r)

	h := w.Header()
	h.Set("X-Periskope-Trace-Id", fmt.Sprintf("trace-%08d", s.traces.Add(1)))
	h.Set("X-Periskope-Org-Id", *s.org.id.Load())
	h.Set("X-Periskope-Phone-Id", phoneID(s.phone))
	wait := s.window.take(h)

	fault, spoilt := s.takeFault(r)
	if spoilt && !s.pause(r, fault) {
		panic(http.ErrAbortHandler) // returning would answer 200
	}
	if fault.Reset {
		reset(w)
		return
	}
	truth := func() answer {
		if wait > 0 && s.enforce {
			a := failure(http.StatusTooManyRequests, fmt.Sprintf("You can only make %d requests per minute", s.window.limit))
			a.set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
			return a
		}
		return s.route(r)
	}
	s.send(w, r, fault.spoil(r, truth), fault)
}

// pause waits as the fault asks, and tells whether there is still somebody to answer.
func (s *Server) pause(r *http.Request, f Fault) bool {
	if f.Delay > 0 && !s.sleep(r, f.Delay) {
		return false
	}
	if f.Hold == nil {
		return true
	}
	select {
	case <-f.Hold:
		return true
	case <-r.Context().Done():
	case <-s.done:
	}
	return false
}

// sleep waits for d, and tells whether it came to the end of it.
func (s *Server) sleep(r *http.Request, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
	case <-s.done:
	}
	return false
}

// route finds the true answer. The path is split before it is unescaped, so that no id can grow into two segments.
func (s *Server) route(r *http.Request) answer {
	if r.Method != http.MethodGet {
		a := failure(http.StatusMethodNotAllowed, "")
		a.set("Allow", http.MethodGet)
		return a
	}
	if refusal, refused := s.refuse(r); refused {
		return refusal
	}
	segments := strings.Split(r.URL.EscapedPath(), "/")
	for i, segment := range segments {
		plain, err := url.PathUnescape(segment)
		if err != nil {
			return failure(http.StatusBadRequest, "")
		}
		segments[i] = plain
	}
	if len(segments) < 3 || segments[0] != "" || segments[1] != "v1" {
		return failure(http.StatusNotFound, "")
	}
	switch path := segments[2:]; {
	case len(path) == 1 && path[0] == "chats":
		return s.listChats(r)
	case len(path) == 2 && path[0] == "chats":
		return s.getChat(r, path[1])
	case len(path) == 3 && path[0] == "chats" && path[2] == "messages":
		return s.listMessages(r, path[1])
	case len(path) == 3 && path[0] == "chats" && path[2] == "notes":
		return s.listNotes(r, path[1])
	case len(path) == 2 && path[0] == "message":
		return s.getMessage(r, path[1])
	case len(path) == 2 && path[0] == "phones" && path[1] == "all":
		return document(r, s.org.listPhones(s.phone))
	}
	return failure(http.StatusNotFound, "")
}

// refuse checks the key first, then the phone, as an API does that tells strangers nothing. The list of phones is for those who have
// none yet.
func (s *Server) refuse(r *http.Request) (answer, bool) {
	if r.Header.Get("Authorization") != "Bearer "+s.key {
		return failure(http.StatusUnauthorized, ""), true
	}
	phone := r.Header.Get("X-Phone")
	switch phone {
	case "":
		if strings.TrimSuffix(r.URL.Path, "/") == "/v1/phones/all" {
			return answer{}, false
		}
		return failureOf(http.StatusUnprocessableEntity, "Missing Header: {x-phone}",
			map[string]fieldFault{"x-phone": {Message: "x-phone is required"}}), true
	case s.phone, phoneID(s.phone):
		return answer{}, false
	}
	return failure(http.StatusForbidden, ""), true
}

// parseTime reads the forms that a query may carry.
func parseTime(s string) (time.Time, error) {
	if ms, err := strconv.ParseInt(s, 10, 64); err == nil {
		return time.UnixMilli(ms), nil
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02 15:04:05Z07", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a time", s)
}
