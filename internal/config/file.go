package config

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/v2"
)

// loadFile reads the configuration file. A missing file says nothing, where it is optional.
func loadFile(path string, optional bool) (layer, error) {
	k := koanf.New(delimiter)
	err := k.Load(file.Provider(path), yaml.Parser())
	if err != nil && !(optional && errors.Is(err, fs.ErrNotExist)) {
		var cause *fs.PathError
		if errors.As(err, &cause) {
			err = cause.Err // the path is named anyway
		}
		return layer{}, fmt.Errorf("reading the configuration file %s: %w", path, err)
	}
	return newLayer(k, func(key string) string { return key + " in " + path })
}
