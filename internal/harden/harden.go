// Package harden keeps the memory of this process, which holds the API key and chats, out of core files and from other processes of the user.
// It must not keep the program from running where the system refuses that.
package harden

import "syscall"

// NoDumps sets the size limit of core files to 0 and, on Linux, makes the process not dumpable, so that its memory and its environment can
// be read by root alone. What the system refuses stays as it was: nothing depends on it.
func NoDumps() {
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
	notDumpable()
}
