package cli

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"chatlens/api"
	"chatlens/internal/present"
)

// Of a list: how much is printed by default, and the largest page that is asked for.
const (
	usualLimit  = 50
	largestPage = 1000
)

func registerLimit(cmd *cobra.Command, limit *int, what string) {
	cmd.Flags().IntVar(limit, "limit", usualLimit, "print at most `N` "+what+"; 0 is all")
	_ = cmd.RegisterFlagCompletionFunc("limit", cobra.NoFileCompletions) // it fails for a flag that does not exist
}

func checkLimit(limit int) error {
	if limit < 0 {
		return usagef("--limit %d is out of bounds: it is 0 for all, or more", limit)
	}
	return nil
}

// pageSizes asks for no more than is printed. 0 leaves the choice to the walk.
func pageSizes(limit int) (first, then int) {
	if limit == 0 {
		return 0, 0
	}
	return min(limit, largestPage), min(limit, largestPage)
}

// walk reads a list until take wants no more of it, and says what was strange about it. Rather than to fail at the rate limit it waits,
// and leaves something to those at the viewer.
func walk[T any](ctx context.Context, p Program, s *session, get api.PageFunc[T], key func(*T) string, o api.WalkOptions, what string, take func(api.Batch[T]) (more bool)) error {
	line := p.progress()
	o.Query.OnRetry = func(r api.Retry) {
		line.clear()
		p.sayRetry(r)
	}
	o.Background = true
	o.OnWait = func(until time.Time) {
		line.clear()
		p.say("the rate limit is nearly used up; going on at " + until.In(s.zone).Format("15:04:05 MST"))
	}
	list := api.NewWalk(get, key, o)
	var last api.Batch[T]
	read := 0
	defer func() {
		line.clear()
		if last.Skipped > 0 {
			p.say(fmt.Sprintf("%d of the %s were not understood and are left out", last.Skipped, what))
		}
		if !last.Odd.IsZero() {
			p.say(fmt.Sprintf("the list of %s is strange: %s", what, last.Odd))
		}
	}()
	for {
		batch, err := list.Next(ctx)
		if err != nil {
			return err
		}
		last = batch
		read += len(batch.Items)
		if !take(batch) || batch.Done {
			return nil
		}
		line.show(read, batch.Count, what)
	}
}

// printList prints items of a list as the API gives them, beginning with the first.
func (s *session) printList(w io.Writer, key string, count api.Int, raw [][]byte) error {
	shown := make([][]byte, len(raw))
	for i, item := range raw {
		shown[i] = s.received(item)
	}
	from := api.Int{N: int64(min(len(raw), 1)), Known: true}
	return present.JSONList(w, key, from, api.Int{N: int64(len(raw)), Known: true}, count, shown)
}
