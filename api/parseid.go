package api

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"chatlens/internal/safetext"
)

// IDError is a text that is no id.
type IDError struct {
	Input  Text // cleaned, on one line
	Reason Text // half a sentence: "it is empty"
}

func (e *IDError) Error() string {
	if e.Input.Blank() {
		return safetext.Format("no chat id was given: %s", e.Reason).String()
	}
	return safetext.Format("%q is not a chat id: %s", safetext.Cut(e.Input, longestQuote), e.Reason).String()
}

// Next is the next step: a sentence.
func (e *IDError) Next() Text {
	return safetext.Own("Give a number with its country code (919876543210), or an id such as 919876543210@c.us or 120363000000000000@g.us.")
}

// longestQuote is how many cells of what was typed an error repeats, so that its reason is seen.
const longestQuote = 40

// maxGroupDigits is well above the 18 digits of today's groups.
const maxGroupDigits = 25

// maxPasted is the most bytes of a pasted text that are looked at.
const maxPasted = 2048

// ParseID reads what somebody typed or pasted: an id as the API writes it, a phone number however it is written, or a
// wa.me link. A number of up to 15 digits is a person's chat, a longer one a group's. The error is an [*IDError].
func ParseID(s string) (ID, error) {
	refuse := func(reason Text) (ID, error) {
		return ID{}, &IDError{Input: safetext.Clean(s[:min(len(s), maxPasted)]).Line(), Reason: reason}
	}
	// Numbers copied from an address book often stand between marks of writing direction.
	text := strings.TrimFunc(s, func(r rune) bool { return r == ' ' || unicode.Is(unicode.Zs, r) || isDirection(r) })
	switch {
	case text == "":
		return refuse(safetext.Own("it is empty"))
	case len(text) > maxPasted:
		return refuse(safetext.Own("it is too long"))
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl):
		return refuse(safetext.Own("it holds control characters"))
	}
	if number, link := linkedNumber(text); link {
		digits, ok := numberDigits(number)
		if !ok || len(digits) > maxPhoneDigits {
			return refuse(safetext.Own("this link carries no phone number"))
		}
		return ID{digits + personDomain}, nil
	}
	if strings.Contains(text, "@") {
		id := ID{strings.ToLower(text)}
		switch {
		case len(text) > maxIDLength:
			return refuse(safetext.Own("it is too long"))
		case !id.Valid():
			return refuse(safetext.Own("an id is digits before @c.us, @g.us or @lid"))
		}
		return id, nil
	}
	digits, ok := numberDigits(text)
	switch {
	case !ok:
		return refuse(safetext.Own("it holds something other than a number"))
	case len(digits) <= maxPhoneDigits:
		return ID{digits + personDomain}, nil
	case isOldGroup(text):
		return ID{text + groupDomain}, nil
	case len(digits) > maxGroupDigits:
		return refuse(safetext.Own("it is too long"))
	}
	return ID{digits + groupDomain}, nil
}

// numberDigits takes the punctuation out of a phone number: spaces, a plus before it, dashes, dots, parentheses. It
// refuses anything else.
func numberDigits(s string) (string, bool) {
	var digits strings.Builder
	for _, r := range s {
		switch {
		case '0' <= r && r <= '9':
			digits.WriteRune(r)
		case r == '+' && digits.Len() == 0:
		case strings.ContainsRune("-.()‐‑‒–", r), unicode.Is(unicode.Zs, r):
		default:
			return "", false
		}
	}
	dots := strings.Trim(s, ".") == ""
	return digits.String(), digits.Len() > 0 && !dots && strings.Count(s, "+") <= 1
}

// isOldGroup reports the older ids of groups without their domain: the number of who made it and the second when.
func isOldGroup(s string) bool {
	const secondsSince1970 = 10
	maker, made, ok := strings.Cut(s, "-")
	return ok && allDigits(maker) && allDigits(made) && len(maker) <= maxPhoneDigits && len(made) == secondsSince1970
}

// linkedNumber finds the number in a wa.me link, or in one to the send page that such a link leads to. It reports whether
// the text is a link at all.
func linkedNumber(s string) (string, bool) {
	_, rest, scheme := strings.Cut(s, "://")
	if !scheme {
		rest = s
	}
	host, _, path := strings.Cut(rest, "/")
	if !scheme && !path {
		return "", false
	}
	u, err := url.Parse("https://" + rest)
	if err != nil {
		return "", scheme
	}
	switch strings.TrimPrefix(strings.ToLower(host), "www.") {
	case "wa.me":
		return strings.Trim(u.Path, "/"), true
	case "api.whatsapp.com", "web.whatsapp.com":
		if strings.Trim(u.Path, "/") == "send" {
			// An unescaped plus of a query is decoded to a space.
			return u.Query().Get("phone"), true
		}
	}
	return "", scheme
}

func isDirection(r rune) bool {
	return r == '\u200e' || r == '\u200f' || r == '\u061c' || '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' || r == '\ufeff'
}
