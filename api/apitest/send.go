package apitest

import (
	"bytes"
	"compress/gzip"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Sizes in bytes: below the first gzip saves less than its header costs, above the second it takes longer than the
// loopback takes for the whole.
const (
	worthCompressing   = 1 << 10
	longestCompression = 512 << 10
)

// send writes an answer, as badly as the fault asks.
func (s *Server) send(w http.ResponseWriter, r *http.Request, a answer, f Fault) {
	if a.page != nil {
		defer s.pages.Put(a.page)
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	if len(a.body) == 0 && a.huge == 0 {
		h.Del("Content-Type")
	}
	for name, values := range a.header {
		h[name] = values
	}
	asked := !s.uncompressed && len(a.body) >= worthCompressing && len(a.body) <= longestCompression && acceptsGzip(r)
	if asked || f.Gzip {
		h.Set("Content-Encoding", "gzip")
		h.Add("Vary", "Accept-Encoding")
	}
	if a.huge > 0 {
		s.stream(w, a, f.Gzip)
		return
	}
	body := a.body
	if asked || f.Gzip {
		body = s.compress(body)
	}
	if a.status != http.StatusNotModified {
		h.Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(a.status)
	switch {
	case f.Truncate > 0 && f.Truncate < len(body):
		s.write(w, r, body[:f.Truncate], f.Drip)
		flush(w)
		panic(http.ErrAbortHandler) // net/http's own way to drop a connection without a word
	default:
		s.write(w, r, body, f.Drip)
	}
}

func (s *Server) write(w http.ResponseWriter, r *http.Request, body []byte, drip time.Duration) {
	if drip <= 0 {
		_, _ = w.Write(body)
		return
	}
	for i := range body {
		if _, err := w.Write(body[i : i+1]); err != nil {
			return
		}
		flush(w)
		if !s.sleep(r, drip) {
			return
		}
	}
}

// stream sends a JSON string without ever holding it.
func (s *Server) stream(w http.ResponseWriter, a answer, compressed bool) {
	w.WriteHeader(a.status)
	var out io.Writer = w
	if compressed {
		z := gzip.NewWriter(w)
		defer func() { _ = z.Close() }()
		out = z
	}
	chunk := bytes.Repeat([]byte{'a'}, 64<<10)
	if _, err := out.Write([]byte{'"'}); err != nil {
		return
	}
	for left := a.huge - 2; left > 0; {
		n := min(left, int64(len(chunk)))
		if _, err := out.Write(chunk[:n]); err != nil {
			return
		}
		left -= n
	}
	_, _ = out.Write([]byte{'"'})
}

func (s *Server) compress(body []byte) []byte {
	var out bytes.Buffer
	z, ok := s.gzips.Get().(*gzip.Writer)
	if !ok {
		z, _ = gzip.NewWriterLevel(nil, gzip.BestSpeed)
	}
	z.Reset(&out)
	_, _ = z.Write(body)
	_ = z.Close()
	s.gzips.Put(z)
	return out.Bytes()
}

func acceptsGzip(r *http.Request) bool {
	for coding := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(coding), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") && strings.TrimSpace(quality) != "q=0" {
			return true
		}
	}
	return false
}

func flush(w http.ResponseWriter) {
	if flusher, ok := w.(http.Flusher); ok {
		flusher.Flush()
	}
}

// reset drops the connection so that the client sees a TCP reset.
func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
