package api

import (
	"bytes"
	"encoding/json"
	"mime"

	"chatlens/internal/safetext"
)

// serverMessage finds the words for people in an error's body, on one line and without the key. There are none in a web
// page.
func (c *Client) serverMessage(contentType string, body []byte) Text {
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if json.Valid(body) {
		var found errorBody
		decode(body, &found)
		return c.redact(found.text().String()).Line()
	}
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil || media != "text/plain" || bytes.HasPrefix(body, []byte("<")) {
		return Text{}
	}
	return c.redact(string(body)).Line()
}

// errorBody is the body of an error in the documented form, and in forms that others use: {"error":"…"},
// {"error":{"message":"…"}}, {"detail":"…"}, or a text alone.
type errorBody struct {
	message, name Text
	fields        Map[Text, errorField]
}

// UnmarshalJSON decodes whatever is understood. The error is always nil.
func (e *errorBody) UnmarshalJSON(b []byte) error {
	*e = errorBody{}
	if _, ok := unquote(b); ok {
		decode(b, &e.message)
		return nil
	}
	decodeObject(b, e)
	return nil
}

func (e *errorBody) field(name []byte) json.Unmarshaler {
	switch string(name) {
	case "message", "detail":
		return &e.message
	case "name", "title":
		return &e.name
	case "error":
		return (*nestedError)(e)
	case "fields":
		return &e.fields
	}
	return nil
}

// nestedError keeps a message that is known already where the nested one has none.
type nestedError errorBody

func (n *nestedError) UnmarshalJSON(b []byte) error {
	var inner errorBody
	decode(b, &inner)
	if n.message.IsZero() {
		n.message = inner.text()
	}
	return nil
}

// text is the message, or what comes nearest to it, and the field's own message where there is one field.
func (e *errorBody) text() Text {
	text := e.message
	if text.Blank() {
		text = e.name
	}
	if len(e.fields) == 1 {
		for name, field := range e.fields {
			if !field.message.Blank() && field.message != text {
				text = safetext.Join("; ", text, safetext.Join(": ", name, field.message))
			}
		}
	}
	return text
}

// errorField is what is wrong with one field of the request.
type errorField struct{ message Text }

// UnmarshalJSON decodes whatever is understood. The error is always nil.
func (f *errorField) UnmarshalJSON(b []byte) error {
	*f = errorField{}
	decodeObject(b, f)
	return nil
}

func (f *errorField) field(name []byte) json.Unmarshaler {
	if string(name) == "message" {
		return &f.message
	}
	return nil
}
