package config

import (
	"context"
	"fmt"

	"chatlens/api"
)

// KeyVariable is the environment variable that holds the API key.
const KeyVariable = "PERISKOPE_API_KEY"

// A KeySource is where the API key comes from. It never shows the key. The zero source has none.
type KeySource struct {
	Source  string // "PERISKOPE_API_KEY" or "api_key_file in /home/…/config.yaml"; "": there is no key
	Command string // the program that is run for it, without its arguments; "": none is
	File    string // the file that it is read from, as it is written in the configuration; "": none is

	value   api.Secret
	argv    []string
	environ []string
}

// IsZero reports whether there is no source.
func (k KeySource) IsZero() bool { return k.Source == "" }

// String is the source in words.
func (k KeySource) String() string {
	switch {
	case k.IsZero():
		return "no API key"
	case k.Command != "":
		return fmt.Sprintf("%s (runs %s)", k.Source, k.Command)
	case k.File != "":
		return fmt.Sprintf("%s (reads %s)", k.Source, k.File)
	}
	return k.Source
}

// GoString is as String: the arguments of a command may hold the key.
func (k KeySource) GoString() string { return k.String() }

// Read returns the key: from the environment, from what the command prints within 10 seconds, or from the file. An error names the source
// and says how to mend it, and holds nothing of what was read.
func (k KeySource) Read(ctx context.Context) (api.Secret, error) {
	var key api.Secret
	var err error
	switch {
	case k.IsZero():
		return api.Secret{}, nil
	case len(k.argv) > 0:
		key, err = runKeyCommand(ctx, k.argv, k.environ)
	case k.File != "":
		var path string
		if path, err = keyPath(k.File, Lookup(k.environ, "HOME")); err != nil {
			return api.Secret{}, fmt.Errorf("the path %s, from %s, %w", k.File, k.Source, err)
		}
		key, err = readKeyFile(path)
	default:
		return k.value, nil
	}
	if err != nil {
		return api.Secret{}, fmt.Errorf("%w (from %s)", err, k.Source)
	}
	return key, nil
}
