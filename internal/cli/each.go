package cli

import (
	"bufio"
	"context"
	"fmt"
	"iter"
	"strings"

	"chatlens/api"
)

// A printer fetches what is to be printed of a chat. What it returns is printed although there is an error, too.
type printer func(p Program, ctx context.Context, s *session, id api.ID, format string) ([]byte, error)

// each prints something of several chats. All are tried; the error is the first one's, which has been told already.
func (p Program) each(ctx context.Context, o options, args []string, format string, one printer) error {
	if len(args) == 1 && args[0] != "-" {
		// A bad id is told before anything that the account may lack.
		if _, err := api.ParseID(args[0]); err != nil {
			return asUsage(err)
		}
	}
	s, err := p.connect(ctx, o)
	if err != nil {
		return err
	}
	defer s.close()
	p.private = s.private
	var first error
	tried, printed := 0, 0
	for arg, err := range p.ids(args) {
		tried++
		var out []byte
		if err == nil {
			out, err = p.of(ctx, s, arg, format, one)
		}
		if len(out) > 0 {
			if printed > 0 && (format == formatText || format == formatMarkdown) {
				out = append([]byte("\n"), out...)
			}
			if err := p.write(out); err != nil {
				return err
			}
			printed++
		}
		if err != nil {
			code := p.report(err, s.zone)
			if first == nil {
				first = &exit{code}
			}
		}
	}
	if tried == 0 {
		return usagef("standard input names no chat: give ids, one a line")
	}
	return first
}

func (p Program) of(ctx context.Context, s *session, arg, format string, one printer) ([]byte, error) {
	id, err := api.ParseID(arg)
	if err != nil {
		return nil, asUsage(err)
	}
	return one(p, ctx, s, id, format)
}

func (p Program) write(out []byte) error {
	if _, err := p.Stdout.Write(out); err != nil {
		return fmt.Errorf("writing to standard output: %w", err)
	}
	return nil
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

// sayRetry tells why an answer takes long.
func (p Program) sayRetry(r api.Retry) {
	p.say(fmt.Sprintf("%v; trying again in %v", r.Cause, r.Wait.Round(100e6)))
}
