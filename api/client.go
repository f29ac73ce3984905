package api

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/go-resty/resty/v2"
)

// Limits of a body after decompression, in bytes.
const (
	chatLimit = 8 << 20
	pageLimit = 32 << 20
)

// Items of a page: those asked for by default, and the most that the API's documentation allows.
const (
	usualPage   = 100
	largestPage = 2000
)

// Client reads from the API. It is safe for concurrent use.
type Client struct {
	rest     *resty.Client
	base     string // without a slash at its end
	key      Secret
	proxy    string // host and port
	timeouts Timeouts
	now      func() time.Time
	sleep    func(context.Context, time.Duration) error
	idle     interface{ CloseIdleConnections() }
	guard    *guard
	agent    string
}

// New makes a client. It sends nothing yet. The error is an [*OptionError]. Without a phone the client can do nothing but [Client.GetPhones]:
// every other request is an [*OptionError].
func New(o Options) (*Client, error) {
	base, err := parseBaseURL(o.BaseURL)
	if err != nil {
		return nil, err
	}
	if err := checkKey(o.Key); err != nil {
		return nil, err
	}
	if o.Phone != "" {
		if err := checkPhone(o.Phone); err != nil {
			return nil, err
		}
	}
	proxy, err := proxyFor(base, o.Proxy)
	if err != nil {
		return nil, err
	}
	c := &Client{base: base.String(), key: o.Key, timeouts: o.Timeouts.withDefaults(), now: o.Now, sleep: sleep, agent: cmp.Or(o.UserAgent, "chatlens")}
	if c.now == nil {
		c.now = time.Now
	}
	if proxy != nil {
		c.proxy = proxy.Host
	}
	transport := newTransport(c.timeouts, proxy)
	c.idle = transport
	c.use(&guard{origin: base, key: o.Key, phone: o.Phone, next: transport, log: journal{o.DebugLog, c.now}})
	return c, nil
}

// use makes all requests go through a guard.
func (c *Client) use(g *guard) {
	c.guard = g
	c.rest = resty.NewWithClient(&http.Client{Transport: g, CheckRedirect: followFew}).
		SetLogger(silence{}).
		SetDisableWarn(true).
		SetHeader("Accept", "application/json").
		SetHeader("User-Agent", c.agent)
}

// WithPhone returns a client that looks through another phone: digits with the country code, or "phone-…", or through none if it is empty. It
// shares the connections: closing one of the two closes the idle ones of both. The error is an [*OptionError].
func (c *Client) WithPhone(phone string) (*Client, error) {
	if phone != "" {
		if err := checkPhone(phone); err != nil {
			return nil, err
		}
	}
	other, g := *c, *c.guard
	g.phone = phone
	other.use(&g)
	return &other, nil
}

// silence takes what resty logs: its own logger writes to standard error, over the screen.
type silence struct{}

func (silence) Errorf(string, ...any) {}
func (silence) Warnf(string, ...any)  {}
func (silence) Debugf(string, ...any) {}

// BaseURL is where the API is, without a slash at its end.
func (c *Client) BaseURL() string { return c.base }

// Phone is the phone that requests look through, as in [Options]; empty: none.
func (c *Client) Phone() string { return c.guard.phone }

// Proxy is the proxy that requests go through, host and port; empty: none.
func (c *Client) Proxy() string { return c.proxy }

// Close closes idle connections. Requests under way go on.
func (c *Client) Close() { c.idle.CloseIdleConnections() }

// Query asks for one object.
type Query struct {
	ETag    string      // of the answer that is held; the API then may answer that nothing has changed
	OnRetry func(Retry) // called on the request's goroutine before each wait; may be nil
}

// ListQuery asks for a part of a list.
type ListQuery struct {
	Offset  int  // items held so far
	Limit   int  // 1 to 2000; 0 is 100
	Raw     bool // keep the received JSON of each item
	OnRetry func(Retry)
}

