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

	"chatlens/api"
	"chatlens/internal/ownfile"
	"chatlens/internal/shellword"
)

// longestKey is the size in bytes up to which a file or a command's output is taken for a key.
const longestKey = 4 << 10

// readKeyFile returns the first line of a file that its owner alone can read.
func readKeyFile(path string) (api.Secret, error) {
	refuse := func(format string, args ...any) (api.Secret, error) {
		return api.Secret{}, fmt.Errorf("the key file %s %s", path, fmt.Sprintf(format, args...))
	}
	f, info, err := ownfile.Open("key file", path, os.O_RDONLY)
	var cause *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refuse("does not exist: write the key to it, then chmod 600 %s", shellword.Of(path))
	case errors.Is(err, fs.ErrPermission):
		return refuse("cannot be read by you: make it yours with chown %d %s", os.Geteuid(), shellword.Of(path))
	case errors.As(err, &cause):
		return refuse("cannot be opened (%v): name a regular file", cause.Err)
	case err != nil:
		return api.Secret{}, err
	}
	defer func() { _ = f.Close() }()
	if info.Size() > longestKey {
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
