package present

import (
	"chatlens/api"
	"chatlens/internal/safetext"
)

// written is a text that somebody wrote, as it may be shown.
func (v *view) written(t safetext.Text) safetext.Text {
	if !v.options.Private || t.Blank() {
		return t
	}
	return MaskBody(t)
}

// shown is a message as it may be shown: with privacy, without all that somebody wrote, but for the results of its poll. It
// is made once of each message, since what hides a text tells how long that is.
func (v *view) shown(m *api.Message) *api.Message {
	if !v.options.Private {
		return m
	}
	masked := *m
	masked.Body, masked.PrevBody = v.written(m.Body), v.written(m.PrevBody)
	if cards := vcards(m); len(cards) > 0 {
		masked.VCards = make(api.List[api.Text], len(cards))
		for i, card := range cards {
			if name := cardName(card); !name.IsZero() {
				masked.VCards[i] = safetext.Join("", safetext.Own("FN:"), v.written(name).Line())
			}
		}
		if isVCard(m.Body) {
			masked.Body = safetext.Text{}
		}
	}
	if m.Media != nil {
		media := *m.Media
		media.Path, media.Filename = v.written(media.Path), v.written(media.Filename)
		masked.Media = &media
	}
	if m.Location != nil {
		masked.Location = &api.Location{Name: v.written(m.Location.Name), Address: v.written(m.Location.Address)}
	}
	if m.PollInfo != nil {
		poll := api.Poll{Name: v.written(m.PollInfo.Name), Multiple: m.PollInfo.Multiple}
		for _, option := range m.PollInfo.Options {
			poll.Options = append(poll.Options, api.PollOption{Name: v.written(option.Name)})
		}
		masked.PollInfo = &poll
	}
	masked.Links, masked.PollResults, masked.InviteV4, masked.FlagMetadata = nil, api.Value{}, api.Value{}, api.Value{}
	return &masked
}

// hidden is a section with its numbers hidden, where that is asked for.
func (v *view) hidden(s Section) Section {
	if !v.options.Private {
		return s
	}
	return s.Masked()
}

// hiddenMessage is hidden for a message of the history.
func (v *view) hiddenMessage(m Message) Message {
	if !v.options.Private {
		return m
	}
	m.Who, m.Kind.Text = MaskNumbers(m.Who), MaskNumbers(m.Kind.Text)
	m.Rows = Section{Rows: m.Rows}.Masked().Rows
	return m
}
