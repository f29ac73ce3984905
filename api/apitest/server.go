// Package apitest serves a fake of the chat API on loopback, as net/http/httptest does for net/http. It knows JSON, not package api.
//
// An Org holds what is answered, a Server answers it, a Fault spoils an answer. The server imitates what the API's
// documentation says of access, paging, headers and errors, and accepts no method but GET.
package apitest

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// What a Server expects when Options leave it open.
const (
	defaultKey   = "demo-key"
	defaultPhone = "918527184400"
)

// defaultRateLimit is the limit that is told, and not enforced, where Options name none.
const defaultRateLimit = 100

// Options configure Start. The zero value serves an empty org to a key and a phone of its own, see [Server.Key] and [Server.Phone].
type Options struct {
	Key          string           // the bearer key that is accepted; "": one of its own
	Phone        string           // the x-phone that is accepted, digits only; "": one of its own
	Org          *Org             // nil: an empty one
	RateLimit    int              // requests in a window of one minute; 0: 100, counting but never refusing
	Now          func() time.Time // the clock of the rate limit's window; nil: time.Now
	Uncompressed bool             // nothing is compressed, whatever is asked for: on loopback that takes more time and memory than it saves
}

// A Server answers from an Org on a loopback port until it is closed.
type Server struct {
	key, phone   string
	org          *Org
	enforce      bool
	uncompressed bool
	window       window
	address      string
	http         *http.Server
	served       chan struct{} // closed when the listener's goroutine has ended
	done         chan struct{} // closed by Close
	close        sync.Once
	handlers     sync.WaitGroup
	traces       atomic.Int64
	gzips        sync.Pool
	pages        sync.Pool

	mu       sync.Mutex
	closed   bool
	requests []Request
	faults   []Fault
	paging   Paging
}

// A Request is what was asked of a Server.
type Request struct {
	Method string
	Path   string // escaped, as it was received
	Query  url.Values
	Header http.Header // a copy
}

// Start serves o.Org on 127.0.0.1, on a port of the system's choice. The caller closes the server.
func Start(o Options) (*Server, error) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen on loopback: %w", err)
	}
	s := &Server{
		key:          o.Key,
		phone:        o.Phone,
		org:          o.Org,
		enforce:      o.RateLimit > 0,
		uncompressed: o.Uncompressed,
		window:       window{limit: o.RateLimit, now: o.Now},
		address:      listener.Addr().String(),
		served:       make(chan struct{}),
		done:         make(chan struct{}),
	}
	if s.key == "" {
		s.key = defaultKey
	}
	if s.phone == "" {
		s.phone = defaultPhone
	}
	if s.org == nil {
		s.org = NewOrg()
	}
	if !s.enforce {
		s.window.limit = defaultRateLimit
	}
	if s.window.now == nil {
		s.window.now = time.Now
	}
	s.http = &http.Server{
		Handler:           http.HandlerFunc(s.serve),
		ReadHeaderTimeout: 10 * time.Second,
		// Standard error belongs to the terminal program that this server may live in.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	go func() {
		defer close(s.served)
		_ = s.http.Serve(listener)
	}()
	return s, nil
}

// BaseURL is the API's base, "http://127.0.0.1:PORT/v1".
func (s *Server) BaseURL() string { return "http://" + s.address + "/v1" }

// Key is the bearer key that the server accepts.
func (s *Server) Key() string { return s.key }

// Phone is the x-phone that the server accepts.
func (s *Server) Phone() string { return s.phone }

// Close stops listening, ends pending requests, and returns when the server's goroutines have ended.
func (s *Server) Close() error {
	var err error
	s.close.Do(func() {
		s.mu.Lock()
		s.closed = true
		s.mu.Unlock()
		close(s.done)
		err = s.http.Close()
		<-s.served
		s.handlers.Wait()
	})
	if err != nil {
		return fmt.Errorf("close the fake API: %w", err)
	}
	return nil
}

// enter counts a handler in, which Close then waits for. After Close none may begin.
func (s *Server) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.handlers.Add(1)
	return true
}

// mostRequests are kept, so that a server that runs for long stays small.
const mostRequests = 1_000

// Requests lists the last 1,000 requests, oldest first, refused ones included.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

func (s *Server) record(r *http.Request) {
	asked := requestOf(r)
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.requests) == mostRequests {
		s.requests = slices.Delete(s.requests, 0, 1)
	}
	s.requests = append(s.requests, asked)
}

func requestOf(r *http.Request) Request {
	return Request{
		Method: r.Method,
		Path:   r.URL.EscapedPath(),
		Query:  r.URL.Query(),
		Header: r.Header.Clone(),
	}
}
