package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheReadmeNamesEveryKey(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	spelled := map[string]string{"pgdown": "PgDn", "pgup": "PgUp", "2": "`1` … `4`", "3": "`1` … `4`"}
	for _, binding := range DefaultKeyMap().All() {
		name := binding.Keys()[0]
		written := "`" + name + "`"
		if other, ok := spelled[name]; ok {
			written = other
		}
		if !strings.Contains(string(b), written) {
			t.Errorf("the README does not name %s (%s)", name, binding.Help().Desc)
		}
	}
}

func TestNoKeyMeansTwoThings(t *testing.T) {
	meaning := map[string]string{}
	for _, binding := range DefaultKeyMap().All() {
		for _, name := range binding.Keys() {
			if other, taken := meaning[name]; taken {
				t.Errorf("%s: both %q and %q", name, other, binding.Help().Desc)
			}
			meaning[name] = binding.Help().Desc
		}
	}
}
