package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chatlens/e2e/ptytest"
)

// The shell is bash as it is, without the package of completions that many servers lack, and its keys are those of somebody who types.
func TestBashCompletes(t *testing.T) {
	home := t.TempDir()
	// Bash shows what there is without asking, and rings for nothing.
	for name, text := range map[string]string{
		".inputrc":    "set show-all-if-ambiguous on\nset bell-style none\nset enable-bracketed-paste off\nset completion-query-items 0\nset page-completions off\n",
		"config.yaml": "profiles:\n  night-shift: {phone: 919876543210}\n  day: {}\n",
		".bashrc":     "PS1='ready> '\nsource <(chatlens completion bash)\n",
	} {
		if err := os.WriteFile(filepath.Join(home, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := ptytest.Start(t, ptytest.Options{
		Dir:     home,
		Command: []string{"bash", "--rcfile", filepath.Join(home, ".bashrc"), "-i"},
		Env: environment(t, map[string]string{
			"HOME": home, "INPUTRC": filepath.Join(home, ".inputrc"), "PATH": filepath.Dir(binary) + ":" + os.Getenv("PATH"),
		}),
	})
	const clear, erase = "\x0c", "\x15" // ctrl+l, ctrl+u
	p.WaitFor("ready>")
	for _, c := range []struct{ typed, want string }{
		{"chatlens vers", "ready> chatlens version "},
		{"chatlens show --js", "ready> chatlens show --json "},
		{"chatlens --theme l", "ready> chatlens --theme light "},
		{"chatlens --theme=l", "ready> chatlens --theme=light "},
		{"chatlens chats -o j", "ready> chatlens chats -o json "},
		{"chatlens chats --query type:g", "ready> chatlens chats --query type:group"},
		{"chatlens --config config.yaml --profile n", "ready> chatlens --config config.yaml --profile night-shift "},
		{"chatlens completion f", "ready> chatlens completion fish "},
	} {
		p.Keys(c.typed + "\t|")
		p.WaitFor(c.want + "|")
		p.Keys(erase, clear)
		p.WaitUntil("an empty line", func(screen string) bool { return !strings.Contains(screen, c.typed) })
	}
	p.Keys("chatlens \t")
	p.WaitFor("messages", "Print the chat list", "ready> chatlens")
	p.Keys(erase, "exit\r")
	requireExit(t, p, 0)
}
