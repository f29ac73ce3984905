package e2e

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
)

// documents are those whose commands and links are tried.
func documents() []string {
	return []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/guide.md", "docs/architecture.md", "docs/faults.md", "docs/performance.md"}
}

// A way is how a command of a document is tried.
type way func(t *testing.T, s *reader, command string)

// ways are for the commands that are not simply run, and for those that are not ours. A command that begins with chatlens and does not
// stand here is run as it is, and has to exit with 0. Any other has to stand here, or to begin with a word of [programWays].
func ways() map[string]way {
	return map[string]way{
		"chatlens":                onScreen("▌ 0 Chats"),
		"chatlens --demo":         onScreen("BK Local1 · person · open"),
		"./chatlens 919812345678": onScreen("BK Local1 · person · open"),
		"ssh -t jump.example chatlens 919812345678":                onScreen("BK Local1 · person · open"), // ssh is one that runs the command here
		`chatlens show 15559999999 || echo "exit code $?"`:         prints("exit code 4\n"),
		"cat > ~/.config/chatlens/key":                             given(secretKey + "\n"),
		"cat requests.log":                                         prints("GET /v1/chats/{person} 200, "),
		"mkdir -p ~/.config/chatlens":                              prints(""),
		"install -m 600 /dev/null ~/.config/chatlens/key":          prints(""),
		"mkdir -p ~/.local/share/man/man1 ~/.local/share/man/man5": prints(""),
		"tmux set -s set-clipboard external":                       inTmux,
		"source <(chatlens completion bash)":                       by("bash"),
		"source <(chatlens completion zsh)":                        by("zsh"),
		"chatlens completion fish | source":                        by("fish"),
		"go run . --demo":                                          insteadOf("chatlens --demo", onScreen("BK Local1 · person · open")),
		"go build":                                                 insteadOf("chatlens version", prints("chatlens ")), // it is built by TestMain
	}
}

// programWays are for commands by their first word.
func programWays() map[string]way {
	return map[string]way{
		"export":  exported,
		"sudo":    packaged,
		"go":      byGo,
		"make":    byMake,
		".ci/run": parsed,
	}
}

func TestTheCommandsOfTheDocumentsWork(t *testing.T) {
	used := map[string]bool{}
	tried := 0
	for _, path := range documents() {
		s := newReader(t)
		for _, b := range blocks(t, path) {
			switch b.kind {
			case "yaml":
				t.Run(path+"/yaml", func(t *testing.T) { s.configure(t, b.text) })
			case "shell":
				for _, command := range s.commands(t, path, b.text) {
					used[command], tried = true, tried+1
					t.Run(path+"/"+command, func(t *testing.T) { wayOf(command)(t, s, command) })
				}
			}
		}
	}
	for command := range ways() {
		if !used[command] {
			t.Errorf("no document has %q any more", command)
		}
	}
	if tried < 50 {
		t.Errorf("only %d commands were found", tried)
	}
}

func wayOf(command string) way {
	if w, ok := ways()[command]; ok {
		return w
	}
	first := strings.Fields(command)[0]
	if w, ok := programWays()[first]; ok {
		return w
	}
	if first == "chatlens" {
		return prints("")
	}
	return func(t *testing.T, _ *reader, _ string) {
		t.Error("nobody knows how to try this command: it needs its line in the table above")
	}
}

// A block is a part of a document that is not prose.
type block struct{ kind, text string }

