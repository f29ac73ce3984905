package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"chatlens/internal/ownfile"
)

// openLog opens the debug log, which the user alone may read: a new file, or one of his own that others cannot. It stays open as long as the
// process lives.
func (s *session) openLog(path string) error {
	if path == "" {
		return nil
	}
	f, _, err := ownfile.Open("debug log", path, os.O_WRONLY|os.O_APPEND|os.O_CREATE)
	var cause *fs.PathError
	switch {
	case errors.As(err, &cause):
		return fmt.Errorf("the debug log %s cannot be written (%w): name another file", path, cause.Err)
	case err != nil:
		return err
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
