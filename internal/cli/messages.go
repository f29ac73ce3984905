package cli

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

func (p Program) messagesCommand(f *flags) *cobra.Command {
	var out output
	var limit int
	cmd := &cobra.Command{
		Use:   "messages CHAT_ID…",
		Short: "Print the messages of chats",
		Long: `Print the newest messages of a chat, the oldest of them first, with the private notes among them. As JSON they are the API's list: the
newest first, without the notes. A "-" stands for the ids on standard input, one a line. With several ids all are tried; the exit code is
that of the first that failed.

` + columnsHelp(messageColumns()),
		Example: `  chatlens messages 919876543210
  chatlens messages 120363000000000000@g.us --limit 0 -o tsv > talk.tsv`,
		Args:              someChats,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			format, err := out.chosen(cmd)
			if err != nil {
				return err
			}
			if err := checkLimit(limit); err != nil {
				return err
			}
			return p.each(cmd.Context(), f.given(cmd), args, format, func(p Program, ctx context.Context, s *session, id api.ID, format string) ([]byte, error) {
				if format == formatJSON {
					return p.messageList(ctx, s, id, limit)
				}
				return p.transcript(ctx, s, id, format, limit)
			})
		},
	}
	registerLimit(cmd, &limit, "messages")
	out.register(cmd, formatText, formatTSV, formatJSON)
	return cmd
}

// messageList fetches messages and returns them as the API gives them.
func (p Program) messageList(ctx context.Context, s *session, id api.ID, limit int) ([]byte, error) {
	h, failed := p.history(ctx, s, s.client.GetMessages, id, "messages", limit, true)
	if failed != nil && len(h.raw) == 0 {
		return nil, failed
	}
	var out bytes.Buffer
	if err := s.printList(&out, "messages", h.count, h.raw); err != nil {
		return nil, fmt.Errorf("printing the messages of %s: %w", id, err)
	}
	return out.Bytes(), failed
}

// transcript fetches a chat, its messages and its notes, and returns them as they are to be printed.
func (p Program) transcript(ctx context.Context, s *session, id api.ID, format string, limit int) ([]byte, error) {
	chat, err := s.client.GetChat(ctx, id, api.Query{OnRetry: p.sayRetry})
	if err != nil {
		return nil, err
	}
	h, failed := p.history(ctx, s, s.client.GetMessages, id, "messages", limit, false)
	if failed != nil && len(h.items) == 0 {
		return nil, failed
	}
	var notes history
	if failed == nil {
		if notes, err = p.history(ctx, s, s.client.GetNotes, id, "notes", limit, false); err != nil {
			p.say("the private notes are missing: " + p.sentence(err, s.zone))
		}
	}
	if len(h.items) == 0 && format == formatText {
		p.say(fmt.Sprintf("the chat %s has no messages", id))
	}
	write := present.MessagesText
	if format == formatTSV {
		write = present.MessagesTSV
	}
	var out bytes.Buffer
	look := p.presentation(s, format)
	look.Quoted = h.quoted()
	if err := write(&out, &chat.Value, h.withNotes(notes), look); err != nil {
		return nil, fmt.Errorf("printing the messages of %s: %w", id, err)
	}
	return out.Bytes(), failed
}

// A history is the newest messages of a chat, or its newest notes, as the API gives them.
type history struct {
	items []*api.Message // the newest first
	raw   [][]byte
	count api.Int // of all
	whole bool    // there are no older ones
}

// history fetches at most limit messages; 0 is all. They count although there is an error, too.
func (p Program) history(ctx context.Context, s *session, list func(context.Context, api.ID, api.ListQuery) (api.Answer[api.Page[api.Message]], error), id api.ID, what string, limit int, keep bool) (history, error) {
	var h history
	o := api.WalkOptions{Query: api.ListQuery{Raw: keep}}
	o.First, o.Then = pageSizes(limit)
	get := func(ctx context.Context, q api.ListQuery) (api.Answer[api.Page[api.Message]], error) {
		return list(ctx, id, q)
	}
	err := walk(ctx, p, s, get, api.MessageID, o, what, func(b api.Batch[api.Message]) (more bool) {
		h.count = b.Count
		for i := range b.Items {
			if limit > 0 && len(h.items) == limit {
				return false
			}
			h.items = append(h.items, &b.Items[i])
			if keep && i < len(b.Raw) {
				h.raw = append(h.raw, b.Raw[i])
			}
		}
		h.whole = b.Done
		return limit == 0 || len(h.items) < limit
	})
	return h, err
}

// quoted finds messages that others answer.
func (h history) quoted() func(safetext.Text) (*api.Message, bool) {
	byID := make(map[safetext.Text]*api.Message, len(h.items))
	for _, m := range h.items {
		byID[m.ID] = m
	}
	return func(id safetext.Text) (*api.Message, bool) {
		m, ok := byID[id]
		return m, ok
	}
}

// withNotes is the messages with the notes of their time between them, the oldest first. Notes from before the first message
// count where there is no older message.
func (h history) withNotes(notes history) []*api.Message {
	known := make(map[string]bool, len(h.items))
	for _, m := range h.items {
		known[api.MessageID(m)] = true
	}
	left := slices.DeleteFunc(slices.Clone(notes.items), func(n *api.Message) bool { return known[api.MessageID(n)] })
	all := make([]*api.Message, 0, len(h.items)+len(left))
	for _, m := range h.items {
		for len(left) > 0 && !m.Timestamp.IsZero() && !isBefore(left[0], m) {
			all, left = append(all, left[0]), left[1:]
		}
		all = append(all, m)
	}
	if h.whole {
		all = append(all, left...)
	}
	slices.Reverse(all)
	return all
}

// isBefore reports whether a note is older than a message. One without a time stays where the API has it.
func isBefore(note, m *api.Message) bool {
	return !note.Timestamp.IsZero() && note.Timestamp.Before(m.Timestamp.Time)
}
