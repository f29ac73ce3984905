package ui

import (
	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
)

// startMsg follows the first frame: only then the first request is sent.
type startMsg struct{}

// chatMsg is the answer to a request for a chat, good or bad.
type chatMsg struct {
	ticket ticket
	answer api.Answer[api.Chat]
	err    error
}

// retryMsg says that a request failed and will be sent again.
type retryMsg struct {
	ticket ticket
	retry  api.Retry
	more   <-chan tea.Msg
}
