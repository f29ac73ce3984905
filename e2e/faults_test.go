package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// leastFaults are as many as were known when the table was begun.
const leastFaults = 44

func TestEveryFaultHasATestThatExists(t *testing.T) {
	text, err := os.ReadFile("../docs/faults.md")
	if err != nil {
		t.Fatal(err)
	}
	dirs := testDirs()
	row := regexp.MustCompile(`^\| (\d+) \| .+ \| .+ \| (.+) \|$`)
	faults := 0
	for line := range strings.Lines(string(text)) {
		m := row.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			continue
		}
		faults++
		if m[1] != fmt.Sprint(faults) {
			t.Errorf("fault %s stands in the place of %d", m[1], faults)
		}
		for name := range strings.SplitSeq(m[2], ", ") {
			pkg, test, _ := strings.Cut(name, ".")
			if dirs[pkg] == "" || !hasTest(t, dirs[pkg], test) {
				t.Errorf("fault %s: there is no test %s", m[1], name)
			}
		}
	}
	if faults < leastFaults {
		t.Errorf("%d faults are listed", faults)
	}
	t.Logf("%d faults, each with a test", faults)
}

func TestEveryPromiseHasATestThatExists(t *testing.T) {
	text, err := os.ReadFile("../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`\b([a-z0-9]+)\.(Test\w+)`).FindAllStringSubmatch(string(text), -1)
	if len(named) < 20 {
		t.Errorf("only %d tests are named", len(named))
	}
	for _, m := range named {
		if dir := testDirs()[m[1]]; dir == "" || !hasTest(t, dir, m[2]) {
			t.Errorf("there is no test %s", m[0])
		}
	}
}

// The licences of what is linked are looked at when a module comes or changes.
func TestEachLinkedModuleIsListedWithItsLicence(t *testing.T) {
	text, err := os.ReadFile("../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "version", "-m", binary).Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := regexp.MustCompile(`(?m)^\tdep\t(\S+)\t(\S+)`).FindAllStringSubmatch(string(out), -1)
	if len(modules) < 10 {
		t.Fatalf("only %d modules are linked", len(modules))
	}
	for _, m := range modules {
		if !strings.Contains(string(text), fmt.Sprintf("| `%s` | %s | ", m[1], m[2])) {
			t.Errorf("%s %s is linked and not listed", m[1], m[2])
		}
	}
	if listed := strings.Count(string(text), "| `"); listed != len(modules) {
		t.Errorf("%d modules are listed, %d linked", listed, len(modules))
	}
}

// testDirs are where the packages that documents name have their tests.
func testDirs() map[string]string {
	return map[string]string{
		"api": "../api", "apitest": "../api/apitest", "cli": "../internal/cli", "config": "../internal/config", "e2e": ".", "harden": "../internal/harden",
		"inbox": "../internal/inbox", "present": "../internal/present", "safetext": "../internal/safetext", "term": "../internal/term", "ui": "../ui",
	}
}

func hasTest(t *testing.T, dir, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no tests: %v", dir, err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(source), "func "+name+"(t *testing.T)") {
			return true
		}
	}
	return false
}
