package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// mostNames is how many loaded names a search in them offers.
const mostNames = 50

// named is somebody or a chat whose name is loaded.
type named struct {
	id   api.ID
	name safetext.Text
}

// matchNames finds the loaded names in which all words occur: those of the list first, then those of the open chats' members.
func (m *Model) matchNames(typed string) []named {
	var found []named
	seen := map[api.ID]bool{}
	for _, row := range m.list.list.Search(typed, mostNames) {
		found, seen[row.ID.Full()] = append(found, named{row.ID, row.Name}), true
	}
	s := newSearch(typed)
	if !s.active() {
		return nil
	}
	var others []named
	for id, name := range m.names {
		if !seen[id] && s.matches(safetext.Fold(name.String())) {
			others = append(others, named{id, name})
		}
	}
	slices.SortFunc(others, func(a, b named) int {
		return cmp.Or(cmp.Compare(a.name.String(), b.name.String()), cmp.Compare(a.id.String(), b.id.String()))
	})
	found = append(found, others...)
	return found[:min(len(found), mostNames)]
}

// suggest says which loaded names match what is typed in the prompt, where it is no id.
func (m *Model) suggest(typed string) notice {
	if _, err := api.ParseID(typed); err == nil || len(strings.TrimSpace(typed)) < 2 {
		return notice{}
	}
	found := m.matchNames(typed)
	if len(found) == 0 {
		return notice{}
	}
	names := make([]safetext.Text, 0, 4)
	for _, one := range found[:min(len(found), 3)] {
		names = append(names, one.name)
	}
	line := safetext.Join(", ", names...)
	if more := len(found) - len(names); more > 0 {
		line = safetext.Format("%s and %s more", line, count(more))
	}
	return notice{text: safetext.Join(" ", safetext.Own("loaded:"), line), passing: true}
}

// hidden is a text as it may be shown.
func (m *Model) hidden(name safetext.Text) safetext.Text {
	if m.private {
		return present.MaskNumbers(name)
	}
	return name
}

// submitOpen opens what was typed: an id, or the chat with a loaded name.
func (m *Model) submitOpen(typed string) tea.Cmd {
	id, err := api.ParseID(typed)
	if err == nil {
		m.prompt = nil
		return m.open(id, typed)
	}
	found := m.matchNames(typed)
	switch len(found) {
	case 0:
		m.notice = m.notFound(typed, err)
		return nil
	case 1:
		m.prompt = nil
		return m.open(found[0].id, typed)
	}
	m.prompt = nil
	choices := make([]choice, len(found))
	for i, one := range found {
		choices[i] = choice{name: m.hidden(one.name), detail: m.shownID(one.id), event: openChat{one.id}}
		if i < 9 {
			choices[i].key = strconv.Itoa(i + 1)
		}
	}
	m.offer(safetext.Format("Open · “%s”", m.hidden(newSearch(typed).quote())), choices)
	return nil
}

// notFound says why nothing can be opened by what was typed: an id that is none, or a name that nothing has which is loaded.
func (m *Model) notFound(typed string, err error) notice {
	if s := newSearch(typed); s.active() && looksLikeName(typed) {
		text := safetext.Format("no loaded name contains “%s”", s.quote())
		if !m.listing.done {
			text = advised(text, hint{m.keys.List, "loads the chat list"})
		}
		return notice{text: text, bad: true}
	}
	return notice{text: safetext.Clean(err.Error()), bad: true}
}

// looksLikeName reports whether there is a letter in what was typed, and nothing of an id or a link.
func looksLikeName(typed string) bool {
	return strings.ContainsFunc(typed, unicode.IsLetter) && !strings.ContainsAny(typed, "@/")
}
