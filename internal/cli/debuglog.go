package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// openLog opens the debug log, which the user alone may read: a new file, or one of his own that others cannot. It stays open as long as the
// process lives.
func (s *session) openLog(path string) error {
	if path == "" {
		return nil
	}
	refuse := func(what string) error { return fmt.Errorf("the debug log %s %s: name another file", path, what) }
	// A link is not followed, and a named pipe is not waited for.
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0o600)
	var cause *fs.PathError
	switch {
	case errors.Is(err, syscall.ELOOP):
		return refuse("is a symbolic link")
	case errors.As(err, &cause):
		return refuse(fmt.Sprintf("cannot be written (%v)", cause.Err))
	case err != nil:
		return fmt.Errorf("opening the debug log: %w", err)
	}
	info, err := f.Stat()
	wrong := ""
	switch {
	case err != nil:
		wrong = "cannot be examined"
	case !info.Mode().IsRegular():
		wrong = "is not a regular file"
	case info.Mode().Perm()&0o077 != 0:
		wrong = fmt.Sprintf("can be read by others (mode %04o)", info.Mode().Perm())
	}
	if wrong != "" {
		_ = f.Close()
		return refuse(wrong)
	}
	s.log = f
	b := thisBuild()
	_, err = fmt.Fprintf(f, "chatlens %s, %s, %s\n", b.Version, b.Go, b.Platform)
	if err != nil {
		return fmt.Errorf("writing the debug log: %w", err)
	}
	return nil
}

// debugLog is where requests are noted; nil: nowhere.
func (s *session) debugLog() io.Writer {
	if s.log == nil {
		return nil
	}
	return s.log
}
