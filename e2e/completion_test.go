package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"chatlens/e2e/ptytest"
)

// A completed is what is typed, and what stands in its place after the tab key.
type completed struct{ typed, want string }

func everywhere() []completed {
	return []completed{
		{"chatlens vers", "chatlens version "},
		{"chatlens show --js", "chatlens show --json "},
		{"chatlens --theme l", "chatlens --theme light "},
		{"chatlens --theme=l", "chatlens --theme=light "},
		{"chatlens chats -o j", "chatlens chats -o json "},
		{"chatlens chats --query type:g", "chatlens chats --query type:group"},
		{"chatlens --config config.yaml --profile n", "chatlens --config config.yaml --profile night-shift "},
		{"chatlens completion f", "chatlens completion fish "},
	}
}

// The shell is bash as it is, without the package of completions that many servers lack, and its keys are those of somebody who types.
func TestBashCompletes(t *testing.T) {
	home := completionHome(t, map[string]string{
		// Bash shows what there is without asking, and rings for nothing.
		".inputrc": "set show-all-if-ambiguous on\nset bell-style none\nset enable-bracketed-paste off\nset completion-query-items 0\nset page-completions off\n",
		".bashrc":  "PS1='ready> '\nsource <(chatlens completion bash)\n",
	})
	requireCompletes(t, home, "bash", "--rcfile", filepath.Join(home, ".bashrc"), "-i")
}

func TestZshCompletes(t *testing.T) {
	home := completionHome(t, map[string]string{
		".zshrc": "PROMPT='ready> '\nunset zle_bracketed_paste\nunsetopt prompt_sp beep\nautoload -U compinit\ncompinit -u -D\nsource <(chatlens completion zsh)\n",
	})
	requireCompletes(t, home, "zsh", "--no-globalrcs", "-i")
}

func TestFishCompletes(t *testing.T) {
	home := completionHome(t, nil)
	const setup = `set -g fish_greeting
set -g fish_autosuggestion_enabled 0
function fish_prompt; echo 'ready> '; end
chatlens completion fish | source`
	requireCompletes(t, home, "fish", "--private", "--no-config", "--init-command", setup)
}

// completionHome is a home directory with a configuration that has profiles.
func completionHome(t *testing.T, files map[string]string) string {
	t.Helper()
	home := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(home, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("config.yaml", "profiles:\n  night-shift: {phone: 919876543210}\n  day: {}\n")
	for name, text := range files {
		write(name, text)
	}
	return home
}

func requireCompletes(t *testing.T, home, shell string, args ...string) {
	t.Helper()
	if _, err := exec.LookPath(shell); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed; continuous integration needs it", shell)
		}
		t.Skipf("%s is not installed: nothing but the real one shows what it completes", shell)
	}
	p := ptytest.Start(t, ptytest.Options{
		Dir:     home,
		Command: append([]string{shell}, args...),
		Env: environment(t, map[string]string{
			"HOME": home, "ZDOTDIR": home, "INPUTRC": filepath.Join(home, ".inputrc"), "PATH": filepath.Dir(binary) + ":" + os.Getenv("PATH"),
		}),
	})
	const clear, erase = "\x0c", "\x15" // ctrl+l, ctrl+u
	p.WaitFor("ready>")
	for _, c := range everywhere() {
		p.Keys(c.typed + "\t")
		p.WaitFor("ready> " + strings.TrimSuffix(c.want, " "))
		p.Keys("+") // shows where the cursor is
		p.WaitFor("ready> " + c.want + "+")
		p.Keys(erase, clear)
		p.WaitUntil("an empty line", func(screen string) bool { return !strings.Contains(screen, c.typed) })
	}
	p.Keys("chatlens \t")
	p.WaitFor("messages", "Print the chat list", "ready> chatlens")
}
