package ui

import (
	"errors"
	"time"

	"chatlens/api"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// notice is what the program has to say, in place of the hints.
type notice struct {
	text    safetext.Text
	bad     bool // something failed
	passing bool // the next key takes it away

	wrapped []safetext.Text
	width   int
}

func (n *notice) role() styles.Role {
	if n.bad {
		return styles.Bad
	}
	return styles.Plain
}

// lines is the text in lines of a width, at most most of them.
func (n *notice) lines(width, most int, ascii bool) []safetext.Text {
	if n.text.IsZero() {
		return nil
	}
	if n.wrapped == nil || n.width != width {
		text := n.text.Line()
		if ascii {
			text = text.ASCII()
		}
		n.wrapped, n.width = safetext.Wrap(text, width), width
	}
	if len(n.wrapped) > most {
		return n.wrapped[:most]
	}
	return n.wrapped
}

// failed says why a request failed and what to do next. What is on the screen stays.
func (m *Model) failed(err error, refreshing bool) {
	m.notice = notice{text: failure(err, refreshing), bad: true}
	if refreshing {
		m.chat.stale = true
		return
	}
	typed := m.request.typed
	if m.prompt == nil && (typed != "" || !m.chat.held) {
		m.ask(typed)
	}
}

// failure puts an error into words.
func failure(err error, refreshing bool) safetext.Text {
	e := (*api.Error)(nil)
	if !errors.As(err, &e) {
		return safetext.Clean(err.Error())
	}
	what := e.Summary()
	switch {
	case refreshing && e.Kind == api.KindNotFound:
		what = safetext.Join(": ", safetext.Own("no longer found"), what)
	case refreshing:
		what = safetext.Join(": ", safetext.Own("not refreshed"), what)
	}
	return safetext.Format("%s. %s", what, e.Next())
}

func retryNotice(r api.Retry) notice {
	cause := safetext.Clean(r.Cause.Error())
	if e := (*api.Error)(nil); errors.As(r.Cause, &e) {
		cause = e.Cause()
	}
	return notice{text: safetext.Format("%s: trying again in %s (%d of 2) … esc stops", cause, r.Wait.Round(100*time.Millisecond), r.Attempt)}
}

// searchNotice says how a search went, where the pane does not show it.
func (p *sectionPane) searchNotice() notice {
	if !p.search.active() || p.filters {
		return notice{}
	}
	switch p.matches {
	case 0:
		return notice{text: safetext.Format("“%s” does not occur in %s", p.search.typed, p.section.Name), passing: true}
	case 1:
		return notice{text: safetext.Own("1 match"), passing: true}
	}
	return notice{text: safetext.Format("%s matches: n next, N before", count(p.matches)), passing: true}
}
