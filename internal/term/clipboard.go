package term

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"chatlens/internal/safetext"
)

// MaxCopy is the longest text that is sent to a clipboard, in bytes. Its OSC 52 is 100,000 bytes long then, the customary limit
// since hterm's osc52.sh. Terminals that take less drop what is too long, and never say so.
const MaxCopy = 74994

// screenChunk is how many bytes are sent through screen at a time: it keeps strings of less than 768 bytes, and draws the
// rest of a longer one.
const screenChunk = 512

// A Route is the way by which a text is sent to a clipboard, in words for the user.
type Route string

// The routes.
const (
	RouteTmux     Route = "tmux"
	RouteScreen   Route = "screen"
	RouteTerminal Route = "the terminal (OSC 52)"
)

// Text is the route's words.
func (r Route) Text() safetext.Text { return safetext.Clean(string(r)) }

// Why nothing was sent.
var (
	ErrNothingToCopy = errors.New("there is nothing to copy")
	ErrTooLongToCopy = errors.New("the text is too long")
	ErrClipboardOff  = errors.New("the clipboard is switched off")
)

// A CopyError is a text that was not sent. Its words are one clean sentence that ends with the next step.
type CopyError struct {
	Route Route // empty: none was tried
	Said  safetext.Text
	Err   error // what lies behind it: [ErrNothingToCopy], [ErrTooLongToCopy], [ErrClipboardOff], or a failure of the system
}

func (e *CopyError) Error() string { return e.Said.String() }

// Unwrap returns what lies behind the error.
func (e *CopyError) Unwrap() error { return e.Err }

// A Clipboard is that of the terminal at which the user sits, be it at the other end of an SSH connection. Whether it takes
// what it is sent cannot be known: terminals do not say. It is safe for concurrent use as far as its output is.
type Clipboard struct {
	out     io.Writer
	environ []string
}

// NewClipboard is the clipboard behind a terminal. The environment tells whether tmux or screen stands in between.
func NewClipboard(out io.Writer, environ []string) *Clipboard {
	return &Clipboard{out: out, environ: environ}
}

// Copy sends a text to the clipboard and says which way it went. It takes at most five seconds under tmux, and otherwise
// as long as the terminal takes to accept one write, which the context does not end. The error is a [*CopyError].
func (c *Clipboard) Copy(ctx context.Context, text string) (route safetext.Text, err error) {
	switch {
	case text == "":
		// An empty OSC 52 would clear the clipboard.
		return route, &CopyError{Said: safetext.Own("there is nothing to copy here; choose something else"), Err: ErrNothingToCopy}
	case len(text) > MaxCopy:
		said := safetext.Format("%d bytes are too many for a clipboard behind a terminal, which takes %d: copy less, or print it with chatlens show", len(text), MaxCopy)
		return route, &CopyError{Said: said, Err: ErrTooLongToCopy}
	}
	way, err := c.send(ctx, text)
	if err != nil {
		return route, err
	}
	return way.Text(), nil
}

func (c *Clipboard) send(ctx context.Context, text string) (Route, error) {
	if c.lookup("TMUX") != "" {
		err := c.sendByTmux(ctx, text)
		if !errors.Is(err, errNoTmux) {
			return RouteTmux, err
		}
		return RouteTerminal, c.write(RouteTerminal, ansi.SetSystemClipboard(text))
	}
	if c.screen() {
		return RouteScreen, c.write(RouteScreen, ansi.ScreenPassthrough(ansi.SetSystemClipboard(text), screenChunk))
	}
	return RouteTerminal, c.write(RouteTerminal, ansi.SetSystemClipboard(text))
}

// Way tells by which way a copy would go now, or why none would; nothing is sent.
func (c *Clipboard) Way(ctx context.Context) (Route, error) {
	switch {
	case c.lookup("TMUX") != "":
		path, err := c.find("tmux")
		if err != nil {
			return RouteTerminal, nil
		}
		ctx, cancel := context.WithTimeout(ctx, tmuxPatience)
		defer cancel()
		if err := c.allowedByTmux(ctx, path); err != nil {
			if errors.Is(err, errNoTmux) {
				return RouteTerminal, nil
			}
			return RouteTmux, err
		}
		return RouteTmux, nil
	case c.screen():
		return RouteScreen, nil
	}
	return RouteTerminal, nil
}

// screen tells whether screen stands in between.
func (c *Clipboard) screen() bool {
	return c.lookup("STY") != "" || strings.HasPrefix(c.lookup("TERM"), "screen")
}

// write sends a sequence in one piece, so that no frame comes in between. The text in it is base64: nothing of it can end
// the sequence.
func (c *Clipboard) write(route Route, sequence string) error {
	if _, err := io.WriteString(c.out, sequence); err != nil {
		return &CopyError{
			Route: route,
			Said:  safetext.Format("the terminal did not take the text: %s; try again", err),
			Err:   fmt.Errorf("writing to the terminal: %w", err),
		}
	}
	return nil
}

// lookup returns the value of a variable, empty where it is not set.
func (c *Clipboard) lookup(name string) (value string) {
	for _, pair := range c.environ {
		if k, v, ok := strings.Cut(pair, "="); ok && k == name {
			value = v
		}
	}
	return value
}
