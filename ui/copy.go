package ui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/internal/shellword"
)

// copiedMsg says how a copy went.
type copiedMsg struct {
	what safetext.Text
	way  safetext.Text
	size int // bytes
	err  error
}

// askCopy offers what can be copied from what the reader looks at.
func (m *Model) askCopy() {
	choices := m.copies()
	if len(choices) == 0 {
		m.notice = notice{text: safetext.Own("there is nothing to copy: no chat is open"), passing: true}
		return
	}
	m.offer(safetext.Own("Copy"), choices)
}

// copies are the texts that can be copied, each hidden as on the screen.
func (m *Model) copies() []choice {
	var choices []choice
	add := func(key string, what, text, shown safetext.Text) {
		if !text.Blank() {
			choices = append(choices, choice{key: key, name: what, detail: shown.Line(), event: copyText{what, text.String()}})
		}
	}
	short := func(key string, what, text safetext.Text) {
		text = m.hidden(text)
		add(key, what, text, text)
	}
	if m.inList {
		if row := m.list.list.Find(m.list.Current()); row != nil {
			short("i", safetext.Own("chat id"), row.ID.Text())
			short("n", safetext.Own("number"), row.ID.Number())
			short("a", safetext.Own("assignee"), row.Assigned)
			short("c", safetext.Own("command"), m.showCommand(row.ID))
		}
		short("l", safetext.Own("list command"), m.listCommand())
		return choices
	}
	if !m.chat.held {
		return nil
	}
	c := &m.chat.value
	short("i", safetext.Own("chat id"), c.ID.Text())
	short("n", safetext.Own("number"), m.number())
	short("a", safetext.Own("assignee"), c.AssignedTo.Line())
	short("l", safetext.Own("invite link"), c.InviteLink.Line())
	if message := m.subject(); message != nil {
		short("m", safetext.Own("message id"), message.ID)
		if message.Media != nil {
			url := message.Media.Path
			if m.private {
				url = present.MaskBody(url) // it holds the file's name
			}
			add("u", safetext.Own("media URL"), url, url)
		}
		text := message.Body
		if m.private {
			text = present.MaskBody(text)
		}
		add("t", safetext.Own("message text"), text, text)
	}
	short("c", safetext.Own("command"), m.command())
	var markdown strings.Builder
	if err := present.Markdown(&markdown, present.Chat(c, m.presentOptions(m.options.Now()))); err == nil {
		choices = append(choices, choice{
			key: "d", name: safetext.Own("chat as Markdown"), detail: safetext.Own("for a ticket"),
			event: copyText{safetext.Own("chat as Markdown"), markdown.String()},
		})
	}
	return choices
}

// number is that of the member under the cursor, else that of the chat.
func (m *Model) number() safetext.Text {
	if p, ok := m.active().(*sectionPane); ok {
		if r := p.current(); r != nil && r.Opens.Valid() {
			if number := r.Opens.Number(); !number.IsZero() {
				return number
			}
		}
	}
	return m.chat.value.ID.Number()
}

// command is the command line that prints what is looked at: the chat, or its messages.
func (m *Model) command() safetext.Text {
	if m.visit.reading {
		return m.commandLine(safetext.Own("messages"), idWord(m.chat.value.ID))
	}
	return m.showCommand(m.chat.value.ID)
}

func (m *Model) showCommand(id api.ID) safetext.Text {
	return m.commandLine(safetext.Own("show"), idWord(id))
}

// listCommand is the command line that prints the chats that the list shows.
func (m *Model) listCommand() safetext.Text {
	if filter := m.list.Searching(); filter != "" {
		return m.commandLine(safetext.Own("chats --query"), safetext.Clean(shellword.Quoted(filter)))
	}
	return m.commandLine(safetext.Own("chats"))
}

// commandLine calls the program for the account that the viewer uses.
func (m *Model) commandLine(rest ...safetext.Text) safetext.Text {
	demo := safetext.Text{}
	if m.options.Demo {
		demo = safetext.Own("--demo")
	}
	words := safetext.Join(" ", safetext.Own("chatlens"), demo)
	for _, word := range m.accountWords() {
		words = safetext.Join(" ", words, safetext.Clean(shellword.Of(word)))
	}
	return safetext.Join(" ", append([]safetext.Text{words}, rest...)...)
}

// accountWords lead a command line to the same account and, in place of the phone that was given, the same phone.
func (m *Model) accountWords() []string {
	words := m.options.Flags
	if m.phones.chosen == m.options.Phone {
		return words
	}
	if i := slices.Index(words, phoneFlag); i >= 0 {
		words = slices.Concat(words[:i], words[min(i+2, len(words)):])
	}
	return slices.Concat(words, []string{phoneFlag, m.phones.chosen})
}

// phoneFlag names the phone on a command line.
const phoneFlag = "--phone"

// idWord is an id on a command line: a valid one needs no quotes.
func idWord(id api.ID) safetext.Text { return safetext.Clean(id.String()) }

// copyText sends a text to the clipboard.
func (m *Model) copyText(e copyText) tea.Cmd {
	clipboard, ctx := m.options.Clipboard, m.ctx
	if clipboard == nil {
		m.notice = notice{text: safetext.Own("there is no clipboard here"), bad: true, passing: true}
		return nil
	}
	return func() tea.Msg {
		way, err := clipboard.Copy(ctx, e.text)
		return copiedMsg{e.what, way, len(e.text), err}
	}
}

// copied says what was sent and by which way. Whether it has arrived, nobody tells.
func (m *Model) copied(msg copiedMsg) {
	if msg.err != nil {
		m.notice = notice{text: safetext.Format("the %s was not sent: %v", msg.what, msg.err), bad: true, passing: true}
		return
	}
	m.notice = notice{text: safetext.Format("sent the %s (%s bytes) to the clipboard by %s", msg.what, count(msg.size), msg.way), passing: true}
}
