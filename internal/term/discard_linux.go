package term

import "golang.org/x/sys/unix"

// discardOutput drops what was written to a terminal and not taken by it yet. Stopping and starting the output wakes a write that was blocked, so
// that it goes through: nobody else can write before that.
func discardOutput(fd uintptr) {
	_ = unix.IoctlSetInt(int(fd), unix.TCFLSH, unix.TCOFLUSH)
	_ = unix.IoctlSetInt(int(fd), unix.TCXONC, unix.TCOOFF)
	_ = unix.IoctlSetInt(int(fd), unix.TCXONC, unix.TCOON)
}
