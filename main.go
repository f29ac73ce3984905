// Command chatlens is a terminal viewer for Periskope chats.
package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"time"

	"chatlens/internal/cli"
	"chatlens/internal/harden"
	_ "chatlens/internal/term/early" // before anything that asks the terminal
)

//go:embed testdata/demo
var demo embed.FS

func main() {
	harden.NoDumps()
	org, err := fs.Sub(demo, "testdata/demo")
	if err != nil {
		fmt.Fprintln(os.Stderr, "chatlens:", err)
		os.Exit(1)
	}
	os.Exit(cli.Program{
		Args:    os.Args[1:],
		Environ: os.Environ(),
		Stdin:   os.Stdin,
		Stdout:  os.Stdout,
		Stderr:  os.Stderr,
		Demo:    org,
		Now:     time.Now,
	}.Main())
}
