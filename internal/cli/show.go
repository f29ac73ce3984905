package cli

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

func (p Program) showCommand(f *flags) *cobra.Command {
	var out output
	cmd := &cobra.Command{
		Use:   "show CHAT_ID…",
		Short: "Print chats",
		Long: `Print chats, to be read or to be processed. An argument "-" stands for the ids on standard input, one a line.
With several ids all are tried; the exit code is that of the first that failed.`,
		Example: `  chatlens show 919876543210
  chatlens show 919876543210 --output markdown
  chatlens show - --json < ids.txt`,
		Args:              someChats,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			format, err := out.chosen(cmd)
			if err != nil {
				return err
			}
			return p.show(cmd.Context(), f.given(cmd), args, format)
		},
	}
	out.register(cmd, formatText, formatMarkdown, formatJSON)
	return cmd
}

// show prints chats.
func (p Program) show(ctx context.Context, o options, args []string, format string) error {
	return p.each(ctx, o, args, format, Program.chat)
}

// chat fetches a chat and returns it as it is to be printed.
func (p Program) chat(ctx context.Context, s *session, id api.ID, format string) ([]byte, error) {
	answer, err := s.client.GetChat(ctx, id, api.Query{OnRetry: p.sayRetry})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if format == formatJSON {
		if err := present.JSON(&out, s.received(answer.Raw)); err != nil {
			return nil, fmt.Errorf("printing chat %s: %w", id, err)
		}
		return out.Bytes(), nil
	}
	p.namePhones(ctx, s, &answer)
	d := present.Chat(&answer.Value, p.presentation(s, format))
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
