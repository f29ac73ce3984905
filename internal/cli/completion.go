package cli

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The shells that can complete.
const (
	shellBash = "bash"
	shellZsh  = "zsh"
	shellFish = "fish"
)

func shells() []string { return []string{shellBash, shellZsh, shellFish} }

func (p Program) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print what lets a shell complete commands: bash, zsh or fish",
		Long: `Print a script with which bash, zsh or fish complete the commands of chatlens, its flags and their values. It asks the API nothing, so ids
of chats are not completed. To have it in every session:

  echo 'source <(chatlens completion bash)' >> ~/.bashrc
  chatlens completion zsh > "${fpath[1]}/_chatlens"
  chatlens completion fish > ~/.config/fish/completions/chatlens.fish

zsh completes after autoload -U compinit; compinit. bash needs nothing else.`,
		Example: `  source <(chatlens completion bash)`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return usagef("completion needs the name of a shell: %s", strings.Join(shells(), ", "))
			case len(args) > 1:
				return usagef("completion takes one shell, but there are %d arguments", len(args))
			}
			return nil
		},
		ValidArgs: shells(),
		RunE: func(cmd *cobra.Command, args []string) error {
			script, err := completionScript(cmd.Root(), args[0])
			if err != nil {
				return err
			}
			return p.write(script)
		},
	}
}

func completionScript(root *cobra.Command, shell string) ([]byte, error) {
	var out bytes.Buffer
	var err error
	switch shell {
	case shellBash:
		if err = root.GenBashCompletionV2(&out, true); err == nil {
			out.WriteString(bashWithoutPackage)
		}
	case shellZsh:
		err = root.GenZshCompletion(&out)
	case shellFish:
		err = root.GenFishCompletion(&out, true)
	default:
		return nil, usagef("completion does not know the shell %q; it knows %s", shell, strings.Join(shells(), ", "))
	}
	if err != nil {
		return nil, fmt.Errorf("writing the completion for %s: %w", shell, err)
	}
	return out.Bytes(), nil
}

// bashWithoutPackage lets the script of cobra do without the package bash-completion, which many servers do not have. That package finds the
// words although bash takes ":" and "=" for ends of words; here, blanks alone end them. Quotes stay in them: what is made of the
// words goes through the shell again.
const bashWithoutPackage = `
if ! declare -F _get_comp_words_by_ref >/dev/null 2>&1; then
    __chatlens_init_completion()
    {
        COMPREPLY=()
        local line=${COMP_LINE:0:COMP_POINT}
        read -ra words <<<"$line"
        if [[ ${#words[@]} -eq 0 || $line == *[[:blank:]] ]]; then
            words+=("")
        fi
        cword=$((${#words[@]} - 1))
        cur=${words[cword]}
        prev=${words[cword > 0 ? cword - 1 : 0]}
    }
fi
`

// plainUsages takes the backquotes from the flags' usages: cobra completes with them as they are.
func plainUsages(cmd *cobra.Command) {
	plain := func(f *pflag.Flag) { f.Usage = strings.ReplaceAll(f.Usage, "`", "") }
	cmd.PersistentFlags().VisitAll(plain)
	cmd.Flags().VisitAll(plain)
	for _, sub := range cmd.Commands() {
		plainUsages(sub)
	}
}
