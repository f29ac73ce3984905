package ui

import (
	"bytes"
	"context"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
)

// screenRecorder notes whether a frame has reached the terminal.
type screenRecorder struct {
	sync.Mutex
	framed bool
}

func (r *screenRecorder) Write(b []byte) (int, error) {
	r.Lock()
	defer r.Unlock()
	r.framed = r.framed || bytes.Contains(b, []byte("Latest message"))
	return len(b), nil
}

// orderedAPI tells whether a frame stood on the screen when the first request came.
type orderedAPI struct {
	Client
	screen *screenRecorder
	framed chan bool
}

func (a orderedAPI) GetChat(context.Context, api.ID, api.Query) (api.Answer[api.Chat], error) {
	a.screen.Lock()
	defer a.screen.Unlock()
	a.framed <- a.screen.framed
	return api.Answer[api.Chat]{}, context.Canceled
}

func TestTheTerminalHasTheFirstFrameBeforeTheAPIIsAsked(t *testing.T) {
	// The renderer writes when its ticker says so; on a busy machine that may be late once, but not three times.
	for range 3 {
		if firstFrameComesFirst(t) {
			return
		}
	}
	t.Error("the request was sent before the first frame was written")
}

func firstFrameComesFirst(t *testing.T) bool {
	t.Helper()
	client := orderedAPI{screen: &screenRecorder{}, framed: make(chan bool, 1)}
	o := defaults()
	o.Client, o.Start = client, mustID(t, documentedID)
	m := New(o)
	defer m.Close()
	p := tea.NewProgram(m, tea.WithInput(nil), tea.WithOutput(client.screen), tea.WithFPS(120), tea.WithAltScreen(), tea.WithoutSignalHandler())
	ended := make(chan error, 1)
	go func() {
		_, err := p.Run()
		ended <- err
	}()
	p.Send(tea.WindowSizeMsg{Width: 80, Height: 24})
	defer func() {
		p.Quit()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()
	select {
	case framed := <-client.framed:
		return framed
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was asked")
		return false
	}
}
