package api_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"chatlens/api"
)

func TestAWalkInTheBackgroundLeavesAFifthOfTheRateLimit(t *testing.T) {
	start := newClock().time
	in := func(d time.Duration) api.Time { return api.Time{Time: start.Add(d), Set: true} }
	for name, c := range map[string]struct {
		rate       api.Rate // of each page
		foreground bool
		waits      []time.Duration // before the second page, and the third
	}{
		"more than a fifth":      {rate: api.Rate{Limit: number(100), Remaining: number(21), Reset: in(20 * time.Second)}},
		"a fifth":                {rate: api.Rate{Limit: number(100), Remaining: number(20), Reset: in(20 * time.Second)}, waits: []time.Duration{20 * time.Second}},
		"none":                   {rate: api.Rate{Limit: number(100), Remaining: number(0), Reset: in(20 * time.Second)}, waits: []time.Duration{20 * time.Second}},
		"a reset far off":        {rate: api.Rate{Limit: number(100), Remaining: number(1), Reset: in(time.Hour)}, waits: []time.Duration{time.Minute, time.Minute}},
		"a reset after a minute": {rate: api.Rate{Limit: number(100), Remaining: number(1), Reset: in(70 * time.Second)}, waits: []time.Duration{time.Minute, 10 * time.Second}},
		"a reset that is over":   {rate: api.Rate{Limit: number(100), Remaining: number(1), Reset: in(-time.Second)}},
		"no reset":               {rate: api.Rate{Limit: number(100), Remaining: number(1)}, waits: []time.Duration{5 * time.Second, 5 * time.Second}},
		"a reset not understood": {rate: api.Rate{Limit: number(100), Remaining: number(1), Reset: api.Time{Set: true}}, waits: []time.Duration{5 * time.Second, 5 * time.Second}},
		"no limit":               {rate: api.Rate{Remaining: number(0), Reset: in(20 * time.Second)}},
		"a limit of 0":           {rate: api.Rate{Limit: number(0), Remaining: number(0), Reset: in(20 * time.Second)}},
		"nothing remaining told": {rate: api.Rate{Limit: number(100), Reset: in(20 * time.Second)}},
		"in the foreground":      {rate: api.Rate{Limit: number(100), Remaining: number(0), Reset: in(20 * time.Second)}, foreground: true},
	} {
		t.Run(name, func(t *testing.T) {
			watch := newClock()
			s := newShelf(25)
			s.rate = func(int) api.Rate { return c.rate }
			var announced []time.Duration
			items, _ := drain(t, s.walk(api.WalkOptions{
				First: 10, Then: 10, Background: !c.foreground, Now: watch.now, Sleep: watch.sleep,
				OnWait: func(until time.Time) { announced = append(announced, until.Sub(watch.time)) },
			}))
			if len(items) != 25 || strings.Join(s.asked, " ") != "0+10 10+10 20+10" {
				t.Errorf("%d items, asked for %s", len(items), s.asked)
			}
			if !slices.Equal(watch.waits, c.waits) || !slices.Equal(announced, c.waits) {
				t.Errorf("waited %v, announced %v, want %v", watch.waits, announced, c.waits)
			}
		})
	}
}

func TestAWaitIsNotRepeatedForNothing(t *testing.T) {
	watch := newClock()
	s := newShelf(25)
	s.rate = func(int) api.Rate { return api.Rate{Limit: number(10), Remaining: number(2)} }
	w := s.walk(api.WalkOptions{First: 10, Then: 10, Background: true, Now: watch.now, Sleep: watch.sleep})
	if _, err := w.Next(t.Context()); err != nil {
		t.Fatal(err)
	}
	watch.time = watch.time.Add(3 * time.Second) // the reader takes the time
	if _, err := w.Next(t.Context()); err != nil {
		t.Fatal(err)
	}
	watch.time = watch.time.Add(time.Minute)
	if _, err := w.Next(t.Context()); err != nil {
		t.Fatal(err)
	}
	if want := []time.Duration{2 * time.Second}; !slices.Equal(watch.waits, want) {
		t.Errorf("waited %v, want %v", watch.waits, want)
	}
}

func TestAnErrorsRateLimitCounts(t *testing.T) {
	watch := newClock()
	s := newShelf(25)
	s.before = func(request int, _ *shelf) error {
		if request != 1 && request != 3 {
			return nil
		}
		reset := api.Time{Time: watch.time.Add(7 * time.Second), Set: true}
		return &api.Error{Kind: api.KindRateLimited, RetryAt: reset.Time, Rate: api.Rate{Limit: number(10), Remaining: number(0), Reset: reset}}
	}
	w := s.walk(api.WalkOptions{First: 10, Then: 10, Background: true, Now: watch.now, Sleep: watch.sleep})
	var failures int
	for done := false; !done; {
		b, err := w.Next(t.Context())
		if api.KindOf(err) == api.KindRateLimited {
			failures++
		} else if err != nil {
			t.Fatal(err)
		}
		done = b.Done
		if failures == 1 && len(watch.waits) > 0 && len(s.asked) < 3 {
			t.Errorf("the first page waits %v", watch.waits)
		}
		if failures == 1 && len(s.asked) == 2 {
			watch.time = watch.time.Add(time.Minute)
		}
	}
	if want := []time.Duration{7 * time.Second}; failures != 2 || !slices.Equal(watch.waits, want) {
		t.Errorf("%d failures, waited %v, want %v", failures, watch.waits, want)
	}
	if got := strings.Join(s.asked, " "); got != "0+10 0+10 10+10 10+10 20+10" {
		t.Errorf("asked for %s", got)
	}
}

func TestCancellationEndsTheWaitOfAWalk(t *testing.T) {
	s := newShelf(25)
	s.rate = func(int) api.Rate {
		return api.Rate{Limit: number(10), Remaining: number(0), Reset: api.Time{Time: time.Now().Add(time.Hour), Set: true}}
	}
	ctx, cancel := context.WithCancel(t.Context())
	// The real wait: a minute that must not pass.
	w := s.walk(api.WalkOptions{First: 10, Then: 10, Background: true, OnWait: func(time.Time) { cancel() }})
	if _, err := w.Next(ctx); err != nil {
		t.Fatal(err)
	}
	_, err := w.Next(ctx)
	var failed *api.Error
	if !errors.Is(err, context.Canceled) || !errors.As(err, &failed) || len(s.asked) != 1 {
		t.Errorf("%v after %v", err, s.asked)
	}
}
