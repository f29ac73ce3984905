package shellword_test

import (
	"os/exec"
	"testing"

	"chatlens/internal/shellword"
)

func TestAWordIsReadByAShellAsItWas(t *testing.T) {
	for _, word := range []string{"", "plain", "/etc/a-b_c.d", "two words", "it's", "''", "$HOME `id` \"x\" \\", "~/x", "#", "a\nb", "नमस्ते"} {
		for _, written := range []string{shellword.Of(word), shellword.Quoted(word)} {
			got, err := exec.CommandContext(t.Context(), "/bin/sh", "-c", "printf %s "+written).Output()
			if err != nil || string(got) != word {
				t.Errorf("%q is written %s and read as %q: %v", word, written, got, err)
			}
		}
	}
	if got := shellword.Of("/home/maya/key"); got != "/home/maya/key" {
		t.Errorf("a plain word is written %s", got)
	}
}
