package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// needMan skips a test where man is not installed. Where all checks run, it must be.
func needMan(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("man")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	return path
}

func TestManShowsThePages(t *testing.T) {
	man := needMan(t)
	for section, want := range map[string][]string{
		"1": {
			"chatlens - a terminal viewer for Periskope chats", "chatlens show [flags] CHAT_ID...", "       -o, --output FORMAT\n              FORMAT to print: text, tsv or json. Default: text.",
			"           chatlens chats --limit 0 --output tsv | cut -f1\n", "ctrl+n       next chat of the list as filtered", "-is:muted            a dash: it must not hold",
			"3      The key was refused (401, 403).", "chatlens chats --query is:unread\n              Print the chats that have unread messages.", "PERISKOPE_API_KEY\n", "$XDG_CONFIG_HOME/chatlens/config.yaml", "SEE ALSO\n       chatlens(5)",
		},
		"5": {
			"chatlens - the configuration file of chatlens", "theme: text\n", "Default: auto.", "--theme, CHATLENS_THEME.",
			"           labels:\n             label-xbitdvipqshahdcu: VIP\n", "SEE ALSO\n       chatlens(1)",
		},
	} {
		for _, lang := range []string{"C.UTF-8", "C"} {
			file := filepath.Join(t.TempDir(), "chatlens."+section)
			r := run(t, nil, "", "man", section)
			if err := os.WriteFile(file, []byte(r.stdout), 0o600); err != nil || r.code != 0 {
				t.Fatalf("%v, code %d: %s", err, r.code, r.stderr)
			}
			cmd := exec.CommandContext(t.Context(), man, "--warnings", "-l", file)
			cmd.Env = environment(t, map[string]string{"LANG": lang, "MANWIDTH": "80", "MANPAGER": "cat", "MAN_KEEP_FORMATTING": ""})
			var stderr strings.Builder
			cmd.Stderr = &stderr
			out, err := cmd.Output()
			if err != nil || stderr.String() != "" {
				t.Fatalf("%s: %v: %s", section, err, stderr.String())
			}
			for _, text := range want {
				if !strings.Contains(string(out), text) {
					t.Errorf("%s in %s: %q is not in\n%s", section, lang, text, out)
				}
			}
			for line := range strings.Lines(string(out)) {
				if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 80 {
					t.Errorf("%s in %s: %d columns: %s", section, lang, n, line)
				}
			}
		}
	}
}
