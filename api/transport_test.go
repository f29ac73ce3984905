package api_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"chatlens/api"
	"chatlens/api/apitest"
)

func TestARedirectToAnotherOriginIsNotFollowed(t *testing.T) {
	server, other := startServer(t), startServer(t)
	secure := startTLS(t, nil, func(*httptest.Server) {})
	for name, target := range map[string]string{
		"another port":      other.BaseURL() + "/chats/" + person,
		"another host":      strings.Replace(server.BaseURL(), "127.0.0.1", "localhost", 1) + "/chats/" + person,
		"another scheme":    secure.URL + "/v1/chats/" + person,
		"a strange scheme":  "file:///etc/passwd",
		"userinfo":          strings.Replace(server.BaseURL(), "//", "//user:hunter2@", 1) + "/chats/" + person + "?token=hunter2",
		"without a scheme":  "//elsewhere.example/x",
		"with hostile text": "https://elsewhere.example/%1b%5b31m%e2%80%ae",
	} {
		t.Run(name, func(t *testing.T) {
			before := len(server.Requests())
			server.Fail(apitest.Fault{Redirect: target})
			client, _ := newClient(t, server.BaseURL(), nil)
			failed := getError(t, client)
			where, err := url.Parse(target)
			if err != nil {
				t.Fatal(err)
			}
			if failed.Kind != api.KindMalformed || !strings.Contains(failed.Error(), "redirect to") || !strings.Contains(failed.Error(), where.Host) {
				t.Errorf("kind %d: %v", failed.Kind, failed)
			}
			if strings.Contains(failed.Error(), "hunter2") || strings.Contains(failed.Error(), "user:") {
				t.Errorf("the error repeats userinfo or query: %v", failed)
			}
			if n := len(server.Requests()) - before; n != 1 || len(other.Requests()) != 0 {
				t.Errorf("%d requests, %d elsewhere", n, len(other.Requests()))
			}
		})
	}
}

func TestARedirectWithinTheOriginIsFollowedThreeTimes(t *testing.T) {
	for redirects, ok := range map[int]bool{1: true, 3: true, 4: false} {
		server := startServer(t)
		server.Fail(apitest.Fault{Times: redirects, Redirect: "/v1/chats/" + person + "?again"})
		client, _ := newClient(t, server.BaseURL(), nil)
		_, err := client.GetChat(t.Context(), id(t, person), api.Query{})
		if (err == nil) != ok {
			t.Errorf("%d redirects: %v", redirects, err)
		}
		if err != nil && (api.KindOf(err) != api.KindMalformed || !strings.Contains(err.Error(), "too many redirects")) {
			t.Errorf("%d redirects: %v", redirects, err)
		}
		for _, request := range server.Requests() {
			if request.Header.Get("Authorization") != "Bearer "+testKey {
				t.Errorf("a request without the key within its origin")
			}
		}
	}
}

func TestARedirectFromHTTPSToHTTPIsNotFollowed(t *testing.T) {
	server := startServer(t)
	secure := startTLS(t, http.RedirectHandler(server.BaseURL()+"/chats/"+person, http.StatusTemporaryRedirect), func(*httptest.Server) {})
	client, _ := newClient(t, secure.URL+"/v1", nil)
	client.Trust(poolOf(secure))
	if failed := getError(t, client); failed.Kind != api.KindMalformed || !strings.Contains(failed.Error(), "redirect to http://") {
		t.Errorf("kind %d: %v", failed.Kind, failed)
	}
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d requests over http", n)
	}
}

// startTLS starts a server with a certificate that nobody trusts.
func startTLS(t *testing.T, handler http.Handler, configure func(*httptest.Server)) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	configure(server)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

func poolOf(server *httptest.Server) *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(server.Certificate())
	return pool
}

func TestHTTP2IsSpoken(t *testing.T) {
	protocol := make(chan string, 1)
	server := startTLS(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		protocol <- r.Proto
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(documented(t))
	}), func(s *httptest.Server) { s.EnableHTTP2 = true })
	client, _ := newClient(t, server.URL+"/v1", nil)
	client.Trust(poolOf(server))
	if _, err := client.GetChat(t.Context(), id(t, person), api.Query{}); err != nil {
		t.Fatal(err)
	}
	if got := <-protocol; got != "HTTP/2.0" {
		t.Errorf("protocol %s", got)
	}
}

