package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ErrExists says that there is a file already where a first configuration was to be written.
var ErrExists = errors.New("exists already")

// WriteFirst writes a commented file with all settings to path, which only its owner may read, and makes its directory where there is none. It
// never writes over anything: then the error is [ErrExists]. The keys are lines of YAML, those of the viewer by action.
func WriteFirst(path string, keys []string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("making the directory of the configuration file: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s %w", path, ErrExists)
	}
	if err != nil {
		return fmt.Errorf("writing the configuration file: %w", err)
	}
	_, err = f.WriteString(first(keys))
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(path) // half a file would be in the way of the next one
		return fmt.Errorf("writing the configuration file: %w", err)
	}
	return nil
}

// first is a configuration file in which every setting is explained, and none is set.
func first(keys []string) string {
	var b strings.Builder
	b.WriteString("# The configuration of chatlens. Remove the # before a setting to use it. A flag beats the environment, which beats a profile, which beats\n" +
		"# the settings outside of profiles. The API key is never written here: see " + APIKeyCommand + " and " + APIKeyFile + ", or set " + KeyVariable + ".\n")
	for _, s := range Settings() {
		fmt.Fprintf(&b, "\n# %s.\n", upperFirst(s.Doc))
		said := "In the environment: " + s.Variable
		if s.Flag != "" {
			said += "; as a flag: " + s.Flag
		}
		fmt.Fprintf(&b, "# %s.\n", said)
		switch {
		case s.Default != "":
			fmt.Fprintf(&b, "#%s: %s\n", s.Key, s.Default)
		case s.Shape == Text || s.Shape == List:
			fmt.Fprintf(&b, "#%s: %s\n", s.Key, s.Example)
		default:
			fmt.Fprintf(&b, "#%s:\n", s.Key)
			lines := strings.Split(s.Example, "\n")
			if s.Shape == Bindings {
				lines = keys
			}
			for _, line := range lines {
				fmt.Fprintf(&b, "#  %s\n", line)
			}
		}
	}
	return b.String()
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
