package apitest_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"chatlens/api/apitest"
)

// allowedNumber lists the numbers that nobody has: ranges that regulators keep for films, or that are plainly made up.
func allowedNumber() *regexp.Regexp {
	return regexp.MustCompile(`^(447700900\d{3}|1\d{3}55501\d{2}|9191000\d{5}|8801700000\d{3}|971500000\d{3}|966500000\d{3}|972500000\d{3}` +
		`|66800000\d{3}|8610000000\d{3}|886900000\d{3}|821000000\d{3}|84900000\d{3}|3363998\d{4}|61491570\d{3}|467017406\d{2}|12000\d{10})$`)
}

func checkNobody(t *testing.T, chats []demoChat) {
	t.Helper()
	allowed := allowedNumber()
	words := func(r rune) bool {
		return r != '.' && r != '+' && r != '-' && r < 0x80 && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	for _, c := range chats {
		texts := c.historyBytes
		if c.ID == apitest.DemoChatID {
			texts = texts[1:]
		} else {
			texts = append(texts, c.raw)
		}
		for _, text := range texts {
			parts := strings.Split(string(text), "@")
			for i := range len(parts) - 1 {
				before, after := lastField(parts[i], words), firstField(parts[i+1], words)
				for _, n := range []string{before, after} {
					if len(n) >= 10 && strings.Trim(n, "0123456789") == "" && !invented(allowed, n) {
						t.Errorf("%s: the number %s may be somebody's", c.ID, n)
					}
				}
				if strings.Contains(after, ".") && after != "c.us" && after != "g.us" && after != "example.com" && before != "" {
					t.Errorf("%s: the address %s@%s may be somebody's", c.ID, before, after)
				}
			}
			for _, part := range strings.Split(string(text), "waid=")[1:] {
				if n := firstField(part, words); !invented(allowed, strings.TrimRight(n, "+")) {
					t.Errorf("%s: the number %s may be somebody's", c.ID, n)
				}
			}
			for _, part := range strings.Split(string(text), "://")[1:] {
				if host := firstField(part, words); !strings.HasSuffix(host, ".example.com") && !strings.HasPrefix(part, "chat.whatsapp.com/invite/EXAMPLE") {
					t.Errorf("%s: the host %s is somebody's", c.ID, host)
				}
			}
		}
	}
}

// invented tells whether a number is made up, or the documentation's.
func invented(allowed *regexp.Regexp, number string) bool {
	switch number {
	case "918527184400", "919537851844":
		return true
	}
	return strings.HasPrefix(number, "12036") || allowed.MatchString(number)
}

func firstField(s string, cut func(rune) bool) string {
	if i := strings.IndexFunc(s, cut); i >= 0 {
		return s[:i]
	}
	return s
}

func lastField(s string, cut func(rune) bool) string {
	return s[strings.LastIndexFunc(s, cut)+1:]
}
