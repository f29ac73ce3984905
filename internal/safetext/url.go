package safetext

import "strings"

// url reads the address that starts at i, and returns its end, or i where none does. Only what is plainly an address
// counts: http, https, or www. with a name that has another dot.
func (sc *scanner) url(i int) int {
	host := i + urlPrefix(sc.s[i:])
	if host == i || !sc.edgeBefore(i) {
		return i
	}
	end := host
	for end < len(sc.s) && isURLByte(sc.s[end]) {
		end++
	}
	if startsWithExtender(sc.s[end:]) {
		end--
	}
	end = i + len(trimURL(sc.s[i:end]))
	if end <= host || !isHost(sc.s[host:end], host-i == len("www.")) {
		return i
	}
	sc.atom(i, end, Text{sc.s[i:end]}, URL)
	return end
}

// urlPrefix returns the size of what s must start with to be an address.
func urlPrefix(s string) int {
	for _, prefix := range [...]string{"https://", "http://", "www."} {
		if len(s) > len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
			return len(prefix)
		}
	}
	return 0
}

func isURLByte(b byte) bool {
	return b > ' ' && b < 0x7F && !strings.ContainsRune("<>\"`{}|\\^", rune(b))
}

// trimURL removes from the end of an address what belongs to the sentence or the markup around it.
func trimURL(s string) string {
	unclosed := strings.Count(s, "(") - strings.Count(s, ")")
	for s != "" {
		last := s[len(s)-1]
		switch {
		case strings.ContainsRune(".,;:!?'*_~[]", rune(last)):
		case last == ')' && unclosed < 0:
			unclosed++
		default:
			return s
		}
		s = s[:len(s)-1]
	}
	return s
}

// isHost reports whether s starts with the name of a host, with a dot in it if it needs one.
func isHost(s string, needsDot bool) bool {
	if !isWord(rune(s[0])) {
		return s[0] == '[' && !needsDot
	}
	name := s
	if end := strings.IndexAny(s, "/:?#"); end >= 0 {
		name = s[:end]
	}
	dot := strings.IndexByte(name, '.')
	return !needsDot || dot >= 0 && dot+1 < len(name)
}
