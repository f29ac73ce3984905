package ui

import (
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
