package e2e

import (
	"syscall"
	"testing"
	"time"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
)

func TestCtrlCQuitsFromAnywhere(t *testing.T) {
	for name, keys := range map[string][]string{"panes": nil, "prompt": {"o"}, "help": {"?"}} {
		t.Run(name, func(t *testing.T) {
			p := view(t, nil, "--demo")
			p.WaitFor("BK Local1")
			p.Keys(keys...)
			p.Keys("\x03")
			requireExit(t, p, 0)
			p.RequireRestored()
		})
	}
}

func TestQuittingDoesNotWaitForTheServer(t *testing.T) {
	server, env := serve(t)
	never := make(chan struct{})
	defer close(never)
	server.Fail(apitest.Fault{Hold: never})
	p := view(t, env, documentedChat)
	p.WaitFor("919537851844")
	begun := time.Now()
	p.Keys("\x03")
	requireExit(t, p, 0)
	if took := time.Since(begun); took > 4*time.Second {
		t.Errorf("it took %v", took)
	}
	p.RequireRestored()
}

func TestSignalsEndTheViewer(t *testing.T) {
	for signal, code := range map[syscall.Signal]int{syscall.SIGTERM: 143, syscall.SIGHUP: 129, syscall.SIGINT: 130} {
		t.Run(signal.String(), func(t *testing.T) {
			p := view(t, nil, "--demo")
			p.WaitFor("BK Local1")
			p.Signal(signal)
			requireExit(t, p, code)
			p.RequireRestored()
		})
	}
}

func TestAHangUpEndsTheViewer(t *testing.T) {
	for name, ignored := range map[string]bool{"signal": false, "signal ignored": true} {
		t.Run(name, func(t *testing.T) {
			p := ptytest.Start(t, ptytest.Options{Command: []string{binary, "--demo"}, Env: environment(t, nil), IgnoreHangup: ignored})
			p.WaitFor("BK Local1")
			p.HangUp()
			requireExit(t, p, 129)
		})
	}
}

func TestATerminalThatTakesNoOutputDoesNotKeepTheViewer(t *testing.T) {
	p := view(t, nil, "--demo")
	p.WaitFor("BK Local1")
	p.Clog()
	p.Keys("\t") // something to draw
	begun := time.Now()
	p.Signal(syscall.SIGTERM)
	requireExit(t, p, 143)
	if took := time.Since(begun); took > 4*time.Second {
		t.Errorf("it took %v", took)
	}
	p.Resume()
	p.RequireRestored()
}

func TestSuspending(t *testing.T) {
	for name, suspend := range map[string]func(*ptytest.Terminal){
		"key":    func(p *ptytest.Terminal) { p.Keys("\x1a") },
		"signal": func(p *ptytest.Terminal) { p.Signal(syscall.SIGTSTP) },
	} {
		t.Run(name, func(t *testing.T) {
			p := view(t, nil, "--demo")
			p.WaitFor("BK Local1")
			suspend(p)
			p.WaitStopped()
			p.RequireRestored()
			p.Resize(100, 30)
			p.Continue()
			p.WaitUntil("a frame of 100x30", func(s string) bool { return fits(s, 100, 30) })
			p.Keys("q")
			requireExit(t, p, 0)
			p.RequireRestored()
		})
	}
}
