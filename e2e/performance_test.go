//go:build !race

package e2e

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
)

var performance = flag.Bool("performance", false, "measure all, and write the baseline and docs/performance.md")

const (
	performanceBaseline = "testdata/performance.tsv"
	settled             = 60 * time.Millisecond // without output: a key's frame is there
	repetitions         = 5
	pageDownKey         = "\x1b[6~"
	pageUpKey           = "\x1b[5~"
)

// A key is measured in a view: what is typed before it and after it each time is not.
type measuredKey struct {
	name          string
	before, after []string
	key           string
	act           func(p *ptytest.Terminal) // in the place of the key
}

// A measure is the median of what a key costs in a view.
type measure struct {
	view, key               string
	bytes, cells, reference int
}

// ratio is how the bytes compare to those of a plain diff of cells; empty where no cell is another.
func (m measure) ratio() string {
	if m.reference == 0 {
		return "–"
	}
	return strconv.FormatFloat(float64(m.bytes)/float64(m.reference), 'f', 2, 64)
}

// budgeted are the keys whose bytes the design limits, by the ratio.
var budgeted = []string{"cursor down", "scroll by one", "page", "focus", "open the filter", "filter key, list as it was", "filter key, list changed"}

// The limit. Where a key changes next to nothing, one move of the cursor more or less decides nothing.
const (
	mostRatio = 1.1
	oneMove   = 8 // bytes
)

func step(p *ptytest.Terminal, act func()) {
	at := p.WaitQuiet(settled)
	act()
	p.WaitMore(at)
	p.WaitQuiet(settled)
}

func median(values []int) int {
	slices.Sort(values)
	return values[len(values)/2]
}

func measureKey(p *ptytest.Terminal, view string, k measuredKey) measure {
	var written, cells, reference []int
	for range repetitions {
		for _, before := range k.before {
			step(p, func() { p.Keys(before) })
		}
		at, from := p.WaitQuiet(settled), p.Cells()
		step(p, func() {
			if k.act != nil {
				k.act(p)
				return
			}
			p.Keys(k.key)
		})
		change := ptytest.Difference(from, p.Cells())
		written = append(written, p.WaitQuiet(settled)-at)
		cells, reference = append(cells, change.Cells), append(reference, change.Bytes)
		for _, after := range k.after {
			step(p, func() { p.Keys(after) })
		}
	}
	return measure{view, k.name, median(written), median(cells), median(reference)}
}

// moving are the keys of any list. far is typed first, so that one more row scrolls.
func moving(down, page string) []measuredKey {
	far := func(p *ptytest.Terminal) { p.Keys(strings.Repeat(down, 70)) }
	return []measuredKey{
		{name: "cursor down", key: down},
		{name: "", act: far},
		{name: "scroll by one", key: down},
		{name: "page", key: page},
	}
}

func filtering(letter string) []measuredKey {
	return []measuredKey{
		{name: "open the filter", key: "/", after: []string{"\x1b"}},
		{name: "filter key, list changed", before: []string{"/"}, key: letter, after: []string{"\x15", "\x1b"}},
		{name: "filter key, list as it was", before: []string{"/", letter}, key: " ", after: []string{"\x15", "\x1b"}},
	}
}

// contested is a text with clusters about whose widths terminals disagree.
const contested = "👩‍👩‍👧‍👦 क्षत्रिय ❤️ "

func contestedShop(i int) []byte {
	return bytes.ReplaceAll(shop(i), []byte(shopName(i)), []byte(contested+shopName(i)))
}

// A measuredView is a state of the program, and what is measured in it.
type measuredView struct {
	name  string
	start func(t *testing.T) *ptytest.Terminal
	keys  []measuredKey
}

func wide(t *testing.T, env map[string]string, args ...string) *ptytest.Terminal {
	t.Helper()
	return ptytest.Start(t, ptytest.Options{Command: append([]string{binary}, args...), Env: environment(t, env), Cols: 200, Rows: 50})
}

