package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// A journal notes each request on a line of its own: when, what kind of thing was asked for, how it ended and how long it took. It knows no
// key, no id, no text of the server's, and no body. The zero journal notes nothing.
type journal struct {
	out io.Writer // one write a line
	now func() time.Time
}

func (j journal) note(r *http.Request, answer *http.Response, err error, begun time.Time) {
	if j.out == nil {
		return
	}
	took := j.now().Sub(begun).Round(time.Millisecond)
	var ended string
	switch {
	case err != nil:
		ended = "failed: " + outcome(err)
	case answer.ContentLength >= 0:
		ended = fmt.Sprintf("%d, %d bytes", answer.StatusCode, answer.ContentLength)
	default:
		ended = fmt.Sprintf("%d", answer.StatusCode)
	}
	_, _ = fmt.Fprintf(j.out, "%s GET %s %s, %s\n", begun.UTC().Format("2006-01-02T15:04:05.000Z"), anonymous(r), ended, took)
}

// anonymous is what was asked for, with ids as words. Of the query, only where a page begins and how long it is may be known.
func anonymous(r *http.Request) string {
	var out strings.Builder
	for part := range strings.SplitSeq(strings.Trim(r.URL.Path, "/"), "/") {
		out.WriteByte('/')
		switch {
		case strings.HasSuffix(part, "@g.us"):
			out.WriteString("{group}")
		case strings.Contains(part, "@"):
			out.WriteString("{person}")
		case part == strings.ToLower(part) && strings.Trim(part, "abcdefghijklmnopqrstuvwxyz") == "" || part == "v1":
			out.WriteString(part)
		default:
			out.WriteString("{other}")
		}
	}
	query := r.URL.Query()
	sep := "?"
	for _, name := range []string{"offset", "limit"} {
		if value := query.Get(name); value != "" && len(value) < 8 && allDigits(value) {
			out.WriteString(sep + name + "=" + value)
			sep = "&"
		}
	}
	return out.String()
}

// outcome is a failure in a word: the error's own text may hold anything.
func outcome(err error) string {
	var name *net.DNSError
	var away *redirectError
	switch {
	case errors.Is(err, context.Canceled):
		return "canceled"
	case isTimeout(err):
		return "timeout"
	case errors.As(err, &away):
		return "redirect"
	case errors.Is(err, errReadOnly):
		return "not a GET"
	case errors.As(err, &name):
		return "no such host"
	}
	return "no answer"
}
