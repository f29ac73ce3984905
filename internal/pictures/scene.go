package main

import (
	"fmt"
	"io/fs"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/vt"

	"chatlens/api"
	"chatlens/api/apitest"
	"chatlens/styles"
	"chatlens/ui"
)

// A scene is a screen of the demo, and how one gets there.
type scene struct {
	file          string
	title         string // what a reader sees who cannot see the picture
	chat          string
	width, height int
	keys          []string // "enter", or characters as they are typed
}

func scenes() []scene {
	const (
		owners     = "120363352652386702@g.us"
		trial      = "120363329861739657@g.us"
		installers = "120363389171465741@g.us"
	)
	return []scene{
		{"panes.svg", "A group in four panes: the chat, its members, its labels, and its latest message with who has read it", owners, 126, 30, nil},
		{"list.svg", "The chat list with a filter, beside the panes of the chat that is open", trial, 140, 28, []string{"c", "/", "type:group", "enter"}},
		{"history.svg", "The messages of a chat, with days, a quote, documents, a reaction and receipts", installers, 112, 34, []string{"m"}},
		{"80x24.svg", "A chat on a screen of 80 by 24", apitest.DemoChatID, 80, 24, nil},
	}
}

// picture shows the scene in the viewer, and draws its screen.
func (s scene) picture(project fs.FS) ([]byte, error) {
	frame, err := s.frame(project)
	if err != nil {
		return nil, err
	}
	screen := vt.NewEmulator(s.width, s.height)
	defer func() { _ = screen.Close() }()
	if _, err := screen.WriteString(strings.ReplaceAll(frame, "\n", "\r\n")); err != nil {
		return nil, fmt.Errorf("reading the frame: %w", err)
	}
	return draw(screen, s.title)
}

// clock is the time of all pictures.
func clock() time.Time { return time.Date(2026, 11, 23, 14, 2, 11, 0, time.UTC) }

// frame is what the viewer draws of the scene, with the options that it has with --demo on a dark screen.
func (s scene) frame(project fs.FS) (string, error) {
	files, err := fs.Sub(project, "testdata/demo")
	if err != nil {
		return "", err
	}
	org, err := apitest.Demo(files, clock())
	if err != nil {
		return "", err
	}
	labels, properties, err := apitest.DemoNames(files)
	if err != nil {
		return "", err
	}
	start, err := api.ParseID(s.chat)
	if err != nil {
		return "", err
	}
	server, err := apitest.Start(apitest.Options{Org: org, Now: clock})
	if err != nil {
		return "", err
	}
	defer func() { _ = server.Close() }()
	client, err := api.New(api.Options{BaseURL: server.BaseURL(), Key: api.NewSecret(server.Key()), Phone: server.Phone(), Now: clock})
	if err != nil {
		return "", err
	}
	defer client.Close()
	model := ui.New(ui.Options{
		Client: client, Start: start, Now: clock, Theme: styles.Dark, Color: true,
		Labels: labels, Properties: properties, Demo: true, Phone: client.Phone(),
	})
	defer model.Close()

	send(model, tea.WindowSizeMsg{Width: s.width, Height: s.height})
	for _, key := range s.keys {
		send(model, keyMsg(key))
	}
	return model.View(), nil
}

// send gives the model a message, and runs each command that follows to its end before the next. So the same requests come in the same
// order each time.
func send(model tea.Model, msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
	case tea.BatchMsg:
		for _, cmd := range msg {
			send(model, cmd())
		}
	default:
		if _, cmd := model.Update(msg); cmd != nil {
			send(model, cmd())
		}
	}
}

func keyMsg(name string) tea.KeyMsg {
	if name == "enter" {
		return tea.KeyMsg{Type: tea.KeyEnter}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}
