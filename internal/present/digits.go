package present

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What may be a phone number.
const (
	fewestInRow    = 7  // digits in a row
	fewestApart    = 10 // digits with separators between them
	fewestPlus     = 7  // the same behind a plus sign
	mostSeparators = 3  // between two digits of one number: ") -"
	digitsShown    = 3
	bullet         = '•'
)

// maskDigits puts a bullet for each digit of what may be a phone number, but for the last three.
func maskDigits(s string) string {
	if !mayHoldNumber(s) {
		return s
	}
	var b strings.Builder
	same := 0 // bytes of s that are written, or are as they were
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == bullet:
			i += size
			i += shown(s[i:])
			continue
		case isPlus(r):
			i += size
			i += separators(s[i:])
			if r, _ := utf8.DecodeRuneInString(s[i:]); !unicode.IsDigit(r) {
				continue
			}
		case !unicode.IsDigit(r):
			i += size
			continue
		}
		if size := dateOrClock(s, i); size > 0 && !isPlus(r) {
			i += size
			continue
		}
		run := digitRun(s, i)
		if run.longest >= fewestInRow || run.total >= fewestApart || isPlus(r) && run.total >= fewestPlus {
			b.WriteString(s[same:i])
			i += hideDigits(&b, s[i:run.end], run.total-digitsShown)
			same = i
			// Digits that are set apart from the hidden ones may begin another number.
			i += shown(s[i:])
			continue
		}
		i = run.end
	}
	if same == 0 {
		return s
	}
	b.WriteString(s[same:])
	return b.String()
}

// mayHoldNumber reports quickly whether there are as many digits as the shortest number has.
func mayHoldNumber(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n >= min(fewestInRow, fewestPlus)
}

// digits is a run of digits, with separators between them.
type digits struct {
	end            int // the index after the last digit
	total, longest int // digits, and those of the longest part without separators
}

// digitRun reads the run that starts at i, where a digit stands. It ends before what is a number of its own.
func digitRun(s string, i int) digits {
	n, size := digitsInRow(s[i:])
	run := digits{end: i + size, total: n, longest: n}
	for {
		next := run.end + separators(s[run.end:])
		n, size := digitsInRow(s[next:])
		switch {
		case n == 0, next == run.end, dateOrClock(s, next) > 0:
			return run
		case run.longest >= fewestApart && (n >= fewestApart || n < digitsShown):
			return run
		}
		run.end = next + size
		run.total += n
		run.longest = max(run.longest, n)
	}
}

// digitsInRow counts the digits at the start of s, and the bytes up to the last of them. Marks and invisible characters
// between them do not part them.
func digitsInRow(s string) (n, size int) {
	for i, r := range s {
		switch {
		case unicode.IsDigit(r):
			n++
			size = i + utf8.RuneLen(r)
		case n == 0 || !unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
			return n, size
		}
	}
	return n, size
}

// separators returns the bytes at the start of s that may stand between two digits of one number.
func separators(s string) int {
	size, n := 0, 0
	for i, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case r != '\t' && r != '.' && !unicode.In(r, unicode.Zs, unicode.Pd, unicode.Ps, unicode.Pe):
			return size
		default:
			n++
		}
		if n > mostSeparators {
			return size
		}
		size = i + utf8.RuneLen(r)
	}
	return size
}

func isPlus(r rune) bool { return r == '+' || r == '＋' }

// shown returns the bytes of the digits that stand right behind a hidden one: what its number was left with.
func shown(s string) int {
	n, size := digitsInRow(s)
	if n > digitsShown {
		return 0
	}
	return size
}

// hideDigits writes s with bullets for the first n digits, up to the last of them, and returns the bytes of s up to there.
func hideDigits(b *strings.Builder, s string, n int) int {
	for i, r := range s {
		if !unicode.IsDigit(r) {
			b.WriteRune(r)
			continue
		}
		b.WriteRune(bullet)
		if n--; n == 0 {
			return i + utf8.RuneLen(r)
		}
	}
	return len(s)
}

// dateOrClock returns the bytes of a date or a time of day at i, as ISO 8601 and this program write them: "2025-01-27",
// "16:37", "16:37:08.123456"; 0: there is none. A digit stands at i, and none before it.
func dateOrClock(s string, i int) int {
	if size := isoDate(s[i:]); size > 0 {
		return size
	}
	if i > 0 && s[i-1] == ':' {
		return 0
	}
	return timeOfDay(s[i:])
}

func isoDate(s string) int {
	const size = len("2006-01-02")
	if len(s) < size || s[4] != '-' || s[7] != '-' || goesOn(s[size:], '-') {
		return 0
	}
	year, month, day := number(s[:4]), number(s[5:7]), number(s[8:size])
	if year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31 {
		return 0
	}
	return size
}

func timeOfDay(s string) int {
	hour := strings.IndexByte(s[:min(len(s), 3)], ':')
	if hour < 1 || number(s[:hour]) < 0 || number(s[:hour]) > 24 {
		return 0
	}
	size := hour
	parts := 1
	for ; parts < 3 && len(s) >= size+3 && s[size] == ':'; parts++ {
		if n := number(s[size+1 : size+3]); n < 0 || n > 59 {
			break
		}
		size += 3
	}
	if parts < 2 || goesOn(s[size:], ':') {
		return 0
	}
	if parts == 3 && size < len(s) && s[size] == '.' {
		if n, fraction := digitsInRow(s[size+1:]); n == fraction && n > 0 && n <= 9 {
			size += 1 + fraction
		}
	}
	return size
}

// goesOn reports whether there are more digits, behind a separator or not.
func goesOn(s string, separator byte) bool {
	s = strings.TrimPrefix(s, string(rune(separator)))
	n, _ := digitsInRow(s)
	return n > 0
}

// number reads ASCII digits, at most four; -1: there is something else.
func number(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = 10*n + int(s[i]-'0')
	}
	return n
}