func TestTLSTroubleIsSaidAndNotTriedAgain(t *testing.T) {
	var connections atomic.Int32
	count := func(s *httptest.Server) {
		s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
			if state == http.StateNew {
				connections.Add(1)
			}
		}
	}
	plain := httptest.NewUnstartedServer(http.NotFoundHandler())
	plain.Config.ErrorLog = log.New(io.Discard, "", 0)
	count(plain)
	plain.Start()
	defer plain.Close()
	unknown := startTLS(t, http.NotFoundHandler(), count)
	old := startTLS(t, http.NotFoundHandler(), func(s *httptest.Server) {
		count(s)
		s.TLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
	})
	for name, c := range map[string]struct{ base, cause string }{
		"unknown authority": {unknown.URL, "the certificate is not trusted: certificate signed by unknown authority"},
		"TLS 1.1":           {old.URL, "TLS failed: protocol version not supported"},
		"no TLS":            {strings.Replace(plain.URL, "http:", "https:", 1), "the server does not speak TLS"},
	} {
		t.Run(name, func(t *testing.T) {
			connections.Store(0)
			client, watch := newClient(t, c.base+"/v1", nil)
			failed := getError(t, client)
			if failed.Kind != api.KindNetwork || !strings.HasPrefix(failed.Cause().String(), c.cause) {
				t.Errorf("kind %d, cause %q", failed.Kind, failed.Cause())
			}
			if len(watch.waits) != 0 || connections.Load() != 1 {
				t.Errorf("waited %v, %d connections", watch.waits, connections.Load())
			}
			if !strings.Contains(failed.NextIn(time.Local).String(), "SSL_CERT_FILE") {
				t.Errorf("next step %q", failed.NextIn(time.Local))
			}
		})
	}
	t.Run("another name", func(t *testing.T) {
		client, watch := newClient(t, "https://localhost:"+unknown.URL[strings.LastIndex(unknown.URL, ":")+1:], nil)
		client.Trust(poolOf(unknown))
		failed := getError(t, client)
		if failed.Kind != api.KindNetwork || !strings.Contains(failed.Cause().String(), "not localhost") || len(watch.waits) != 0 {
			t.Errorf("kind %d, cause %q, waited %v", failed.Kind, failed.Cause(), watch.waits)
		}
	})
}

// closedPort is a port on which nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	return address
}

func TestARefusedConnectionIsTriedAgainAndSaid(t *testing.T) {
	address := closedPort(t)
	client, watch := newClient(t, "http://"+address+"/v1", nil)
	failed := getError(t, client)
	if failed.Kind != api.KindNetwork || failed.Cause() != text("connection refused by "+address) || !errors.Is(failed, syscall.ECONNREFUSED) || len(watch.waits) != 2 {
		t.Errorf("kind %d, cause %q, waited %v", failed.Kind, failed.Cause(), watch.waits)
	}
	if failed.Status != 0 || failed.Proxy != "" {
		t.Errorf("status %d, proxy %q", failed.Status, failed.Proxy)
	}
}

func TestTroubleOfTheNetworkIsTriedAgainAndSaid(t *testing.T) {
	for name, c := range map[string]struct {
		err   error
		cause string
		next  string
	}{
		"no such name":        {&net.DNSError{Err: "no such host", Name: "api.example", IsNotFound: true}, "the address of api.example was not found", "name server"},
		"unreachable network": {&net.OpError{Op: "dial", Net: "tcp", Err: syscall.ENETUNREACH}, "network unreachable", "Check the network"},
		"unreachable host":    {&net.OpError{Op: "dial", Net: "tcp", Err: syscall.EHOSTUNREACH}, "network unreachable", "Check the network"},
		"no connection":       {&net.OpError{Op: "dial", Net: "tcp", Err: timeout{}}, "no connection in 5 s", "Check the network"},
		"a slow TLS":          {errors.New("tls handshake"), "the connection failed: tls handshake", "Check the network"},
		"something hostile":   {errors.New("a\x1b[31m\n" + testKey), "the connection failed: a␛[31m [hidden]", "Check the network"},
	} {
		t.Run(name, func(t *testing.T) {
			client, watch := newClient(t, "https://api.example/v1", nil)
			client.SetDial(func(context.Context, string, string) (net.Conn, error) { return nil, c.err })
			failed := getError(t, client)
			if failed.Kind != api.KindNetwork || failed.Cause().String() != c.cause || !strings.Contains(failed.NextIn(time.Local).String(), c.next) {
				t.Errorf("kind %d, cause %q, next step %q", failed.Kind, failed.Cause(), failed.NextIn(time.Local))
			}
			if len(watch.waits) != 2 {
				t.Errorf("waited %v", watch.waits)
			}
		})
	}
}

type timeout struct{}

func (timeout) Error() string   { return "i/o timeout" }
func (timeout) Timeout() bool   { return true }
func (timeout) Temporary() bool { return true }

func TestAServerThatNeverShakesHandsIsGivenUp(t *testing.T) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	client, watch := newClient(t, "https://"+listener.Addr().String()+"/v1", &api.Timeouts{TLS: 30 * time.Millisecond})
	failed := getError(t, client)
	if failed.Kind != api.KindNetwork || failed.Cause() != text("no TLS handshake in 30ms") || len(watch.waits) != 2 {
		t.Errorf("kind %d, cause %q, waited %v", failed.Kind, failed.Cause(), watch.waits)
	}
}

