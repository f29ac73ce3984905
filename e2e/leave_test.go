package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
)

// leavings are the ways to leave what is still loading, from a screen with the chat list on which shop 1 was open before shop 2.
func leavings() map[string]func(p *ptytest.Terminal) {
	return map[string]func(p *ptytest.Terminal){
		"esc":    func(p *ptytest.Terminal) { leave(p, "opening") },
		"o":      func(p *ptytest.Terminal) { open(p, shopID(4)); p.WaitFor(shopText(4)) },
		"[":      func(p *ptytest.Terminal) { p.Keys("["); p.WaitFor(shopText(1)) },
		"ctrl+p": func(p *ptytest.Terminal) { p.Keys("\x10"); p.WaitFor(shopText(2)) },
	}
}

func TestAChatThatWasLeftIsNeverShown(t *testing.T) {
	for what, fault := range map[string]apitest.Fault{"late chat": {}, "late error": {Status: http.StatusForbidden}} {
		for by, leaveBy := range leavings() {
			t.Run(what+"/"+by, func(t *testing.T) {
				server, env := serveOrg(t, crowd(20))
				p := view(t, env, shopID(1))
				p.WaitFor(shopText(1))
				p.Keys("c")
				p.WaitFor("Chats · 20 ")
				p.Keys("g", "j", "j", "\r")
				p.WaitFor(shopText(2))
				fault.PathPrefix = "/v1/chats/" + shopID(3)
				await, release := hold(t, server, fault)
				p.Keys("\x0e") // ctrl+n
				await()
				p.WaitFor("opening " + shopName(3))
				leaveBy(p)
				release()
				open(p, shopID(5))
				p.WaitFor(shopText(5))
				open(p, shopID(6))
				p.WaitFor(shopText(6))
				if written := string(p.Written()); strings.Contains(written, shopText(3)) || strings.Contains(written, "403") {
					t.Error("what came of the chat that was left was shown")
				}
			})
		}
	}
}

func TestAHistoryThatWasLeftIsNeverShown(t *testing.T) {
	for what, fault := range map[string]apitest.Fault{"late messages": {}, "late error": {Status: http.StatusForbidden}} {
		for by, leaveBy := range map[string]func(p *ptytest.Terminal){
			"esc": func(p *ptytest.Terminal) {
				// Where a refresh is still under way, the first one stops that.
				for tries := 0; tries < 10 && !strings.Contains(p.Screen(), "1 Chat "); tries++ {
					p.Keys("\x1b")
					p.WaitQuiet(300 * time.Millisecond)
				}
				p.WaitFor("1 Chat ")
			},
			"m": func(p *ptytest.Terminal) {
				p.Keys("m")
				p.WaitUntil("the panes", func(s string) bool { return strings.Contains(s, "1 Chat ") })
			},
			"o": func(p *ptytest.Terminal) { open(p, shopID(4)); p.WaitFor("nothing of the kind") },
			"[": func(p *ptytest.Terminal) { p.Keys("["); p.WaitFor(shopText(1)) },
			"]": func(p *ptytest.Terminal) { p.Keys("]"); p.WaitFor(shopText(6)) },
		} {
			t.Run(what+"/"+by, func(t *testing.T) {
				org := crowd(20)
				org.PutMessages(shopID(2), [][]byte{message(shopID(2), 0, `,"body":"marked words"`)})
				org.PutMessages(shopID(4), [][]byte{message(shopID(4), 0, `,"body":"nothing of the kind"`)})
				server, env := serveOrg(t, org)
				p := view(t, env, shopID(1))
				p.WaitFor(shopText(1))
				for _, i := range []int{2, 6} {
					open(p, shopID(i))
					p.WaitFor(shopText(i))
				}
				p.Keys("[")
				p.WaitFor(shopText(2))
				fault.PathPrefix = "/v1/chats/" + shopID(2) + "/messages"
				await, release := hold(t, server, fault)
				p.Keys("m")
				await()
				p.WaitFor("loading messages")
				leaveBy(p)
				release()
				for _, i := range []int{7, 8} {
					open(p, shopID(i))
					p.WaitFor(shopName(i))
				}
				if written := string(p.Written()); strings.Contains(written, "marked words") || strings.Contains(written, "403") {
					t.Error("what came of the history that was left was shown")
				}
			})
		}
	}
}
