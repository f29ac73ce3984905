package api

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

var errReadOnly = errors.New("this program only reads: no method but GET is sent")

// guard is the one way out. It refuses every method but GET and every origin but the API's, and only here does a request
// get the key, so that no redirect, log or retry of anything above can carry it elsewhere.
type guard struct {
	origin *url.URL
	key    Secret
	phone  string
	next   http.RoundTripper
	log    journal
}

func (g *guard) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != http.MethodGet || (r.Body != nil && r.Body != http.NoBody) {
		closeBody(r)
		return nil, errReadOnly
	}
	if !sameOrigin(g.origin, r.URL) || (r.Host != "" && !strings.EqualFold(r.Host, r.URL.Host)) {
		return nil, &redirectError{target: cleanTarget(r.URL), away: true}
	}
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+g.key.reveal())
	if g.phone != "" {
		r.Header.Set("X-Phone", g.phone)
	}
	begun := time.Time{}
	if g.log.out != nil {
		begun = g.log.now()
	}
	answer, err := g.next.RoundTrip(r)
	g.log.note(r, answer, err, begun)
	return answer, err
}

func closeBody(r *http.Request) {
	if r.Body != nil {
		_ = r.Body.Close()
	}
}

// sameOrigin compares scheme, host and port. Userinfo makes another origin, since it would change who asks.
func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && strings.EqualFold(a.Hostname(), b.Hostname()) && portOf(a) == portOf(b) && b.User == nil
}

func portOf(u *url.URL) string {
	switch port := u.Port(); {
	case port != "":
		return port
	case u.Scheme == "http":
		return "80"
	}
	return "443"
}

// newTransport makes connections with the limits of t, through proxy where that is not nil.
func newTransport(t Timeouts, proxy *url.URL) *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyURL(proxy),
		OnProxyConnectResponse: checkProxy,
		DialContext:            (&net.Dialer{Timeout: t.Dial, KeepAlive: 15 * time.Second}).DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    t.TLS,
		ResponseHeaderTimeout:  t.Header,
		IdleConnTimeout:        90 * time.Second,
		MaxIdleConnsPerHost:    4,
		MaxResponseHeaderBytes: 64 << 10,
		// A transport with a dialer of its own speaks HTTP/2 only when told to.
		ForceAttemptHTTP2: true,
		// Without pings a connection that has silently died fails every later request.
		HTTP2: &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 5 * time.Second},
	}
}

// proxyError is a proxy that does not connect. The status alone is kept: its text is the proxy's own.
type proxyError struct{ status int }

func (e *proxyError) Error() string { return "the proxy answered " + statusText(e.status) }

func checkProxy(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode != http.StatusOK {
		return &proxyError{status: answer.StatusCode}
	}
	return nil
}
