package cli

import (
	"fmt"
	"strings"
)

// filterIntro begins what is said of filters.
const filterIntro = `A filter is words and terms, all of which must hold. Words are looked for in a chat's name, its number however it is written (in a
wa.me link, too), its id, its labels, its assignee and its latest words.`

// filterTerms are the parts of a filter that are no plain words, each with what it does.
func filterTerms() [][2]string {
	return [][2]string{
		{`"thank you"`, "several words as one"},
		{"@maya", "the same as maya: names are written without the @"},
		{"type:group", "person (or user), group, business or unknown"},
		{"label:vip", "the beginning of a label's name or id; label:none"},
		{"assigned:me", "me, none, or a part of an address"},
		{"is:unread", "unread, open, closed, snoozed, flagged or muted"},
		{"type:group,business", "a comma: one of these is enough"},
		{"-is:muted", "a dash: it must not hold"},
	}
}

// filterHelp is what the help says of filters.
func filterHelp() string {
	var out strings.Builder
	out.WriteString(filterIntro + "\n\n")
	for _, term := range filterTerms() {
		fmt.Fprintf(&out, "  %-21s%s\n", term[0], term[1])
	}
	return strings.TrimSuffix(out.String(), "\n")
}
