package api

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"chatlens/internal/safetext"
)

// Kind says what somebody has to do about an error.
type Kind uint8

// Kinds of errors.
const (
	KindOther       Kind = iota
	KindUsage            // the request is wrong: a bad id, a bad option, status 422
	KindAuth             // the key is refused: status 401 or 403
	KindNotFound         // status 404
	KindRateLimited      // status 429
	KindNetwork          // no connection, TLS, timeout, status 5xx
	KindMalformed        // the answer is not understood: not the API, not JSON, too large
)

// Error is a request that failed. None of its texts holds the key or a proxy's password.
type Error struct {
	Kind    Kind
	Op      string    // what was being done: "get chat 919537851844@c.us"
	ID      ID        // of the chat that was asked for; zero for lists
	Status  int       // HTTP status; 0: no answer
	Message Text      // the server's, on one line
	TraceID Text      // what the vendor's support asks for
	RetryAt time.Time // when the server allows the next request; zero: it does not say
	Proxy   string    // host and port of the proxy that was used, if any
	Rate    Rate
	Err     error // what lies behind it, such as context.Canceled or [ErrTooLarge]; may be nil

	cause   Text // the short cause, where it is not the status
	trouble trouble
}

// Error returns one line: what was done, the cause, the server's message, its trace id and the proxy.
func (e *Error) Error() string {
	if e.Op == "" {
		return e.Summary().String()
	}
	return safetext.Clean(e.Op).Line().String() + ": " + e.Summary().String()
}

// Summary is what went wrong, on one line: the cause, the server's message, the trace id, and the proxy if one was used.
func (e *Error) Summary() Text {
	// The line goes on behind the message, or the caller's sentence does.
	message := safetext.Clean(strings.TrimRight(e.Message.Line().String(), ". "))
	said := safetext.Join(": ", e.Cause().Line(), message)
	if !e.TraceID.Blank() {
		said = safetext.Format("%s (trace %s)", said, e.TraceID.Line())
	}
	if e.Proxy != "" && !strings.Contains(said.String(), e.Proxy) {
		said = safetext.Format("%s (through the proxy %s)", said, e.Proxy)
	}
	return said
}

// Unwrap returns what lies behind the error.
func (e *Error) Unwrap() error { return e.Err }

// Cause is the short cause for a status line: "HTTP 404 Not Found", "connection refused".
func (e *Error) Cause() Text {
	switch {
	case !e.cause.IsZero():
		return e.cause
	case e.Status != 0:
		return safetext.Clean(statusText(e.Status))
	case e.Err != nil:
		return safetext.Clean(e.Err.Error()).Line()
	}
	return safetext.Own("it failed without a cause")
}

// KindOf returns the kind of an error, KindOther where it has none.
func KindOf(err error) Kind {
	var failed *Error
	if errors.As(err, &failed) {
		return failed.Kind
	}
	var id *IDError
	var option *OptionError
	if errors.As(err, &id) || errors.As(err, &option) {
		return KindUsage
	}
	return KindOther
}

// statusText is made of the number alone: the server's own words for it are not cleaned.
func statusText(status int) string {
	return strings.TrimSpace(fmt.Sprintf("HTTP %d %s", status, http.StatusText(status)))
}
