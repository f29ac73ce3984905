package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"chatlens/api/apitest"
)

func TestListsThatGoWrongLoseNoChat(t *testing.T) {
	bad := func(places ...int) func(int) []byte {
		return func(i int) []byte {
			for _, place := range places {
				if i == place {
					return []byte(`"not a chat"`)
				}
			}
			return nil
		}
	}
	says := func(n int) func(int) int { return func(int) int { return n } }
	for name, c := range map[string]struct {
		chats  int
		paging apitest.Paging
		faults []apitest.Fault
		gone   []int // chats that cannot be read
		held   int   // chats that can, where many cannot
		most   int   // requests
		want   []string
	}{
		"honest":                   {chats: 2_600, most: 4},
		"the offset counts from 1": {chats: 2_600, paging: apitest.Paging{FromOne: true}, most: 5},
		"pages overlap":            {chats: 2_600, paging: apitest.Paging{Overlap: 40}, most: 6, want: []string{"pages overlap"}},
		"pages are shorter":        {chats: 900, paging: apitest.Paging{Cap: 150}, most: 9},
		"a page comes for ever": {chats: 3_000, paging: apitest.Paging{RepeatFrom: 1_100}, most: 12, held: 2_100,
			want: []string{"the same page came again and again", "the API tells of 3,000", "gave 2,100"}},
		"the count is too small": {chats: 2_600, paging: apitest.Paging{Count: says(120)}, most: 6, want: []string{"tells of 120"}},
		"the count is too large": {chats: 2_600, paging: apitest.Paging{Count: says(9_000)}, most: 12,
			want: []string{"tells of 9,000, and gave 2,600"}},
		"the count is 0":       {chats: 250, paging: apitest.Paging{Count: says(0)}, most: 5},
		"the count is below 0": {chats: 250, paging: apitest.Paging{Count: says(-1)}, most: 5},
		"one bad record":       {chats: 2_600, paging: apitest.Paging{BadRecord: bad(1_234)}, gone: []int{1_234}, most: 5, want: []string{"1 record was not understood"}},
		"bad records where pages meet": {chats: 2_600, paging: apitest.Paging{BadRecord: bad(99, 100)}, gone: []int{99, 100}, most: 6,
			want: []string{"2 records were not understood"}},
		"a page is too large": {chats: 2_600, most: 8,
			faults: []apitest.Fault{{PathPrefix: "/v1/chats", Match: apitest.FromOffset(100), Huge: 40 << 20}}},
	} {
		t.Run(name, func(t *testing.T) {
			server, env := serveOrg(t, crowd(c.chats))
			server.Misbehave(c.paging)
			server.Fail(c.faults...)
			p := view(t, env)
			p.WaitFor(shopName(0))
			held := c.chats - len(c.gone)
			if c.held > 0 {
				held = c.held
			}
			p.WaitUntil("the whole list", func(s string) bool {
				return strings.Contains(s, "Chats · "+comma(held)+" ─") || strings.Contains(s, "Chats · "+comma(held)+" of ")
			})
			p.WaitUntil("the end", func(s string) bool { return strings.Contains(s, "Chats · "+comma(held)+" ─") })
			p.WaitFor(c.want...)
			if asked := pages(server, "/chats"); len(asked) > c.most {
				t.Errorf("%d pages were asked for: %v", len(asked), asked)
			}
			for _, i := range []int{0, 98, 99, 100, 101, 1_099, 1_100, 1_234, 2_099, c.chats - 1} {
				if i >= held+len(c.gone) {
					continue
				}
				want := "1 of " + comma(held)
				for _, gone := range c.gone {
					if i == gone {
						want = "0 of " + comma(held)
					}
				}
				filter(p, strings.ToLower(shopName(i)))
				p.WaitFor("“" + strings.ToLower(shopName(i)) + "” · " + want)
			}
		})
	}
}

// comma writes a number below a million as the screen does.
func comma(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

func TestAPageThatFailsInTheMiddleIsGoneOnFrom(t *testing.T) {
	for name, fault := range map[string]apitest.Fault{
		"403":          {Status: http.StatusForbidden},
		"not JSON":     {Body: "<html>", ContentType: "text/html"},
		"broken off":   {Body: `{"from":1101,"to":2100,"count":2600,"chats":[{"chat_id":`},
		"500 for long": {Status: http.StatusInternalServerError, Times: -1},
	} {
		t.Run(name, func(t *testing.T) {
			server, env := serveOrg(t, crowd(2_600))
			fault.PathPrefix, fault.Match = "/v1/chats", apitest.FromOffset(1_100)
			server.Fail(fault)
			p := view(t, env)
			p.WaitFor("1,100 of 2,600 · stopped, r goes on", shopName(0))
			p.Keys("G")
			waitCursor(p, shopName(1_099))
			server.Heal()
			before := len(pages(server, "/chats"))
			p.Keys("r")
			p.WaitFor("Chats · 2,600 ─")
			waitCursor(p, shopName(1_099))
			if asked := pages(server, "/chats"); len(asked) != before+2 || asked[before] != "1100+1000" {
				t.Errorf("the pages that were asked for are %v", asked)
			}
			p.Keys("G")
			waitCursor(p, shopName(2_599))
		})
	}
}

func TestAListThatCannotBeLoadedSaysSo(t *testing.T) {
	server, env := serveOrg(t, crowd(3))
	server.Fail(apitest.Fault{Times: -1, Status: http.StatusForbidden})
	p := view(t, env)
	p.WaitFor("403", "the chat list could not be loaded; r tries again")
	server.Heal()
	p.Keys("r")
	p.WaitFor("Chats · 3 ─", shopName(2))
}
