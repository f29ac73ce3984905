// Command pictures writes the pictures of the README: what the viewer shows of the demo organisation, as SVG.
// It is run in the project's folder, and is no part of the program.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// folder is where the pictures are, seen from the project's folder.
const folder = "docs/pictures"

func main() {
	if err := write(os.DirFS("."), folder); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

// write draws all pictures of the project into a folder.
func write(project fs.FS, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	for _, s := range scenes() {
		svg, err := s.picture(project)
		if err != nil {
			return fmt.Errorf("drawing %s: %w", s.file, err)
		}
		if err := os.WriteFile(filepath.Join(folder, s.file), svg, 0o644); err != nil {
			return fmt.Errorf("writing a picture: %w", err)
		}
	}
	return nil
}
