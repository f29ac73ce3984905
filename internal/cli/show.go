package cli

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// The forms in which a chat is printed.
const (
	formatText     = "text"
	formatMarkdown = "markdown"
	formatJSON     = "json"
)

func formats() []string { return []string{formatText, formatMarkdown, formatJSON} }

func (p Program) showCommand(f *flags) *cobra.Command {
	var output string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show CHAT_ID…",
		Short: "Print chats",
		Long: `Print chats, to be read or to be processed. An argument "-" stands for the ids on standard input, one a line.
With several ids all are tried; the exit code is that of the first that failed.`,
		Example: `  chatlens show 919876543210
  chatlens show 919876543210 --output markdown
  chatlens show - --json < ids.txt`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("show needs at least one chat id, or - to read them from standard input")
			}
			return nil
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if asJSON {
				if cmd.Flags().Changed("output") && output != formatJSON {
					return usagef("--json and --output %s contradict each other", output)
				}
				output = formatJSON
			}
			if !slices.Contains(formats(), output) {
				return usagef("--output %s is not known: it is text, markdown or json", output)
			}
			return p.show(cmd.Context(), f.given(cmd), args, output)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", formatText, "`FORMAT` to print: text, markdown or json")
	cmd.Flags().BoolVar(&asJSON, "json", false, "short for --output json")
	// It fails for a flag that does not exist: that does not depend on what a user does.
	_ = cmd.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(formats(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// show prints chats. All are tried; the error is the first one's, told already where there are several.
func (p Program) show(ctx context.Context, o options, args []string, format string) error {
	if len(args) == 1 && args[0] != "-" {
		// A bad id is told before anything that the account may lack.
		if _, err := api.ParseID(args[0]); err != nil {
			return asUsage(err)
		}
	}
	s, err := p.start(o)
	if err != nil {
		return err
	}
	defer s.close()
	var first error
	tried, printed := 0, 0
	for arg, err := range p.ids(args) {
		tried++
		var out []byte
		if err == nil {
			out, err = p.print(ctx, s, arg, format)
		}
		if err != nil {
			code := p.report(err, s.zone)
			if first == nil {
				first = &exit{code}
			}
			continue
		}
		if printed > 0 && format != formatJSON {
			out = append([]byte("\n"), out...)
		}
		if _, err := p.Stdout.Write(out); err != nil {
			return fmt.Errorf("writing to standard output: %w", err)
		}
		printed++
	}
	if tried == 0 {
		return usagef("standard input names no chat: give ids, one a line")
	}
	return first
}

// ids are the arguments, with the lines of standard input in the place of "-".
func (p Program) ids(args []string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, arg := range args {
			if arg != "-" {
				if !yield(arg, nil) {
					return
				}
				continue
			}
			lines := bufio.NewScanner(p.Stdin)
			for lines.Scan() {
				if line := strings.TrimSpace(lines.Text()); line != "" && !yield(line, nil) {
					return
				}
			}
			if err := lines.Err(); err != nil && !yield("", fmt.Errorf("reading ids from standard input: %w", err)) {
				return
			}
		}
	}
}

// print fetches a chat and returns it as it is to be printed.
func (p Program) print(ctx context.Context, s *session, arg, format string) ([]byte, error) {
	id, err := api.ParseID(arg)
	if err != nil {
		return nil, asUsage(err)
	}
	answer, err := s.client.GetChat(ctx, id, api.Query{OnRetry: p.sayRetry})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if format == formatJSON {
		if err := present.JSON(&out, answer.Raw); err != nil {
			return nil, fmt.Errorf("printing chat %s: %w", id, err)
		}
		return out.Bytes(), nil
	}
	look := present.Options{Now: p.Now(), Zone: s.zone, Labels: s.labels, Properties: s.properties, Glyphs: present.UTF8()}
	if s.charset == styles.ASCII {
		look.Glyphs = present.ASCII()
	}
	d := present.Chat(&answer.Value, look)
	if s.charset == styles.ASCII {
		d = d.ASCII()
	}
	write := present.Text
	if format == formatMarkdown {
		write = present.Markdown
	}
	if err := write(&out, d); err != nil {
		return nil, fmt.Errorf("printing chat %s: %w", id, err)
	}
	if s.charset == styles.ASCII {
		return ascii(out.String()), nil
	}
	return out.Bytes(), nil
}

// ascii writes out what is left outside of ASCII: the marks between the parts of a document.
func ascii(text string) []byte {
	var out bytes.Buffer
	for line := range strings.Lines(text) {
		out.WriteString(safetext.Clean(line).ASCII().String())
	}
	return out.Bytes()
}

// sayRetry tells why an answer takes long.
func (p Program) sayRetry(r api.Retry) {
	p.say(fmt.Sprintf("%v; trying again in %v", r.Cause, r.Wait.Round(100e6)))
}
