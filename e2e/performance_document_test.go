//go:build !race

package e2e

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"chatlens/e2e/ptytest"
)

// The limits of the design, beside those of bytes.
const (
	mostBinary     = 12_000_000 // bytes
	mostIdleMemory = 16         // MB
	mostMemory     = 150        // MB, with 50,000 chats
	firstFrames    = 15
	firstSilent    = "chatlens --demo, silent terminal"
	firstTig       = "tig on 300 commits, silent terminal"
)

// A budget is a limit, and what was measured.
type budget struct {
	what, limit, measured string
	met                   bool
}

// writePerformance measures what is not counted in bytes, and writes all of it down.
func writePerformance(t *testing.T, measured []measure) {
	t.Helper()
	program := release(t)
	frames := measureFirstFrames(t, program)
	var budgets []budget
	worst, where := 0.0, ""
	for _, m := range measured {
		if m.limited() && m.reference > 0 {
			if r := float64(m.bytes-oneMove) / float64(m.reference); r > worst {
				worst, where = r, m.view+", "+m.key
			}
		}
	}
	budgets = append(budgets, budget{"bytes of a key, compared to a plain diff of cells", "at most 1.1", fmt.Sprintf("at most %.2f (%s), one move of the cursor apart", worst, where), worst <= mostRatio})
	idle := 0
	for _, m := range measured {
		if m.key == idleKey {
			idle += m.bytes
		}
	}
	budgets = append(budgets, budget{"bytes in 5 idle seconds, in every view", "0", strconv.Itoa(idle), idle == 0})
	if tig, ok := frames[firstTig]; ok {
		ours := frames[firstSilent]
		budgets = append(budgets, budget{"exec to first frame, terminal that never answers", "tig's in the same run", fmt.Sprintf("%.1f ms; tig %.1f ms", ms(ours), ms(tig)), ours <= tig})
	}
	demo, demoAnonymous := idleMemory(t, program)
	budgets = append(budgets, budget{"memory, idle on the demo's group", fmt.Sprintf("%d MB", mostIdleMemory),
		fmt.Sprintf("%.1f MB, of which %.1f are the program's file, and its pages are shared", demo, demo-demoAnonymous), demo <= mostIdleMemory})
	many, cpu := manyChats(t)
	budgets = append(budgets, budget{"memory with 50,000 chats", fmt.Sprintf("%d MB", mostMemory), fmt.Sprintf("%.0f MB at most", many), many <= mostMemory})
	built, err := os.Stat(program)
	if err != nil {
		t.Fatal(err)
	}
	budgets = append(budgets, budget{"stripped static binary", "12 MB", fmt.Sprintf("%.2f MB", float64(built.Size())/1e6), built.Size() <= mostBinary})

	var b strings.Builder
	fmt.Fprintf(&b, `# Performance

Agents hold a key down over slow links. So each key costs few bytes and little work, and that is measured.

`+"`make bench`"+` writes this page, and the counts that tests compare with: bytes in `+"`e2e/%s`"+`, allocations in
`+"`ui/testdata/allocations.tsv`"+`. A test fails where one of them grows by more than a tenth. Times are of the machine on which
the page was written (%s/%s, %d processors, %s): compare them with each other alone.

## Budgets

| what | budget | measured | |
| --- | --- | --- | --- |
`, performanceBaseline, runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	for _, x := range budgets {
		verdict := "met"
		if !x.met {
			verdict = "**missed**"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", x.what, x.limit, x.measured, verdict)
	}
	b.WriteString(`
## Bytes of a key

The built program on a pseudo-terminal of 200x50, medians of ` + strconv.Itoa(repetitions) + `. A plain diff of cells is what a program needs that moves the cursor to each cell that
differs and writes it; scrolling and erasing can do with less. Clusters about whose widths terminals disagree are written
with all that stands between two sure columns, so that their rows take more.

| view | key | bytes | cells changed | plain diff | ratio |
| --- | --- | ---: | ---: | ---: | ---: |
`)
	for _, m := range measured {
		fmt.Fprintf(&b, "| %s | %s | %d | %d | %d | %s |\n", m.view, m.key, m.bytes, m.cells, m.reference, m.ratio())
	}
	fmt.Fprintf(&b, "\n## Time from exec to the first whole frame\n\nMedians of %d, one after another in one run, 200x50.\n\n| program | ms |\n| --- | ---: |\n", firstFrames)
	for _, name := range slices.Sorted(maps.Keys(frames)) {
		fmt.Fprintf(&b, "| %s | %.1f |\n", name, ms(frames[name]))
	}
	b.WriteString(beforeMain(t, program))
	fmt.Fprintf(&b, "\n## Work\n\n300 keys down at 30 a second among 50,000 chats take %.0f ms of processor time.\n\n", ms(cpu))
	b.WriteString("One key in the model, and one frame in the writer, by `go test -bench . -benchmem ./ui ./internal/term`:\n\n| benchmark | µs | bytes | allocations |\n| --- | ---: | ---: | ---: |\n")
	b.WriteString(benchmarks(t))
	if err := os.WriteFile("../docs/performance.md", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Log(b.String())
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// measureFirstFrames takes turns, so that a busy moment hits all alike.
func measureFirstFrames(t *testing.T, program string) map[string]time.Duration {
	t.Helper()
	env := environment(t, nil)
	type start struct {
		name, marker, dir string
		answers           bool
		command           []string
	}
	starts := []start{
		{firstSilent, "q quit", "", false, []string{program, "--demo", largeGroup}},
		{"chatlens --demo, answering terminal", "q quit", "", true, []string{program, "--demo", largeGroup}},
		{"chatlens --demo, silent terminal, with the chat", "1,024", "", false, []string{program, "--demo", largeGroup}},
	}
	if tig, err := exec.LookPath("tig"); err == nil {
		starts = append(starts, start{firstTig, "change 299", repository(t, 300), false, []string{tig}})
	} else {
		t.Log("tig is not installed: its first frame is not measured")
	}
	took := map[string][]int{}
	for range firstFrames {
		for _, s := range starts {
			took[s.name] = append(took[s.name], int(firstFrame(t, env, s.dir, s.marker, s.answers, s.command)))
		}
	}
	medians := map[string]time.Duration{}
	for name, all := range took {
		medians[name] = time.Duration(median(all))
	}
	return medians
}

// repository is a git repository with so many commits.
func repository(t *testing.T, commits int) string {
	t.Helper()
	dir := t.TempDir()
	var b bytes.Buffer
	for i := range commits {
		message := fmt.Sprintf("change %d", i)
		fmt.Fprintf(&b, "commit refs/heads/main\ncommitter Somebody <somebody@example.com> %d +0000\ndata %d\n%s\n", 1_700_000_000+i*60, len(message), message)
	}
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"fast-import", "--quiet"}} {
		cmd := exec.CommandContext(t.Context(), "git", args...)
		cmd.Dir, cmd.Stdin = dir, bytes.NewReader(b.Bytes())
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v: %s", args, err, out)
		}
	}
	return dir
}

// firstFrame is the time from exec until a screen of 200x50 shows a text. Nothing stands between the two, such as the leader of a session
// that [ptytest.Start] has.
func firstFrame(t *testing.T, env []string, dir, marker string, answers bool, command []string) time.Duration {
	t.Helper()
	screen := vt.NewEmulator(200, 50)
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		_, _ = io.Copy(io.Discard, screen)
	}()
	defer func() {
		_ = screen.InputPipe().(io.Closer).Close()
		<-drained
	}()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env, cmd.Dir = env, dir
	begun := time.Now()
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 200, Rows: 50})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = terminal.Close()
		_ = cmd.Wait()
	}()
	buffer := make([]byte, 64<<10)
	for {
		n, err := terminal.Read(buffer)
		if err != nil {
			t.Fatalf("%v ended before it showed %q: %v\n%s", command, marker, err, screen.String())
		}
		took := time.Since(begun)
		if answers {
			answer(terminal, buffer[:n])
		}
		_, _ = screen.Write(buffer[:n])
		if strings.Contains(screen.String(), marker) {
			return took
		}
	}
}

