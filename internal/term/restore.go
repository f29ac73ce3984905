package term

import (
	"errors"
	"os"
	"syscall"
	"time"

	"github.com/charmbracelet/x/ansi"
	xterm "github.com/charmbracelet/x/term"
)

// leave ends what the program may have switched on. CAN ends a sequence of which the terminal got the first half only.
const leave = "\x18" +
	ansi.ResetStyle +
	ansi.ResetModeBracketedPaste +
	ansi.ShowCursor +
	ansi.ResetModeAltScreenSaveCursor +
	ansi.SetModeAutoWrap

// The last words are tried for a short time only.
const (
	farewellTries = 20
	farewellPause = 10 * time.Millisecond
)

// restore gives the terminal back without waiting for it: output that it has not taken is dropped, and what it will not take now
// is not written. Errors are of no use here: the process ends.
func restore(input *os.File, before *xterm.State) {
	discardOutput(input.Fd())
	if tty, err := syscall.Open("/dev/tty", syscall.O_WRONLY|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0); err == nil {
		farewell(tty)
		_ = syscall.Close(tty)
	}
	_ = xterm.Restore(input.Fd(), before)
}

// farewell writes what ends the program's modes. The terminal is busy as long as a write of ours that was blocked has not returned.
func farewell(tty int) {
	for range farewellTries {
		if _, err := syscall.Write(tty, []byte(leave)); !errors.Is(err, syscall.EAGAIN) {
			return
		}
		time.Sleep(farewellPause)
	}
}
