package ui

import (
	"errors"
	"strings"
	"time"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
)

// notice is what the program has to say, in place of the hints.
type notice struct {
	text    safetext.Text
	next    safetext.Text // the next step; where room is short, it goes before the end of text
	bad     bool          // something failed
	passing bool          // the next key takes it away

	wrapped []safetext.Text
	look    noticeLook // in which it was wrapped
}

// noticeLook is how a notice is shown.
type noticeLook struct {
	width, most    int // cells, and lines at the most
	private, ascii bool
}

func (n *notice) role() styles.Role {
	if n.bad {
		return styles.Bad
	}
	return styles.Plain
}

// lines is the notice in lines. With privacy it hides numbers, those that were typed and are repeated, too.
func (n *notice) lines(look noticeLook) []safetext.Text {
	if n.text.IsZero() {
		return nil
	}
	if n.wrapped == nil || n.look != look {
		n.look = look
		text, next := n.text, n.next
		if look.private {
			text, next = present.MaskNumbers(text), present.MaskNumbers(next)
		}
		if look.ascii {
			text, next = text.ASCII(), next.ASCII()
		}
		n.wrapped = fitNotice(text, next, look.width, look.most)
	}
	return n.wrapped
}

// fitNotice wraps text and, behind it, next. If that takes too many lines, text is cut to make room for next, which is cut
// only where it leaves not even a line for text.
func fitNotice(text, next safetext.Text, width, most int) []safetext.Text {
	whole := safetext.Wrap(safetext.Join(" ", text, next), width)
	if len(whole) <= most {
		return whole
	}
	after := atMost(safetext.Wrap(next, width), max(most-1, 1), width)
	return append(atMost(safetext.Wrap(text, width), most-len(after), width), after...)
}

// atMost returns the first n lines; the last of them shows that there was more.
func atMost(lines []safetext.Text, n, width int) []safetext.Text {
	if len(lines) <= n {
		return lines
	}
	if n < 1 {
		return nil
	}
	return append(lines[:n-1:n-1], safetext.Cut(safetext.Join(" ", lines[n-1], lines[n]), width))
}

// failed says why a request failed and what to do next. What is on the screen stays.
func (m *Model) failed(err error, r request) {
	m.notice = m.failure(err, r.refresh)
	if e := (*api.Error)(nil); errors.As(err, &e) && e.Kind == api.KindNotFound && r.typed == "" {
		m.notice.text, m.notice.next = m.unknownText(r), safetext.Text{}
	}
	if r.refresh {
		m.chat.stale = true
		return
	}
	m.request.err = err
	switch {
	case m.prompt != nil:
		m.unopened = r.typed
	case r.typed != "" || !m.chat.held && !m.inList:
		m.ask(r.typed)
	}
}

// unknownText says that the API does not know a chat that nobody has typed, so that there is nothing to check about its id.
func (m *Model) unknownText(r request) safetext.Text {
	who := m.shownName(r.ticket.id)
	if r.refresh {
		return safetext.Format("%s is no longer found: it may be deleted, or hidden from this phone.", who)
	}
	if !r.ticket.id.IsPerson() {
		return safetext.Format("This phone does not see the chat %s.", who)
	}
	return safetext.Format("This phone has no chat with %s.", who)
}

// reason is why something failed and what to do next, where nothing else tells of it any more.
func (m *Model) reason(err error) safetext.Text {
	e := (*api.Error)(nil)
	if !errors.As(err, &e) {
		return m.hidden(safetext.Clean(err.Error()))
	}
	return m.hidden(safetext.Join(". ", e.Summary(), e.NextIn(m.options.Zone)))
}

// failure puts an error into words.
func (m *Model) failure(err error, refresh bool) notice {
	e := (*api.Error)(nil)
	if !errors.As(err, &e) {
		return notice{text: safetext.Clean(err.Error()), bad: true}
	}
	if e.Rate.Remaining.Known {
		m.rate = e.Rate
	}
	what := e.Summary()
	switch {
	case refresh && e.Kind == api.KindNotFound:
		what = safetext.Join(": ", safetext.Own("no longer found"), what)
	case refresh:
		what = safetext.Join(": ", safetext.Own("not refreshed"), what)
	}
	if !strings.HasSuffix(what.String(), ".") {
		what = safetext.Format("%s.", what)
	}
	return notice{text: what, next: e.NextIn(m.options.Zone), bad: true}
}

// progress says what is under way, where that is not a refresh that goes well: the header tells of that, and the list of its pages.
func (m *Model) progress() safetext.Text {
	r, l := &m.request, &m.listing
	switch {
	case r.pending() && r.retry != nil:
		return m.hidden(retryText(*r.retry, true))
	case r.pending() && !r.refresh:
		const around = len("opening  ... esc stops")
		return safetext.Format("opening %s … esc stops", safetext.Cut(m.shownName(r.ticket.id), max(m.width-around, 1)))
	case l.retry != nil && m.listVisible():
		return m.hidden(retryText(*l.retry, m.stopsList()))
	}
	return safetext.Text{}
}

// retryText says why a request waits, and whether esc ends that.
func retryText(r api.Retry, stops bool) safetext.Text {
	cause := safetext.Clean(r.Cause.Error())
	if e := (*api.Error)(nil); errors.As(r.Cause, &e) {
		cause = e.Cause()
	}
	leave := safetext.Text{}
	if stops {
		leave = safetext.Own("esc stops")
	}
	waits := safetext.Format("%s: trying again in %s (%d of 2) …", cause, r.Wait.Round(100*time.Millisecond), r.Attempt)
	return safetext.Join(" ", waits, leave)
}
