package cli

import (
	"maps"
	"slices"
	"strings"

	"chatlens/api/apitest"
	"chatlens/internal/config"
)

// queryTerms are the terms of a filter with what may stand behind their colon, as far as it is the same for everybody.
func queryTerms() map[string][]string {
	return map[string][]string{
		"type":     {"person", "group", "business", "unknown"},
		"is":       {"unread", "open", "closed", "snoozed", "flagged", "muted"},
		"assigned": {"me", "none"},
		"label":    {"none"},
	}
}

// completeQuery is what the last word of a filter may become, with the words before it.
func (p Program) completeQuery(o options, typed string) []string {
	start := lastWord(typed)
	done, word := typed[:start], strings.ToLower(typed[start:])
	if not, rest := strings.CutPrefix(word, "-"); rest {
		done, word = done+"-", not
	}
	name, _, named := strings.Cut(word, ":")
	terms := queryTerms()
	var found []string
	for _, key := range slices.Sorted(maps.Keys(terms)) {
		if !named {
			if strings.HasPrefix(key, word) {
				found = append(found, done+key+":")
			}
			continue
		}
		if key != name {
			continue
		}
		values := terms[key]
		if key == "label" {
			values = append(values, p.labelNames(o)...)
		}
		for _, value := range values {
			if term := key + ":" + value; strings.HasPrefix(strings.ToLower(term), word) {
				found = append(found, done+term)
			}
		}
	}
	return found
}

// lastWord is where the last word of a filter begins. A blank in quotes ends none.
func lastWord(typed string) int {
	start, quoted := 0, false
	for i, r := range typed {
		switch {
		case r == '"':
			quoted = !quoted
		case r == ' ' && !quoted:
			start = i + 1
		}
	}
	return start
}

// labelNames are the names of labels that are configured, as they are written in a filter. Completion is no place for an
// error: without settings there are none.
func (p Program) labelNames(o options) []string {
	var names map[string]string
	sources := p.sources(o)
	sources.Account = false
	c, err := config.Load(sources)
	if err == nil {
		names = c.Labels
	}
	if o.demo {
		if labels, _, err := apitest.DemoNames(p.Demo); err == nil {
			names = named(labels, names)
		}
	}
	var written []string
	for _, name := range names {
		switch {
		case strings.ContainsAny(name, "\"\t\n"):
			continue // it cannot be written, or not on one line
		case strings.ContainsAny(name, " ,"):
			name = `"` + name + `"`
		}
		written = append(written, name)
	}
	slices.Sort(written)
	return slices.Compact(written)
}
