package api

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-resty/resty/v2"

	"chatlens/internal/safetext"
)

// errorBodyLimit is how much of an error's body is read, in bytes.
const errorBodyLimit = 64 << 10

// request is what one of the client's methods asks for.
type request struct {
	op      string
	id      ID
	path    string // below the base URL
	query   url.Values
	etag    string
	limit   int64  // of the body, in bytes
	what    string // what the answer should be: "chat"
	onRetry func(Retry)

	orList   bool // the answer may be a list with nothing around it
	anyPhone bool // it can be asked without a phone
}

// reply is an answer that holds valid JSON, or none where nothing has changed.
type reply struct {
	body        []byte
	etag        string
	notModified bool
	status      int
	rate        Rate
	trace       Text
}

// attempt makes a request once.
func (c *Client) attempt(ctx context.Context, q request, left time.Duration) (*reply, *failure) {
	watched, dog := watch(ctx, c.timeouts.Stall, left)
	defer dog.stop()
	ask := c.rest.R().SetContext(watched).SetDoNotParseResponse(true).SetQueryParamsFromValues(q.query)
	if q.etag != "" {
		ask.SetHeader("If-None-Match", q.etag)
	}
	answer, err := ask.Get(c.base + q.path)
	if err != nil {
		return nil, c.unanswered(ctx, watched, q, err)
	}
	body := answer.RawBody()
	defer func() { _ = body.Close() }()
	now := c.now()
	got := &reply{
		etag:   usableETag(answer.Header().Get("ETag")),
		status: answer.StatusCode(),
		rate:   readRate(answer.Header(), now),
		trace:  c.redact(answer.Header().Get("X-Periskope-Trace-Id")).Line(),
	}
	switch {
	case got.status == http.StatusNotModified && q.etag != "":
		got.notModified = true
		return got, nil
	case got.status < 200 || got.status > 299:
		text, _ := io.ReadAll(io.LimitReader(dog.reader(body), errorBodyLimit))
		return nil, c.refused(q, got, answer.Header(), text, now)
	}
	if failed := c.read(ctx, watched, dog, q, got, answer); failed != nil {
		return nil, failed
	}
	return got, nil
}

// read fills the body of a reply, and checks that it is JSON.
func (c *Client) read(ctx, watched context.Context, dog *watchdog, q request, got *reply, answer *resty.Response) *failure {
	media := answer.Header().Get("Content-Type")
	if err := checkMediaType(media); err != nil {
		return c.misshapen(q, got, err)
	}
	if answer.RawResponse.ContentLength > q.limit {
		return c.misshapen(q, got, tooLarge(q.limit))
	}
	body, err := io.ReadAll(io.LimitReader(dog.reader(answer.RawBody()), q.limit+1))
	if int64(len(body)) > q.limit {
		return c.misshapen(q, got, tooLarge(q.limit))
	}
	if err != nil {
		failed := c.unanswered(ctx, watched, q, err)
		failed.err.TraceID, failed.err.Rate = got.trace, got.rate
		return failed
	}
	got.body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if err := checkShape(got.body, q.what, q.orList); err != nil {
		return c.misshapen(q, got, err)
	}
	return nil
}

// usableETag keeps what can be sent back.
func usableETag(s string) string {
	if len(s) > 256 || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) {
		return ""
	}
	return s
}

// redact cleans a text of the server's, and takes the key out of it. The key is looked for again after the cleaning,
// which may join what was kept apart by characters that are not shown.
func (c *Client) redact(s string) Text {
	key := c.key.reveal()
	once := safetext.Clean(strings.ReplaceAll(s, key, hidden)).String()
	return safetext.Clean(strings.ReplaceAll(once, key, hidden))
}
