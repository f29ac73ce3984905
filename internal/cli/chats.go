package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"chatlens/api"
	"chatlens/internal/inbox"
	"chatlens/internal/present"
	"chatlens/internal/term"
)

func (p Program) chatsCommand(f *flags) *cobra.Command {
	var out output
	var query string
	var limit int
	cmd := &cobra.Command{
		Use:   "chats",
		Short: "Print the chat list",
		Long:  "Print the chats, those with the newest activity first; with --query only those that pass a filter.\n\n" + columnsHelp(chatColumns()) + "\n\n" + filterHelp(),
		Example: `  chatlens chats
  chatlens chats --query 'type:group is:unread assigned:none'
  chatlens chats --limit 0 --output tsv | cut -f1`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			format, err := out.chosen(cmd)
			if err != nil {
				return err
			}
			if err := checkLimit(limit); err != nil {
				return err
			}
			return p.chats(cmd.Context(), f.given(cmd), query, limit, format)
		},
	}
	cmd.Flags().StringVar(&query, "query", "", "print only the chats that pass a `FILTER`")
	registerLimit(cmd, &limit, "chats")
	out.register(cmd, formatText, formatTSV, formatJSON)
	// It fails for a flag that does not exist: that does not depend on what a user does.
	_ = cmd.RegisterFlagCompletionFunc("query", func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return p.completeQuery(f.given(cmd), typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	})
	return cmd
}

// chats prints the chats that pass a filter, at most limit of them; 0 is all. What was fetched is printed before an error is told.
func (p Program) chats(ctx context.Context, o options, query string, limit int, format string) error {
	s, err := p.connect(ctx, o)
	if err != nil {
		return err
	}
	defer s.close()
	p.private = s.private
	filter, err := inbox.ParseQuery(query, s.me)
	if err != nil {
		return badQuery(err)
	}
	r := roll{session: s, look: p.presentation(s, format), filter: filter, limit: limit, keep: format == formatJSON}
	failed := p.read(ctx, &r)
	if len(r.chats) == 0 && failed != nil {
		return &exit{p.report(failed, s.zone)}
	}
	if len(r.chats) == 0 && format == formatText {
		p.say(r.nothing())
	}
	out, err := r.print(format)
	if err != nil {
		return fmt.Errorf("printing the chats: %w", err)
	}
	if err := p.write(out); err != nil {
		return err
	}
	if failed != nil {
		return &exit{p.report(failed, s.zone)}
	}
	if r.more && term.IsTerminal(p.Stderr) {
		p.say(r.cut())
	}
	return nil
}

// A roll is the chats that are to be printed.
type roll struct {
	session *session
	look    present.Options
	filter  inbox.Query
	limit   int
	keep    bool // the received JSON

	chats  []present.Brief
	raw    [][]byte
	passed int     // chats that pass, of those that were read
	count  api.Int // of all chats that pass
	more   bool    // the limit left some out, or may have
}

// read fetches the list until it has what is to be printed.
func (p Program) read(ctx context.Context, r *roll) error {
	ask := api.WalkOptions{Query: api.ListQuery{Raw: r.keep}}
	if r.filter.IsZero() {
		ask.First, ask.Then = pageSizes(r.limit)
	}
	return walk(ctx, p, r.session, r.session.client.GetChats, api.ChatKey, ask, "chats", func(b api.Batch[api.Chat]) (more bool) {
		r.count = b.Count
		for i := range b.Items {
			// The filter sees it whole: what is hidden is hidden when it is printed.
			brief := present.NewBrief(&b.Items[i], r.look)
			if !r.filter.Matches(&brief, r.look.Now) {
				continue
			}
			if r.passed++; r.limit > 0 && r.passed > r.limit {
				continue
			}
			r.chats = append(r.chats, brief)
			if r.keep && i < len(b.Raw) {
				r.raw = append(r.raw, b.Raw[i])
			}
		}
		if !r.filter.IsZero() {
			r.count = api.Int{N: int64(r.passed), Known: b.Done}
		}
		full := len(r.chats) == r.limit && r.limit > 0
		r.more = full && !b.Done || r.passed > len(r.chats)
		return !full
	})
}

// nothing says why nothing is printed.
func (r *roll) nothing() string {
	if r.filter.IsZero() {
		return "there are no chats"
	}
	return "no chat passes the filter"
}

// cut says that the limit has left chats out, or that it may have: the chats of pages that were not read.
func (r *roll) cut() string {
	what := "chats"
	if !r.filter.IsZero() {
		what = "that pass"
	}
	if r.count.Known {
		return fmt.Sprintf("%s of %s %s; --limit 0 prints all", humanize.Comma(int64(len(r.chats))), humanize.Comma(r.count.N), what)
	}
	return fmt.Sprintf("the first %s %s; --limit 0 prints all", humanize.Comma(int64(len(r.chats))), what)
}

func (r *roll) print(format string) ([]byte, error) {
	var out bytes.Buffer
	var err error
	switch format {
	case formatJSON:
		err = r.session.printList(&out, "chats", r.count, r.raw)
	case formatTSV:
		err = present.ChatsTSV(&out, r.chats, r.look)
	default:
		err = present.ChatsText(&out, r.chats, r.look)
	}
	return out.Bytes(), err
}

// badQuery says what is wrong with a filter.
func badQuery(err error) error {
	var bad *inbox.QueryError
	if errors.As(err, &bad) {
		return usagef("--query %q: %s", bad.Term, bad.Reason)
	}
	return asUsage(fmt.Errorf("--query: %w", err))
}
