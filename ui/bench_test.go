package ui

import (
	"fmt"
	"strings"
	"testing"

	"chatlens/api"
)

// crowd is a group of n members.
func crowd(t testing.TB, n int) api.Chat {
	t.Helper()
	var b strings.Builder
	b.WriteString(`{"chat_id":"120363329861739657@g.us","chat_name":"Crowd","chat_type":"group","members":{`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `"9191%08d@c.us":{"contact_name":"Member %d","is_admin":%v,"is_internal":%v}`, i, i, i%50 == 0, i%70 == 0)
	}
	b.WriteString(`},"latest_message":{"message_type":"chat","body":"Please confirm.","from_me":true,"ack":"2"}}`)
	return decode(t, []byte(b.String()))
}

// crowded is a viewer on a group of n members with the cursor among them.
func crowded(t testing.TB, n int) *Model {
	t.Helper()
	m := New(Options{Color: true})
	m.width, m.height, m.started = 200, 50, true
	m.chat.held, m.chat.value = true, crowd(t, n)
	m.present()
	m.Update(keyMsg("2"))
	m.View()
	return m
}

// mostAllocations is the budget for one key: Update and View.
const mostAllocations = 200

func TestAKeyCostsFewAllocations(t *testing.T) {
	for _, pair := range [][2]string{{"down", "up"}, {"pgdown", "pgup"}, {"ctrl+d", "ctrl+u"}, {"G", "g"}, {"tab", "shift+tab"}, {"?", "q"}} {
		m := crowded(t, 1024)
		there, back := keyMsg(pair[0]), keyMsg(pair[1])
		n := testing.AllocsPerRun(50, func() {
			m.Update(there)
			_ = m.View()
			m.Update(back)
			_ = m.View()
		})
		if n > 2*mostAllocations {
			t.Errorf("%v: %.0f allocations, at most %d a key", pair, n, mostAllocations)
		}
	}
}

func TestAKeyCostsTheSameInALongList(t *testing.T) {
	cost := func(members int) float64 {
		m := crowded(t, members)
		down, up := keyMsg("down"), keyMsg("up")
		return testing.AllocsPerRun(50, func() { m.Update(down); _ = m.View(); m.Update(up); _ = m.View() })
	}
	if short, long := cost(60), cost(20000); long > short*1.2+1 {
		t.Errorf("%.0f allocations with 20,000 rows, %.0f with 60", long, short)
	}
}

func BenchmarkKey(b *testing.B) {
	for _, key := range []string{"down", "pgdown", "tab"} {
		b.Run(key, func(b *testing.B) {
			m := crowded(b, 1024)
			msg := keyMsg(key)
			back := keyMsg("g")
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if i%900 == 899 {
					m.Update(back)
				}
				m.Update(msg)
				_ = m.View()
			}
		})
	}
}
