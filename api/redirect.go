package api

import (
	"net/http"
	"net/url"

	"chatlens/internal/safetext"
)

const maxRedirects = 3

// redirectError is a redirect that is not followed.
type redirectError struct {
	target Text
	away   bool // to another scheme, host or port
}

func (e *redirectError) Error() string {
	if e.away {
		return safetext.Format("the answer is a redirect to %s, which is not followed: it leaves the API's address", e.target).String()
	}
	return safetext.Format("the answer is the last of too many redirects, to %s", e.target).String()
}

// followFew follows a few redirects. That they stay at the API's origin is the guard's to see to.
func followFew(r *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return &redirectError{target: cleanTarget(r.URL)}
	}
	return nil
}

// cleanTarget names where a redirect leads, without userinfo, query and fragment.
func cleanTarget(u *url.URL) Text {
	return safetext.Clean((&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()).Line()
}
