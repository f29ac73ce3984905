package cli_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"chatlens/internal/config"
	"chatlens/ui"
)

// manual prints a page, as it is read: without what troff needs.
func manual(t *testing.T, args ...string) string {
	t.Helper()
	r := run{}.do(t, append([]string{"man"}, args...)...)
	if r.code != 0 || r.stderr != "" {
		t.Fatalf("code %d: %s", r.code, r.stderr)
	}
	return regexp.MustCompile(`\\f[BIR]`).ReplaceAllString(strings.NewReplacer(`\-`, "-", `\(aq`, "'", `\(ti`, "~", `\(ga`, "`", `\&`, "").Replace(r.stdout), "")
}

// commands lists what the help says that there is, with the flags of each.
func commands(t *testing.T) map[string][]string {
	t.Helper()
	flag := regexp.MustCompile(`(?m)^ +(?:-\w, | {4})(--[a-z-]+)`)
	flags := func(help string) (names []string) {
		for _, match := range flag.FindAllStringSubmatch(help, -1) {
			if match[1] != "--help" && match[1] != "--version" {
				names = append(names, match[1])
			}
		}
		return names
	}
	all := map[string][]string{}
	help := run{}.do(t, "--help").stdout
	all[""] = flags(help)
	_, list, _ := strings.Cut(help, "Available Commands:\n")
	list, _, _ = strings.Cut(list, "\n\n")
	for line := range strings.Lines(list) {
		name := strings.Fields(line)[0]
		own, _, _ := strings.Cut(run{}.do(t, name, "--help").stdout, "Global Flags:")
		all[name] = flags(own)
	}
	delete(all, "help")
	if len(all) < 6 || len(all[""]) < 8 || len(all["chats"]) < 4 {
		t.Fatalf("the help has only %v", all)
	}
	return all
}

func TestTheManualSaysOfEachCommandWhatTheHelpSays(t *testing.T) {
	page := manual(t)
	for name, flags := range commands(t) {
		part := page
		if name != "" {
			var found bool
			if _, part, found = strings.Cut(page, `.SS "`+name+`"`); !found {
				t.Errorf("%s has no part of its own", name)
				continue
			}
			part = part[:strings.Index(part, ".S")]
			if !strings.Contains(page, "chatlens "+name+" [flags]") && !strings.Contains(page, "chatlens "+name+" ") {
				t.Errorf("the synopsis lacks %s", name)
			}
		}
		for _, f := range flags {
			if !strings.Contains(part, f) {
				t.Errorf("%s lacks %s", name, f)
			}
		}
	}
	for _, hidden := range []string{"demo-chats", "__complete"} {
		if strings.Contains(page, hidden) {
			t.Errorf("%s is told", hidden)
		}
	}
}

