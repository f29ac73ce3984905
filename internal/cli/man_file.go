package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"chatlens/internal/config"
	"chatlens/internal/roff"
	"chatlens/ui"
)

// configFile is where the configuration file is, as it is written where the program does not know whose machine it is on.
const configFile = "$XDG_CONFIG_HOME/chatlens/config.yaml"

// filePage is chatlens(5), made from the table of the settings.
func filePage(*cobra.Command) string {
	page := roff.New(title(5))
	name(page, "the configuration file of chatlens")
	page.Section("Synopsis")
	page.Text(roff.Bold(configFile))

	page.Section("Description")
	page.Prose(`The file is written in YAML, and all of it is optional. Without XDG_CONFIG_HOME it is below the home directory: ~/.config on Linux.
` + "`chatlens config path` prints where it is, `chatlens config init` writes a first one, and `chatlens config show`" + ` prints each value and where it comes from.
` + "`--config`" + ` names another file.

A flag wins over the environment, the environment over the profile, the profile over the rest of the file, the file over the defaults. A setting that does
not exist is an error, which names the nearest that does. A value that is empty is as one that is not there.`)

	page.Section("Settings")
	for _, s := range config.Settings() {
		page.Item(roff.Bold(s.Key)+roff.Plain(": ")+roff.Italic(string(s.Shape)), roff.Marked(aboutSetting(s)))
	}

	page.Section("The API key")
	page.Prose(`The file never holds the key. The first of these that is there is used:`)
	items(page, [][2]string{
		{config.KeyVariable, "The environment variable holds the key."},
		{config.APIKeyCommand, "A program prints it: a list of the program and its arguments. There is no shell between, so nothing in them is expanded. It may take 10 seconds."},
		{config.APIKeyFile, "The first line of a file. The file is a regular one, not a symbolic link, belongs to you, and only you may read it: chmod 600."},
	})
	page.Prose(`Programs that are started, such as tmux and the one that prints the key, do not find the key in their environment.`)

	page.Section("Profiles")
	page.Prose("A profile is another account: settings below a name of your choice. It is chosen by `--profile`, CHATLENS_PROFILE or `profile` in the file." + `

A profile uses its own key, phone and URL alone. PERISKOPE_API_KEY, PERISKOPE_PHONE and PERISKOPE_BASE_URL are then ignored, and so are the file's own. A key
that the profile lacks is an error, and so is --base-url; the URL has a default, and for the phone the profile's own account is asked: a key never meets the
URL of another account.`)

	page.Section("Key bindings")
	page.Prose("Below `keys`" + `, an action has a key, a list of keys, or [] for none. They take the place of its usual keys. A key that two actions have, and an action
that does not exist, are errors that say so. The actions, each with its usual keys:`)
	keys := ui.DefaultKeyMap()
	var actions [][2]string
	for _, a := range keys.Actions() {
		help := a.Binding().Help()
		actions = append(actions, [2]string{a.Name, help.Key + " - " + help.Desc})
	}
	rows(page, actions)

	page.Section("Example")
	page.Literal(exampleFile())
	seeAlso(page, 1)
	return page.String()
}

// aboutSetting is what is said of a setting, in sentences.
func aboutSetting(s config.Documented) string {
	said := []string{sentenceOf(s.Doc)}
	if s.Default != "" {
		said = append(said, fmt.Sprintf("Default: %s.", s.Default))
	}
	also := make([]string, 0, 2)
	if s.Flag != "" {
		also = append(also, "`"+s.Flag+"`")
	}
	if s.Variable != "" {
		also = append(also, "`"+s.Variable+"`")
	}
	if len(also) > 0 {
		said = append(said, "Also "+strings.Join(also, ", ")+".")
	}
	return strings.Join(said, " ")
}

// exampleFile is a file with an example of each setting, but for one of the two ways to the key, and for the profile that would be used.
func exampleFile() string {
	var out strings.Builder
	for _, s := range config.Settings() {
		switch {
		case s.Example == "" || s.Key == config.Profile || s.Key == config.APIKeyCommand:
		case s.Shape == config.Names || s.Shape == config.Bindings || s.Shape == config.Groups:
			out.WriteString(s.Key + ":\n")
			for line := range strings.Lines(s.Example + "\n") {
				out.WriteString("  " + line)
			}
		default:
			out.WriteString(s.Key + ": " + s.Example + "\n")
		}
	}
	return out.String()
}
