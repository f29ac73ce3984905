package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"chatlens/internal/safetext"
)

// failure is an attempt that failed.
type failure struct {
	err       *Error
	transient bool          // the same request may well succeed
	wait      time.Duration // what the server asks for; 0: nothing
}

func kindOfStatus(status int) Kind {
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return KindAuth
	case status == http.StatusNotFound || status == http.StatusGone:
		return KindNotFound
	case status == http.StatusUnprocessableEntity:
		return KindUsage
	case status == http.StatusTooManyRequests:
		return KindRateLimited
	case status == http.StatusRequestTimeout || status >= 500:
		return KindNetwork
	case status < 400:
		return KindMalformed
	}
	return KindOther
}

func transientStatus(status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// notSent is the error for an id that is refused before any request.
func notSent(op string, id ID) error {
	refusal := &IDError{Input: id.Text(), Reason: safetext.Own("it is not an id that the API knows")}
	return &Error{Kind: KindUsage, Op: op, ID: id, Err: refusal}
}

// refused is an answer whose status is an error.
func (c *Client) refused(q request, got *reply, header http.Header, body []byte, now time.Time) *failure {
	failed := &failure{transient: transientStatus(got.status), err: &Error{
		Kind:    kindOfStatus(got.status),
		Op:      q.op,
		ID:      q.id,
		Status:  got.status,
		Message: c.serverMessage(header.Get("Content-Type"), body),
		TraceID: got.trace,
		Proxy:   c.proxy,
		Rate:    got.rate,
	}}
	if wait, ok := askedWait(got.status, header, now); ok {
		failed.wait = wait
		failed.err.RetryAt = now.Add(wait)
	}
	return failed
}

// misshapen is an answer that is not what was asked for. It never helps to ask again.
func (c *Client) misshapen(q request, got *reply, err error) *failure {
	return &failure{err: &Error{
		Kind:    KindMalformed,
		Op:      q.op,
		ID:      q.id,
		Status:  got.status,
		TraceID: got.trace,
		Proxy:   c.proxy,
		Rate:    got.rate,
		Err:     c.harmless(err),
		cause:   c.redact(err.Error()).Line(),
	}}
}

// unanswered is a request without an answer, or with a part of one. watched is the context that the request was made with,
// ctx the caller's.
func (c *Client) unanswered(ctx, watched context.Context, q request, err error) *failure {
	if ctx.Err() != nil {
		return &failure{err: c.canceled(q, ctx.Err())}
	}
	var ours *timeoutError
	if errors.As(context.Cause(watched), &ours) {
		err = ours
	}
	found := c.diagnose(err)
	return &failure{transient: found.transient, err: &Error{
		Kind:    found.kind,
		Op:      q.op,
		ID:      q.id,
		Proxy:   c.proxy,
		Err:     c.harmless(err),
		cause:   c.redact(found.cause.String()).Line(),
		trouble: found.trouble,
	}}
}

// canceled is a request that the caller has given up.
func (c *Client) canceled(q request, err error) *Error {
	failed := &Error{Kind: KindOther, Op: q.op, ID: q.id, Proxy: c.proxy, Err: err, cause: safetext.Own("canceled")}
	if errors.Is(err, context.DeadlineExceeded) {
		failed.Kind, failed.cause = KindNetwork, safetext.Own("no answer in the time given")
	}
	return failed
}
