package api

import (
	"cmp"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"chatlens/internal/safetext"
)

// DefaultBaseURL is where the API is, by its documentation.
const DefaultBaseURL = "https://api.periskope.app/v1"

// Options tell a client where the API is and who asks.
type Options struct {
	BaseURL   string // https, or http to loopback; empty is DefaultBaseURL
	Key       Secret
	Phone     string                           // digits with the country code, or "phone-…"; empty: see [Client.WithPhone]
	UserAgent string                           // empty is "chatlens"
	Timeouts  *Timeouts                        // nil is the default of each
	Now       func() time.Time                 // nil is time.Now
	Proxy     func(*url.URL) (*url.URL, error) // the proxy for a URL, if there is one; nil goes by the environment, as net/http does
	DebugLog  io.Writer                        // gets a line for each request, without ids, texts or the key; nil: none. It must be safe for concurrent use
}

// Timeouts bound a request. A field that is zero has the default that stands beside it.
type Timeouts struct {
	Dial    time.Duration // 5 s
	TLS     time.Duration // the handshake; 5 s
	Header  time.Duration // from the request to the first header of the answer; 10 s
	Stall   time.Duration // without progress; 20 s
	Total   time.Duration // for all attempts and the waits between them, up to the last one's first header; 25 s
	Backoff time.Duration // before the first retry, doubled for the second, with jitter; 500 ms
}

func (t *Timeouts) withDefaults() Timeouts {
	if t == nil {
		t = &Timeouts{}
	}
	return Timeouts{
		Dial:    cmp.Or(t.Dial, 5*time.Second),
		TLS:     cmp.Or(t.TLS, 5*time.Second),
		Header:  cmp.Or(t.Header, 10*time.Second),
		Stall:   cmp.Or(t.Stall, 20*time.Second),
		Total:   cmp.Or(t.Total, 25*time.Second),
		Backoff: cmp.Or(t.Backoff, 500*time.Millisecond),
	}
}

// OptionError is an option that a client cannot work with.
type OptionError struct {
	Option string // the field of [Options]
	Reason Text   // a sentence that never holds the value of a key
}

func (e *OptionError) Error() string { return e.Reason.String() }

func wrong(option string, reason Text) error { return &OptionError{Option: option, Reason: reason} }

// parseBaseURL returns the base URL without a slash at its end.
func parseBaseURL(s string) (*url.URL, error) {
	u, err := url.Parse(cmp.Or(s, DefaultBaseURL))
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "":
		return nil, wrong("BaseURL", safetext.Own("The base URL is not a URL such as "+DefaultBaseURL+"."))
	case u.User != nil:
		return nil, wrong("BaseURL", safetext.Own("The base URL holds a user name or password: leave them out."))
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return nil, wrong("BaseURL", safetext.Own("The base URL ends in a query or fragment: leave it out."))
	case u.Scheme != "https" && u.Scheme != "http":
		return nil, wrong("BaseURL", safetext.Own("The base URL has to begin with https://."))
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return nil, wrong("BaseURL", safetext.Own("The base URL has to begin with https://: http:// would send the key in the clear, and is accepted for this machine (127.0.0.1, ::1, localhost) alone."))
	}
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawPath = strings.TrimRight(u.RawPath, "/")
	return u, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

func checkKey(key Secret) error {
	s := key.reveal()
	switch {
	case s == "":
		return wrong("Key", safetext.Own("There is no API key: set one."))
	case strings.HasPrefix(strings.ToLower(s), "bearer "):
		return wrong("Key", safetext.Own("The API key begins with the word Bearer: leave that out."))
	case strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }):
		return wrong("Key", safetext.Own("The API key has to be one word of printable ASCII characters, without spaces or line breaks."))
	}
	return nil
}

func errNoPhone() error {
	return wrong("Phone", safetext.Own("There is no phone to ask for: set one."))
}

func checkPhone(phone string) error {
	const lower, upper, digits = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
	name, named := strings.CutPrefix(phone, "phone-")
	if named && name != "" && len(phone) <= maxIDLength && strings.Trim(name, lower+upper+digits+"-_") == "" {
		return nil
	}
	if !allDigits(phone) || len(phone) > 20 {
		return wrong("Phone", safetext.Own("The phone has to be digits alone, with the country code, such as 919876543210, or a phone id such as phone-abc."))
	}
	return nil
}

// proxyFor asks once. By the environment, loopback is never asked for through a proxy.
func proxyFor(base *url.URL, ask func(*url.URL) (*url.URL, error)) (*url.URL, error) {
	if ask == nil {
		ask = func(u *url.URL) (*url.URL, error) { return http.ProxyFromEnvironment(&http.Request{URL: u}) }
	}
	// An unreadable proxy would be passed over in silence. The error does not repeat it: it may hold a password.
	unreadable := wrong("Proxy", safetext.Own("HTTPS_PROXY is not a URL such as http://proxy.example:3128."))
	if base.Scheme == "https" && !isProxy(cmp.Or(os.Getenv("HTTPS_PROXY"), os.Getenv("https_proxy"))) {
		return nil, unreadable
	}
	proxy, err := ask(base)
	if err != nil {
		return nil, unreadable
	}
	return proxy, nil
}

// isProxy accepts a URL, a host and a port without a scheme, and none at all.
func isProxy(s string) bool {
	if s == "" {
		return true
	}
	if !strings.Contains(s, "://") {
		s = "http://" + s
	}
	u, err := url.Parse(s)
	return err == nil && u.Hostname() != ""
}
