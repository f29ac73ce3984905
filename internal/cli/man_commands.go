package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"chatlens/internal/roff"
	"chatlens/ui"
)

// commandPage is chatlens(1), made from what --help prints.
func commandPage(root *cobra.Command) string {
	page := roff.New(title(1))
	name(page, lowered(root.Short))

	page.Section("Synopsis")
	lines := []roff.Text{synopsis(root)}
	for _, cmd := range printed(root) {
		lines = append(lines, synopsis(cmd))
	}
	page.Lines(lines)

	page.Section("Description")
	page.Prose(root.Long)
	page.Section("Options")
	page.Paragraph(roff.Plain("These flags stand before or behind every command."))
	flagItems(page, root.PersistentFlags())

	page.Section("Commands")
	for _, cmd := range printed(root) {
		describe(page, cmd)
	}

	page.Section("Keys")
	page.Paragraph(roff.Marked("In the viewer. The configuration file can give other keys to all of them, see `chatlens`(5)."))
	var keys [][2]string
	for _, binding := range ui.DefaultKeyMap().All() {
		keys = append(keys, [2]string{binding.Help().Key, binding.Help().Desc})
	}
	rows(page, keys)

	page.Section("Filters")
	page.Prose(filterIntro)
	rows(page, filterTerms())

	page.Section("Exit status")
	rows(page, exitCodes())
	page.Paragraph(roff.Plain("With several chats all are tried, and the status is that of the first that failed."))
	page.Section("Environment")
	items(page, variables())
	page.Section("Files")
	items(page, [][2]string{{configFile, "The configuration file, see `chatlens`(5). Without XDG_CONFIG_HOME it is below the home directory: ~/.config on Linux. `chatlens config path` prints where it is."}})
	page.Paragraph(roff.Plain("Chats are kept in memory, and never written."))
	page.Section("Examples")
	for line := range strings.Lines(root.Example) {
		command, does, _ := strings.Cut(strings.TrimSpace(line), "  ")
		page.Item(roff.Bold(command), roff.Plain(sentenceOf(strings.TrimSpace(does))))
	}
	seeAlso(page, 5)
	return page.String()
}

// printed are the commands of a page, in the order of the help.
func printed(of *cobra.Command) []*cobra.Command {
	return slices.DeleteFunc(slices.Clone(of.Commands()), func(cmd *cobra.Command) bool { return !cmd.IsAvailableCommand() || cmd.Name() == "help" })
}

// synopsis is how a command is called: its names are typed, its arguments in capitals stand for others.
func synopsis(cmd *cobra.Command) roff.Text {
	path, rest := cmd.CommandPath(), ""
	if _, arguments, ok := strings.Cut(cmd.Use, " "); ok {
		rest = arguments
	}
	line := roff.Bold(path)
	if cmd.HasAvailableSubCommands() && cmd.HasParent() {
		var names []string
		for _, sub := range printed(cmd) {
			names = append(names, sub.Name())
		}
		return line + roff.Plain(" ") + roff.Bold(strings.Join(names, "|"))
	}
	line += roff.Plain(" [") + roff.Italic("flags") + roff.Plain("]")
	if rest != "" {
		line += roff.Plain(" ") + roff.Italic(rest)
	}
	return line
}

// describe adds what the help says of a command, and of those below it.
func describe(page *roff.Page, cmd *cobra.Command) {
	page.Subsection(strings.TrimPrefix(cmd.CommandPath(), programName+" "))
	long := cmd.Long
	if long == "" {
		long = cmd.Short + "."
	}
	// It has a section of its own.
	page.Prose(strings.ReplaceAll(long, filterHelp(), "See FILTERS."))
	flagItems(page, cmd.LocalNonPersistentFlags())
	if cmd.Example != "" {
		page.Prose(cmd.Example)
	}
	for _, sub := range printed(cmd) {
		describe(page, sub)
	}
}

// flagItems adds the flags but for the one that every command has, and those that the help hides.
func flagItems(page *roff.Page, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		tag := roff.Bold("--" + f.Name)
		if f.Shorthand != "" {
			tag = roff.Bold("-"+f.Shorthand) + roff.Plain(", ") + tag
		}
		if value != "" {
			tag += roff.Plain(" ") + roff.Italic(value)
		}
		said := sentenceOf(usage)
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" {
			said += " Default: " + f.DefValue + "."
		}
		page.Item(tag, roff.Plain(said))
	})
}

// lowered is a heading as it goes on within a line.
func lowered(s string) string { return strings.ToLower(s[:1]) + s[1:] }
