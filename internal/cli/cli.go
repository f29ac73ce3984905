// Package cli is the command line: its commands and flags, what they print, and the exit codes. It puts the other packages together, and
// must not put a chat into words itself: what the screen and the printed forms share is package present's.
package cli

import (
	"context"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"
)

// A Program is what the command line is given by its process.
type Program struct {
	Args                  []string // without the program's name
	Environ               []string // "NAME=value"
	Stdin, Stdout, Stderr *os.File
	Demo                  fs.FS // the demo organisation
	Now                   func() time.Time

	private bool // what is said hides numbers
}

// Main runs the command line and returns the exit code. Data goes to standard output, all else to standard error.
func (p Program) Main() int {
	var f flags
	root := p.root(&f)
	root.SetArgs(p.Args)
	root.SetIn(p.Stdin)
	root.SetOut(p.Stdout)
	root.SetErr(p.Stderr)
	if len(p.Args) > 0 && p.Args[0] == cobra.ShellCompRequestCmd {
		plainUsages(root)
	}
	begun := false
	check := root.PersistentPreRunE
	root.PersistentPreRunE = func(cmd *cobra.Command, args []string) error {
		begun = true
		return check(cmd, args)
	}
	cmd, err := root.ExecuteContextC(context.Background())
	if err != nil && !begun {
		err = asUsage(err)
	}
	if err != nil {
		p.private = p.hides(f.given(cmd))
	}
	return p.report(err, time.Local)
}

func (p Program) root(f *flags) *cobra.Command {
	root := &cobra.Command{
		Use:   "chatlens [CHAT_ID]",
		Short: "A terminal viewer for Periskope chats",
		Long: `chatlens shows a Periskope chat in the terminal: its details, members, labels and latest message with receipts.
It only reads, and looking never marks a chat as read.

The account comes from the environment, PERISKOPE_API_KEY and PERISKOPE_PHONE, or from the configuration file. --demo needs neither.
chatlens man tells of keys, filters and exit codes, chatlens man 5 of the configuration file.`,
		Example: `  chatlens --demo                      look around in the organisation that is shipped with the program
  chatlens 919876543210                open a person's chat by number
  chatlens 120363000000000000@g.us     open a group
  chatlens show 919876543210 --json    print a chat
  chatlens chats --query is:unread     print the chats that have unread messages
  chatlens messages 919876543210       print a chat's messages`,
		Args:              oneChat,
		ValidArgsFunction: cobra.NoFileCompletions,
		Version:           version(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.open(cmd, f.given(cmd), args)
		},
	}
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return f.check(cmd) }
	root.SetFlagErrorFunc(flagError)
	f.register(root, p)
	root.AddCommand(p.showCommand(f), p.chatsCommand(f), p.messagesCommand(f), p.doctorCommand(f), p.configCommand(f), p.completionCommand(), p.manCommand(), p.versionCommand())
	root.SetHelpCommand(helpCommand())
	root.CompletionOptions.DisableDefaultCmd = true // ours is for those shells alone that are tried
	return root
}
