package e2e

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
)

func TestFiftyThousandChats(t *testing.T) {
	const chats = 50_000
	server, env := serveOrg(t, crowd(chats))
	awaitSecond, releaseSecond := hold(t, server, apitest.Fault{PathPrefix: "/v1/chats", Match: apitest.FromOffset(100)})
	awaitMiddle, releaseMiddle := hold(t, server, apitest.Fault{PathPrefix: "/v1/chats", Match: apitest.FromOffset(20_000)})
	p := view(t, env)

	// The first page is usable before there is a second one.
	p.WaitFor(shopName(0), "Chats · 100 of 50,000")
	awaitSecond()
	p.Keys("j")
	waitCursor(p, shopName(1))
	p.Keys("G")
	waitCursor(p, shopName(99))
	filter(p, "shop-00042")
	p.WaitFor("1 found · 100 of 50,000")
	waitCursor(p, shopName(42))
	leave(p, "“shop-00042”")

	// So it is while the rest arrives.
	releaseSecond()
	awaitMiddle()
	p.WaitFor("Chats · 20,100 of 50,000")
	p.Keys("g", "j", "j")
	waitCursor(p, shopName(2))
	releaseMiddle()
	p.WaitFor("Chats · 50,000 ")
	waitCursor(p, shopName(2))

	want := []string{"0+100"}
	for offset := 100; offset < chats; offset += 1000 {
		want = append(want, fmt.Sprintf("%d+1000", offset))
	}
	if got := pages(server, "/chats"); !slices.Equal(got, want) {
		t.Errorf("the pages that were asked for are %v, want %v", got, want)
	}

	p.Keys("G")
	waitCursor(p, shopName(chats-1))
	for _, i := range []int{0, 99, 100, 20_099, 20_100, 49_999} {
		filter(p, strings.ToLower(shopName(i)))
		waitCursor(p, shopName(i))
		p.WaitFor("1 of 50,000")
	}
	filter(p, "is:unread shop")
	p.WaitFor("40,000 of 50,000")

	requireIdle(t, map[string]*ptytest.Terminal{"50,000 chats": p})
	if len(raceFlags()) == 0 {
		requireMemory(t, p.PID(), 150)
	}
	p.Keys("q")
	requireExit(t, p, 0)
	p.RequireRestored()
}

// requireMemory fails the test if a process has had more memory than so many MB, where the system tells.
func requireMemory(t *testing.T, pid int, most float64) {
	t.Helper()
	had := memory(t, pid, "VmHWM")
	t.Logf("%.1f MB at most", had)
	if had > most {
		t.Errorf("the program had %.1f MB, and may have %.0f", had, most)
	}
}

// memory is a line of what Linux says of a process's memory, in MB; 0 where nothing says it.
func memory(t *testing.T, pid int, line string) float64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Logf("the memory is not known: %v", err)
	}
	for l := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(l, line+":"); ok {
			kb, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 64)
			if err != nil {
				t.Fatal(err)
			}
			return kb / 1024
		}
	}
	return 0
}