// blocks finds what is indented, which is for a shell, and what is fenced.
func blocks(t *testing.T, path string) (all []block) {
	t.Helper()
	kinds := map[string]string{"": "screen", "yaml": "yaml", "sh": "shell", "bash": "shell", "shell": "shell"}
	fenced, indented, before := false, false, ""
	for line := range strings.Lines(text(t, path)) {
		name, fence := strings.CutPrefix(line, "```")
		code, deep := strings.CutPrefix(line, "    ")
		switch {
		case fence && !fenced:
			kind, known := kinds[strings.TrimSpace(name)]
			if !known {
				t.Errorf("%s has a block of %q, which nobody tries", path, name)
			}
			fenced, all = true, append(all, block{kind: kind})
		case fence:
			fenced = false
		case fenced:
			b := &all[len(all)-1]
			b.text += line
			if b.kind == "screen" && regexp.MustCompile(`^(\$ |\./chatlens|(chatlens|go|make) [a-z-])`).MatchString(line) {
				t.Errorf("%s has the command %q where screens stand", path, line)
			}
		case deep && indented:
			all[len(all)-1].text += code
		case deep && strings.TrimSpace(before) == "":
			indented, all = true, append(all, block{"shell", code})
			before = line
			continue
		default:
			indented = indented && strings.TrimSpace(line) == ""
		}
		before = line
	}
	return all
}

func text(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", path))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A reader is somebody who types what a document says: at home, with an account, and with the programs that the document speaks of.
type reader struct {
	home string
	env  map[string]string
}

// newReader has the demo's chats, and those that the documents name.
func newReader(t *testing.T) *reader {
	t.Helper()
	org, err := apitest.Demo(os.DirFS("../testdata/demo"), demoClock())
	if err != nil {
		t.Fatal(err)
	}
	example := text(t, "testdata/fixtures/chat_user.json")
	for _, id := range []string{"919812345678@c.us", "120363000000000000@g.us"} {
		org.Put(id, []byte(strings.ReplaceAll(example, documentedChat, id)))
		org.PutMessages(id, append([][]byte{message(id, 0, `,"body":"ours","from_me":true`)}, history(id, 60)[1:]...))
	}
	_, env := serveOrg(t, org)
	home, programs := t.TempDir(), t.TempDir()
	for path, script := range map[string]string{
		filepath.Join(programs, "pass"): "#!/bin/sh\necho " + secretKey + "\n",
		filepath.Join(programs, "ssh"):  "#!/bin/sh\n[ \"$1\" = -t ] && shift 2 || shift\nexec \"$@\"\n",
		filepath.Join(home, "ids.txt"):  "919812345678\n120363000000000000@g.us\n",
	} {
		if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{filepath.Join(programs, "chatlens"), filepath.Join(home, "chatlens")} {
		if err := os.Symlink(binary, path); err != nil {
			t.Fatal(err)
		}
	}
	env["HOME"], env["PATH"] = home, programs+string(filepath.ListSeparator)+os.Getenv("PATH")
	env["MANPAGER"] = "cat"
	return &reader{home, env}
}

// configure makes a configuration of the document the reader's own, if it can be used.
func (s *reader) configure(t *testing.T, yaml string) {
	t.Helper()
	path := filepath.Join(s.home, ".config", "chatlens", "config.yaml")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	args := [][]string{{"config", "show"}}
	if _, profiles, found := strings.Cut(yaml, "profiles:\n"); found {
		for _, m := range regexp.MustCompile(`(?m)^  (\w+):$`).FindAllStringSubmatch(profiles, -1) {
			args = append(args, []string{"config", "show", "--profile", m[1]})
		}
	}
	for _, a := range args {
		r := run(t, s.env, "", a...)
		if r.code != 0 || r.stderr != "" || !strings.Contains(r.stdout, path) {
			t.Errorf("%v: code %d: %s%s", a, r.code, r.stdout, r.stderr)
		}
	}
}

// commands are those of a block, some of several lines, without the remarks behind them.
func (s *reader) commands(t *testing.T, path, text string) (all []string) {
	t.Helper()
	typed := ""
	for line := range strings.Lines(text) {
		typed += line
		if strings.TrimSpace(typed) == "" {
			typed = ""
			continue
		}
		if exec.CommandContext(t.Context(), "bash", "-n", "-c", typed).Run() == nil {
			all = append(all, strings.TrimSpace(regexp.MustCompile(` +# .*`).ReplaceAllString(typed, "")))
			typed = ""
		}
	}
	if typed != "" {
		t.Errorf("%s: %q is no command", path, typed)
	}
	return all
}

// need skips a test for want of a program that the command names. Where all checks run, it must be there.
func need(t *testing.T, programs ...string) {
	t.Helper()
	for _, name := range programs {
		if _, err := exec.LookPath(name); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatal(err)
			}
			t.Skip(err)
		}
	}
}

