package doctor

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"chatlens/internal/config"
	"chatlens/internal/safetext"
	"chatlens/internal/term"
)

// slowEscape is the time for which esc is held back from which on a reader notices.
const slowEscape = 100 * time.Millisecond

// An Asker asks tmux, and returns what it printed.
type Asker func(ctx context.Context, args ...string) (string, error)

// Tmux looks at the options of the tmux around this terminal; there is nothing to find outside of one.
func Tmux(ctx context.Context, environ []string, ask Asker) []Finding {
	if config.Lookup(environ, "TMUX") == "" {
		return nil
	}
	found := func(name string, state State, said, fix safetext.Text) Finding {
		return Finding{Group: Screen, Name: name, State: state, Found: said, Fix: fix}
	}
	escape, err := ask(ctx, "show-options", "-sv", "escape-time")
	if err != nil {
		return []Finding{found("tmux", Warning, safetext.Format("TMUX is set, but tmux does not answer: %s", safetext.Clean(err.Error()).Line()),
			safetext.Own("Attach to tmux anew; where it has ended, unset TMUX"))}
	}
	all := []Finding{}
	name := config.Lookup(environ, "TERM")
	if known := strings.HasPrefix(name, "screen") || strings.HasPrefix(name, "tmux"); known {
		all = append(all, found("tmux", OK, safetext.Own("answers"), safetext.Text{}))
	} else {
		all = append(all, found("tmux", Warning, safetext.Format("TERM=%s is not what tmux is", safetext.Clean(name).Line()),
			safetext.Own("Do not set TERM in the shell's start files; tmux sets it to screen-256color or tmux-256color")))
	}
	if n, err := strconv.Atoi(strings.TrimSpace(escape)); err == nil {
		said := safetext.Format("esc is held back for %d ms", n)
		if time.Duration(n)*time.Millisecond > slowEscape {
			all = append(all, found("tmux escape-time", Warning, said, safetext.Own("Shorten it: tmux set -s escape-time 20")))
		} else {
			all = append(all, found("tmux escape-time", OK, said, safetext.Text{}))
		}
	}
	if utf8, err := ask(ctx, "display-message", "-p", "#{client_utf8}"); err == nil && strings.TrimSpace(utf8) == "0" {
		all = append(all, found("tmux characters", Warning, safetext.Own("tmux takes the terminal outside for one without UTF-8, and shows _ for many characters"),
			safetext.Own("Attach with tmux -u, or with LANG=C.UTF-8")))
	}
	return all
}

// Clipboard looks at the way that copies go. Whether they arrive cannot be known.
func Clipboard(ctx context.Context, clipboard interface {
	Way(ctx context.Context) (term.Route, error)
}) Finding {
	f := Finding{Group: Screen, Name: "clipboard"}
	way, err := clipboard.Way(ctx)
	var refused *term.CopyError
	switch {
	case errors.As(err, &refused):
		f.State, f.Found = Warning, refused.Said
		f.Fix = safetext.Own("Until then z shows a pane without borders, to be selected with the terminal")
	case err != nil:
		f.State, f.Found = Warning, safetext.Clean(err.Error()).Line()
		f.Fix = safetext.Own("z shows a pane without borders, to be selected with the terminal")
	case way == term.RouteTerminal:
		f.Found = safetext.Format("copies go to %s, which may refuse them", way.Text())
	default:
		f.Found = safetext.Format("copies go by %s", way.Text())
	}
	return f
}
