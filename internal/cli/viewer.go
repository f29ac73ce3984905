package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"chatlens/api"
	"chatlens/api/apitest"
	"chatlens/internal/config"
	"chatlens/internal/term"
	"chatlens/styles"
	"chatlens/ui"
)

// open shows a chat in the viewer, or prints it where there is no terminal to draw on.
func (p Program) open(cmd *cobra.Command, o options, args []string) error {
	if len(args) == 0 && o.demo {
		args = []string{apitest.DemoChatID}
	}
	interactive := p.interactive()
	var start api.ID
	if len(args) > 0 && (interactive || args[0] != "-") {
		var err error
		if start, err = api.ParseID(args[0]); err != nil {
			return notAnID(cmd, args[0], err)
		}
	}
	if !interactive {
		if len(args) == 0 {
			return usagef("there is no terminal for the viewer here; name a chat to print it: chatlens show CHAT_ID")
		}
		return p.show(cmd.Context(), o, args, formatText)
	}
	s, err := p.start(cmd.Context(), o)
	if err != nil {
		return err
	}
	defer s.close()
	kind := styles.TerminalOf(config.Lookup(p.Environ, "TERM"))
	m := ui.New(ui.Options{
		Client:      s.client,
		Clipboard:   term.NewClipboard(p.Stdout, p.Environ),
		Start:       start,
		Zone:        s.zone,
		Now:         p.Now,
		Theme:       s.theme,
		Charset:     s.charset,
		Terminal:    kind,
		CharsetHint: s.charsetHint,
		Color:       config.Lookup(p.Environ, "NO_COLOR") == "",
		Me:          s.me,
		Labels:      s.labels,
		Properties:  s.properties,
		Privacy:     s.private,
		Watch:       s.watch,
		Demo:        s.demo,
		Keys:        &s.keys,
		Phone:       s.client.Phone(),
		UsePhone:    s.usePhone(),
		Flags:       o.repeated(),
	})
	defer m.Close()
	return term.Run(m, p.Stdin, p.Stdout, o.plain || kind == styles.Old) // which cannot erase single cells
}

// notAnID adds the nearest command, where a mistyped one was taken for an id.
func notAnID(cmd *cobra.Command, arg string, err error) error {
	if near := nearestCommand(cmd, arg); near != "" {
		return asUsage(fmt.Errorf("%w; the nearest command is %s", err, near))
	}
	return asUsage(err)
}

// interactive tells whether the viewer can be drawn. A terminal without a name, and a dumb one, cannot place the cursor.
func (p Program) interactive() bool {
	name := config.Lookup(p.Environ, "TERM")
	return name != "" && name != "dumb" && term.IsTerminal(p.Stdin) && term.IsTerminal(p.Stdout)
}
