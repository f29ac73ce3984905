package ui

import (
	"flag"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
	"chatlens/api/apitest"
)

// The length and the course of the endurance test.
var (
	soakRounds = flag.Int("soak", 300, "rounds of the endurance test")
	soakSeed   = flag.Uint64("seed", 1, "seed of the endurance test; 0: another one each time")
)

// soak is a viewer on the real client and a server that goes wrong at random.
type soak struct {
	*viewer
	rand   *rand.Rand
	server *apitest.Server
	faults int
	log    []string
}

func TestHoursOfFaultsLeaveNothingStuck(t *testing.T) {
	seed := *soakSeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("seed %d: repeat with -seed %[1]d", seed)
	org, err := apitest.Demo(os.DirFS(filepath.Join("..", "testdata", "demo")), clock)
	if err != nil {
		t.Fatal(err)
	}
	server, err := apitest.Start(apitest.Options{Org: org, RateLimit: 1_000_000})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	client, err := api.New(api.Options{
		BaseURL: server.BaseURL(), Key: api.NewSecret(server.Key()), Phone: server.Phone(),
		Timeouts: &api.Timeouts{Header: 200 * time.Millisecond, Stall: 300 * time.Millisecond, Total: 500 * time.Millisecond, Backoff: time.Millisecond},
	})
	if err != nil {
		t.Fatal(err)
	}
	o := demoOptions(t)
	o.Client, o.Start = client, mustID(t, "120363352652386702@g.us")
	t.Cleanup(client.Close)
	s := &soak{viewer: begin(t, o, 100, 30), rand: rand.New(rand.NewPCG(seed, 9)), server: server}
	s.rest()
	var warm, goroutines uint64
	for round := range *soakRounds {
		s.round()
		if round%10 == 9 {
			s.recover()
		}
		if round == *soakRounds/3 {
			warm, goroutines = heap(), uint64(runtime.NumGoroutine())
		}
	}
	s.recover()
	client.Close()
	grown := int64(heap()) - int64(warm)
	t.Logf("%d rounds, %d faults; heap %d KiB, grown by %d KiB; %d goroutines, %d after a third", *soakRounds, s.faults, heap()>>10, grown>>10, runtime.NumGoroutine(), goroutines)
	// What may grow until then are the chats that can be gone back to.
	if grown > 24<<20 {
		t.Errorf("the heap has grown by %d KiB", grown>>10)
	}
	if n := runtime.NumGoroutine(); n > int(goroutines)+20 {
		t.Errorf("%d goroutines, %d after a third of the rounds", n, goroutines)
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func (s *soak) send(msg tea.Msg) {
	s.t.Helper()
	s.viewer.send(msg)
	s.check()
}

func (s *soak) resize(width, height int) {
	s.t.Helper()
	s.viewer.resize(width, height)
	s.check()
}

// check requires that it goes on, with a frame of the screen's height.
func (s *soak) check() {
	s.t.Helper()
	if s.quit {
		s.t.Fatalf("it quit after %q", s.log)
	}
	if rows := strings.Count(s.model.View(), "\n") + 1; rows != s.height {
		s.t.Fatalf("%d rows on a screen of %d after %q", rows, s.height, s.log)
	}
}

// rest waits until no command runs and no message waits.
func (s *soak) rest() {
	s.t.Helper()
	deadline := time.After(30 * time.Second)
	for s.running.Load() > 0 || len(s.msgs) > 0 {
		select {
		case msg := <-s.msgs:
			s.send(msg)
		case <-deadline:
			s.t.Fatalf("%d commands still run after %q", s.running.Load(), s.log)
		case <-time.After(time.Millisecond):
		}
	}
}

func (s *soak) key(name string) {
	if s.log = append(s.log, name); len(s.log) > 40 {
		s.log = s.log[1:]
	}
	s.send(keyMsg(name))
}

// fault is one way to go wrong, for the next request or the next few.
func (s *soak) fault() apitest.Fault {
	s.faults++
	r := s.rand
	all := []apitest.Fault{
		{Status: 401}, {Status: 403}, {Status: 404}, {Status: 422}, {Status: 500}, {Status: 502}, {Status: 503},
		{Status: 429, Header: http.Header{"Retry-After": {"0"}}}, {Status: 429, Header: http.Header{"Retry-After": {"3600"}}},
		{Body: "<html>", ContentType: "text/html"}, {Body: "null"}, {Body: "[]"}, {Body: `{"chat_id":`}, {Body: `{"chats":[null,1,"x"],"count":-1}`},
		{Reset: true}, {Truncate: 1 + r.IntN(500)}, {Gzip: true}, {Redirect: "http://127.0.0.1:1/elsewhere"}, {Echo: true},
		{Delay: time.Duration(r.IntN(20)) * time.Millisecond}, {Huge: 9 << 20},
		// A window that is over at once: else a list that reads on waits for its end, longer than this test does.
		{Header: http.Header{"X-Ratelimit-Remaining": {"0"}, "X-Ratelimit-Limit": {"100"}, "X-Ratelimit-Reset": {strconv.FormatInt(clock.Unix(), 10)}}},
	}
	f := all[r.IntN(len(all))]
	f.Times = 1 + r.IntN(3)
	return f
}

func (s *soak) round() {
	r := s.rand
	if r.IntN(2) == 0 {
		s.server.Fail(s.fault())
	}
	keys := []string{
		"r", "r", "c", "m", "ctrl+n", "ctrl+p", "enter", "esc", "[", "]", "j", "k", "G", "g", "pgup", "pgdown", "tab", "1", "2", "3", "4", "z", "s", "P", "J", "?", "f", "y", "p",
	}
	for range 1 + r.IntN(8) {
		switch r.IntN(12) {
		case 0:
			s.resize(1+r.IntN(200), 1+r.IntN(60))
		case 1:
			s.model.watch.on = true
			s.send(watchMsg{s.model.watch.seq})
			s.model.watch.on = false
		default:
			s.key(keys[r.IntN(len(keys))])
		}
		if r.IntN(3) == 0 {
			select {
			case msg := <-s.msgs:
				s.send(msg)
			default:
			}
		}
	}
	if r.IntN(3) == 0 {
		s.rest()
	}
}

// recover lets the server be well again, and requires that the viewer is then as if nothing had been. While the server is ill, the chat that was
// open stays on the screen.
func (s *soak) recover() {
	s.t.Helper()
	s.rest()
	s.server.Heal()
	s.resize(100, 30)
	for range 6 {
		s.key("esc")
		s.rest()
	}
	s.model.list.Search("")
	s.model.zoom, s.model.private = false, false
	s.send(keyMsg("o"))
	s.send(tea.KeyMsg{Type: tea.KeyCtrlU})
	for _, digit := range "919537851844" {
		s.send(keyMsg(string(digit)))
	}
	s.key("enter")
	s.rest()
	s.key("1")
	s.key("g")
	require := func(when string, wanted ...string) {
		screen := s.screen()
		for _, text := range wanted {
			if !strings.Contains(screen, text) {
				s.t.Fatalf("%s, %q is not on the screen after %q:\n%s", when, text, s.log, screen)
			}
		}
	}
	require("the server is well", "BK Local1 · person", "919537851844@c.us", "as of ")
	s.server.Fail(apitest.Fault{Status: 500, Times: -1})
	s.key("r")
	s.rest()
	require("a refresh fails", "BK Local1 · person", "919537851844@c.us", "stale, as of", "not refreshed")
	s.server.Heal()
	s.key("r")
	s.rest()
	require("the server is well again", "BK Local1 · person", "919537851844@c.us")
	if screen := s.screen(); strings.Contains(screen, "stale") || s.model.request.pending() || s.model.listing.pending() {
		s.t.Fatalf("it is stuck after %q:\n%s", s.log, screen)
	}
}
