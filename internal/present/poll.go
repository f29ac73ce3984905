package present

import (
	"encoding/json"
	"strconv"
	"strings"

	"chatlens/api"
	"chatlens/internal/safetext"
)

// pollRows are a poll's question, and its options with their votes where the API gives any.
func pollRows(m *api.Message) []Row {
	if m.PollInfo == nil {
		return nil
	}
	var rows []Row
	question := m.PollInfo.Name
	if !question.Blank() && question != m.Body {
		rows = append(rows, Row{Key: "poll", Cells: []Cell{{question.Line(), Plain}}, Full: question})
	}
	votes := pollVotes(m.PollResults)
	options := m.PollInfo.Options
	for i, option := range options[:min(len(options), mostRows)] {
		line := safetext.Format("- %s", option.Name.Line())
		if n, ok := votes[option.Name.String()]; ok {
			line = safetext.Format("%s · %s", line, countVotes(n))
		}
		rows = append(rows, Row{Key: "poll:" + strconv.Itoa(i), Cells: []Cell{{line, Plain}}, Full: option.Name})
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

// pollVotes reads how many votes each option has. The API's documentation gives no form for them; taken are an object
// with a number or a list of voters for each option, and a list of objects with a name and either.
func pollVotes(results api.Value) map[string]int {
	text := results.Text().String()
	votes := map[string]int{}
	var byName map[string]any
	var list []map[string]any
	switch {
	case strings.HasPrefix(text, "{") && json.Unmarshal([]byte(text), &byName) == nil:
		for name, value := range byName {
			if n, ok := howMany(value); ok {
				votes[name] = n
			}
		}
	case strings.HasPrefix(text, "[") && json.Unmarshal([]byte(text), &list) == nil:
		for _, option := range list {
			name, _ := option["name"].(string)
			for _, key := range [...]string{"votes", "voters", "count"} {
				if n, ok := howMany(option[key]); ok && name != "" {
					votes[name] = n
					break
				}
			}
		}
	}
	return votes
}

func howMany(value any) (int, bool) {
	switch v := value.(type) {
	case float64:
		return int(v), v >= 0 && v < 1e9
	case []any:
		return len(v), true
	}
	return 0, false
}
