package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"chatlens/internal/config"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/ui"
)

func (p Program) configCommand(f *flags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show where each setting comes from, or write a first configuration",
		Long: `Settings come from flags, from the environment and from the configuration file. A flag beats the environment, the environment beats the profile
in use, and that beats the rest of the file.`,
		Args: noSubcommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(p.configShowCommand(f), p.configPathCommand(f), p.configInitCommand(f))
	return cmd
}

// noSubcommand is for commands that do nothing by themselves.
func noSubcommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if near := nearestCommand(cmd, args[0]); near != "" {
		return usagef("%q is not a command of %s; did you mean %q?", args[0], cmd.Name(), near)
	}
	return usagef("%q is not a command of %s; %s --help lists them", args[0], cmd.Name(), cmd.CommandPath())
}

func (p Program) configShowCommand(f *flags) *cobra.Command {
	var out output
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Print each setting and where it comes from",
		Long: `Print each setting and where it comes from. Of the API key, the source is named and nothing else; of the command that prints it, the
program without its arguments. Neither the command is run nor the file read.`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			format, err := out.chosen(cmd)
			if err != nil {
				return err
			}
			return p.showConfig(f.given(cmd), format)
		},
	}
	out.register(cmd, formatText, formatJSON)
	return cmd
}

func (p Program) configPathCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:               "path",
		Short:             "Print where the configuration file is looked for",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.write([]byte(p.sources(f.given(cmd)).File + "\n"))
		},
	}
}

func (p Program) configInitCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a configuration file in which every setting is explained",
		Long: `Write a configuration file in which every setting is explained, and none is set. Only you may read it. A file that is there already
is left as it is.`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			path := p.sources(f.given(cmd)).File
			if err := config.WriteFirst(path, usualKeys()); err != nil {
				if errors.Is(err, config.ErrExists) {
					return usagef("%w, and is left as it is; chatlens config show says what it sets", err)
				}
				return asUsage(err)
			}
			return p.write([]byte(path + "\n"))
		},
	}
}

// usualKeys are the keys of the viewer as they stand in a configuration file.
func usualKeys() []string {
	var lines []string
	keys := ui.DefaultKeyMap()
	for _, a := range keys.Actions() {
		names := a.Binding().Keys()
		written := make([]string, len(names))
		for i, name := range names {
			written[i] = strconv.Quote(name)
		}
		value := strings.Join(written, ", ")
		if len(written) > 1 {
			value = "[" + value + "]"
		}
		lines = append(lines, fmt.Sprintf("%s: %s # %s", a.Name, value, a.Binding().Help().Desc))
	}
	return lines
}

// showConfig prints the settings. One that is wrong is printed as it stands: it may be what is looked for.
func (p Program) showConfig(o options, format string) error {
	c, err := config.Load(p.sources(o))
	if err != nil {
		return asUsage(err)
	}
	rows := c.Shown()
	if private, err := c.Privacy(); err == nil && private {
		for i := range rows {
			rows[i] = masked(rows[i])
		}
	}
	if format == formatJSON {
		return p.configJSON(rows)
	}
	return p.write(configText(rows, c.ASCII(p.Environ)))
}

// masked hides the numbers of a row.
func masked(s config.Shown) config.Shown {
	hide := func(s string) string { return present.MaskNumbers(safetext.Clean(s)).String() }
	s.Value, s.Item = hide(s.Value), hide(s.Item)
	return s
}

func configText(rows []config.Shown, plain bool) []byte {
	const gap = 2
	cells := make([][3]safetext.Text, len(rows))
	var widths [2]int
	for i, r := range rows {
		name := r.Key
		if r.Item != "" {
			name += "." + r.Item
		}
		cells[i] = [3]safetext.Text{safetext.Clean(name).Line(), safetext.Clean(cmp.Or(r.Value, "not set")).Line(), safetext.Clean(r.Source).Line()}
		if r.Value == "" && r.Default {
			cells[i][2] = safetext.Text{}
		}
		for k := range cells[i] {
			if plain {
				cells[i][k] = cells[i][k].ASCII()
			}
			if k < len(widths) {
				widths[k] = max(widths[k], safetext.Width(cells[i][k]))
			}
		}
	}
	var out bytes.Buffer
	for _, row := range cells {
		line := ""
		for k, cell := range row {
			line += cell.String()
			if k < len(widths) {
				line += strings.Repeat(" ", widths[k]+gap-safetext.Width(cell))
			}
		}
		fmt.Fprintln(&out, strings.TrimRight(line, " "))
	}
	return out.Bytes()
}

// A shownSetting is a value for scripts: a text, null where it is not set, or the keys of an action.
type shownSetting struct {
	Value  any    `json:"value"`
	Source string `json:"source,omitempty"` // that of an entry is its own
}

func (p Program) configJSON(rows []config.Shown) error {
	settings := map[string]any{}
	for _, r := range rows {
		one := shownSetting{Source: r.Source}
		switch {
		case r.Keys != nil:
			one.Value = r.Keys
		case r.Value != "":
			one.Value = r.Value
		}
		if r.Item == "" {
			if r.Key == config.APIKey {
				settings[r.Key] = map[string]any{"set": r.Value != "", "source": r.Source}
				continue
			}
			settings[r.Key] = one
			continue
		}
		table, ok := settings[r.Key].(map[string]any)
		if !ok {
			table = map[string]any{}
			settings[r.Key] = table
		}
		table[r.Item] = one
	}
	out, err := asJSON(settings, "the configuration")
	if err != nil {
		return err
	}
	return p.write(out)
}
