package term

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"chatlens/internal/safetext"
)

// tmuxPatience is how long tmux may take to answer, and again to forget the text.
const tmuxPatience = 2 * time.Second

// errNoTmux says that tmux cannot do it: it is not installed, it knows no such command, or there is no server.
var errNoTmux = errors.New("tmux cannot reach the clipboard")

// sendByTmux gives a text to the tmux server, which sends it to the terminals outside: an OSC 52 of ours it would drop, unless its user has
// configured otherwise. tmux would do so even where its user has switched the clipboard off.
func (c *Clipboard) sendByTmux(ctx context.Context, text string) error {
	path, err := c.find("tmux")
	if err != nil {
		return fmt.Errorf("%w: %w", errNoTmux, err)
	}
	ctx, cancel := context.WithTimeout(ctx, tmuxPatience)
	defer cancel()
	if err := c.allowedByTmux(ctx, path); err != nil {
		return err
	}
	// The server's users may share it: no other buffer is touched, and the text is left in none.
	buffer := "chatlens-" + rand.Text()
	defer func() {
		// The server may have the buffer although the client failed, or was ended.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tmuxPatience)
		defer cancel()
		_, _ = c.run(ctx, path, "", "delete-buffer", "-b", buffer)
	}()
	_, err = c.run(ctx, path, text, "load-buffer", "-b", buffer, "-w", "-")
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return tmuxFailed(ctx.Err(), err)
	case unknownToTmux(err.Error()):
		return fmt.Errorf("%w: %w", errNoTmux, err)
	}
	return tmuxFailed(err, err)
}

// allowedByTmux is the error of a tmux that cannot send a text, or whose user has switched that off.
func (c *Clipboard) allowedByTmux(ctx context.Context, path string) error {
	option, err := c.run(ctx, path, "", "show-options", "-sv", "set-clipboard")
	switch {
	case err != nil && ctx.Err() != nil:
		return tmuxFailed(ctx.Err(), err)
	case err != nil:
		return fmt.Errorf("%w: %w", errNoTmux, err)
	case strings.TrimSpace(option) == "off":
		return &CopyError{
			Route: RouteTmux,
			Said:  safetext.Own("tmux has set-clipboard off, so nothing was sent; allow it with: tmux set -s set-clipboard external"),
			Err:   ErrClipboardOff,
		}
	}
	return nil
}

// AskTmux asks the tmux around this terminal, and returns what it printed within two seconds.
func (c *Clipboard) AskTmux(ctx context.Context, args ...string) (string, error) {
	path, err := c.find("tmux")
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, tmuxPatience)
	defer cancel()
	return c.run(ctx, path, "", args...)
}

func tmuxFailed(cause, err error) error {
	said := safetext.Format("tmux failed: %s; try again", safetext.Clean(err.Error()).Line())
	switch {
	case errors.Is(cause, context.DeadlineExceeded):
		said = safetext.Format("tmux did not answer within %s; try again", tmuxPatience.String())
	case errors.Is(cause, context.Canceled):
		said = safetext.Own("the copy was cancelled before tmux had answered; try again")
	}
	return &CopyError{Route: RouteTmux, Said: said, Err: fmt.Errorf("asking tmux: %w", cause)}
}

// unknownToTmux recognises what tmux says of a flag that it does not know: load-buffer has -w since 3.2. Newer ones name the flag.
func unknownToTmux(said string) bool {
	return strings.Contains(said, "usage:") || strings.Contains(said, "unknown flag") || strings.Contains(said, "unknown option")
}

// run runs a command without a shell and returns what it printed.
func (c *Clipboard) run(ctx context.Context, path, input string, args ...string) (string, error) {
	var out, failed bytes.Buffer
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env = c.withoutOurs()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), &out, &failed
	cmd.WaitDelay = tmuxPatience / 4 // a child of it may hold the pipes open
	if err := cmd.Run(); err != nil {
		if words := safetext.Clean(failed.String()).Line(); !words.Blank() {
			return "", fmt.Errorf("%s (%w)", words, err)
		}
		return "", err
	}
	return out.String(), nil
}

// withoutOurs is the environment without what only concerns this program, such as the API key.
func (c *Clipboard) withoutOurs() []string {
	kept := []string{} // nil would be the whole environment of the process
	for _, pair := range c.environ {
		if !strings.HasPrefix(pair, "PERISKOPE_") && !strings.HasPrefix(pair, "CHATLENS_") {
			kept = append(kept, pair)
		}
	}
	return kept
}

// find looks for a program in the environment's search path. Entries that depend on the working directory do not count.
func (c *Clipboard) find(name string) (string, error) {
	for _, dir := range filepath.SplitList(c.lookup("PATH")) {
		if !filepath.IsAbs(dir) {
			continue
		}
		if path, err := exec.LookPath(filepath.Join(dir, name)); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("%s: %w", name, exec.ErrNotFound)
}
