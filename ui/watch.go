package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/internal/safetext"
)

// The watch's times.
const (
	leastWatch = 15 * time.Second
	usualWatch = 30 * time.Second
	slowWatch  = 5 * time.Minute  // the longest that the rate limit makes of it
	watchPause = 10 * time.Minute // without a key, after which it waits for one
)

// watch refreshes by itself what is on the screen.
type watch struct {
	on, paused bool
	seq        uint64
	every      time.Duration // now; longer under a rate limit
	key        time.Time     // of the last key
}

// watchMsg says that it is time for the next refresh.
type watchMsg struct{ seq uint64 }

func (m *Model) toggleWatch() tea.Cmd {
	w := &m.watch
	w.on, w.paused, w.key = !w.on, false, m.options.Now()
	w.seq++
	if !w.on {
		m.notice = notice{text: safetext.Own("the watch is off"), passing: true}
		return nil
	}
	w.every = m.watchEvery()
	what := safetext.Own("watching:")
	if !m.watches() {
		what = safetext.Own("watching once a chat is open:")
	}
	m.notice = notice{text: safetext.Format("%s a refresh every %s, paused after %s without a key", what, spoken(w.every), spoken(watchPause)), passing: true}
	return m.watchTick()
}

// watches reports whether something is on the screen that the watch refreshes.
func (m *Model) watches() bool { return m.chat.held || m.listVisible() && m.listing.begun }

func (m *Model) watchEvery() time.Duration {
	if m.options.Watch < leastWatch {
		return usualWatch
	}
	return m.options.Watch
}

// spoken is a time in words: "30 s", "2 min".
func spoken(d time.Duration) safetext.Text {
	if d%time.Minute == 0 {
		return safetext.Format("%d min", int(d.Minutes()))
	}
	return safetext.Format("%d s", int(d.Seconds()))
}

func (m *Model) watchTick() tea.Cmd {
	seq := m.watch.seq
	return tea.Tick(m.watch.every, func(time.Time) tea.Msg { return watchMsg{seq} })
}

// watched refreshes, or pauses where nobody has pressed a key for long.
func (m *Model) watched(msg watchMsg) tea.Cmd {
	w := &m.watch
	if !w.on || msg.seq != w.seq {
		return nil
	}
	if m.options.Now().Sub(w.key) >= watchPause {
		w.paused = true
		return nil
	}
	m.slowDown()
	return tea.Batch(m.watchOnce(), m.watchTick())
}

// slowDown makes the watch wait longer while little is left of the rate limit.
func (m *Model) slowDown() {
	w := &m.watch
	if m.rate.Low() {
		w.every = max(min(2*w.every, slowWatch), m.watchEvery())
	} else {
		w.every = m.watchEvery()
	}
}

// watchOnce refreshes what is on the screen, unless that is under way.
func (m *Model) watchOnce() tea.Cmd {
	var cmds []tea.Cmd
	if m.chat.held && !m.request.pending() {
		cmds = append(cmds, m.refreshChat(true))
	}
	if m.visit.reading && m.messages.begun && m.messages.newest == nil {
		cmds = append(cmds, m.newerMessages())
	}
	if m.listVisible() && m.listing.begun && !m.listing.pending() {
		cmds = append(cmds, m.peek())
	}
	return tea.Batch(cmds...)
}

// stir notes that somebody is there, and wakes a watch that waits for it.
func (m *Model) stir() tea.Cmd {
	w := &m.watch
	if !w.on {
		return nil
	}
	w.key = m.options.Now()
	if !w.paused {
		return nil
	}
	w.paused = false
	w.seq++
	return tea.Batch(m.watchOnce(), m.watchTick())
}

// watchText says that the watch is on.
func (m *Model) watchText() safetext.Text {
	switch {
	case !m.watch.on:
		return safetext.Text{}
	case m.watch.paused:
		return safetext.Own("watch paused")
	}
	return safetext.Own("watching")
}