func TestTheManualHasAllItsParts(t *testing.T) {
	for args, want := range map[string][]string{
		"1": {"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "KEYS", "FILTERS", "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES", "SEE ALSO"},
		"5": {"NAME", "SYNOPSIS", "DESCRIPTION", "SETTINGS", "THE API KEY", "PROFILES", "KEY BINDINGS", "EXAMPLE", "SEE ALSO"},
	} {
		var got []string
		for _, match := range regexp.MustCompile(`(?m)^\.SH "(.*)"$`).FindAllStringSubmatch(manual(t, args), -1) {
			got = append(got, match[1])
		}
		if !slices.Equal(got, want) {
			t.Errorf("page %s: got %q", args, got)
		}
	}
	if manual(t) != manual(t, "1") {
		t.Error("the page is not that of section 1 by default")
	}
}

func TestTheManualNamesEachKeyFilterAndVariable(t *testing.T) {
	page := manual(t)
	for _, binding := range ui.DefaultKeyMap().All() {
		tag, says := strings.ReplaceAll(binding.Help().Key, "…", "..."), binding.Help().Desc
		if !strings.Contains(page, "\n"+tag+"\n"+says+"\n") {
			t.Errorf("the key %s is not explained", tag)
		}
	}
	help := run{}.do(t, "chats", "--help").stdout
	for _, term := range []string{"type:group", "label:vip", "assigned:me", "is:unread", "-is:muted"} {
		if !strings.Contains(page, "\n"+term+"\n") || !strings.Contains(help, "\n  "+term+" ") {
			t.Errorf("the term %s is not explained", term)
		}
	}
	for _, name := range []string{config.KeyVariable, "PERISKOPE_PHONE", "PERISKOPE_BASE_URL", "CHATLENS_THEME", "NO_COLOR", "HTTPS_PROXY", "SSL_CERT_FILE"} {
		if !strings.Contains(page, "\n"+name) {
			t.Errorf("the variable %s is not explained", name)
		}
	}
	for _, code := range []string{"0", "1", "2", "3", "4", "5", "6", "7", "128+n"} {
		if !strings.Contains(page, ".TP 7\n"+code+"\n") {
			t.Errorf("the exit code %s is not explained", code)
		}
	}
}

func TestTheManualOfTheFileHasEachSetting(t *testing.T) {
	page := manual(t, "5")
	for _, s := range config.Settings() {
		_, part, found := strings.Cut(page, ".TP\n"+s.Key+": ")
		if !found {
			t.Errorf("%s is not explained", s.Key)
			continue
		}
		part, _, _ = strings.Cut(part, ".TP\n")
		for _, want := range []string{string(s.Shape), s.Doc[1:], s.Default, s.Variable, s.Flag} {
			if !strings.Contains(part, want) {
				t.Errorf("%s: %q is not in %q", s.Key, want, part)
			}
		}
	}
}

func TestTheManualOfTheFileNamesEachAction(t *testing.T) {
	page, keys := manual(t, "5"), ui.DefaultKeyMap()
	for _, a := range keys.Actions() {
		if !strings.Contains(page, "\n"+a.Name+"\n") {
			t.Errorf("%s is not explained", a.Name)
		}
	}
}

func TestTheExampleOfTheManualCanBeUsed(t *testing.T) {
	_, example, _ := strings.Cut(manual(t, "5"), `.SH "EXAMPLE"`)
	_, example, _ = strings.Cut(example, ".nf\n")
	example, _, _ = strings.Cut(example, ".fi\n")
	file := t.TempDir() + "/config.yaml"
	if err := os.WriteFile(file, []byte(example), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(config.Sources{File: file, Account: true})
	if err != nil {
		t.Fatalf("%v in\n%s", err, example)
	}
	if c.Timezone.Value != "Asia/Kolkata" || len(c.Labels) == 0 || !strings.Contains(example, "profiles:") {
		t.Errorf("the example is\n%s", example)
	}
}

func TestWhatIsPrintedKnowsNothingOfTheMachine(t *testing.T) {
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"man"}, {"man", "5"}, {"--help"}, {"show", "--help"}, {"completion", "bash"}} {
		r := run{}.do(t, args...)
		if strings.Contains(r.stdout, home+"/") || strings.Contains(r.stdout, config.DefaultFile()) {
			t.Errorf("%v prints a path of this machine", args)
		}
		if again := (run{}).do(t, args...); again != r || r.stdout == "" {
			t.Errorf("%v prints something else every time", args)
		}
		if args[0] == "man" && strings.ContainsFunc(r.stdout, func(c rune) bool { return c > '~' || c < ' ' && c != '\n' }) {
			t.Errorf("%v is not ASCII", args)
		}
	}
	if help := (run{}).do(t, "--help").stdout; !strings.Contains(help, "$XDG_CONFIG_HOME/chatlens/config.yaml") {
		t.Errorf("the help does not say where the configuration is:\n%s", help)
	}
}

func TestOtherPagesDoNotExist(t *testing.T) {
	requireOneLine(t, run{}.do(t, "man", "7"), 2, `"7"`, "1 is the program, 5 its configuration file")
	requireOneLine(t, run{}.do(t, "man", "1", "5"), 2, "one section")
}
