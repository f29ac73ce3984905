package api

import (
	"encoding/json"
	"errors"
	"mime"
	"strings"

	"chatlens/internal/safetext"
)

// ErrTooLarge is an answer that is larger than what is read of one.
var ErrTooLarge = errors.New("the answer is too large")

// shapeError is an answer that is not what was asked for.
type shapeError struct {
	reason Text
	err    error
}

func (e *shapeError) Error() string { return e.reason.String() }
func (e *shapeError) Unwrap() error { return e.err }

func tooLarge(limit int64) error {
	return &shapeError{safetext.Format("the answer is larger than %d MiB", limit>>20), ErrTooLarge}
}

// checkMediaType accepts JSON, and an answer that does not say what it is.
func checkMediaType(header string) error {
	if header == "" {
		return nil
	}
	media, _, err := mime.ParseMediaType(header)
	switch {
	case err == nil && (media == "application/json" || media == "text/json" || strings.HasSuffix(media, "+json")):
		return nil
	case err == nil && (media == "text/html" || media == "application/xhtml+xml"):
		return &shapeError{reason: safetext.Own("the answer is a web page, not JSON")}
	}
	return &shapeError{reason: safetext.Format("the answer is of type %q, not JSON", safetext.Clean(header).Line())}
}

// checkShape accepts one JSON object, or also a list, and nothing after it. what names it in the error.
func checkShape(b []byte, what string, orList bool) error {
	if len(b) == 0 {
		return &shapeError{reason: safetext.Own("the answer is empty")}
	}
	if !json.Valid(b) {
		if b[0] == '<' {
			return &shapeError{reason: safetext.Own("the answer is a web page, not JSON")}
		}
		return &shapeError{reason: whyInvalid(b)}
	}
	if b[0] == '{' || b[0] == '[' && orList {
		return nil
	}
	kind := safetext.Own("a number")
	switch b[0] {
	case '[':
		kind = safetext.Own("a list")
	case '"':
		kind = safetext.Own("a text")
	case 'n':
		kind = safetext.Own("null")
	case 't', 'f':
		kind = safetext.Own("a yes or no")
	}
	return &shapeError{reason: safetext.Format("the answer is %s, not a %s", kind, what)}
}

// whyInvalid asks encoding/json, which has no type for its limit of 10,000 levels.
func whyInvalid(b []byte) Text {
	var none json.RawMessage
	err := json.Unmarshal(b, &none)
	if err == nil || strings.Contains(err.Error(), "max depth") {
		return safetext.Own("the answer is nested too deeply")
	}
	return safetext.Format("the answer is not valid JSON: %s", err)
}

// checkChat accepts the chat that was asked for. The API leaves out or adds the "@c.us" of a number, and may answer a
// private id with the number it stands for, which one of the members then says. Any other chat is an error: to show one
// person's chat to somebody who asked for another's is worse than to show none.
func checkChat(c *Chat, asked ID) error {
	switch {
	case !c.ID.Valid():
		return &shapeError{reason: safetext.Own("the answer is JSON but not a chat: it has no usable chat_id")}
	case c.ID.Same(asked):
		return nil
	}
	for _, m := range c.Members {
		if m.ContactID.Same(asked) && m.LID.Same(c.ID) || m.LID.Same(asked) && m.ContactID.Same(c.ID) {
			return nil
		}
	}
	return &shapeError{reason: safetext.Format("the answer is another chat than the one asked for: %s", c.ID.Text())}
}
