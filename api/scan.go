package api

import (
	"bytes"
	"encoding/json"
)

// What follows walks JSON that [json.Valid] has accepted, without validating it again at each level, which is what
// nested calls of json.Unmarshal do. On anything else it stops early, and never panics.

// eachMember calls f with each key (unquoted) and value of an object, in their order. It reports whether b is an object.
func eachMember(b []byte, f func(key, value []byte)) bool {
	i := skipSpace(b, 0)
	if i >= len(b) || b[i] != '{' {
		return false
	}
	for i = skipSpace(b, i+1); i < len(b) && b[i] == '"'; {
		end := skipString(b, i)
		key := unquoteKey(b[i:end])
		i = skipSpace(b, end)
		if i >= len(b) || b[i] != ':' {
			break
		}
		i = skipSpace(b, i+1)
		end = skipValue(b, i)
		f(key, b[i:end])
		i = skipComma(b, end)
	}
	return true
}

// eachElement calls f with each value of a list, in its order. It reports whether b is a list.
func eachElement(b []byte, f func(value []byte)) bool {
	i := skipSpace(b, 0)
	if i >= len(b) || b[i] != '[' {
		return false
	}
	for i = skipSpace(b, i+1); i < len(b) && b[i] != ']'; {
		end := skipValue(b, i)
		if end == i {
			break
		}
		f(b[i:end])
		i = skipComma(b, end)
	}
	return true
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r') {
		i++
	}
	return i
}

func skipComma(b []byte, i int) int {
	i = skipSpace(b, i)
	if i < len(b) && b[i] == ',' {
		i = skipSpace(b, i+1)
	}
	return i
}

// skipString returns the index after the string that starts at i.
func skipString(b []byte, i int) int {
	for i++; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(b)
}

// skipValue returns the index after the value that starts at i, which is i where no value starts.
func skipValue(b []byte, i int) int {
	depth := 0
	for i < len(b) {
		switch b[i] {
		case '"':
			i = skipString(b, i)
		case '{', '[':
			depth++
			i++
		case '}', ']':
			if depth == 0 {
				return i
			}
			depth--
			i++
		case ',', ':', ' ', '\n', '\t', '\r':
			if depth == 0 {
				return i
			}
			i++
			continue
		default:
			i = skipLiteral(b, i)
		}
		if depth == 0 {
			return i
		}
	}
	return len(b)
}

func skipLiteral(b []byte, i int) int {
	for i < len(b) {
		switch b[i] {
		case ',', ':', ' ', '\n', '\t', '\r', '"', '{', '}', '[', ']':
			return i
		}
		i++
	}
	return i
}

// unquoteKey returns what stands between the quotes, unescaped where that is needed.
func unquoteKey(quoted []byte) []byte {
	if len(quoted) >= 2 && bytes.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : len(quoted)-1]
	}
	s, _ := unquote(quoted)
	return []byte(s)
}

// unquote returns the text of a JSON string. It reports whether b is one.
func unquote(b []byte) (string, bool) {
	if len(b) < 2 || b[0] != '"' {
		return "", false
	}
	if bytes.IndexByte(b, '\\') < 0 {
		return string(b[1 : len(b)-1]), true
	}
	var s string
	if json.Unmarshal(b, &s) != nil {
		return "", false
	}
	return s, true
}

func isNull(b []byte) bool { return string(b) == "null" }
