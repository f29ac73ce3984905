package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// span is what stands between code marks.
var span = regexp.MustCompile("`([^`\n]+)`")

// prose is a document without its blocks.
func prose(t *testing.T, path string) string {
	t.Helper()
	var out strings.Builder
	fenced := false
	for line := range strings.Lines(text(t, path)) {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
			continue
		}
		if !fenced && !strings.HasPrefix(line, "    ") {
			out.WriteString(line)
		}
	}
	return out.String()
}

func TestTheLinksOfTheDocumentsLeadSomewhere(t *testing.T) {
	links := 0
	for _, path := range documents() {
		for _, m := range regexp.MustCompile(`\]\(([^)\s]+)\)`).FindAllStringSubmatch(prose(t, path), -1) {
			target, anchor, _ := strings.Cut(m[1], "#")
			if strings.HasPrefix(target, "https://") {
				continue
			}
			links++
			to := path
			if target != "" {
				to = filepath.Join(filepath.Dir(path), target)
			}
			if _, err := os.Stat(filepath.Join("..", to)); err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
			if anchor != "" && !hasAnchor(text(t, to), anchor) {
				t.Errorf("%s: %s has no part %q", path, to, anchor)
			}
		}
	}
	if links < 15 {
		t.Errorf("only %d links were found", links)
	}
}

// hasAnchor reports whether a heading is linked to by an anchor.
func hasAnchor(text, anchor string) bool {
	for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(text, -1) {
		if strings.ReplaceAll(strings.ToLower(m[1]), " ", "-") == anchor {
			return true
		}
	}
	return false
}

// Commands within a sentence need not be run, but what they name exists.
func TestTheCommandsInSentencesExist(t *testing.T) {
	found := 0
	for _, path := range documents() {
		for _, m := range span.FindAllStringSubmatch(prose(t, path), -1) {
			words := strings.Fields(m[1])
			switch {
			case len(words) < 2:
			case words[0] == "chatlens":
				found++
				args := append(words[1:], "--help")
				if regexp.MustCompile(`^[a-z]+$`).MatchString(words[1]) {
					args = append([]string{"help"}, words[1:2]...)
				}
				if r := run(t, nil, "", args...); r.code != 0 {
					t.Errorf("%s: %s: %s", path, m[1], r.stderr)
				}
			case words[0] == "make" || words[0] == "go" && words[1] == "test":
				found++
				t.Run(path+"/"+m[1], func(t *testing.T) { programWays()[words[0]](t, nil, m[1]) })
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d commands were found", found)
	}
}

func TestTheArchitectureHasEachPackage(t *testing.T) {
	list := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.ImportPath}}", "./...")
	list.Dir = ".."
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	_, house, _ := strings.Cut(text(t, "docs/architecture.md"), "\n## The house\n")
	house, _, _ = strings.Cut(house, "\n## ")
	for path := range strings.FieldsSeq(string(out)) {
		if name := strings.TrimPrefix(path, "chatlens/"); name != "chatlens" && !strings.Contains(house, "`"+name+"`") {
			t.Errorf("the architecture does not have %s", name)
		}
	}
}

// What the documents for contributors name with a file stands in that file; all other files and packages exist.
func TestTheArchitectureNamesWhatExists(t *testing.T) {
	names, files := 0, 0
	for _, path := range []string{"docs/architecture.md", "CONTRIBUTING.md"} {
		said := prose(t, path)
		for _, m := range regexp.MustCompile("`(?:\\w+\\.)?(\\w+)`(?:\\s+and\\s+`(\\w+)`)?\\s+\\(`([^`]+)`\\)").FindAllStringSubmatch(said, -1) {
			source := text(t, m[3])
			for _, name := range []string{m[1], m[2]} {
				if name == "" {
					continue
				}
				names++
				if !regexp.MustCompile(`(?m)^(func (\([^)]*\) )?|type |\t)` + name + `\b`).MatchString(source) {
					t.Errorf("%s: %s is not in %s", path, name, m[3])
				}
			}
		}
		for _, m := range span.FindAllStringSubmatch(said, -1) {
			name := m[1]
			isFile := regexp.MustCompile(`^[a-z0-9_./]+(\.(go|md|json|txtar)|/[a-z0-9_]+)$`).MatchString(name)
			if !isFile || strings.HasPrefix(name, "./") {
				continue
			}
			files++
			if _, err := os.Stat(filepath.Join("..", name)); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	if names < 20 || files < 40 {
		t.Errorf("only %d names and %d files were found", names, files)
	}
}