// answer answers what a terminal may be asked at a program's start.
func answer(terminal io.Writer, asked []byte) {
	for question, reply := range map[string]string{"\x1b[6n": "\x1b[1;1R", "\x1b[c": "\x1b[?62;22c", "\x1b]11;?": "\x1b]11;rgb:1111/1111/1111\x1b\\", "\x1b]10;?": "\x1b]10;rgb:eeee/eeee/eeee\x1b\\"} {
		if bytes.Contains(asked, []byte(question)) {
			_, _ = io.WriteString(terminal, reply)
		}
	}
}

// idleMemory is what the demo's large group takes at rest, and how much of it is no file's.
func idleMemory(t *testing.T, program string) (all, anonymous float64) {
	t.Helper()
	p := ptytest.Start(t, ptytest.Options{Command: []string{program, "--demo", largeGroup}, Env: environment(t, nil), Cols: 200, Rows: 50})
	p.WaitFor("1,024")
	p.WaitQuiet(3 * time.Second)
	return memory(t, p.PID(), "VmRSS"), memory(t, p.PID(), "RssAnon")
}

// manyChats is the memory that 50,000 chats take at most, and the processor time of 300 keys at 30 a second among them.
func manyChats(t *testing.T) (most float64, cpu time.Duration) {
	t.Helper()
	_, env := serveOrg(t, crowd(50_000))
	p := wide(t, env)
	p.WaitFor("Chats · 50,000 ")
	p.WaitQuiet(time.Second)
	before := processorTime(t, p.PID())
	tick := time.NewTicker(time.Second / 30)
	defer tick.Stop()
	for range 300 {
		p.Keys("j")
		<-tick.C
	}
	waitCursor(p, shopName(300))
	return memory(t, p.PID(), "VmHWM"), processorTime(t, p.PID()) - before
}

