package present

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"chatlens/internal/safetext"
)

// MaskJSON hides numbers and what people wrote in a JSON value of the API, and leaves its shape, the order of its keys, and its
// times. Strings and keys are those of [MaskNumbers]; texts, captions, descriptions, polls, places, contact cards, and the names
// and addresses of files are those of [MaskBody]. A number of seven digits and more becomes a string, unless it can be a time
// since 1970. Where two keys of an object have become equal, the second gets "#2". What is not valid JSON gives nil.
func MaskJSON(raw []byte) []byte {
	if !json.Valid(raw) {
		return nil
	}
	m := jsonMasker{in: raw, out: make([]byte, 0, len(raw))}
	m.value("", hideNumbers)
	m.space()
	return m.out
}

// secrecy says what of a JSON value is hidden.
type secrecy uint8

const (
	hideNumbers secrecy = iota // what may be a phone number
	hideTexts                  // every string as well
	hideVotes                  // and keys that are not the API's own
	hideAll                    // every string and every number
)

// jsonMasker copies valid JSON. Its input was validated, which bounds how deep it is nested.
type jsonMasker struct {
	in  []byte
	i   int
	out []byte
}

func (m *jsonMasker) space() {
	for m.i < len(m.in) && strings.IndexByte(" \t\r\n", m.in[m.i]) >= 0 {
		m.copy()
	}
}

func (m *jsonMasker) copy() {
	m.out = append(m.out, m.in[m.i])
	m.i++
}

// value copies the value of a key.
func (m *jsonMasker) value(key string, hide secrecy) {
	m.space()
	switch m.in[m.i] {
	case '{':
		m.object(hide)
	case '[':
		m.list(key, hide)
	case '"':
		raw := m.string()
		m.out = append(m.out, maskedString(raw, hide != hideNumbers || isWritten(key))...)
	case 't', 'f', 'n':
		for m.i < len(m.in) && m.in[m.i] >= 'a' && m.in[m.i] <= 'z' {
			m.copy()
		}
	default:
		start := m.i
		for m.i < len(m.in) && strings.IndexByte("+-.eE0123456789", m.in[m.i]) >= 0 {
			m.i++
		}
		m.out = append(m.out, maskedNumber(m.in[start:m.i], key, hide == hideAll)...)
	}
}

func (m *jsonMasker) object(hide secrecy) {
	m.copy()
	seen := map[string]int{}
	for m.space(); m.in[m.i] != '}'; m.space() {
		if m.in[m.i] == ',' {
			m.copy()
			m.space()
		}
		raw := m.string()
		key := unquoted(raw)
		masked := maskedString(raw, hide == hideVotes && !isPollKey(key))
		if name := unquoted(masked); !bytes.Equal(masked, raw) {
			if seen[name]++; seen[name] > 1 {
				masked = quoted(name + "#" + strconv.Itoa(seen[name]))
			}
		}
		m.out = append(m.out, masked...)
		m.space()
		m.copy()
		m.value(key, max(hide, secrecyOf(key)))
	}
	m.copy()
}

func (m *jsonMasker) list(key string, hide secrecy) {
	m.copy()
	for m.space(); m.in[m.i] != ']'; m.space() {
		if m.in[m.i] == ',' {
			m.copy()
			continue
		}
		m.value(key, hide)
	}
	m.copy()
}

// string takes a string with its quotes.
func (m *jsonMasker) string() []byte {
	start := m.i
	for m.i++; m.in[m.i] != '"'; m.i++ {
		if m.in[m.i] == '\\' {
			m.i++
		}
	}
	m.i++
	return m.in[start:m.i]
}

// secrecyOf is what is hidden in an object or a list under a key.
func secrecyOf(key string) secrecy {
	switch key {
	case "location":
		return hideAll
	case "poll_results":
		return hideVotes
	case "poll_info", "vcards", "links", "invite_v4":
		return hideTexts
	}
	return hideNumbers
}

// isWritten reports whether a string under a key is something that a person wrote, or names a file of theirs.
func isWritten(key string) bool {
	switch key {
	case "content", "path", "url", "link", "links", "filename", "file_name", "vcard", "vcards", "location", "comment", "note",
		"poll_info", "poll_results", "invite_v4":
		return true
	}
	key = strings.ToLower(key)
	for _, end := range [...]string{"body", "text", "caption", "description", "message"} {
		if strings.HasSuffix(key, end) {
			return true
		}
	}
	return false
}

// isPollKey reports whether a key in the results of a poll is the API's own, and not an option that somebody wrote.
func isPollKey(key string) bool {
	switch key {
	case "id", "name", "title", "options", "option", "votes", "voters", "count", "total", "results", "timestamp", "sender_id":
		return true
	}
	return false
}

func maskedString(raw []byte, whole bool) []byte {
	s := unquoted(raw)
	masked := maskDigits(s)
	if whole {
		masked = MaskBody(safetext.Clean(s)).String()
	}
	if masked == s {
		return raw
	}
	return quoted(masked)
}

// maskedNumber hides a number that may be a phone's. Key names what it counts.
func maskedNumber(raw []byte, key string, whole bool) []byte {
	if whole {
		return quoted("hidden")
	}
	n := 0
	for _, c := range raw {
		if c >= '0' && c <= '9' {
			n++
		}
	}
	if n < fewestInRow || isEpoch(raw, key) {
		return raw
	}
	var b strings.Builder
	end := hideDigits(&b, string(raw), n-digitsShown)
	b.Write(raw[end:])
	return quoted(b.String())
}

// isEpoch reports whether a number is seconds or milliseconds since 1970: between 2001 and 2033, the numbers of no country's
// phones as they are written, or under the key of a time until 2065.
func isEpoch(raw []byte, key string) bool {
	lower := strings.ToLower(key)
	for _, word := range [...]string{"phone", "number", "contact", "chat_id", "sender", "author"} {
		if strings.Contains(lower, word) {
			return false
		}
	}
	last := 2e9
	if strings.Contains(lower, "time") || strings.Contains(lower, "until") || strings.HasSuffix(lower, "_at") || strings.HasSuffix(key, "At") {
		last = 3e9
	}
	n, err := strconv.ParseFloat(string(raw), 64)
	return err == nil && (n >= 1e9 && n < last || n >= 1e12 && n < 1000*last)
}

// unquoted returns what stands between a valid string's quotes.
func unquoted(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1])
	}
	var s string
	_ = json.Unmarshal(raw, &s)
	return s
}

func quoted(s string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s)
	return bytes.TrimSpace(b.Bytes())
}
