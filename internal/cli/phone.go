package cli

import (
	"context"
	"fmt"
	"slices"
	"time"

	"chatlens/api"
	"chatlens/internal/config"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/ui"
)

// connect starts a session whose client has a phone to look through: the one that is set, or else the organisation's only one.
func (p Program) connect(ctx context.Context, o options) (*session, error) {
	s, err := p.start(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := p.findPhone(ctx, s); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (p Program) findPhone(ctx context.Context, s *session) error {
	if s.client.Phone() != "" {
		return nil
	}
	answer, err := s.client.GetPhones(ctx)
	if err != nil {
		if api.KindOf(err) == api.KindNotFound {
			return asUsage(fmt.Errorf("looking for the organisation's phones: %w; without a list, --phone names one", err)) // no chat is missing
		}
		return fmt.Errorf("looking for the organisation's phones: %w", err)
	}
	list := answer.Value
	switch len(list) {
	case 0:
		return usagef("no phone is set, and the API names none of the organisation: give one with --phone, or set one")
	case 1:
		if s.client, err = s.client.WithPhone(list[0].Option()); err != nil {
			return asUsage(err)
		}
		s.phones = present.Phones(list)
		p.say("looking through " + s.hidden(phoneWords(&list[0])).String())
		return nil
	}
	names := make([]safetext.Text, len(list))
	for i := range list {
		names[i] = s.hidden(phoneWords(&list[i]))
	}
	return usagef("the organisation has %d phones; say with --phone which one to look through: %s", len(list), safetext.Join("; ", names...))
}

// phoneWords are a phone's number, or id, and its name.
func phoneWords(one *api.Phone) safetext.Text {
	words := safetext.Clean(one.Option())
	if name := one.Name.Line(); !name.Blank() {
		words = safetext.Format("%s (%s)", words, name)
	}
	return words
}

// hidden is a text of ours as it may be shown.
func (s *session) hidden(t safetext.Text) safetext.Text {
	if s.private {
		return present.MaskNumbers(t)
	}
	return t
}

// namePatience is how long the names of phones are worth waiting for.
const namePatience = 3 * time.Second

// namePhones asks once a run what the phones of chats are called, where the rate limit leaves room for it. Without an answer their ids stand
// alone.
func (p Program) namePhones(ctx context.Context, s *session, answer *api.Answer[api.Chat]) {
	if s.phones != nil || !present.SeenByPhones(&answer.Value) || answer.Rate.Low() {
		return
	}
	s.phones = map[api.ID]present.Phone{}
	ctx, cancel := context.WithTimeout(ctx, namePatience)
	defer cancel()
	if list, err := s.client.GetPhones(ctx); err == nil {
		s.phones = present.Phones(list.Value)
	}
}

// usePhone lets the viewer look through other phones; the demo's organisation has one alone that looks.
func (s *session) usePhone() func(string) (ui.Client, error) {
	if s.demo {
		return nil
	}
	return func(phone string) (ui.Client, error) { return s.client.WithPhone(phone) }
}

// repeated are the flags that another command line needs to mean the same account.
func (o options) repeated() []string {
	var words []string
	if o.file != "" {
		words = append(words, "--config", o.file)
	}
	for _, key := range []string{config.Profile, config.BaseURL, config.Phone} {
		if value, ok := o.settings[key]; ok {
			words = append(words, "--"+flagName(key), value)
		}
	}
	return slices.Clip(words)
}
