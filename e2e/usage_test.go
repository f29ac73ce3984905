package e2e

import (
	"os"
	"path/filepath"
	"testing"
)

func TestAMissingKeyIsNamedWithTheDemo(t *testing.T) {
	server, env := serve(t)
	env["PERISKOPE_API_KEY"] = ""
	for _, args := range [][]string{{documentedChat}, {"show", documentedChat}} {
		requireOneLine(t, run(t, env, "", args...), 2, "PERISKOPE_API_KEY", "--demo")
	}
	p := view(t, env, documentedChat)
	requireExit(t, p, 2)
	p.Settle()
	p.WaitFor("PERISKOPE_API_KEY")
	p.RequireRestored()
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}

func TestTheViewerAsksWhichPhoneToLookThrough(t *testing.T) {
	server, env := serve(t)
	env["PERISKOPE_PHONE"] = ""
	p := view(t, env, documentedChat)
	p.WaitFor("Look through which phone?", "Support", "connected")
	if n := len(server.Requests()); n != 1 {
		t.Errorf("%d requests were sent", n)
	}
	p.Keys("\r")
	p.WaitFor("BK Local1", "looking through Support")
	p.Keys("q")
	requireExit(t, p, 0)
	p.RequireRestored()
}

func TestABadIDIsRefusedBeforeAnyRequest(t *testing.T) {
	server, env := serve(t)
	for _, id := range []string{"..", "", "abc", "../chats", "91953\x1b[2J7851844", "919537851844@evil.example", "9195378518449195378518449195378518449195378518449195378518449195378518449195378518"} {
		requireOneLine(t, run(t, env, "", "show", "--", id), 2)
		requireOneLine(t, run(t, env, "", "--", id), 2)
	}
	p := view(t, env, "not-an-id")
	requireExit(t, p, 2)
	p.RequireRestored()
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}

func TestMistypedWordsGetASuggestion(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--tehme", "dark"}, "--theme"},
		{[]string{"show", "--jason", documentedChat}, "--json"},
		{[]string{"-x"}, "there is no flag -x; chatlens --help lists the flags"},
		{[]string{"-é"}, "there is no flag -é;"},
		{[]string{"show", "-xo", "json", documentedChat}, "there is no flag -x;"},
		{[]string{"shwo"}, "nearest command is show"},
		{[]string{"shwo", documentedChat}, `"show"`},
		{[]string{"show"}, "chat id"},
		{[]string{documentedChat, documentedChat}, "chatlens show"},
		{[]string{"show", documentedChat, "--output", "yaml"}, "text, markdown or json"},
		{[]string{"show", documentedChat, "--output", "text", "--json"}, "contradict"},
		{[]string{"completion", "tcsh"}, "tcsh"},
		{[]string{"--demo", "--phone", "1"}, "--phone"},
		{nil, "chatlens show CHAT_ID"},
	} {
		requireOneLine(t, run(t, nil, "", c.args...), 2, c.want)
	}
}

func TestBadSettingsNameTheirSource(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(file, []byte("timezone: Mars/Base\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, account := serve(t)
	for _, c := range []struct {
		env  map[string]string
		args []string
		want []string
	}{
		{nil, []string{"--config", file}, []string{"Mars/Base", file}},
		{map[string]string{"CHATLENS_THEME": "pink"}, nil, []string{"pink", "CHATLENS_THEME"}},
		{nil, []string{"--charset", "latin1"}, []string{"latin1", "--charset"}},
		{nil, []string{"--config", file + ".missing"}, []string{file + ".missing", "no such file"}},
	} {
		requireOneLine(t, run(t, c.env, "", append([]string{"show", "--demo", documentedChat}, c.args...)...), 2, c.want...)
	}
	requireOneLine(t, run(t, account, "", "show", documentedChat, "--base-url", "http://chat.example/v1"), 2, "https", "--base-url")
	account["PERISKOPE_PHONE"] = "my phone"
	requireOneLine(t, run(t, account, "", "show", documentedChat), 2, "PERISKOPE_PHONE")
}
