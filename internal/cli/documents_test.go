package cli_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"chatlens/internal/config"
)

// document is the text of a document of the project.
func document(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile("../../" + path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// part is what stands below a heading of a document.
func part(t *testing.T, path, heading string) string {
	t.Helper()
	_, text, found := strings.Cut(document(t, path), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("%s has no part %q", path, heading)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// table is the rows of two columns in a part of a document, without the code marks.
func table(text string) (rows [][2]string) {
	for _, m := range regexp.MustCompile(`(?m)^\| ([^|\n]*) \| ([^|\n]*) \|$`).FindAllStringSubmatch(text, -1) {
		if strings.Trim(m[1]+m[2], "- ") != "" {
			rows = append(rows, [2]string{strings.ReplaceAll(m[1], "`", ""), strings.ReplaceAll(m[2], "`", "")})
		}
	}
	return rows
}

// items are the tags and texts of a part of the manual.
func items(t *testing.T, heading string) (rows [][2]string) {
	t.Helper()
	_, text, _ := strings.Cut(manual(t), `.SH "`+heading+`"`)
	text, _, _ = strings.Cut(text, "\n.SH ")
	for _, m := range regexp.MustCompile(`(?m)^\.TP.*\n(.*)\n(.*)$`).FindAllStringSubmatch(text, -1) {
		rows = append(rows, [2]string{m[1], m[2]})
	}
	if len(rows) < 5 {
		t.Fatalf("the manual has only %q below %s", rows, heading)
	}
	return rows
}

func TestTheReadmeHasTheExitCodesOfTheManual(t *testing.T) {
	plain := func(s string) string { return strings.Trim(strings.ToLower(s), ".") }
	readme := table(part(t, "README.md", "Exit codes"))[1:]
	said := items(t, "EXIT STATUS")
	if len(readme) != len(said) {
		t.Fatalf("the README has %q, the manual %q", readme, said)
	}
	for i := range said {
		if readme[i][0] != said[i][0] {
			t.Errorf("code %s stands where the manual has %s", readme[i][0], said[i][0])
		}
		// The numbers of statuses are what a reader looks for.
		statuses := regexp.MustCompile(`\d\d\d|\dxx`)
		if a, b := statuses.FindAllString(plain(readme[i][1]), -1), statuses.FindAllString(plain(said[i][1]), -1); !slices.Equal(a, b) {
			t.Errorf("code %s: the README has the statuses %v, the manual %v", said[i][0], a, b)
		}
	}
}

func TestTheGuideHasTheFilterOfTheHelp(t *testing.T) {
	var guide, help []string
	for _, row := range table(part(t, "docs/guide.md", "The filter")) {
		guide = append(guide, row[0])
	}
	for _, item := range items(t, "FILTERS") {
		help = append(help, item[0])
	}
	if len(guide) == 0 || !slices.Equal(guide[1:], help) { // the first row is plain words
		t.Errorf("the guide has %q, the help %q", guide, help)
	}
}

func TestTheColumnsAreThoseThatAreSaid(t *testing.T) {
	guide := table(part(t, "docs/guide.md", "Scripts"))
	for command, args := range map[string][]string{
		"chats":    {"--demo", "chats", "--limit", "1", "-o", "tsv"},
		"messages": {"--demo", "messages", "919537851844", "--limit", "1", "-o", "tsv"},
	} {
		_, said, _ := strings.Cut(run{}.do(t, command, "--help").stdout, "The columns of tsv, which has no heading: ")
		said, _, _ = strings.Cut(said, ".\n")
		said = strings.ReplaceAll(said, "\n", " ")
		if !slices.Contains(guide, [2]string{command, said}) {
			t.Errorf("the guide does not have %s: %s", command, said)
		}
		columns := strings.Split(regexp.MustCompile(`\([^)]*\)`).ReplaceAllString(said, ""), ",")
		printed := strings.Split(strings.TrimSuffix(run{}.do(t, args...).stdout, "\n"), "\t")
		if len(columns) != len(printed) {
			t.Errorf("%s prints %d columns, and %d are said: %q", command, len(printed), len(columns), columns)
		}
	}
}

func TestWhatDocumentsNameExists(t *testing.T) {
	flags := map[string]bool{"--help": true, "--version": true}
	for _, names := range commands(t) {
		for _, name := range names {
			flags[name] = true
		}
	}
	variables := " " + strings.ReplaceAll(manual(t), ",", " ") + " "
	for _, path := range []string{"README.md", "CHANGELOG.md", "SECURITY.md", "docs/guide.md", "docs/architecture.md", "docs/faults.md"} {
		text := document(t, path)
		for _, m := range regexp.MustCompile("`(--[a-z-]+)").FindAllStringSubmatch(text, -1) {
			if !flags[m[1]] {
				t.Errorf("%s names %s, which is no flag", path, m[1])
			}
		}
		for _, m := range regexp.MustCompile(`\b((?:CHATLENS|PERISKOPE)_[A-Z_]+[A-Z]|[A-Z]+_PROXY|SSL_CERT_[A-Z]+|NO_COLOR)\b`).FindAllStringSubmatch(text, -1) {
			if m[1] != "HTTP_PROXY" && !regexp.MustCompile(`\s`+m[1]+`\s`).MatchString(variables) {
				t.Errorf("%s names %s, of which the manual knows nothing", path, m[1])
			}
		}
	}
}

func TestTheGuidesConfigurationHasEachSetting(t *testing.T) {
	text := part(t, "docs/guide.md", "Configuration")
	for _, s := range config.Settings() {
		if !regexp.MustCompile(`(?m)(^|\W)` + s.Key + `:`).MatchString(text) {
			t.Errorf("the guide's configuration lacks %s", s.Key)
		}
	}
}
