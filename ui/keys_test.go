package ui

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"chatlens/internal/present"
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

func TestEachSectionOfAChatHasAPaneAndAKey(t *testing.T) {
	empty := present.Chat(nil, present.Options{})
	sections := empty.Sections()
	if len(sections) != int(paneCount) || len(leftPanes())+len(rightPanes()) != len(sections) {
		t.Fatalf("%d sections, %d panes, %d and %d in the two columns", len(sections), paneCount, len(leftPanes()), len(rightPanes()))
	}
	v := opened(t, 120, 40)
	for i, p := range v.model.panes {
		v.keys(strconv.Itoa(i + 1))
		if want := sections[i].Name.String(); p.section.Name.String() != want || v.model.active() != pane(p) {
			t.Errorf("the key %d leads to %s, want %s", i+1, v.model.active().Title(), want)
		}
	}
}
