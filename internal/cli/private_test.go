package cli_test

import (
	"strings"
	"testing"
)

func TestPrivacyHidesNumbersInWhatIsSaid(t *testing.T) {
	server := serveTalk(t, 0)
	for _, args := range [][]string{{"show", "919999999999"}, {"messages", "919999999999"}, {"messages", person}} {
		r := run{server: server}.do(t, append(args, "--privacy")...)
		if r.stderr == "" || strings.Contains(r.stderr, "9199999") || strings.Contains(r.stderr, "9198765") {
			t.Errorf("%v says %q", args, r.stderr)
		}
	}
}

func TestPrivacyHidesNumbersInWhatIsSaidBeforeTheSettingsAreRead(t *testing.T) {
	file, broken := configured(t, "privacy: true\n"), configured(t, "privacy: [\n")
	env := []string{"CHATLENS_PRIVACY=true"}
	for name, r := range map[string]result{
		"flag":             run{}.do(t, "show", "919876543210x", "--privacy"),
		"the viewer":       run{}.do(t, "--privacy", "919876543210x"),
		"environment":      run{env: env}.do(t, "show", "919876543210x"),
		"file":             run{}.do(t, "show", "919876543210x", "--config", file),
		"behind a mistake": run{}.do(t, "chats", "--limit", "919876543210x", "--privacy"),
		"too many ids":     run{}.do(t, "chats", "919876543210", "--privacy"),
		"a broken file":    run{env: env}.do(t, "show", "919876543210x", "--config", broken),
		"a filter":         run{server: serveTalk(t, 0)}.do(t, "chats", "--query", "type:919876543210", "--privacy"),
	} {
		quoted, _, _ := strings.Cut(r.stderr, "Give a number") // an example stays
		if r.code != 2 || !strings.Contains(quoted, "•••210") || strings.Contains(quoted, "9876543210") {
			t.Errorf("%s: code %d, it says %q", name, r.code, r.stderr)
		}
		if quoted != r.stderr && !strings.Contains(r.stderr, "(919876543210)") {
			t.Errorf("%s: the example is hidden: %q", name, r.stderr)
		}
	}
	if r := (run{env: env}).do(t, "show", "919876543210x", "--privacy=false"); !strings.Contains(r.stderr, "919876543210x") {
		t.Errorf("the flag does not beat the environment: %q", r.stderr)
	}
}
