package e2e

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"chatlens/api/apitest"
)

func TestTheChatListIsPrintedForScripts(t *testing.T) {
	server, env := serveOrg(t, crowd(2_600))
	r := run(t, env, "", "chats", "--limit", "0", "--output", "tsv")
	lines := strings.Split(strings.TrimSuffix(r.stdout, "\n"), "\n")
	if r.code != 0 || r.stderr != "" || len(lines) != 2_600 {
		t.Fatalf("code %d, %d lines, standard error %q", r.code, len(lines), r.stderr)
	}
	for i, line := range lines {
		columns := strings.Split(line, "\t")
		if len(columns) != 11 || columns[0] != shopID(i) || columns[1] != shopName(i) || columns[2] != "person" || columns[3] != "open" ||
			columns[4] != fmt.Sprint(i%5) || columns[9] != "read" {
			t.Fatalf("line %d is %q", i, line)
		}
	}
	if asked := pages(server, "/chats"); strings.Join(asked, " ") != "0+100 100+1000 1100+1000 2100+1000" {
		t.Errorf("the pages that were asked for are %v", asked)
	}

	r = run(t, env, "", "chats", "--query", "shop-0010 is:unread", "--output", "tsv")
	if n := strings.Count(r.stdout, "\n"); r.code != 0 || n != 8 {
		t.Errorf("code %d, %d lines, standard error %q", r.code, n, r.stderr)
	}
	r = run(t, env, "", "chats", "--json", "--limit", "3")
	var list struct {
		Chats []struct {
			ID string `json:"chat_id"`
		}
		Count int
	}
	if err := json.Unmarshal([]byte(r.stdout), &list); err != nil || len(list.Chats) != 3 || list.Count != 2_600 || list.Chats[2].ID != shopID(2) {
		t.Errorf("%v in %.300q", err, r.stdout)
	}
}

func TestMessagesArePrintedForScripts(t *testing.T) {
	org := crowd(3)
	messages := history(shopID(0), 300)
	messages[1] = message(shopID(0), 1, `,"body":"a\nb\\c"`)
	org.PutMessages(shopID(0), messages)
	_, env := serveOrg(t, org)
	r := run(t, env, "", "messages", shopID(0), "--limit", "0", "-o", "tsv")
	lines := strings.Split(strings.TrimSuffix(r.stdout, "\n"), "\n")
	if r.code != 0 || r.stderr != "" || len(lines) != 300 {
		t.Fatalf("code %d, %d lines, standard error %q", r.code, len(lines), r.stderr)
	}
	for i, line := range lines {
		columns := strings.Split(line, "\t")
		text := fmt.Sprintf("line %04d", 299-i)
		if i == 298 {
			text = `a\nb\\c`
		}
		if len(columns) != 11 || columns[10] != shopID(0) || columns[0] != messageID(shopID(0), 299-i) || columns[4] != "in" || columns[5] != "chat" || columns[9] != text {
			t.Fatalf("line %d is %q", i, line)
		}
	}
	if r := run(t, env, "", "messages", shopID(0)); r.code != 0 || !strings.Contains(r.stdout, "line 0049") || strings.Contains(r.stdout, "line 0050") {
		t.Errorf("code %d, output %.2000s", r.code, r.stdout)
	}
}

func TestAListThatFailsInTheMiddlePrintsWhatWasThere(t *testing.T) {
	org := crowd(2_600)
	org.PutMessages(shopID(0), history(shopID(0), 2_600))
	for command, args := range map[string][]string{
		"chats":    {"chats"},
		"messages": {"messages", shopID(0)},
	} {
		for name, c := range map[string]struct {
			fault apitest.Fault
			code  int
			text  string
		}{
			"500":      {apitest.Fault{Status: http.StatusInternalServerError, Times: -1}, 6, "500"},
			"reset":    {apitest.Fault{Reset: true, Times: -1}, 6, ""},
			"403":      {apitest.Fault{Status: http.StatusForbidden, Times: -1}, 3, "403"},
			"not JSON": {apitest.Fault{Body: "<html>", ContentType: "text/html", Times: -1}, 7, ""},
		} {
			t.Run(command+"/"+name, func(t *testing.T) {
				server, env := serveOrg(t, org)
				c.fault.Match = apitest.FromOffset(1_100)
				server.Fail(c.fault)
				r := run(t, env, "", append(args, "--limit", "0", "-o", "tsv")...)
				if n := strings.Count(r.stdout, "\n"); n != 1_100 || r.code != c.code {
					t.Errorf("%d lines and code %d, want 1100 and %d", n, r.code, c.code)
				}
				if !strings.Contains(r.stderr, c.text) || !strings.Contains(r.stderr, "chatlens: ") {
					t.Errorf("standard error has %q", r.stderr)
				}
			})
		}
	}
}

func TestListsFailWithTheirExitCodes(t *testing.T) {
	_, env := serveOrg(t, crowd(3))
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"messages", "15559999999@c.us"}, 4, "404"},
		{[]string{"messages", "nonsense"}, 2, "nonsense"},
		{[]string{"messages"}, 2, "chat id"},
		{[]string{"chats", "--query", "is:sleeping"}, 2, "is:sleeping"},
		{[]string{"chats", "--limit", "-1"}, 2, "--limit"},
		{[]string{"chats", "--output", "markdown"}, 2, "text, tsv or json"},
	} {
		requireOneLine(t, run(t, env, "", c.args...), c.code, c.want)
	}
}

func TestAListInAClosedPipeEndsQuietly(t *testing.T) {
	org := crowd(2_600)
	org.PutMessages(shopID(0), history(shopID(0), 2_600))
	_, env := serveOrg(t, org)
	for _, args := range [][]string{{"chats", "--limit", "0"}, {"messages", shopID(0), "--limit", "0"}} {
		cmd := exec.CommandContext(t.Context(), binary, args...)
		cmd.Env = environment(t, env)
		reader, writer, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		var stderr strings.Builder
		cmd.Stdout, cmd.Stderr = writer, &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		_ = writer.Close()
		// As head -1 does. Its buffer is smaller than what is printed.
		line, err := bufio.NewReaderSize(reader, 4096).ReadString('\n')
		if err != nil || line == "" {
			t.Errorf("the first line of %v is %q, %v", args, line, err)
		}
		_ = reader.Close()
		_ = cmd.Wait()
		if status := cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGPIPE {
			t.Errorf("%v ended with %v", args, cmd.ProcessState)
		}
		if stderr.String() != "" {
			t.Errorf("standard error of %v has %q", args, stderr.String())
		}
	}
}
