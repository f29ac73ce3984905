package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"chatlens/e2e/ptytest"
)

func TestAStormOfResizesEndsWithAWholeScreen(t *testing.T) {
	p := view(t, nil, "--demo", largeGroup)
	p.WaitFor("Members · 1,024")
	r := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		p.Resize(1+r.IntN(220), 1+r.IntN(60))
	}
	p.Resize(100, 30)
	p.WaitUntil("the whole screen of the last size", func(s string) bool {
		return fits(s, 100, 30) && strings.Contains(s, "Brindlewick Owners’ Club") && strings.Contains(s, "Members · 1,024") && strings.Contains(s, "q quit")
	})
	p.Keys("q")
	requireExit(t, p, 0)
	p.RequireRestored()
}

// stopJob stops the shell's job from outside.
func stopJob(t *testing.T, shell *ptytest.Terminal) {
	t.Helper()
	children, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%[1]d/children", shell.PID()))
	if err != nil {
		t.Fatal(err)
	}
	job, err := strconv.Atoi(strings.TrimSpace(string(children)))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(job, syscall.SIGTSTP); err != nil {
		t.Fatal(err)
	}
}

// A shell has its own idea of the terminal while the viewer is stopped, and takes signals for the job.
func TestAShellStopsAndContinuesTheViewer(t *testing.T) {
	p := ptytest.Start(t, ptytest.Options{
		Command: []string{"bash", "--norc", "--noprofile", "-i"},
		Env:     environment(t, map[string]string{"PS1": "ready> ", "HISTFILE": "", "PATH": filepath.Dir(binary) + ":/usr/bin:/bin"}),
	})
	p.WaitFor("ready>")
	for _, stop := range []string{"\x1a", "signal"} {
		p.Keys("chatlens --demo\r")
		p.WaitFor("BK Local1 · person", "q quit")
		if stop == "signal" {
			p.Keys("2")
			p.WaitFor("▌ 2 Members")
			stopJob(t, p)
		} else {
			p.Keys(stop)
		}
		p.WaitFor("Stopped", "ready>")
		p.Keys("echo $((40+2))\r")
		p.WaitFor("42")
		p.Keys("fg\r")
		p.WaitUntil("the whole screen", func(s string) bool {
			return strings.Contains(s, "BK Local1 · person") && strings.Contains(s, "q quit") && !strings.Contains(s, "ready>")
		})
		p.Keys("q")
		p.WaitUntil("the shell", func(s string) bool { return strings.HasSuffix(strings.TrimSpace(s), "ready>") })
		p.Keys("clear\r")
		p.WaitUntil("a clear screen", func(s string) bool { return strings.TrimSpace(s) == "ready>" })
	}
	p.Keys("exit 0\r")
	requireExit(t, p, 0)
}
