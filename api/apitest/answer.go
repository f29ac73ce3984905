package apitest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"net/http"
	"strings"
)

// An answer is what will be sent, before it is compressed, cut or slowed down.
type answer struct {
	status int
	header http.Header
	body   []byte
	huge   int64         // not 0: a JSON string of this many bytes instead of body
	page   *bytes.Buffer // what body is a part of, to be used again; nil: nothing
}

func (a *answer) set(name string, values ...string) {
	if a.header == nil {
		a.header = http.Header{}
	}
	// An empty list, not an absent key, keeps net/http from adding a default of its own.
	a.header[http.CanonicalHeaderKey(name)] = values
}

// document answers with a JSON value, or with 304 where the client already holds it.
func document(r *http.Request, body []byte) answer {
	tag := fmt.Sprintf(`"%x-%08x"`, len(body), crc32.ChecksumIEEE(body))
	a := answer{status: http.StatusOK, body: body}
	if holds(r.Header.Get("If-None-Match"), tag) {
		a = answer{status: http.StatusNotModified}
	}
	a.set("ETag", tag)
	return a
}

// holds compares weakly, as RFC 9110 asks of If-None-Match.
func holds(ifNoneMatch, tag string) bool {
	for known := range strings.SplitSeq(ifNoneMatch, ",") {
		known = strings.TrimPrefix(strings.TrimSpace(known), "W/")
		if known == tag || known == "*" {
			return true
		}
	}
	return false
}

// fieldFault is one entry of a documented error's "fields".
type fieldFault struct {
	Message string `json:"message"`
	Value   string `json:"value"`
}

// failure is the documented error JSON; message "" stands for a usual one.
func failure(status int, message string) answer {
	return failureOf(status, message, nil)
}

func failureOf(status int, message string, fields map[string]fieldFault) answer {
	code, usual := errorWords(status)
	if message == "" {
		message = usual
	}
	body, err := json.Marshal(struct {
		Code    string                `json:"code"`
		Message string                `json:"message"`
		Name    string                `json:"name"`
		Status  int                   `json:"status"`
		Fields  map[string]fieldFault `json:"fields,omitempty"`
	}{code, message, errorName(code), status, fields})
	if err != nil {
		panic("apitest: strings and numbers did not become JSON: " + err.Error())
	}
	return answer{status: status, body: body}
}

// errorWords gives the code and the usual message of a status. The documentation shows the codes for 401, 422, 429 and
// 500; the others are made after them.
func errorWords(status int) (code, message string) {
	switch status {
	case http.StatusUnauthorized:
		return "UNAUTHORIZED_ERROR", "Invalid bearer auth token"
	case http.StatusForbidden:
		return "FORBIDDEN_ERROR", "No access to this phone"
	case http.StatusNotFound:
		return "NOT_FOUND_ERROR", "Not found"
	case http.StatusMethodNotAllowed:
		return "METHOD_NOT_ALLOWED_ERROR", "Method not allowed"
	case http.StatusUnprocessableEntity:
		return "VALIDATION_ERROR", "Request validation failed"
	case http.StatusTooManyRequests:
		return "RATE_LIMIT_ERROR", "Too many requests"
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return "SERVICE_UNAVAILABLE_ERROR", "Service unavailable"
	}
	if status >= http.StatusInternalServerError {
		return "UNKNOWN_ERROR", "Internal server error"
	}
	return "BAD_REQUEST_ERROR", "Bad request"
}

// errorName turns VALIDATION_ERROR into "Validation Error".
func errorName(code string) string {
	words := strings.Split(strings.ToLower(code), "_")
	for i, word := range words {
		words[i] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, " ")
}
