package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"chatlens/internal/safetext"
)

// NextIn is the next step: a sentence for the person who asked, with times in a zone, which must not be nil. It does not say where the
// key, the phone and the URL are set: the client is not told.
func (e *Error) NextIn(zone *time.Location) Text {
	switch e.Kind {
	case KindUsage:
		return e.nextOfUsage()
	case KindAuth:
		return e.nextOfAuth()
	case KindNotFound:
		if e.ID.IsZero() {
			return safetext.Own("Nothing is at this address: check the base URL.")
		}
		return safetext.Format("No chat %s is visible to this phone: check the id, with its country code, and the phone.", e.ID.Text())
	case KindRateLimited:
		return e.nextOfRate(zone)
	case KindNetwork:
		return e.nextOfNetwork(zone)
	case KindMalformed:
		return e.nextOfMalformed()
	}
	if errors.Is(e.Err, context.Canceled) {
		return safetext.Own("Nothing was changed: ask again when you want to.")
	}
	return safetext.Own("Try again; where it fails again, the message and the trace id help the vendor's support.")
}

func (e *Error) nextOfUsage() Text {
	var id *IDError
	if errors.As(e.Err, &id) {
		return id.Next()
	}
	if e.ID.IsZero() {
		return safetext.Own("The API did not accept the request: check the phone, or set one.")
	}
	return safetext.Own("The API did not accept the request: check the id, and the phone.")
}

func (e *Error) nextOfAuth() Text {
	if e.Status == http.StatusForbidden {
		return safetext.Own("The key may not read this: check the phone, and in the vendor's console what the key is allowed to see.")
	}
	return safetext.Own("The API refused the key, which may be mistyped, expired, or another organisation's: see chatlens config show.")
}

func (e *Error) nextOfRate(zone *time.Location) Text {
	if e.RetryAt.IsZero() {
		return safetext.Own("The organisation's limit of requests is used up: wait a minute, then try again.")
	}
	return safetext.Format("The organisation's limit of requests is used up: try again at %s.", e.RetryAt.In(zone).Format("15:04:05 MST"))
}

func (e *Error) nextOfNetwork(zone *time.Location) Text {
	switch {
	case !e.RetryAt.IsZero():
		return safetext.Format("The API asks for patience: try again at %s.", e.RetryAt.In(zone).Format("15:04:05 MST"))
	case e.Status != 0:
		return safetext.Own("The API has a problem of its own: try again in a minute.")
	case e.trouble == tlsTrouble:
		return safetext.Own("Check the base URL and this machine's clock; where a proxy inspects traffic, name its certificate in SSL_CERT_FILE.")
	case e.trouble == proxyTrouble:
		return safetext.Format("Check HTTPS_PROXY: the proxy %s does not answer, or does not let this through.", e.Proxy)
	case e.trouble == nameTrouble:
		return safetext.Own("Check the network, the name server, and the base URL.")
	case e.Proxy != "":
		return safetext.Format("Check the network, and the proxy %s (HTTPS_PROXY), then try again.", e.Proxy)
	}
	return safetext.Own("Check the network and the base URL, then try again.")
}

func (e *Error) nextOfMalformed() Text {
	if errors.Is(e.Err, ErrTooLarge) {
		return safetext.Own("So large an answer is not read: ask for less, or check the base URL.")
	}
	return safetext.Own("What answered may not be the chat API: check the base URL, and what stands between here and there.")
}
