package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"chatlens/internal/roff"
)

func (p Program) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "man [1|5]",
		Short: "Print a manual page: 1 is this program, 5 its configuration file",
		Long: `Print a manual page for man: chatlens(1), which is about this program, or chatlens(5), which is about its configuration file. Where
a system looks for pages differs; below your home directory it mostly is ~/.local/share/man.`,
		Example: `  chatlens man | man -l -
  chatlens man 5 > ~/.local/share/man/man5/chatlens.5`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) > 1:
				return usagef("man takes one section, but there are %d arguments", len(args))
			case len(args) == 1 && args[0] != "1" && args[0] != "5":
				return usagef("there is no page in section %q: 1 is the program, 5 its configuration file", args[0])
			}
			return nil
		},
		ValidArgs: []string{"1\tthe program", "5\tits configuration file"},
		RunE: func(cmd *cobra.Command, args []string) error {
			page := commandPage
			if len(args) == 1 && args[0] == "5" {
				page = filePage
			}
			return p.write([]byte(page(cmd.Root())))
		},
	}
}

// title is the same for both pages but for the section. Its date is the build's: the same program prints the same page on every day.
func title(section int) roff.Title {
	b := thisBuild()
	return roff.Title{Name: programName, Section: section, Date: b.day(), Source: programName + " " + b.Version, Manual: "Chatlens manual"}
}

const programName = "chatlens"

// name is the first section of a page, from which apropos learns.
func name(page *roff.Page, about string) {
	page.Section("Name")
	page.Text(roff.Plain(programName+" ") + `\- ` + roff.Plain(about))
}

// items adds a list of things, each of which is to be typed as it stands.
func items(page *roff.Page, list [][2]string) {
	for _, item := range list {
		page.Item(roff.Bold(item[0]), roff.Marked(item[1]))
	}
}

// rows adds a list of things whose explanations are short.
func rows(page *roff.Page, list [][2]string) {
	entries := make([]roff.Entry, len(list))
	longest := 0
	for i, item := range list {
		longest = max(longest, len(item[0]))
		entries[i] = roff.Entry{Tag: roff.Bold(item[0]), Text: roff.Plain(item[1])}
	}
	page.Items(longest+2, entries)
}

// seeAlso is the last section of a page.
func seeAlso(page *roff.Page, section int) {
	page.Section("See also")
	page.Text(roff.Bold(programName) + roff.Plain(fmt.Sprintf("(%d)", section)))
}
