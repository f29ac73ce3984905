package apitest

import (
	"fmt"
	"io/fs"
	"time"
)

// LargestDemo is the most chats that DemoSized makes.
const LargestDemo = 100_000

// DemoSized returns the demo organisation with made-up chats besides its own, so that there are that many in all. They are
// made for each answer and not kept. With fewer chats than Demo has it is Demo's; more than LargestDemo are an error.
func DemoSized(files fs.FS, now time.Time, chats int) (*Org, error) {
	if chats > LargestDemo {
		return nil, fmt.Errorf("a demo of %d chats: at most %d can be made", chats, LargestDemo)
	}
	return newDemo(files, now, chats)
}
