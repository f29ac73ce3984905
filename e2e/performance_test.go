//go:build !race

package e2e

import (
	"bytes"
	"flag"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chatlens/api/apitest"
	"chatlens/e2e/ptytest"
	"chatlens/internal/baseline"
)

var performance = flag.Bool("performance", false, "measure all, and write the baseline and docs/performance.md")

const (
	performanceBaseline = "testdata/performance.tsv"
	repetitions         = 5
	pageDownKey         = "\x1b[6~"
	pageUpKey           = "\x1b[5~"
	idleKey             = "idle for 5 s"
	timeOfDay           = 16 // bytes: what is said at another time may be longer
)

// A key is measured in a view: what is typed once at first, and before it and after it each time, is not.
type measuredKey struct {
	name          string
	once          []string
	before, after []string
	key           string
	act           func(p *ptytest.Terminal) // in the place of the key
}

// A measure is the median of what a key costs in a view.
type measure struct {
	view, key               string
	bytes, cells, reference int
}

// ratio is how the bytes compare to those of a plain diff of cells, as it is printed; a dash where no cell is another.
func (m measure) ratio() string {
	if m.reference == 0 {
		return "–"
	}
	return strconv.FormatFloat(float64(m.bytes)/float64(m.reference), 'f', 2, 64)
}

// budgeted are the keys whose bytes the design limits, by the ratio.
var budgeted = []string{"cursor down", "scroll by one", "page", "focus", "open the filter", "filter key, list as it was", "filter key, list changed"}

// limited reports whether the bytes are limited by the ratio. Rows with contested clusters are reported apart.
func (m measure) limited() bool {
	return slices.Contains(budgeted, m.key) && !strings.Contains(m.view, "contested")
}

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
	for _, first := range k.once {
		p.Keys(first)
	}
	p.WaitQuiet(5 * settled)
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

// moving are the keys of any list. At first the cursor goes so far that one more row scrolls.
func moving(down, page string) []measuredKey {
	return []measuredKey{
		{name: "cursor down", key: down},
		{name: "scroll by one", once: []string{strings.Repeat(down, 70)}, key: down},
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
	members := moving("j", pageDownKey)
	members[0].once = []string{"2"}
	group := append([]measuredKey{{name: "focus", key: "\t"}}, members...)
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
	views := map[string]*ptytest.Terminal{}
	for _, v := range measuredViews() {
		p := v.start(t)
		views[v.name] = p
		for _, k := range v.keys {
			m := measureKey(p, v.name, k)
			t.Logf("%s, %s: %d bytes, %d cells, %s of %d", m.view, m.key, m.bytes, m.cells, m.ratio(), m.reference)
			if m.limited() && float64(m.bytes) > mostRatio*float64(m.reference)+oneMove {
				t.Errorf("%s, %s: %d bytes, and a plain diff of cells takes %d", m.view, m.key, m.bytes, m.reference)
			}
			measured = append(measured, m)
		}
	}
	idle := requireIdle(t, views)
	for _, v := range measuredViews() {
		measured = append(measured, measure{view: v.name, key: idleKey, bytes: idle[v.name]})
	}
	var counts []baseline.Count
	for _, m := range measured {
		counts = append(counts, baseline.Count{Name: m.view + "\t" + m.key, N: m.bytes})
	}
	baseline.Check(t, performanceBaseline, counts, timeOfDay, *performance)
	if *performance {
		writePerformance(t, measured)
	}
}

func TestManyKeysInOneWriteAllMove(t *testing.T) {
	_, env := serveOrg(t, crowd(300))
	p := view(t, env)
	p.WaitFor("Chats · 300 ")
	p.Keys(strings.Repeat("j", 25))
	waitCursor(p, shopName(25))
}
