// Package ownfile opens files that must be the user's alone: the file of the API key, and the debug log. It follows no link and waits for
// nobody, and must not read or write before it has looked at what it opened.
package ownfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"chatlens/internal/shellword"
)

// Open opens a file of the user's that others can neither read nor change, or makes one, as flag says, which is that of [os.OpenFile]. What
// is checked is the open file: its name may come to mean another one at any time. An error says what the file is, such as "key file", what
// is wrong with it, and what to do; only where it cannot be opened the error is that of os.OpenFile.
func Open(what, path string, flag int) (*os.File, fs.FileInfo, error) {
	// A named pipe is not waited for.
	f, err := os.OpenFile(path, flag|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0o600)
	if errors.Is(err, syscall.ELOOP) {
		return nil, nil, fmt.Errorf("the %s %s is a symbolic link: name the file that it leads to", what, path)
	}
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	wrong := ""
	if err != nil {
		wrong = fmt.Sprintf("cannot be examined: %v", err)
	} else {
		wrong = fault(path, info)
	}
	if wrong != "" {
		_ = f.Close()
		return nil, nil, fmt.Errorf("the %s %s %s", what, path, wrong)
	}
	return f, info, nil
}

// fault is what is wrong with a file, and what to do; empty: nothing is.
func fault(path string, info fs.FileInfo) string {
	uid, known := Owner(info)
	mode := info.Mode()
	switch {
	case !mode.IsRegular():
		return fmt.Sprintf("is %s: name a regular file", kindOf(mode))
	case !known || uid != os.Geteuid():
		return fmt.Sprintf("belongs to another user (uid %d): make it yours with chown %d %s", uid, os.Geteuid(), shellword.Of(path))
	case mode.Perm()&0o077 != 0:
		return fmt.Sprintf("can be used by others (mode %04o): chmod 600 %s", mode.Perm(), shellword.Of(path))
	}
	return ""
}

func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a directory"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "not a regular file"
}

// Owner is the user id that a file belongs to.
func Owner(info fs.FileInfo) (uid int, known bool) {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, false
	}
	return int(stat.Uid), true
}