// processorTime is what all threads of a process have taken.
func processorTime(t *testing.T, pid int) time.Duration {
	t.Helper()
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil {
		t.Fatal(err)
	}
	var all time.Duration
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			continue // the thread has ended
		}
		first, _, _ := strings.Cut(string(data), " ")
		n, err := strconv.ParseInt(first, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		all += time.Duration(n)
	}
	return all
}

// release builds the program as it is shipped.
func release(t *testing.T) string {
	t.Helper()
	t.Setenv("CGO_ENABLED", "0")
	out := filepath.Join(t.TempDir(), "chatlens")
	if err := ptytest.Build("..", out, "-trimpath", "-ldflags", "-s -w"); err != nil {
		t.Fatal(err)
	}
	return out
}

// beforeMain is the part of the page on what packages do when the program starts, as the runtime counts it.
func beforeMain(t *testing.T, program string) string {
	t.Helper()
	command := exec.Command(program, "version")
	command.Env = append(environment(t, nil), "GODEBUG=inittrace=1")
	var traced bytes.Buffer
	command.Stderr = &traced
	if err := command.Run(); err != nil {
		t.Fatal(err)
	}
	type pkg struct {
		name          string
		bytes, allocs int
	}
	var all []pkg
	bytesOfAll, allocsOfAll := 0, 0
	for line := range strings.Lines(traced.String()) {
		var p pkg
		var at, clock float64
		if _, err := fmt.Sscanf(line, "init %s @%f ms, %f ms clock, %d bytes, %d allocs", &p.name, &at, &clock, &p.bytes, &p.allocs); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		all = append(all, p)
		bytesOfAll, allocsOfAll = bytesOfAll+p.bytes, allocsOfAll+p.allocs
	}
	slices.SortFunc(all, func(a, b pkg) int { return b.bytes - a.bytes })
	var b strings.Builder
	fmt.Fprintf(&b, "\n## Before main\n\n%d packages initialise themselves, with %d bytes in %d allocations; those that need most:\n\n", len(all), bytesOfAll, allocsOfAll)
	b.WriteString("| package | bytes | allocations |\n| --- | ---: | ---: |\n")
	for _, p := range all[:8] {
		fmt.Fprintf(&b, "| %s | %d | %d |\n", p.name, p.bytes, p.allocs)
	}
	return b.String()
}

// benchmarks are the rows of a table of them.
func benchmarks(t *testing.T) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "test", "-run", "^$", "-bench", ".", "-benchmem", "-benchtime", "0.3s", "./ui", "./internal/term")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("running the benchmarks: %v\n%s", err, out)
	}
	var b strings.Builder
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		if len(f) < 8 || !strings.HasPrefix(f[0], "Benchmark") {
			continue
		}
		ns, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(f[0], "Benchmark"), "-")
		fmt.Fprintf(&b, "| %s | %.1f | %s | %s |\n", name, ns/1000, f[4], f[6])
	}
	return b.String()
}
