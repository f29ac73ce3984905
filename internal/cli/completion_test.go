package cli_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// completed is what a shell would offer, without the explanations.
func completed(t *testing.T, r run, args ...string) (words []string) {
	t.Helper()
	for _, line := range r.do(t, append([]string{"__complete"}, args...)...).lines() {
		word, _, _ := strings.Cut(line, "\t")
		words = append(words, word)
	}
	if n := len(words); n == 0 || !strings.HasPrefix(words[n-1], ":") {
		t.Fatalf("%q: %q", args, words)
	}
	return words
}

func TestCommandsFlagsAndValuesAreCompleted(t *testing.T) {
	for _, c := range []struct{ typed, want []string }{
		{[]string{"ver"}, []string{"version", ":4"}},
		{[]string{"comp"}, []string{"completion", ":4"}},
		{[]string{"completion", ""}, []string{"bash", "zsh", "fish", ":4"}},
		{[]string{"man", ""}, []string{"1", "5", ":4"}},
		{[]string{"--the"}, []string{"--theme", ":4"}},
		{[]string{"--theme", ""}, []string{"auto", "dark", "light", "mono", ":4"}},
		{[]string{"--theme", "l"}, []string{"auto", "dark", "light", "mono", ":4"}},
		{[]string{"show", "--charset="}, []string{"auto", "utf-8", "ascii", ":4"}},
		{[]string{"show", "--output", ""}, []string{"text", "markdown", "json", ":4"}},
		{[]string{"version", "--output", ""}, []string{"text", "json", ":4"}},
		{[]string{"chats", "--limit", ""}, []string{":4"}},
		{[]string{"--config", ""}, []string{":0"}},
	} {
		if got := completed(t, run{}, c.typed...); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.typed, got, c.want)
		}
	}
	all := completed(t, run{}, "")
	for _, want := range []string{"show", "chats", "messages", "completion", "man", "version"} {
		if !slices.Contains(all, want) {
			t.Errorf("%s is not in %q", want, all)
		}
	}
}

// Neither an id nor anything else is looked for on the network.
func TestCompletionAsksNobody(t *testing.T) {
	server := serveGroups(t, 3)
	for _, typed := range [][]string{{"1203"}, {"show", ""}, {"messages", "1203"}, {"chats", "--query", "type:"}, {"--phone", ""}} {
		if got := completed(t, run{server: server}, typed...); slices.ContainsFunc(got, func(word string) bool { return strings.Contains(word, "@") }) {
			t.Errorf("%q: %q", typed, got)
		}
	}
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}

func TestNoMarkupIsCompleted(t *testing.T) {
	if r := (run{}).do(t, "__complete", "chats", "--"); strings.Contains(r.stdout, "`") || !strings.Contains(r.stdout, "--query\tprint only the chats that pass a FILTER\n") {
		t.Errorf("it says\n%s", r.stdout)
	}
}

func TestEachShellHasAScript(t *testing.T) {
	for shell, want := range map[string]string{
		"bash": "complete -o default -F __start_chatlens chatlens",
		"zsh":  "#compdef chatlens",
		"fish": "complete -c chatlens",
	} {
		r := run{}.do(t, "completion", shell)
		if r.code != 0 || r.stderr != "" || !strings.Contains(r.stdout, want) {
			t.Errorf("%s: code %d, it says %q, and prints\n%.300s", shell, r.code, r.stderr, r.stdout)
		}
		path, err := exec.LookPath(shell)
		if err != nil {
			if shell == "bash" {
				t.Error(err)
			}
			continue
		}
		check := exec.CommandContext(t.Context(), path, "-n")
		check.Stdin = strings.NewReader(r.stdout)
		if out, err := check.CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s", shell, err, out)
		}
	}
}

func TestOtherShellsAreUsageErrors(t *testing.T) {
	for args, want := range map[string]string{
		"":         "bash, zsh, fish",
		"tcsh":     "tcsh",
		"fishh":    "it knows bash, zsh, fish",
		"bash zsh": "one shell",
	} {
		requireOneLine(t, run{}.do(t, append([]string{"completion"}, strings.Fields(args)...)...), 2, want)
	}
}