func (q ListQuery) values() url.Values {
	v := url.Values{}
	v.Set("offset", strconv.Itoa(max(q.Offset, 0)))
	v.Set("limit", strconv.Itoa(min(max(cmp.Or(q.Limit, usualPage), 1), largestPage)))
	return v
}

// Answer is what the API answered.
type Answer[T any] struct {
	Value       T
	Raw         []byte // the received JSON; nil for lists, see [Page]
	ETag        string
	NotModified bool // nothing has changed since the query's ETag: Value and Raw are empty
	Rate        Rate
	At          time.Time // when the answer was complete
}

func answered[T any](r *reply, now time.Time) Answer[T] {
	return Answer[T]{ETag: r.etag, NotModified: r.notModified, Rate: r.rate, At: now}
}

// GetChat reads one chat. Its error is an [*Error].
func (c *Client) GetChat(ctx context.Context, id ID, q Query) (Answer[Chat], error) {
	if !id.Valid() {
		return Answer[Chat]{}, notSent("get chat", id)
	}
	ask := request{op: "get chat " + id.String(), id: id, path: "/chats/" + id.String(), etag: usableETag(q.ETag), limit: chatLimit, what: "chat", onRetry: q.OnRetry}
	got, err := c.fetch(ctx, ask)
	if err != nil {
		return Answer[Chat]{}, err
	}
	answer := answered[Chat](got, c.now())
	if got.notModified {
		answer.ETag = cmp.Or(answer.ETag, q.ETag)
		return answer, nil
	}
	decodeObject(got.body, &answer.Value)
	if err := checkChat(&answer.Value, id); err != nil {
		return Answer[Chat]{}, c.misshapen(ask, got, err).err
	}
	answer.Raw = got.body
	return answer, nil
}

// GetChats reads one page of the chats, those with the newest activity first. Its error is an [*Error].
func (c *Client) GetChats(ctx context.Context, q ListQuery) (Answer[Page[Chat]], error) {
	ask := request{op: "list chats", path: "/chats", query: q.values(), limit: pageLimit, what: "list of chats", onRetry: q.OnRetry}
	return list(ctx, c, ask, "chats", q.Raw, func(chat *Chat) bool { return !chat.ID.IsZero() })
}

// GetMessages reads one page of a chat's messages, newest first. Its error is an [*Error].
func (c *Client) GetMessages(ctx context.Context, id ID, q ListQuery) (Answer[Page[Message]], error) {
	return c.messages(ctx, "messages", id, q)
}

// GetNotes reads one page of a chat's private notes, newest first. All have PrivateNote on, whatever their records say. Its error is an [*Error].
func (c *Client) GetNotes(ctx context.Context, id ID, q ListQuery) (Answer[Page[Message]], error) {
	answer, err := c.messages(ctx, "notes", id, q)
	for i := range answer.Value.Items {
		answer.Value.Items[i].PrivateNote = Flag{Known: true, On: true} // the list that it came in says so
	}
	return answer, err
}

// messages reads one page of a list of messages, which is named by what in the path and in the answer.
func (c *Client) messages(ctx context.Context, what string, id ID, q ListQuery) (Answer[Page[Message]], error) {
	if !id.Valid() {
		return Answer[Page[Message]]{}, notSent("list "+what, id)
	}
	ask := request{op: "list " + what + " of " + id.String(), id: id, path: "/chats/" + id.String() + "/" + what, query: q.values(), limit: pageLimit, what: "list of " + what, onRetry: q.OnRetry}
	return list(ctx, c, ask, what, q.Raw, func(m *Message) bool { return !m.ID.IsZero() })
}

func list[T any, P record[T]](ctx context.Context, c *Client, ask request, key string, raw bool, identified func(P) bool) (Answer[Page[T]], error) {
	got, err := c.fetch(ctx, ask)
	if err != nil {
		return Answer[Page[T]]{}, err
	}
	page, err := decodePage(got.body, key, raw, identified)
	if err != nil {
		return Answer[Page[T]]{}, c.misshapen(ask, got, err).err
	}
	answer := answered[Page[T]](got, c.now())
	answer.Value = page
	return answer, nil
}
