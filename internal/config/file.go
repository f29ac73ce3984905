package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"syscall"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/v2"

	"chatlens/internal/ownfile"
	"chatlens/internal/shellword"
)

// largestFile is the size in bytes up to which a configuration file is read.
const largestFile = 1 << 20

// A file is an open configuration file, for koanf.
type file struct {
	path string
	info fs.FileInfo // of what was read
}

// ReadBytes implements koanf.Provider.
func (f *file) ReadBytes() ([]byte, error) {
	// A named pipe that nobody writes to would be waited for.
	open, err := os.OpenFile(f.path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer func() { _ = open.Close() }()
	if f.info, err = open.Stat(); err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(open, largestFile+1))
	if err == nil && len(b) > largestFile {
		err = fmt.Errorf("it has more than %d bytes", largestFile)
	}
	return b, err
}

// Read implements koanf.Provider.
func (f *file) Read() (map[string]any, error) { return nil, errors.ErrUnsupported }

// loadFile reads the configuration file. A missing file says nothing, where it is optional. Where it tells of an account, others must not
// be able to change it.
func loadFile(path string, optional, account bool) (layer, error) {
	k := koanf.New(delimiter)
	f := &file{path: path}
	err := k.Load(f, yaml.Parser())
	if err != nil && !(optional && errors.Is(err, fs.ErrNotExist)) {
		return layer{}, fmt.Errorf("reading the configuration file %s: %w", path, readable(err))
	}
	l, err := newLayer(k.Raw(), func(key string) string { return key + " in " + path })
	if err != nil {
		return layer{}, err
	}
	if account && f.info != nil && l.hasAccount() {
		if err := writtenByOwner(path, f.info); err != nil {
			return layer{}, err
		}
	}
	return l, nil
}

// readable takes out of an error the path, which is named anyway, and the values of the file, which may be a key in the wrong place.
func readable(err error) error {
	var cause *fs.PathError
	if errors.As(err, &cause) {
		return cause.Err
	}
	quoted := regexp.MustCompile("`[^`]*`")
	if said := err.Error(); quoted.MatchString(said) {
		return errors.New(quoted.ReplaceAllString(said, "a value"))
	}
	return err
}

// writtenByOwner refuses a file that somebody else can change: it says what is run for the key, and where the key goes.
func writtenByOwner(path string, info fs.FileInfo) error {
	if uid, known := ownfile.Owner(info); known && uid != 0 && uid != os.Geteuid() {
		return fmt.Errorf("the configuration file %s belongs to another user (uid %d), who could say where your key goes: make it yours with chown %d %s",
			path, uid, os.Geteuid(), shellword.Of(path))
	}
	if mode := info.Mode().Perm(); mode&0o022 != 0 {
		return fmt.Errorf("the configuration file %s can be changed by others (mode %04o), who could say where your key goes: chmod go-w %s",
			path, mode, shellword.Of(path))
	}
	return nil
}