func measuredViews() []measuredView {
	group := []measuredKey{{name: "focus", key: "\t"}, {name: "", act: func(p *ptytest.Terminal) { p.Keys("1"); p.Keys("2") }}}
	group = append(group, moving("j", pageDownKey)...)
	group = append(group, filtering("a")...)
	group = append(group,
		measuredKey{name: "zoom", key: "z", after: []string{"z"}},
		measuredKey{name: "zoom back", before: []string{"z"}, key: "z"},
		measuredKey{name: "help", key: "?", after: []string{"q"}},
		measuredKey{name: "refresh, no change", key: "r"},
		measuredKey{name: "resize", act: func(p *ptytest.Terminal) {
			p.Resize(180, 45)
			p.WaitFor("Members")
			p.WaitQuiet(settled)
			p.Resize(200, 50)
		}},
	)
	reading := func(body string) func(t *testing.T) *ptytest.Terminal {
		return func(t *testing.T) *ptytest.Terminal {
			org := crowd(3)
			messages := history(shopID(0), 400)
			for i := range messages {
				messages[i] = bytes.Replace(messages[i], []byte(`"line `), []byte(`"`+body+`line `), 1)
			}
			org.PutMessages(shopID(0), messages)
			_, env := serveOrg(t, org)
			p := wide(t, env, shopID(0))
			p.WaitFor(shopText(0))
			p.Keys("m")
			p.WaitFor("line 0000")
			return p
		}
	}
	changing := crowd(2)
	unread := 0
	return []measuredView{
		{"group of 1,024 members", func(t *testing.T) *ptytest.Terminal {
			p := wide(t, nil, "--demo", largeGroup)
			p.WaitFor("1,024")
			return p
		}, group},
		{"chat that changes", func(t *testing.T) *ptytest.Terminal {
			_, env := serveOrg(t, changing)
			p := wide(t, env, shopID(0))
			p.WaitFor(shopText(0))
			return p
		}, []measuredKey{{name: "refresh, one change", act: func(p *ptytest.Terminal) {
			unread++
			changing.Update(shopID(0), func(fields map[string]any) { fields["message_unread_count"] = unread })
			p.Keys("r")
		}}}},
		{"50,000 chats", func(t *testing.T) *ptytest.Terminal {
			_, env := serveOrg(t, crowd(50_000))
			p := wide(t, env)
			p.WaitFor("Chats · 50,000 ")
			return p
		}, append(append(moving("j", pageDownKey), filtering("4")...), measuredKey{name: "help", key: "?", after: []string{"q"}})},
		{"message history", reading(""), moving("k", pageUpKey)},
		{"chats, contested clusters", func(t *testing.T) *ptytest.Terminal {
			org := apitest.NewOrg()
			org.PutMany(300, shopID, contestedShop)
			_, env := serveOrg(t, org)
			p := wide(t, env)
			p.WaitFor("Chats · 300 ")
			return p
		}, moving("j", pageDownKey)},
		{"history, contested clusters", reading(contested), moving("k", pageUpKey)},
	}
}

// TestAKeyTakesFewBytes compares what keys cost with what they have cost.
func TestAKeyTakesFewBytes(t *testing.T) {
	var measured []measure
	for _, v := range measuredViews() {
		p := v.start(t)
		for _, k := range v.keys {
			if k.name == "" {
				k.act(p)
				p.WaitQuiet(5 * settled)
				continue
			}
			m := measureKey(p, v.name, k)
			t.Logf("%s, %s: %d bytes, %d cells, %s of %d", m.view, m.key, m.bytes, m.cells, m.ratio(), m.reference)
			if slices.Contains(budgeted, m.key) && !strings.Contains(m.view, "contested") && float64(m.bytes) > mostRatio*float64(m.reference)+oneMove {
				t.Errorf("%s, %s: %d bytes, and a plain diff of cells takes %d", m.view, m.key, m.bytes, m.reference)
			}
			measured = append(measured, m)
		}
		at := p.WaitQuiet(settled)
		idle := p.WaitQuiet(5*time.Second) - at
		if idle != 0 {
			t.Errorf("%s: %d bytes while idle", v.name, idle)
		}
		measured = append(measured, measure{view: v.name, key: "idle for 5 s", bytes: idle})
		p.Keys("q")
		p.Exit()
	}
	if *performance {
		writeBaseline(t, measured)
		writePerformance(t, measured)
		return
	}
	compareWithBaseline(t, measured)
}

func writeBaseline(t *testing.T, measured []measure) {
	t.Helper()
	var b strings.Builder
	for _, m := range measured {
		fmt.Fprintf(&b, "%s\t%s\t%d\n", m.view, m.key, m.bytes)
	}
	if err := os.WriteFile(performanceBaseline, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// compareWithBaseline fails the test where a count has grown by more than a tenth. A few bytes more are those of another time of day.
func compareWithBaseline(t *testing.T, measured []measure) {
	t.Helper()
	const timeOfDay = 16
	data, err := os.ReadFile(performanceBaseline)
	if err != nil {
		t.Fatal(err)
	}
	had := map[string]int{}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 {
			t.Fatalf("%s: %q has not three columns", performanceBaseline, line)
		}
		n, err := strconv.Atoi(f[2])
		if err != nil {
			t.Fatal(err)
		}
		had[f[0]+", "+f[1]] = n
	}
	for _, m := range measured {
		name := m.view + ", " + m.key
		before, known := had[name]
		if !known {
			t.Errorf("%s is not in %s: make bench writes it", name, performanceBaseline)
			continue
		}
		if m.bytes*10 > before*11+timeOfDay*10 {
			t.Errorf("%s: %d bytes, and were %d", name, m.bytes, before)
		}
		delete(had, name)
	}
	for name := range had {
		t.Errorf("%s of %s is not measured", name, performanceBaseline)
	}
}

func TestManyKeysInOneWriteAllMove(t *testing.T) {
	_, env := serveOrg(t, crowd(300))
	p := view(t, env)
	p.WaitFor("Chats · 300 ")
	p.Keys(strings.Repeat("j", 25))
	waitCursor(p, shopName(25))
}