// shell runs a command as bash does, or another shell.
func (s *reader) shell(t *testing.T, shell, input, command string) result {
	t.Helper()
	for _, program := range []string{"jq", "man"} {
		if regexp.MustCompile(`\| ` + program + ` `).MatchString(command) {
			need(t, program)
		}
	}
	args := []string{"-c", command}
	if shell == "bash" {
		args = append([]string{"-o", "pipefail"}, args...)
	}
	cmd := exec.CommandContext(t.Context(), shell, args...)
	cmd.Dir, cmd.Env, cmd.Stdin = s.home, environment(t, s.env), strings.NewReader(input)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	_ = cmd.Run()
	if strings.Contains(stdout.String()+stderr.String(), secretKey) {
		t.Errorf("the key is in %s%s", &stdout, &stderr)
	}
	return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// prints is for commands that print something with a text in it, and exit with 0.
func prints(want string) way {
	return func(t *testing.T, s *reader, command string) {
		t.Helper()
		r := s.shell(t, "bash", "", command)
		if r.code != 0 || !strings.Contains(r.stdout, want) {
			t.Errorf("code %d, standard output\n%sstandard error\n%s", r.code, r.stdout, r.stderr)
		}
		silent := strings.Contains(command, "> ") || slices.Contains([]string{"mkdir", "install"}, strings.Fields(command)[0])
		if r.stdout == "" && !silent {
			t.Errorf("it prints nothing; standard error has %q", r.stderr)
		}
	}
}

// given is for commands that read something.
func given(input string) way {
	return func(t *testing.T, s *reader, command string) {
		t.Helper()
		if r := s.shell(t, "bash", input, command); r.code != 0 {
			t.Errorf("code %d, %s", r.code, r.stderr)
		}
	}
}

// by is for commands of another shell.
func by(shell string) way {
	return func(t *testing.T, s *reader, command string) {
		t.Helper()
		need(t, shell)
		if shell == "zsh" {
			command = "autoload -U compinit && compinit -u -D && " + command
		}
		if r := s.shell(t, shell, "", command); r.code != 0 || r.stderr != "" {
			t.Errorf("code %d, %s", r.code, r.stderr)
		}
	}
}

// onScreen is for commands that show the viewer.
func onScreen(want string) way {
	return func(t *testing.T, s *reader, command string) {
		t.Helper()
		p := ptytest.Start(t, ptytest.Options{Command: []string{"bash", "-c", command}, Env: environment(t, s.env), Dir: s.home})
		p.WaitFor(want, "q quit")
		p.Keys("q")
		requireExit(t, p, 0)
		p.RequireRestored()
	}
}

// insteadOf tries another command, where the one of the document would build the program anew.
func insteadOf(other string, try way) way {
	return func(t *testing.T, s *reader, _ string) {
		t.Helper()
		try(t, s, other)
	}
}

// exported is for variables that are set: what a document sets them to is nobody's, but the manual knows them.
func exported(t *testing.T, s *reader, command string) {
	t.Helper()
	m := regexp.MustCompile(`^export ([A-Z_]+)=\S+$`).FindStringSubmatch(command)
	if m == nil {
		t.Fatal("it sets no variable")
	}
	if page := run(t, s.env, "", "man").stdout; !regexp.MustCompile(`[\s,]` + m[1] + `[\s,\\]`).MatchString(strings.ReplaceAll(page, `\fB`, " ")) {
		t.Errorf("the manual knows nothing of %s", m[1])
	}
}

// inTmux runs a command within a tmux of its own.
func inTmux(t *testing.T, s *reader, command string) {
	t.Helper()
	need(t, "tmux")
	socket := filepath.Join(t.TempDir(), "tmux")
	tmux := func(args ...string) string {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "tmux", append([]string{"-S", socket, "-f", "/dev/null"}, args...)...)
		cmd.Env = environment(t, s.env)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return string(out)
	}
	tmux("new-session", "-d", "cat")
	defer tmux("kill-server")
	inside := *s
	inside.env = map[string]string{"HOME": s.home, "TMUX": socket + ",1,0"}
	tmux("set", "-s", "set-clipboard", "off")
	if r := inside.shell(t, "bash", "", command); r.code != 0 {
		t.Errorf("code %d, %s", r.code, r.stderr)
	}
	if got := tmux("show-options", "-sv", "set-clipboard"); strings.TrimSpace(got) != "external" {
		t.Errorf("set-clipboard is %s", got)
	}
}

