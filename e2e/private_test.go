package e2e

import (
	"encoding/base64"
	"regexp"
	"strings"
	"testing"
)

// Digits in a row that could be a number, but for those of a time.
var longNumber = regexp.MustCompile(`[0-9]{7,}`)

func TestPrivacyHidesNumbersAndWords(t *testing.T) {
	for _, start := range []string{"key", "flag"} {
		t.Run(start, func(t *testing.T) {
			args := []string{"--demo", documentedChat}
			if start == "flag" {
				args = append(args, "--privacy")
			}
			p := view(t, nil, args...)
			p.WaitFor("BK Local1 · person · open")
			p.Resize(120, 40)
			if start == "key" {
				p.WaitFor(documentedChat, "invited to join")
				p.Keys("P")
			}
			for _, keys := range [][2]string{{"", "hidden"}, {"m", "Messages"}, {"J", "Raw"}, {"\x1b", "Messages"}, {"c", "Chats · 61"}} {
				p.Keys(keys[0])
				p.WaitFor(keys[1])
				p.WaitUntil("no number and no word", func(s string) bool {
					return !longNumber.MatchString(s) && !strings.Contains(s, "invited to join") && !strings.Contains(s, "9537851844")
				})
			}
			p.Keys("\x1b")
			p.WaitFor("Messages · ")
			before := len(p.Written())
			p.Keys("y", "t")
			p.WaitFor("sent the message text")
			p.Keys("y", "i")
			p.WaitFor("sent the chat id")
			p.Keys("y", "d")
			p.WaitFor("sent the chat as Markdown")
			copies := regexp.MustCompile("\x1b\\]52;c;([^\x07]*)\x07").FindAllStringSubmatch(string(p.Written()[before:]), -1)
			if len(copies) != 3 {
				t.Fatalf("%d copies were sent", len(copies))
			}
			for _, c := range copies {
				text, err := base64.StdEncoding.DecodeString(c[1])
				if err != nil {
					t.Fatal(err)
				}
				if longNumber.Match(text) || strings.Contains(string(text), "invited") {
					t.Errorf("%q was copied", text)
				}
			}
		})
	}
}

func TestTheRawViewShowsWhatTheAPISent(t *testing.T) {
	p := view(t, nil, "--demo", documentedChat)
	p.WaitFor("BK Local1 · person · open")
	p.Keys("J")
	p.WaitFor("▌ Raw · "+documentedChat, `assigned_to: "bharat@hashlabs.dev"`, "+ chat_access: { 1 }")
	p.Keys("/")
	p.WaitFor("find:")
	p.Keys("info_admins", "\r")
	p.WaitUntil("the match under the cursor", func(s string) bool { return strings.Contains(cursorRow(s), "info_admins_only: null") })
	p.Keys("q")
	p.WaitFor("▌ 1 Chat")
}

func TestThePaletteDoesWhatItNames(t *testing.T) {
	p := view(t, nil, "--demo", documentedChat)
	p.WaitFor("BK Local1 · person · open")
	p.Keys(":")
	p.WaitFor("▌ Actions", "message history")
	p.Keys("message hist")
	p.WaitUntil("one action", func(s string) bool { return strings.Contains(cursorRow(s), "message history") })
	p.Keys("\r")
	p.WaitFor("▌ Messages · 50 of")
	p.Keys(":")
	p.WaitFor("▌ Actions")
	p.Keys("watch")
	p.WaitUntil("one action", func(s string) bool { return strings.Contains(cursorRow(s), "watch") })
	p.Keys("\r")
	p.WaitFor("watching: a refresh every 30 s", "· watching ·")
	p.Keys("w")
	p.WaitFor("the watch is off")
	p.Keys(":")
	p.WaitFor("▌ Actions")
	p.Keys("\x1b")
	p.WaitFor("▌ Messages · ")
	p.Keys("q")
	requireExit(t, p, 0)
}
