package term_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/e2e/ptytest"
	"chatlens/internal/term"
	_ "chatlens/internal/term/early"
)

// modelVariable is set where the test binary is to run a model on its terminal.
const modelVariable = "TERM_TEST_MODEL"

func TestMain(m *testing.M) {
	ptytest.Main()
	if os.Getenv(modelVariable) != "" {
		os.Exit(runModel())
	}
	os.Exit(m.Run())
}

func runModel() int {
	err := term.Run(&model{}, os.Stdin, os.Stdout, false)
	var ended *term.SignalError
	var crash *term.PanicError
	switch {
	case errors.As(err, &ended):
		return ended.ExitCode()
	case errors.As(err, &crash):
		fmt.Println("caught:", crash.Value)
		return 1
	case err != nil:
		fmt.Println("failed:", err)
		return 99
	}
	return 0
}

// model counts keys. Some keys are commands.
type model struct {
	width int
	keys  string
	times int
	view  bool
}

func (m *model) Init() tea.Cmd { return nil }

func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	boom := func() tea.Msg { panic("boom \x1b]0;title\a") }
	idle := func() tea.Msg { return nil }
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width = msg.Width
	case tea.ResumeMsg:
		m.times++
	case tea.KeyMsg:
		m.keys += msg.String()
		switch key := msg.String(); key[len(key)-1:] { // keys that arrive together are one message
		case "q":
			return m, tea.Quit
		case "z":
			return m, tea.Suspend
		case "u":
			panic("boom")
		case "v":
			m.view = true
		case "c":
			return m, boom
		case "b":
			return m, tea.Batch(idle, tea.Batch(idle, boom))
		case "s":
			return m, tea.Sequence(idle, boom)
		}
	}
	return m, nil
}

func (m *model) View() string {
	if m.view {
		panic("boom")
	}
	if m.width == 0 {
		return ""
	}
	return fmt.Sprintf("ready width %d keys %s resumed %d", m.width, m.keys, m.times)
}

func start(t *testing.T, o ptytest.Options) *ptytest.Terminal {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	o.Command = []string{self}
	o.Env = append(os.Environ(), modelVariable+"=1", "TERM=xterm-256color", "GORACE=halt_on_error=1 atexit_sleep_ms=0")
	p := ptytest.Start(t, o)
	p.WaitFor("ready width 80")
	return p
}

func requireExit(t *testing.T, p *ptytest.Terminal, want int) {
	t.Helper()
	if got := p.Exit(); got != want {
		t.Fatalf("the exit code is %d, want %d; the screen is:\n%s", got, want, p.Screen())
	}
}

func TestQuitRestoresTheTerminal(t *testing.T) {
	p := start(t, ptytest.Options{})
	p.Keys("a", "q")
	requireExit(t, p, 0)
	p.RequireRestored()
}

func TestTheAlternateScreenHasNoAutowrap(t *testing.T) {
	p := start(t, ptytest.Options{})
	p.WaitWritten("\x1b[?1049h\x1b[?7l")
}

func TestSignalsRestoreTheTerminal(t *testing.T) {
	for signal, code := range map[syscall.Signal]int{syscall.SIGTERM: 143, syscall.SIGHUP: 129, syscall.SIGINT: 130} {
		t.Run(signal.String(), func(t *testing.T) {
			p := start(t, ptytest.Options{})
			p.Signal(signal)
			requireExit(t, p, code)
			p.RequireRestored()
		})
	}
}

func TestAHangUpEndsTheProgram(t *testing.T) {
	for name, ignored := range map[string]bool{"signal": false, "signal ignored": true} {
		t.Run(name, func(t *testing.T) {
			p := start(t, ptytest.Options{IgnoreHangup: ignored})
			p.HangUp()
			requireExit(t, p, 129)
		})
	}
}

func TestASignalEndsTheProgramWhileTheTerminalTakesNoOutput(t *testing.T) {
	p := start(t, ptytest.Options{})
	p.Clog()
	begun := time.Now()
	p.Signal(syscall.SIGTERM)
	requireExit(t, p, 143)
	if took := time.Since(begun); took > 3*time.Second {
		t.Errorf("it took %v", took)
	}
	p.Resume()
	p.RequireRestored()
}

func TestPanicsRestoreTheTerminal(t *testing.T) {
	for name, key := range map[string]string{"update": "u", "view": "v", "command": "c", "batch": "b", "sequence": "s"} {
		t.Run(name, func(t *testing.T) {
			p := start(t, ptytest.Options{})
			p.Keys(key)
			requireExit(t, p, 1)
			p.RequireRestored()
			if !strings.Contains(p.Screen(), "caught: boom") || strings.Contains(p.Screen(), "goroutine") {
				t.Errorf("the screen is:\n%s", p.Screen())
			}
		})
	}
}

func TestSuspensionGivesTheTerminalBackAndTakesItAgain(t *testing.T) {
	for name, suspend := range map[string]func(*ptytest.Terminal){
		"key":    func(p *ptytest.Terminal) { p.Keys("z") },
		"signal": func(p *ptytest.Terminal) { p.Signal(syscall.SIGTSTP) },
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, ptytest.Options{})
			for _, times := range []string{"resumed 1", "resumed 2"} {
				suspend(p)
				p.WaitStopped()
				p.RequireRestored()
				p.Resize(60, 20)
				p.Continue()
				p.WaitFor("ready width 60", times)
			}
			p.Keys("q")
			requireExit(t, p, 0)
			p.RequireRestored()
		})
	}
}