func TestWhatIsNotHTTPIsSaid(t *testing.T) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			// An answer before the request would be one to nobody.
			_, _ = http.ReadRequest(bufio.NewReader(conn))
			_, _ = conn.Write([]byte("SSH-2.0-\x1b[31mOpenSSH\r\n"))
			_ = conn.Close()
		}
	}()
	client, watch := newClient(t, "http://"+listener.Addr().String()+"/v1", nil)
	failed := getError(t, client)
	if failed.Kind != api.KindMalformed || failed.Cause() != text("the answer is not readable HTTP") || len(watch.waits) != 0 {
		t.Errorf("kind %d, cause %q, waited %v", failed.Kind, failed.Cause(), watch.waits)
	}
}

func TestAProxyIsNamedWithoutItsPassword(t *testing.T) {
	refusing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect || r.Header.Get("Authorization") != "" || r.Header.Get("X-Phone") != "" {
			t.Errorf("the proxy sees %s %v", r.Method, r.Header)
		}
		w.WriteHeader(http.StatusProxyAuthRequired)
	}))
	defer refusing.Close()
	dead := closedPort(t)
	for name, c := range map[string]struct {
		address, cause string
		waits          int
	}{
		"dead":     {dead, "the proxy: connection refused by " + dead, 2},
		"refusing": {strings.TrimPrefix(refusing.URL, "http://"), "the proxy answered HTTP 407 Proxy Authentication Required", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("HTTPS_PROXY", "http://user:hunter2@"+c.address)
			t.Setenv("NO_PROXY", "")
			t.Setenv("no_proxy", "")
			client, watch := newClient(t, "https://api.example/v1", nil)
			failed := getError(t, client)
			if failed.Kind != api.KindNetwork || failed.Cause().String() != c.cause || failed.Proxy != c.address || len(watch.waits) != c.waits {
				t.Errorf("kind %d, cause %q, proxy %q, waited %v", failed.Kind, failed.Cause(), failed.Proxy, watch.waits)
			}
			shown := failed.Error() + failed.NextIn(time.Local).String()
			for err := errors.Unwrap(error(failed)); err != nil; err = errors.Unwrap(err) {
				shown += err.Error()
			}
			if strings.Count(failed.Error(), c.address) != 1 || !strings.Contains(failed.NextIn(time.Local).String(), "HTTPS_PROXY") {
				t.Errorf("error %q, next step %q", failed, failed.NextIn(time.Local))
			}
			if strings.Contains(shown, "hunter2") || strings.Contains(shown, "user") {
				t.Errorf("the error repeats userinfo: %q", shown)
			}
		})
	}
}

// tunnel is a proxy that leads every connection to one address.
func tunnel(t *testing.T, address string) string {
	t.Helper()
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		far, err := net.Dial("tcp", address)
		if err != nil {
			t.Error(err)
			return
		}
		w.WriteHeader(http.StatusOK)
		near, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		go func() {
			_, _ = io.Copy(far, near)
			_ = far.Close()
		}()
		_, _ = io.Copy(near, far)
		_ = near.Close()
	}))
	t.Cleanup(proxy.Close)
	return strings.TrimPrefix(proxy.URL, "http://")
}

func TestAnErrorThroughAProxyNamesIt(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		kind   api.Kind
	}{"a status": {404, api.KindNotFound}, "a web page": {200, api.KindMalformed}} {
		t.Run(name, func(t *testing.T) {
			server := startTLS(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/html")
				w.WriteHeader(c.status)
			}), func(*httptest.Server) {})
			proxy := tunnel(t, server.Listener.Addr().String())
			t.Setenv("HTTPS_PROXY", proxy)
			t.Setenv("NO_PROXY", "")
			t.Setenv("no_proxy", "")
			client, _ := newClient(t, "https://example.com/v1", nil)
			client.Trust(poolOf(server))
			defer client.Close()
			failed := getError(t, client)
			if failed.Kind != c.kind || failed.Proxy != proxy || !strings.Contains(failed.Error(), "(through the proxy "+proxy+")") {
				t.Errorf("kind %d: %v", failed.Kind, failed)
			}
		})
	}
}

func TestLoopbackIsAskedWithoutAProxy(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://"+closedPort(t))
	t.Setenv("HTTPS_PROXY", "http://"+closedPort(t))
	server := startServer(t)
	client, _ := newClient(t, server.BaseURL(), nil)
	if _, err := client.GetChat(t.Context(), id(t, person), api.Query{}); err != nil {
		t.Error(err)
	}
}
