package api

import (
	"compress/flate"
	"compress/gzip"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"

	"chatlens/internal/safetext"
)

// trouble is where the next step has to be looked for.
type trouble uint8

const (
	elsewhere trouble = iota
	nameTrouble
	tlsTrouble
	proxyTrouble
)

// diagnosis is what is known of a request without a whole answer.
type diagnosis struct {
	kind      Kind
	cause     Text
	trouble   trouble
	transient bool
}

func (c *Client) diagnose(err error) diagnosis {
	var redirect *redirectError
	var proxy *proxyError
	var broken *net.OpError
	switch {
	case errors.Is(err, errReadOnly):
		return diagnosis{kind: KindOther, cause: safetext.Clean(errReadOnly.Error())}
	case errors.As(err, &redirect):
		return diagnosis{kind: KindMalformed, cause: safetext.Clean(redirect.Error())}
	case errors.As(err, &proxy):
		return diagnosis{kind: KindNetwork, cause: safetext.Clean(proxy.Error()), trouble: proxyTrouble, transient: transientStatus(proxy.status)}
	case errors.As(err, &broken) && broken.Op == "proxyconnect":
		found := c.network(broken.Err)
		found.trouble = proxyTrouble
		found.cause = safetext.Format("the proxy: %s", found.cause)
		return found
	case isUnreadable(err):
		return diagnosis{kind: KindMalformed, cause: safetext.Own("the answer is not readable HTTP")}
	}
	return c.network(err)
}

// network tells what failed between here and the API.
func (c *Client) network(err error) diagnosis {
	found := diagnosis{kind: KindNetwork, transient: true}
	var name *net.DNSError
	var ours *timeoutError
	switch {
	case errors.As(err, &ours):
		found.cause = ours.reason
	case errors.As(err, &name):
		found.trouble = nameTrouble
		found.cause = safetext.Format("the address of %s was not found", name.Name)
	case isTimeout(err):
		found.cause = c.whichTimeout(err)
	case isTLS(err):
		found.transient, found.trouble = false, tlsTrouble
		found.cause = tlsCause(err)
	case errors.Is(err, syscall.ECONNREFUSED):
		found.cause = safetext.Join(" by ", safetext.Own("connection refused"), address(err))
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		found.cause = safetext.Join(" by ", safetext.Own("connection reset"), address(err))
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		found.cause = safetext.Own("network unreachable")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		found.cause = safetext.Own("the connection broke off in the middle of the answer")
	default:
		found.cause = safetext.Format("the connection failed: %s", bare(err).Error())
	}
	return found
}

// address is where a connection failed: behind a proxy or a name, that is not what was configured.
func address(err error) Text {
	var broken *net.OpError
	if errors.As(err, &broken) && broken.Addr != nil {
		return safetext.Clean(broken.Addr.String())
	}
	return Text{}
}

func isTimeout(err error) bool {
	var t interface{ Timeout() bool }
	return errors.As(err, &t) && t.Timeout()
}

// whichTimeout reads the words of net/http, whose timeouts have no types of their own.
func (c *Client) whichTimeout(err error) Text {
	var broken *net.OpError
	switch s := err.Error(); {
	case strings.Contains(s, "awaiting response headers"):
		return safetext.Format("no answer in %s", span(c.timeouts.Header))
	case strings.Contains(s, "TLS handshake"):
		return safetext.Format("no TLS handshake in %s", span(c.timeouts.TLS))
	case errors.As(err, &broken) && broken.Op == "dial":
		return safetext.Format("no connection in %s", span(c.timeouts.Dial))
	}
	return safetext.Own("the connection timed out")
}

func isTLS(err error) bool {
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	return errors.As(err, &certificate) || errors.As(err, &record) || isAlert(err) ||
		errors.Is(err, http.ErrSchemeMismatch) || strings.HasPrefix(bare(err).Error(), "tls: ")
}

// isAlert knows the alerts of crypto/tls, whose type is its own, by the operation that they are wrapped in.
func isAlert(err error) bool {
	var broken *net.OpError
	return errors.As(err, &broken) && (broken.Op == "remote error" || broken.Op == "local error")
}

func tlsCause(err error) Text {
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.As(err, &certificate):
		return safetext.Format("the certificate is not trusted: %s", strings.TrimPrefix(certificate.Err.Error(), "x509: "))
	case errors.Is(err, http.ErrSchemeMismatch):
		return safetext.Own("the server does not speak TLS")
	}
	_, reason, found := strings.Cut(bare(err).Error(), "tls: ")
	if !found {
		reason = bare(err).Error()
	}
	return safetext.Format("TLS failed: %s", reason)
}

// isUnreadable reports what a server sends that is not HTTP, or not compressed as it says.
func isUnreadable(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt) ||
		strings.Contains(bare(err).Error(), "malformed HTTP") || strings.Contains(bare(err).Error(), "failed to parse Location")
}

// bare takes off the address, which the operation names already.
func bare(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// harmless returns err where its text can be shown as it is, and else an error with the cleaned text alone: what others
// may print has to be free of the key and of control characters, down to the last wrapped error.
func (c *Client) harmless(err error) error {
	err = bare(err)
	if text := c.redact(err.Error()).Line().String(); text != err.Error() {
		return errors.New(text)
	}
	return err
}
