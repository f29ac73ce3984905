package doctor

import (
	"strings"

	"chatlens/internal/config"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// A Terminal is what is known of the terminal without asking it.
type Terminal struct {
	Environ       []string
	Interactive   bool // the viewer could be shown
	Width, Height int  // in cells; 0: not known
	Charset       config.Setting
	Theme         config.Setting
}

// Findings looks at the terminal.
func (t Terminal) Findings() []Finding {
	return []Finding{t.kind(), t.size(), t.locale(), t.colours()}
}

func (t Terminal) finding(name string, state State, found, fix safetext.Text) Finding {
	return Finding{Group: Screen, Name: name, State: state, Found: found, Fix: fix}
}

func (t Terminal) kind() Finding {
	name := config.Lookup(t.Environ, "TERM")
	said := safetext.Clean(name).Line()
	switch {
	case name == "":
		return t.finding("terminal", Warning, safetext.Own("TERM is not set, so that the viewer cannot be shown; chats are printed"),
			safetext.Own("Use ssh -t, or set TERM to what your terminal is: export TERM=xterm-256color"))
	case name == "dumb":
		return t.finding("terminal", Warning, safetext.Own("TERM=dumb cannot place the cursor, so that chats are printed"),
			safetext.Own("Set TERM to what your terminal is: export TERM=xterm-256color"))
	case !t.Interactive:
		return t.finding("terminal", Note, safetext.Format("TERM=%s, but input or output is no terminal: chats are printed", said), safetext.Text{})
	case styles.TerminalOf(name) == styles.Console:
		return t.finding("terminal", Note, safetext.Own("the Linux console has few characters: ticks are letters there, and other scripts may be boxes"), safetext.Text{})
	}
	return t.finding("terminal", OK, safetext.Format("TERM=%s", said), safetext.Text{})
}

func (t Terminal) size() Finding {
	said := safetext.Format("%d columns, %d rows", t.Width, t.Height)
	switch {
	case t.Width <= 0 || t.Height <= 0:
		return t.finding("size", Note, safetext.Own("not known"), safetext.Text{})
	case t.Width < 20 || t.Height < 5:
		return t.finding("size", Warning, said, safetext.Own("Make the window larger: from 20x5 on something is shown, and 80x24 is good"))
	case t.Width < 80 || t.Height < 24:
		return t.finding("size", Note, safetext.Join("; ", said, safetext.Own("panes that do not fit are one line each, and z shows one alone")), safetext.Text{})
	case t.Width >= 130:
		return t.finding("size", OK, safetext.Join("; ", said, safetext.Own("the chat list stands beside the chat")), safetext.Text{})
	}
	return t.finding("size", OK, said, safetext.Text{})
}

func (t Terminal) locale() Finding {
	charset, reason := config.LocaleCharset(t.Environ)
	locale := safetext.Clean(reason).Line()
	set := t.Charset
	if set.Value == "auto" || set.Value == "" {
		if charset == config.ASCII {
			return t.finding("characters", Warning, safetext.Format("ASCII alone, since %s", locale),
				safetext.Own("Where the terminal shows UTF-8: export LANG=C.UTF-8, or charset: utf-8 in the configuration"))
		}
		return t.finding("characters", OK, safetext.Format("UTF-8, since %s", locale), safetext.Text{})
	}
	said := safetext.Format("%s, as %s says", safetext.Clean(strings.ToUpper(set.Value)).Line(), safetext.Clean(set.Source).Line())
	if set.Value != charset {
		return t.finding("characters", Note, safetext.Join("; ", said, safetext.Format("the locale says otherwise: %s", locale)), safetext.Text{})
	}
	return t.finding("characters", OK, said, safetext.Text{})
}

func (t Terminal) colours() Finding {
	name := config.Lookup(t.Environ, "TERM")
	switch {
	case config.Lookup(t.Environ, "NO_COLOR") != "":
		return t.finding("colours", OK, safetext.Own("none, as NO_COLOR says"), safetext.Text{})
	case styles.TerminalOf(name) == styles.Old:
		return t.finding("colours", OK, safetext.Format("none, as TERM=%s has none", safetext.Clean(name).Line()), safetext.Text{})
	}
	theme, err := styles.ParseTheme(t.Theme.Value)
	if err != nil {
		return t.finding("colours", Note, safetext.Own("not known, as the theme is not"), safetext.Text{})
	}
	said := safetext.Clean(t.Theme.Value).Line()
	if theme != styles.Auto {
		return t.finding("colours", OK, safetext.Format("for a %s background, as %s says", said, safetext.Clean(t.Theme.Source).Line()), safetext.Text{})
	}
	ground := safetext.Own("dark")
	if theme.Resolve(config.Lookup(t.Environ, "COLORFGBG")) == styles.Light {
		ground = safetext.Own("light")
	}
	if value := config.Lookup(t.Environ, "COLORFGBG"); value != "" {
		return t.finding("colours", OK, safetext.Format("for a %s background, since COLORFGBG=%s", ground, safetext.Clean(value).Line()), safetext.Text{})
	}
	return t.finding("colours", OK, safetext.Format("for a %s background, since nothing says otherwise; --theme light is for the other", ground), safetext.Text{})
}
