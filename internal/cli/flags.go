package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"chatlens/api/apitest"
	"chatlens/internal/config"
)

// flags are those that every command knows.
type flags struct {
	demo      bool
	demoChats int
	config    string
	privacy   bool
	plain     bool
	log       string
	text      map[string]*string // by the key of the setting
}

func (f *flags) register(root *cobra.Command, p Program) {
	set := root.PersistentFlags()
	set.BoolVar(&f.demo, "demo", false, "use the organisation that is shipped with the program; needs no key")
	// For trying how the program does with many chats.
	set.IntVar(&f.demoChats, demoChatsFlag, 0, "make the demo's organisation up to have `N` chats")
	_ = set.MarkHidden(demoChatsFlag) // it fails for a flag that does not exist
	set.BoolVar(&f.privacy, config.Privacy, false, "hide what people wrote, and all but three digits of numbers")
	set.StringVar(&f.config, "config", "", "configuration `FILE` (default "+configFile+")")
	set.BoolVar(&f.plain, "plain-output", false, "write whole lines of the screen, where the usual way leaves wrong cells")
	set.StringVar(&f.log, "debug-log", "", "append a line for each request to `FILE`, without the key, ids, names or texts")
	f.text = map[string]*string{}
	for _, s := range []struct{ key, usage string }{
		{config.Phone, "the organisation's `PHONE` to look through: digits with the country code, or its id"},
		{config.BaseURL, "`URL` of the API"},
		{config.Profile, "use the account and the settings of the `PROFILE` of this name in the configuration"},
		{config.Theme, "`NAME` of the colours: auto, dark, light or mono"},
		{config.Charset, "`NAME` of the character set: auto, utf-8 or ascii"},
		{config.Timezone, "`ZONE` of the times: a name such as Asia/Kolkata, UTC or local"},
	} {
		f.text[s.key] = set.String(flagName(s.key), "", s.usage)
	}
	for key, values := range map[string][]string{
		config.Theme:   {"auto", "dark", "light", "mono"},
		config.Charset: {"auto", config.UTF8, config.ASCII},
	} {
		// It fails for a flag that does not exist, or that is registered twice: neither depends on what a user does.
		_ = root.RegisterFlagCompletionFunc(flagName(key), cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	}
	_ = root.RegisterFlagCompletionFunc(config.Profile, func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		return config.ProfileNames(p.sources(f.given(cmd))), cobra.ShellCompDirectiveNoFileComp
	})
}

const demoChatsFlag = "demo-chats"

func flagName(key string) string { return strings.ReplaceAll(key, "_", "-") }

// options are the flags as they were given.
type options struct {
	demo      bool
	demoChats int // 0: as many as it has
	plain     bool
	file      string            // empty: not given
	log       string            // the file of the debug log; empty: none
	settings  map[string]string // those that were given, by key
}

func (f *flags) given(cmd *cobra.Command) options {
	o := options{demo: f.demo, demoChats: f.demoChats, plain: f.plain, log: f.log, file: f.config, settings: map[string]string{}}
	if cmd.Flags().Changed(config.Privacy) {
		o.settings[config.Privacy] = strconv.FormatBool(f.privacy)
	}
	for key, value := range f.text {
		if cmd.Flags().Changed(flagName(key)) {
			o.settings[key] = *value
		}
	}
	return o
}

// check refuses flags that do not go together, or are out of bounds.
func (f *flags) check(cmd *cobra.Command) error {
	if !cmd.Flags().Changed(demoChatsFlag) {
		return nil
	}
	if !f.demo {
		return usagef("--%s only says how large the demo is: add --demo", demoChatsFlag)
	}
	if f.demoChats < 1 || f.demoChats > apitest.LargestDemo {
		return usagef("--%s %d is out of bounds: it is 1 to %d", demoChatsFlag, f.demoChats, apitest.LargestDemo)
	}
	return nil
}