// byGo is for commands that would test all: the packages that they name exist, and so do the tests.
func byGo(t *testing.T, _ *reader, command string) {
	t.Helper()
	words := strings.Fields(command)
	if words[1] != "test" {
		t.Fatal("nobody knows how to try this command of go")
	}
	var packages, files []string
	wanted := "Test"
	for i := 2; i < len(words); i++ {
		switch word := words[i]; {
		case strings.HasPrefix(word, "./"):
			packages = append(packages, word)
			found, err := filepath.Glob(filepath.Join("..", word, "*_test.go"))
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, found...)
		case (word == "-run" || word == "-bench") && i+1 < len(words):
			i++
			wanted = strings.TrimSuffix(map[string]string{"-run": words[i], "-bench": "Benchmark" + words[i]}[word], ".")
		case word != "-benchmem":
			t.Fatalf("nobody knows what %s does", word)
		}
	}
	list := exec.CommandContext(t.Context(), "go", append([]string{"list"}, packages...)...)
	list.Dir = ".."
	if out, err := list.CombinedOutput(); err != nil || len(packages) == 0 {
		t.Fatalf("%v: %s", err, out)
	}
	if packages[0] != "./..." && !slices.ContainsFunc(files, func(path string) bool {
		b, _ := os.ReadFile(path)
		return bytes.Contains(b, []byte("\nfunc "+wanted))
	}) {
		t.Errorf("there is no %s in %v", wanted, packages)
	}
}

// byMake is for verbs of the Makefile, which exist.
func byMake(t *testing.T, _ *reader, command string) {
	t.Helper()
	need(t, "make")
	cmd := exec.CommandContext(t.Context(), "make", append([]string{"-n"}, strings.Fields(command)[1:]...)...)
	cmd.Dir = ".."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// parsed is for scripts that take long: a shell understands them.
func parsed(t *testing.T, _ *reader, command string) {
	t.Helper()
	path := filepath.Join("..", command)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm()&0o100 == 0 {
		t.Errorf("%s cannot be run", command)
	}
	if out, err := exec.CommandContext(t.Context(), "bash", "-n", path).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// packaged is for what installs a package: .ci/package does it, with files of the same names, which are built first.
func packaged(t *testing.T, _ *reader, command string) {
	t.Helper()
	name := regexp.MustCompile(`dist/chatlens_\*_([a-z0-9_]+)(\.deb|\.tar\.gz)`).FindStringSubmatch(command)
	if name == nil {
		t.Fatal("it installs no package")
	}
	script := text(t, ".ci/package")
	for _, part := range []string{"dist/chatlens_*_", name[1], name[2]} {
		if !strings.Contains(script, part) {
			t.Errorf("nothing in .ci/package is of the name %q", part)
		}
	}
}
