package config

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"chatlens/api"
)

// longestKey is the size in bytes up to which a file or a command's output is taken for a key.
const longestKey = 4 << 10

// readKeyFile returns the first line of a file that its owner alone can read. What is checked is the open file: its name may come to mean
// another one at any time.
func readKeyFile(path string) (api.Secret, error) {
	refuse := func(format string, args ...any) (api.Secret, error) {
		return api.Secret{}, fmt.Errorf("the key file %s %s", path, fmt.Sprintf(format, args...))
	}
	// A link is not followed, and a named pipe is not waited for.
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	switch {
	case errors.Is(err, syscall.ELOOP):
		return refuse("is a symbolic link: name the file that it leads to")
	case errors.Is(err, fs.ErrNotExist):
		return refuse("does not exist: write the key to it, then chmod 600 %s", quoted(path))
	case errors.Is(err, fs.ErrPermission):
		return refuse("cannot be read by you: make it yours with chown %d %s", os.Geteuid(), quoted(path))
	case err != nil:
		var cause *fs.PathError
		if errors.As(err, &cause) {
			err = cause.Err
		}
		return refuse("cannot be opened (%v): name a regular file", err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return refuse("cannot be examined: %v", err)
	}
	uid, known := owner(info)
	mode := info.Mode()
	switch {
	case !mode.IsRegular():
		return refuse("is %s: name a regular file", kindOf(mode))
	case !known || uid != os.Geteuid():
		return refuse("belongs to another user (uid %d): make it yours with chown %d %s", uid, os.Geteuid(), quoted(path))
	case mode.Perm()&0o077 != 0:
		return refuse("can be used by others (mode %04o): chmod 600 %s", mode.Perm(), quoted(path))
	case info.Size() > longestKey:
		return refuse("has %d bytes, more than a key: its first line must be the key, in at most %d bytes", info.Size(), longestKey)
	}
	b, err := io.ReadAll(io.LimitReader(f, longestKey))
	if err != nil {
		return refuse("cannot be read: %v", err)
	}
	key := firstLine(b)
	if key == "" {
		return refuse("has no key in its first line: write the key there")
	}
	return api.NewSecret(key), nil
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

// firstLine is the first line without the blanks around it.
func firstLine(b []byte) string {
	line, _ := bufio.NewReader(bytes.NewReader(b)).ReadString('\n')
	return strings.TrimSpace(line)
}

// keyPath is the path of a key file as it is written in the configuration.
func keyPath(written, home string) (string, error) {
	path := written
	if rest, ok := strings.CutPrefix(written, "~/"); ok && home != "" {
		path = filepath.Join(home, rest)
	}
	if !filepath.IsAbs(path) {
		return "", errors.New("has to be a whole path, from / or ~/ on")
	}
	return path, nil
}

// quoted is a path as a shell takes it for one word.
func quoted(path string) string {
	if strings.Trim(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,:@%") == "" {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
