package term

import (
	"strconv"
	"sync/atomic"

	tea "github.com/charmbracelet/bubbletea"
)

// A frame is what the screen is to show.
type frame struct {
	text          string
	width, height int // of the screen for which it was made, in cells
}

// frames are handed from the model to the output, past Bubble Tea's renderer, which compares whole lines and measures by another table than
// ours. It is told that there is another frame, by a number, and so writes at the time when the frame is due.
type frames struct {
	latest        atomic.Pointer[frame]
	width, height int // only seen by the program's own goroutine, as is count
	count         int
	first         func(*frame) // takes the first frame of a known size
}

// size notes the size that the model was told.
func (f *frames) size(msg tea.Msg) {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		f.width, f.height = size.Width, size.Height
	}
}

// put hands a frame over, and returns what the renderer is to take for it.
func (f *frames) put(text string) string {
	last := f.latest.Load()
	if last == nil || last.text != text || last.width != f.width || last.height != f.height {
		f.latest.Store(&frame{text, f.width, f.height})
		f.count++
		if f.first != nil && f.width > 0 {
			f.first(f.latest.Load())
			f.first = nil
		}
	}
	return strconv.Itoa(f.count)
}
