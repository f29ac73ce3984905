package present

import (
	"encoding/json"
	"strconv"
	"strings"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// pollRows are a poll's question, and its options with their votes where the API gives any.
func (v *view) pollRows(m *api.Message) []Row {
	if m.PollInfo == nil {
		return nil
	}
	var rows []Row
	if question := m.PollInfo.Name; !question.Blank() && question != m.Body {
		question = v.written(question)
		rows = append(rows, Row{Key: "poll", Cells: []Cell{{question.Line(), Plain}}, Full: question})
	}
	votes := pollVotes(m.PollResults)
	options := m.PollInfo.Options
	for i, option := range options[:min(len(options), mostRows)] {
		name := v.written(option.Name)
		line := safetext.Join(" ", safetext.Own("-"), name.Line())
		full := name
		if of, ok := votes[option.Name]; ok {
			told := safetext.Join(": ", countVotes(of.n), v.voters(of))
			line = safetext.Join(" · ", line, told)
			full = safetext.Join("\n", name, told)
		}
		rows = append(rows, Row{Key: "poll:" + strconv.Itoa(i), Cells: []Cell{{line, Plain}}, Full: full})
	}
	if rest := len(options) - mostRows; rest > 0 {
		rows = append(rows, Row{Key: "poll:more", Cells: []Cell{more(rest)}})
	}
	return rows
}

func countVotes(n int) safetext.Text {
	if n == 1 {
		return safetext.Own("1 vote")
	}
	return safetext.Format("%s votes", count(n))
}

// voters names those who chose an option, where all are known and they are few.
func (v *view) voters(of votes) safetext.Text {
	const few = 5
	if len(of.by) != of.n || of.n > few {
		return safetext.Text{}
	}
	names := make([]safetext.Text, len(of.by))
	for i, id := range of.by {
		names[i] = v.contact(id)
		if v.isUs(id) {
			names[i] = safetext.Own("us")
		}
	}
	return safetext.Join(", ", names...)
}

// votes are those for one option of a poll.
type votes struct {
	n  int
	by []api.ID // who they are, as far as is told
}

// pollVotes reads the votes of each option, by its name. The API's documentation gives no form for them; taken are an object
// with a number or a list of voters for each option, and a list of objects with a name and either or both.
func pollVotes(results api.Value) map[safetext.Text]votes {
	text := results.Text().String()
	all := map[safetext.Text]votes{}
	var byName map[safetext.Text]json.RawMessage
	var list []map[string]json.RawMessage
	switch {
	case strings.HasPrefix(text, "{") && json.Unmarshal([]byte(text), &byName) == nil:
		for name, value := range byName {
			if of, ok := votesOf(value); ok {
				all[name] = of
			}
		}
	case strings.HasPrefix(text, "[") && json.Unmarshal([]byte(text), &list) == nil:
		for _, option := range list {
			if name := optionName(option); !name.IsZero() {
				if of, ok := optionVotes(option); ok {
					all[name] = of
				}
			}
		}
	}
	return all
}

func optionName(option map[string]json.RawMessage) safetext.Text {
	var name safetext.Text
	for _, key := range [...]string{"name", "option"} {
		if value, ok := option[key]; ok && name.IsZero() && json.Unmarshal(value, &name) != nil {
			name = safetext.Text{}
		}
	}
	return name
}

// optionVotes takes the number from one field and the voters from another, where there are both.
func optionVotes(option map[string]json.RawMessage) (votes, bool) {
	var sum votes
	known := false
	for _, key := range [...]string{"votes", "count", "voters"} {
		of, ok := votesOf(option[key])
		if !ok {
			continue
		}
		if !known {
			sum.n, known = of.n, true
		}
		if sum.by == nil {
			sum.by = of.by
		}
	}
	return sum, known
}

// votesOf reads a number, or a list of those who voted.
func votesOf(value json.RawMessage) (votes, bool) {
	switch s := strings.TrimSpace(string(value)); {
	case strings.HasPrefix(s, "["):
		var all []json.RawMessage
		var by api.List[api.ID]
		if json.Unmarshal(value, &all) != nil || json.Unmarshal(value, &by) != nil {
			return votes{}, false
		}
		return votes{len(all), by}, true
	case s != "" && strings.Trim(s[:1], "0123456789") == "":
		var n float64
		err := json.Unmarshal(value, &n)
		return votes{n: int(min(n, 1e9))}, err == nil && n < 1e9
	}
	return votes{}, false
}
