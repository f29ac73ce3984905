package e2e

import (
	"strings"
	"testing"
)

func TestAChatIsAskedForAndDrawn(t *testing.T) {
	server, env := serve(t)
	p := view(t, env, "919537851844")
	p.WaitFor("BK Local1 · person · open", "as of ")
	requests := server.Requests()
	r := requests[0] // the one that may follow asks what the phones are called
	if r.Method != "GET" || strings.ReplaceAll(r.Path, "%40", "@") != "/v1/chats/919537851844@c.us" {
		t.Errorf("the request is %s %s", r.Method, r.Path)
	}
	if got := r.Header.Get("Authorization"); got != "Bearer "+secretKey {
		t.Errorf("Authorization is %q", got)
	}
	if got := r.Header.Get("x-phone"); got != phone {
		t.Errorf("x-phone is %q", got)
	}

	p.Resize(200, 50)
	p.WaitFor(
		"bharat@hashlabs.dev",
		"label-xbitdvipqshahdcu", "label-xgargwpbzidjpapt",
		"You have been invited to join Test New 1040", "read (ack 4)",
	)
	p.WaitUntil("both members as super admins, Support alone as internal, 15 common chats, the time of reading", func(screen string) bool {
		var support, local string
		common, seen := false, false
		for line := range strings.SplitSeq(screen, "\n") {
			switch {
			case strings.Contains(line, "Support") && strings.Contains(line, "super admin"):
				support = line
			case strings.Contains(line, "BK Local1") && strings.Contains(line, "super admin"):
				local = line
			}
			seen = seen || strings.Contains(line, "BK Local1") && strings.Contains(line, "read 27 Jan 11:08:10")
			common = common || strings.Contains(line, "Common chats") && strings.Contains(line, "15")
		}
		return strings.Contains(support, "internal") && local != "" && !strings.Contains(local, "internal") &&
			seen && common
	})
}

func TestTheKeyIsNeverShown(t *testing.T) {
	server, env := serve(t)
	env["PERISKOPE_API_KEY"] = "another-secret-key"
	p := view(t, env, documentedChat)
	p.WaitFor("401", "refused the key", "read-only")
	p.Keys("\x1b")
	p.WaitUntil("the prompt closed", func(s string) bool { return !strings.Contains(s, "open: 9195") })
	p.Keys("?")
	p.WaitFor("Help · every key")
	p.Keys("\x03")
	requireExit(t, p, 0)
	p.Settle()
	if strings.Contains(string(p.Written()), "another-secret") {
		t.Error("the terminal was shown the key")
	}
	r := run(t, env, "", "show", documentedChat)
	if strings.Contains(r.stdout+r.stderr, "another-secret") {
		t.Errorf("the key is in %q", r.stderr)
	}
	requireOneLine(t, r, 3, "refused the key", "401")
	if len(server.Requests()) == 0 {
		t.Error("nothing was asked")
	}
}
