package e2e

import (
	"encoding/base64"
	"strings"
	"testing"

	"chatlens/e2e/ptytest"
)

// clipboardBytes is how a terminal is told to put a text into the clipboard.
const clipboardBytes = "\x1b]52;"

func encoded(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

func TestACopyIsSentToTheTerminal(t *testing.T) {
	p := view(t, nil, "--demo", documentedChat)
	p.WaitFor("BK Local1 · person · open")
	p.Keys("y")
	p.WaitFor("▌ Copy", "chat id", "Markdown")
	if strings.Contains(string(p.Written()), clipboardBytes) {
		t.Error("something was copied before anything was chosen")
	}
	p.Keys("i")
	p.WaitFor("sent the chat id (17 bytes) to the clipboard by the terminal (OSC 52)")
	if want := clipboardBytes + "c;" + encoded(documentedChat) + "\x07"; strings.Count(string(p.Written()), want) != 1 {
		t.Errorf("%q was not written once", want)
	}
	p.Keys("y", "d")
	p.WaitFor("sent the chat as Markdown")
	if want := encoded("## BK Local1\n")[:12]; !strings.Contains(string(p.Written()), clipboardBytes+"c;"+want) {
		t.Errorf("%q was not written", want)
	}
	p.Keys("m")
	p.WaitFor("Messages · 50 of")
	p.Keys("y", "c")
	p.WaitFor("sent the command")
	if want := encoded("chatlens --demo messages 919537851844@c.us"); !strings.Contains(string(p.Written()), clipboardBytes+"c;"+want) {
		t.Errorf("%q was not written", want)
	}
}

func TestACopyUnderScreenIsWrapped(t *testing.T) {
	p := view(t, map[string]string{"TERM": "screen", "STY": "1234.pts-0.host"}, "--demo", documentedChat)
	p.WaitFor("BK Local1 · person · open")
	p.Keys("y", "i")
	p.WaitFor("sent the chat id (17 bytes) to the clipboard by screen")
	if want := "\x1bP" + clipboardBytes + "c;" + encoded(documentedChat) + "\x07\x1b\\"; !strings.Contains(string(p.Written()), want) {
		t.Errorf("%q was not written", want)
	}
}

func TestACopyUnderTmuxGoesThroughIt(t *testing.T) {
	for setting, sent := range map[string]bool{"external": true, "on": true, "off": false} {
		t.Run(setting, func(t *testing.T) {
			m := newTmux(t)
			env := append(environment(t, nil), "TMUX="+m.socket+",0,0")
			m.start("copy", 80, 24, env, binary, "--demo", documentedChat)
			m.run("set-option", "-s", "set-clipboard", setting)
			outside := ptytest.Start(t, ptytest.Options{
				Command: append([]string{"tmux"}, m.command("attach-session", "-t", "copy").Args[1:]...),
				Env:     environment(t, nil),
			})
			outside.WaitFor("BK Local1 · person · open")
			outside.Keys("y")
			outside.WaitFor("▌ Copy")
			outside.Keys("i")
			bytes := ";" + encoded(documentedChat)
			if sent {
				outside.WaitFor("sent the chat id (17 bytes) to the clipboard by tmux")
				outside.WaitWritten(bytes)
			} else {
				outside.WaitFor("was not sent", "set-clipboard off")
				if strings.Contains(string(outside.Written()), bytes) {
					t.Error("it was sent to the clipboard")
				}
			}
			if buffers := m.run("list-buffers"); buffers != "" {
				t.Errorf("tmux keeps %q", buffers)
			}
		})
	}
}
