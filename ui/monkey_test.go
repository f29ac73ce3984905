package ui

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// A reader who presses anything at any time, on a screen of any size, while answers come late, wrong or not at all.
func TestNothingThatIsPressedAtAnyTimeBreaksTheScreen(t *testing.T) {
	for seed := range uint64(60) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			(&monkey{t: t, rand: rand.New(rand.NewPCG(seed, 1)), v: start(t, defaults(), 80, 24)}).play(200)
		})
	}
}

// monkey presses random keys.
type monkey struct {
	t    *testing.T
	rand *rand.Rand
	v    *viewer
	log  []string // what it did last
}

func (k *monkey) play(steps int) {
	defer func() {
		if e := recover(); e != nil {
			k.t.Fatalf("%v after %q", e, k.log)
		}
	}()
	for range steps {
		k.step()
		rows := strings.Split(k.v.model.View(), "\n")
		if len(rows) != k.v.height {
			k.t.Fatalf("%d rows on a screen of %d after %q", len(rows), k.v.height, k.log)
		}
	}
}

func (k *monkey) did(what string) {
	if k.log = append(k.log, what); len(k.log) > 25 {
		k.log = k.log[1:]
	}
}

func (k *monkey) step() {
	v, r := k.v, k.rand
	switch r.IntN(10) {
	case 0:
		width, height := 1+r.IntN(160), 1+r.IntN(45)
		k.did(fmt.Sprintf("%dx%d", width, height))
		v.resize(width, height)
	case 1, 2, 3:
		select {
		case a := <-v.api.asked:
			k.did("answer " + a.kind)
			a.answer <- k.answer(a)
		default:
		}
	case 4, 5:
		select {
		case msg := <-v.msgs:
			k.did(fmt.Sprintf("%T", msg))
			v.send(msg)
		default:
		}
	case 6:
		v.pass(time.Duration(r.IntN(100)) * time.Second)
		v.send(watchMsg{v.model.watch.seq})
	default:
		keys := []string{
			"o", "r", "w", "tab", "shift+tab", "1", "2", "3", "4", "c", "0", "ctrl+n", "ctrl+p", "m", "[", "]", "f", "y", "J", "P", ":",
			"j", "k", "g", "G", "ctrl+d", "ctrl+u", "pgdown", "pgup", "enter", "enter", "enter", "/", "n", "N", "s", "z", "esc", "esc",
			"?", "d", "i", "l", "backspace", "Chat", "hello", "left", "15550000001",
		}
		key := keys[r.IntN(len(keys))]
		k.did(key)
		v.keys(key)
	}
}

func (k *monkey) answer(a asked) result {
	r := k.rand
	if r.IntN(6) == 0 {
		return result{err: errors.New("it broke")}
	}
	switch a.kind {
	case "chat":
		switch n := r.IntN(5); n {
		case 0:
			return result{answer: answerOf(crowd(k.t, 3))}
		case 1:
			return result{answer: answerOf(documented(k.t))}
		default:
			return result{answer: answerOf(numberedChats(k.t, n, n+1)[0])}
		}
	case "chats":
		n := r.IntN(30)
		return page(numberedChats(k.t, a.list.Offset, max(a.list.Offset, min(n, a.list.Offset+a.list.Limit))), n)
	case "messages":
		n := r.IntN(300)
		return messagePage(k.t, max(n-a.list.Offset, 0), a.list.Limit, n)
	}
	return result{}
}
