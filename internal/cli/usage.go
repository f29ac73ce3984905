package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"chatlens/internal/spelling"
)

// A usageError is something that the user has to write differently.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func asUsage(err error) error { return &usageError{err} }

func usagef(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// oneChat takes no more than one argument.
func oneChat(cmd *cobra.Command, args []string) error {
	if len(args) < 2 {
		return nil
	}
	if near := nearestCommand(cmd, args[0]); near != "" {
		return usagef("%q is not a command; did you mean %q?", args[0], near)
	}
	return usagef("the viewer opens one chat, but there are %d arguments; quote a number that has spaces, or use chatlens show for several chats", len(args))
}

// someChats is for commands that print chats.
func someChats(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usagef("%s needs a chat id, or - to read ids from standard input", cmd.Name())
	}
	return nil
}

// noArguments is for commands whose only arguments are flags.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if cmd.Flags().Lookup("query") != nil {
		return usagef("%s takes no arguments, but there is %q; a filter is given with --query", cmd.Name(), args[0])
	}
	return usagef("%s takes no arguments, but there is %q", cmd.Name(), args[0])
}

// helpCommand is as cobra's, but that it is an error to ask for a command that does not exist.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Print the help of a command",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) (names []string, _ cobra.ShellCompDirective) {
			if of, _, err := cmd.Root().Find(args); err == nil {
				for _, c := range of.Commands() {
					if c.IsAvailableCommand() {
						names = append(names, c.Name())
					}
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			of, rest, err := cmd.Root().Find(args)
			if err == nil && len(rest) == 0 {
				of.InitDefaultHelpFlag() // or the flags of the help would lack it
				of.InitDefaultVersionFlag()
				return of.Help()
			}
			wrong := strings.Join(args, " ")
			if near := nearestCommand(cmd.Root(), wrong); near != "" {
				return usagef("there is no command %q; did you mean %q?", wrong, near)
			}
			return usagef("there is no command %q; chatlens --help lists them", wrong)
		},
	}
}

func nearestCommand(cmd *cobra.Command, word string) string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return spelling.Nearest(word, names)
}

// flagError adds the nearest flag to what the flag parser says of one that does not exist.
func flagError(cmd *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		// The parser's own words are those of a Go library.
		switch f := invalid.GetFlag(); f.Value.Type() {
		case "int":
			return usagef("--%s %q is not a whole number", f.Name, invalid.GetValue())
		case "bool":
			return usagef("--%s %q is neither true nor false", f.Name, invalid.GetValue())
		}
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return usagef("%w; chatlens --help lists the flags", err)
	}
	name, group := strings.TrimLeft(unknown.GetSpecifiedName(), "-"), unknown.GetSpecifiedShortnames()
	written := "--" + name
	if group != "" {
		written = "-" + name
		if name[0] >= utf8.RuneSelf { // of which the parser has a byte
			written = "-" + group
		}
	}
	if other := printerWith(cmd, written); other != "" {
		return usagef("the viewer has no flag %s; chatlens %s has it", written, other)
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	slices.Sort(names)
	if near := spelling.Nearest(name, names); near != "" && group == "" {
		return usagef("there is no flag %s; did you mean --%s?", written, near)
	}
	return usagef("there is no flag %s; chatlens --help lists the flags", written)
}

// printerWith names a command that prints chats and has a flag, where the viewer was given it; "": there is none.
func printerWith(cmd *cobra.Command, written string) string {
	if cmd.HasParent() {
		return ""
	}
	for _, name := range [...]string{"show", "chats"} {
		printer, _, err := cmd.Find([]string{name})
		if err != nil {
			continue
		}
		found := false
		printer.Flags().VisitAll(func(f *pflag.Flag) {
			found = found || written == "--"+f.Name || written == "-"+f.Shorthand
		})
		if found {
			return name
		}
	}
	return ""
}
