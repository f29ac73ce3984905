package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chatlens/internal/present"
)

// keysOfTheReadme are those that its table names, as the key map does.
func keysOfTheReadme(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, part, _ := strings.Cut(string(b), "\n## Keys\n")
	part, _, _ = strings.Cut(part, "\n## ")
	var named []string
	for _, row := range regexp.MustCompile("(?m)^\\| ([^|]*[`,][^|]*) \\|").FindAllStringSubmatch(part, -1) {
		cell := strings.NewReplacer("arrows", "`up` `down`", "PgUp", "`pgup`", "PgDn", "`pgdown`").Replace(row[1])
		span := regexp.MustCompile("`(\\d)` … `(\\d)`")
		if ends := span.FindStringSubmatch(cell); ends != nil {
			for digit := ends[1][0]; digit <= ends[2][0]; digit++ {
				named = append(named, string(digit))
			}
			cell = strings.Replace(cell, ends[0], "", 1)
		}
		for _, key := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cell, -1) {
			named = append(named, key[1])
		}
	}
	return named
}

func TestTheReadmesTableHasTheKeysOfTheKeyMap(t *testing.T) {
	named := keysOfTheReadme(t)
	var all []string
	for _, binding := range DefaultKeyMap().All() {
		keys := binding.Keys()
		all = append(all, keys...)
		if !slices.ContainsFunc(keys, func(key string) bool { return slices.Contains(named, key) }) {
			t.Errorf("the README does not name %s (%s)", keys, binding.Help().Desc)
		}
	}
	for i, key := range named {
		if !slices.Contains(all, key) {
			t.Errorf("the README names %s, which does nothing", key)
		}
		if slices.Contains(named[:i], key) {
			t.Errorf("the README names %s twice", key)
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
