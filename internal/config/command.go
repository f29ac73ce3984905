package config

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"chatlens/api"
	"chatlens/internal/shellword"
)

// commandPatience is how long a command may take to print the key.
const commandPatience = 10 * time.Second

// runKeyCommand returns the first line that a command prints. It runs without a shell and without our variables. Nothing that it prints,
// and none of its arguments, is part of an error: they may hold the key.
func runKeyCommand(ctx context.Context, argv, environ []string) (api.Secret, error) {
	name := argv[0]
	if name == "" {
		name = `""`
	}
	refuse := func(format string, args ...any) (api.Secret, error) {
		return api.Secret{}, fmt.Errorf("the key command %s %s", name, fmt.Sprintf(format, args...))
	}
	path, err := findCommand(name, environ)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return refuse("is not executable: chmod u+x %s", shellword.Of(name))
	case err != nil:
		return refuse("is not found: install it, or write its whole path")
	}
	ctx, cancel := context.WithTimeout(ctx, commandPatience)
	defer cancel()
	var out head
	cmd := exec.CommandContext(ctx, path, argv[1:]...)
	cmd.Env = withoutOurs(environ)
	cmd.Stdout = &out // standard error, like standard input, is the null device
	cmd.WaitDelay = time.Second
	err = cmd.Run()
	var failed *exec.ExitError
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return refuse("did not end within %s: it must not ask for anything, and its standard input is empty; run it yourself to see what it waits for", commandPatience)
	case ctx.Err() != nil:
		return refuse("was stopped: %v", ctx.Err())
	case errors.As(err, &failed) && failed.Exited():
		return refuse("failed with exit code %d: run it yourself to see why, since what it prints is not shown here", failed.ExitCode())
	case errors.As(err, &failed):
		return refuse("was ended by a signal: run it yourself to see why")
	case err != nil && !errors.Is(err, exec.ErrWaitDelay): // what it started may keep its output open, such as an agent
		return refuse("cannot be started: is it a program for this machine?")
	}
	key := firstLine(out.bytes)
	switch {
	case key == "":
		return refuse("printed no key: its first line must be the key")
	case len(out.bytes) == longestKey && !strings.Contains(string(out.bytes), "\n"):
		return refuse("printed more than a key: its first line must be the key, in at most %d bytes", longestKey)
	}
	return api.NewSecret(key), nil
}

// findCommand looks a command up as a shell does, in the environment's search path. Entries that depend on the working directory do not count.
func findCommand(name string, environ []string) (string, error) {
	if strings.ContainsRune(name, '/') {
		written, err := keyPath(name, Lookup(environ, "HOME"))
		if err != nil {
			return "", err
		}
		return exec.LookPath(written)
	}
	for _, dir := range filepath.SplitList(Lookup(environ, "PATH")) {
		if !filepath.IsAbs(dir) {
			continue
		}
		if path, err := exec.LookPath(filepath.Join(dir, name)); err == nil {
			return path, nil
		}
	}
	return "", exec.ErrNotFound
}

// head keeps the first bytes of what is written to it.
type head struct{ bytes []byte }

func (h *head) Write(p []byte) (int, error) {
	h.bytes = append(h.bytes, p[:min(len(p), longestKey-len(h.bytes))]...)
	return len(p), nil
}
