package safetext

import (
	"fmt"
	"strings"
)

// Join puts sep between those of the parts that are not empty.
func Join(sep constant, parts ...Text) Text {
	n, size := 0, 0
	var last Text
	for _, p := range parts {
		if p.s != "" {
			n++
			size += len(p.s) + len(sep)
			last = p
		}
	}
	if n < 2 {
		return last
	}
	var b strings.Builder
	b.Grow(size)
	for _, p := range parts {
		if p.s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(string(sep))
		}
		b.WriteString(p.s)
	}
	return Text{b.String()}
}

// Format is fmt.Sprintf for texts. A Text among the arguments stands as it is; a string or an error is cleaned and put on
// one line; everything else is formatted by fmt, and the whole is cleaned.
func Format(format constant, args ...any) Text {
	safe := make([]any, len(args))
	for i, arg := range args {
		switch v := arg.(type) {
		case Text:
			safe[i] = v.s
		case string:
			safe[i] = Clean(v).Line().s
		case error:
			safe[i] = Clean(v.Error()).Line().s
		default:
			safe[i] = arg
		}
	}
	return Clean(fmt.Sprintf(string(format), safe...))
}
