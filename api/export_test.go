package api

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"time"
)

// SetSleep replaces what waits between attempts.
func (c *Client) SetSleep(f func(context.Context, time.Duration) error) { c.sleep = f }

// SetDial replaces what opens connections.
func (c *Client) SetDial(f func(ctx context.Context, network, address string) (net.Conn, error)) {
	c.idle.(*http.Transport).DialContext = f
}

// Trust adds the certificates of a test's server.
func (c *Client) Trust(pool *x509.CertPool) { c.idle.(*http.Transport).TLSClientConfig.RootCAs = pool }

// Transport is what all requests go through.
func (c *Client) Transport() http.RoundTripper { return c.rest.GetClient().Transport }

// DecodeChats decodes a page of chats.
func DecodeChats(b []byte, raw bool) (Page[Chat], error) {
	return decodePage(b, "chats", raw, func(c *Chat) bool { return !c.ID.IsZero() })
}
