package e2e

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The program is built by a process of its own, of which the cache of go test knows nothing: it would go on saying that an
// older program passed. Reading here what the program is built of makes each change of it count.
func TestWhatTheProgramIsBuiltOfCountsForTheCache(t *testing.T) {
	root, read := os.DirFS(".."), 0
	err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && path != ".":
			return filepath.SkipDir
		case entry.IsDir() || !isSource(path):
			return nil
		}
		read++
		_, err = fs.ReadFile(root, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if read < 100 {
		t.Errorf("only %d files of the program were found", read)
	}
}

// isSource reports whether a file of the module is part of the program.
func isSource(path string) bool {
	return path == "go.mod" || strings.HasPrefix(path, "testdata/demo/") ||
		strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go")
}
