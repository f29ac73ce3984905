package doctor

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"
	"net/http/httptrace"
	"slices"
	"strings"
	"sync"
	"time"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// slowAnswer is the time from which on an answer counts as slow.
const slowAnswer = 2 * time.Second

// A Probe is one request, and what it showed.
type Probe struct {
	Client      *api.Client
	BaseURL     string
	Phone       string // the one that is set; "": none
	PhoneSource string // where it is set
	Zone        *time.Location
	Now         func() time.Time
}

// Key is the finding of a key that was read, or of one that could not be.
func Key(source string, failed error) Finding {
	f := Finding{Group: Account, Name: "key", Found: safetext.Format("from %s", safetext.Clean(source).Line())}
	if failed != nil {
		f.State, f.Found, f.Err = Problem, safetext.Clean(failed.Error()).Line(), failed
	}
	return f
}

// Findings asks the API once, for the organisation's phones.
func (p Probe) Findings(ctx context.Context) []Finding {
	all := []Finding{p.proxy()}
	var met connection
	begun := p.Now()
	answer, err := p.Client.GetPhones(httptrace.WithClientTrace(ctx, met.trace()))
	took := p.Now().Sub(begun)
	all = append(all, met.findings(p.BaseURL, p.Zone)...)
	if err != nil {
		if other, ok := p.otherPhones(ctx, err); ok {
			return append(all, p.phone(other))
		}
		return append(all, p.failed(err))
	}
	request := Finding{Group: Account, Name: "request", Found: safetext.Format("answered in %d ms", int(took.Milliseconds()))}
	if took >= slowAnswer {
		request.State, request.Fix = Warning, safetext.Own("The network or the API is slow: a chat is shown when it is there, and esc stops waiting")
	}
	return append(all, request, rateLeft(answer.Rate, p.Zone), p.phone(answer.Value))
}

// otherPhones asks without the phone that is set, where that may be what was refused.
func (p Probe) otherPhones(ctx context.Context, err error) ([]api.Phone, bool) {
	var refused *api.Error
	if p.Phone == "" || !errors.As(err, &refused) || refused.Status != http.StatusForbidden && refused.Status != http.StatusUnprocessableEntity {
		return nil, false
	}
	client, err := p.Client.WithPhone("")
	if err != nil {
		return nil, false
	}
	answer, err := client.GetPhones(ctx)
	return answer.Value, err == nil && !p.names(answer.Value)
}

// names reports whether the phone that is set is among those of a list.
func (p Probe) names(list []api.Phone) bool {
	return slices.ContainsFunc(list, func(one api.Phone) bool { return one.Is(p.Phone) })
}

func (p Probe) proxy() Finding {
	f := Finding{Group: Account, Name: "proxy", Found: safetext.Own("none")}
	if name := p.Client.Proxy(); name != "" {
		f.Found = safetext.Format("%s, from the environment", safetext.Clean(name).Line())
	}
	return f
}

func (p Probe) failed(err error) Finding {
	f := Finding{Group: Account, Name: "request", State: Problem, Found: safetext.Clean(err.Error()).Line(), Err: err}
	var refused *api.Error
	if errors.As(err, &refused) {
		f.Fix = refused.NextIn(p.Zone)
	}
	return f
}

func rateLeft(r api.Rate, zone *time.Location) Finding {
	f := Finding{Group: Account, Name: "rate limit"}
	switch {
	case !r.Remaining.Known || !r.Limit.Known:
		f.State, f.Found = Note, safetext.Own("the API does not say what is left")
		return f
	case r.Low():
		f.State = Warning
		f.Fix = safetext.Own("Wait: lists and the watch go slower until more is left")
		if r.Reset.Set {
			f.Fix = safetext.Format("Wait until %s: lists and the watch go slower until then", r.Reset.In(zone).Format("15:04:05 MST"))
		}
	}
	f.Found = safetext.Format("%d of %d requests left", int(r.Remaining.N), int(r.Limit.N))
	return f
}

// phone tells whether the phone that is set is one of the organisation's.
func (p Probe) phone(list []api.Phone) Finding {
	f := Finding{Group: Account, Name: "phone"}
	for i := range list {
		one := &list[i]
		if !one.Is(p.Phone) && (p.Phone != "" || len(list) > 1) {
			continue
		}
		state, works := present.PhoneState(one)
		f.Found = safetext.Join(" · ", safetext.Clean(one.Option()), one.Name.Line(), state)
		if p.Phone == "" {
			f.Found = safetext.Join("; ", f.Found, safetext.Own("used since it is the only one"))
		}
		if !works {
			f.State = Warning
			f.Fix = safetext.Own("Connect the phone in the vendor's console: until then its chats grow old")
		}
		return f
	}
	names := make([]safetext.Text, 0, len(list))
	for i := range list {
		names = append(names, safetext.Join(" ", safetext.Clean(list[i].Option()), list[i].Name.Line()))
	}
	has := safetext.Join(", ", names...)
	switch {
	case len(list) == 0 && p.Phone == "":
		f.State, f.Found, f.Err = Problem, safetext.Own("none is set, and the API names none"), ErrNoPhone
		f.Fix = safetext.Own("Give one with --phone, or set one")
	case len(list) == 0:
		f.State, f.Found = Note, safetext.Format("%s; the API names no phone of the organisation", safetext.Clean(p.Phone).Line())
	case p.Phone == "":
		f.State, f.Found = Warning, safetext.Format("none is set; the organisation has %s", has)
		f.Fix = safetext.Own("Give one with --phone, or set one; the viewer asks which one")
	default:
		f.State, f.Found, f.Err = Problem, safetext.Format("%s is not a phone of the organisation, which has %s", safetext.Clean(p.Phone).Line(), has), ErrNoPhone
		f.Fix = safetext.Format("Set the phone to one of them; it comes from %s", safetext.Clean(p.PhoneSource).Line())
	}
	return f
}

// ErrNoPhone says that there is no phone to look through.
var ErrNoPhone = errors.New("no phone to look through")

// connection is what the attempts of a request met on their way.
type connection struct {
	mu      sync.Mutex
	address string
	tls     *tls.ConnectionState
}

func (c *connection) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		ConnectDone: func(_, address string, err error) {
			if err == nil {
				c.mu.Lock()
				defer c.mu.Unlock()
				c.address = address
			}
		},
		TLSHandshakeDone: func(state tls.ConnectionState, err error) {
			if err == nil {
				c.mu.Lock()
				defer c.mu.Unlock()
				c.tls = &state
			}
		},
	}
}

func (c *connection) findings(base string, zone *time.Location) []Finding {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.address == "" {
		return nil // the error of the request says why
	}
	all := []Finding{{Group: Account, Name: "network", Found: safetext.Format("%s is reached at %s", safetext.Clean(base).Line(), safetext.Clean(c.address).Line())}}
	f := Finding{Group: Account, Name: "TLS"}
	switch {
	case c.tls == nil && strings.HasPrefix(base, "http:"):
		f.State, f.Found = Note, safetext.Own("none: the base URL is http, to this machine")
	case c.tls == nil:
		return all
	default:
		f.Found = safetext.Clean(tls.VersionName(c.tls.Version)).Line()
		if len(c.tls.PeerCertificates) > 0 {
			own := c.tls.PeerCertificates[0]
			f.Found = safetext.Format("%s; the certificate is from %s, and is good until %s", f.Found,
				safetext.Clean(own.Issuer.CommonName).Line(), own.NotAfter.In(zone).Format("2 Jan 2006"))
		}
	}
	return append(all, f)
}
