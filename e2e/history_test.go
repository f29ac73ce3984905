package e2e

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
)

// rowOf is the first row of a screen that holds a text, from 0; -1: none.
func rowOf(screen, text string) int {
	return slices.IndexFunc(strings.Split(screen, "\n"), func(line string) bool { return strings.Contains(line, text) })
}

// openHistory opens the history of shop 0, and waits for its newest message.
func openHistory(p *ptytest.Terminal) {
	p.WaitFor(shopText(0))
	p.Keys("m")
	p.WaitFor("▌ Messages · ", "line 0000")
}

func TestOlderMessagesComeAtTheTopAndKeepThePlace(t *testing.T) {
	org := crowd(3)
	org.PutMessages(shopID(0), history(shopID(0), 600))
	server, env := serveOrg(t, org)
	path := "/chats/" + shopID(0) + "/messages"
	await, release := hold(t, server, apitest.Fault{PathPrefix: "/v1" + path, Match: apitest.FromOffset(50)})
	p := view(t, env, shopID(0))
	openHistory(p)
	p.WaitFor("Messages · 50 of 600")
	if asked := pages(server, path); !slices.Equal(asked, []string{"0+50"}) {
		t.Errorf("the pages that were asked for are %v", asked)
	}
	p.Keys("g")
	await()
	p.WaitFor("loading older messages", "line 0049")
	before := p.Screen()
	release()
	p.WaitFor("Messages · 250 of 600", "line 0049")
	p.WaitUntil("the place kept", func(s string) bool { return rowOf(s, "line 0045") == rowOf(before, "line 0045") })
	p.Keys("k")
	p.WaitFor("line 0050")

	// A page that fails is said, and asked for again.
	server.Fail(apitest.Fault{PathPrefix: "/v1" + path, Match: apitest.FromOffset(250), Status: http.StatusForbidden})
	p.Keys("g")
	p.WaitFor("403", "line 0249")
	p.Keys("r")
	p.WaitFor("Messages · 450 of 600")
	p.Keys("g")
	p.WaitFor("line 0449")
	p.WaitUntil("all of it", func(s string) bool { return strings.Contains(s, "Messages ─") && strings.Contains(s, " of 600 ─") })
	p.Keys("g")
	p.WaitFor("line 0599", "the beginning of what the API has")
	p.Keys("G")
	p.WaitFor("line 0000")
	for offset, n := range count(pages(server, path)) {
		if n > 2 || n > 1 && offset != "0+50" && offset != "250+200" {
			t.Errorf("%s was asked for %d times", offset, n)
		}
	}
}

func count(texts []string) map[string]int {
	counts := map[string]int{}
	for _, text := range texts {
		counts[text]++
	}
	return counts
}

func TestARefreshBringsNewMessagesToTheEnd(t *testing.T) {
	org := crowd(3)
	org.PutMessages(shopID(0), history(shopID(0), 120))
	_, env := serveOrg(t, org)
	p := view(t, env, shopID(0))
	openHistory(p)
	org.AddMessage(shopID(0), fmt.Appendf(nil, `{"message_id":"false_x_new","chat_id":%q,"body":"brand new","message_type":"chat","sender_phone":%[1]q,"timestamp":"2026-01-31T12:30:00+00:00"}`, shopID(0)))
	p.Keys("r")
	p.WaitFor("brand new")
	// Who reads older ones is not moved.
	p.Keys("k", "k", "k", "k")
	p.WaitUntil("an older message", func(s string) bool {
		return strings.Contains(cursorRow(s), "line 0003") || strings.Contains(s, "line 0003")
	})
	before := p.Screen()
	org.AddMessage(shopID(0), fmt.Appendf(nil, `{"message_id":"false_x_newer","chat_id":%q,"body":"newer still","message_type":"chat","sender_phone":%[1]q,"timestamp":"2026-01-31T12:31:00+00:00"}`, shopID(0)))
	p.Keys("r")
	p.WaitFor(" of 52 ─")
	if now := p.Screen(); rowOf(now, "line 0003") != rowOf(before, "line 0003") {
		t.Errorf("the place was lost:\n%s", before)
	}
	p.Keys("G")
	p.WaitFor("newer still")
}

func TestFollowingAQuoteGoesToTheMessage(t *testing.T) {
	org := crowd(3)
	messages := history(shopID(0), 300)
	messages[0] = message(shopID(0), 0, fmt.Sprintf(`,"has_quoted_msg":true,"quoted_message_id":%q`, messageID(shopID(0), 290)))
	org.PutMessages(shopID(0), messages)
	server, env := serveOrg(t, org)
	p := view(t, env, shopID(0))
	openHistory(p)
	p.Keys("f")
	p.WaitUntil("the quoted message or a choice", func(s string) bool {
		return strings.Contains(s, "line 0290") || strings.Contains(s, "▌ Follow")
	})
	if strings.Contains(p.Screen(), "▌ Follow") {
		p.Keys("1")
	}
	p.WaitFor("line 0290")
	if asked := pages(server, "/chats/"+shopID(0)+"/messages"); len(asked) > 4 {
		t.Errorf("the pages that were asked for are %v", asked)
	}
}

// historyTitle is the title of the pane of messages.
func historyTitle(screen string) string {
	_, rest, _ := strings.Cut(screen, "▌ Messages")
	title, _, _ := strings.Cut("Messages"+rest, " ─")
	return title
}

func TestHistoriesThatGoWrongLoseNoMessage(t *testing.T) {
	for name, c := range map[string]struct {
		paging apitest.Paging
		held   string
		want   []string
	}{
		"pages overlap":            {apitest.Paging{Overlap: 10}, "300", []string{"pages overlap"}},
		"the offset counts from 1": {apitest.Paging{FromOne: true}, "300", nil},
		"a page comes for ever":    {apitest.Paging{RepeatFrom: 50}, "250", []string{"the same page came again and again"}},
		"the count is too small":   {apitest.Paging{Count: func(int) int { return 20 }}, "300", []string{"tells of 20"}},
		"the count is too large":   {apitest.Paging{Count: func(int) int { return 900 }}, "300", []string{"tells of 900"}},
		"a bad record": {apitest.Paging{BadRecord: func(i int) []byte {
			if i == 77 {
				return []byte("7")
			}
			return nil
		}}, "299", []string{"1 message was not understood"}},
	} {
		t.Run(name, func(t *testing.T) {
			org := crowd(3)
			org.PutMessages(shopID(0), history(shopID(0), 300))
			server, env := serveOrg(t, org)
			server.Misbehave(c.paging)
			p := view(t, env, shopID(0))
			openHistory(p)
			first := historyTitle(p.Screen())
			// Each press reads a page, until the title tells of no more.
			for title := ""; title != "Messages"; {
				before := title
				p.Keys("g")
				p.WaitUntil("an older page", func(s string) bool {
					title = historyTitle(s)
					return title != before && title != first
				})
			}
			p.WaitFor(c.want...)
			p.Keys("g")
			p.WaitFor("the beginning of what the API has", " of "+c.held+" ─")
			if asked := pages(server, "/chats/"+shopID(0)+"/messages"); len(asked) > 10 {
				t.Errorf("the pages that were asked for are %v", asked)
			}
		})
	}
}
