package inbox

import (
	"strings"

	"chatlens/internal/present"
)

// Search returns the first chats in which all words of a text occur, at most most of them, whatever the filter is. Those
// whose name starts with the first word come first, then those with all words in the name; within each, the order of the
// list holds. The text is words alone, without terms. Nothing typed finds nothing.
func (l *List) Search(typed string, most int) []*present.Brief {
	var words []word
	for folded := range strings.FieldsSeq(fold(typed)) {
		words = append(words, newWord(folded))
	}
	words = withoutTrunkZeros(words)
	if len(words) == 0 || most <= 0 {
		return nil
	}
	var found [3][]*present.Brief // the best first
	for _, r := range l.sorted {
		text := l.slots.texts[r.slot]
		if !allIn(words, text) {
			continue
		}
		rank := 2
		if name, _, _ := strings.Cut(text, "\n"); strings.HasPrefix(name, words[0].folded) {
			rank = 0
		} else if allIn(words, name) {
			rank = 1
		}
		if len(found[rank]) < most {
			found[rank] = append(found[rank], &r.brief)
		}
		if len(found[0]) == most {
			break
		}
	}
	all := append(append(found[0], found[1]...), found[2]...)
	return all[:min(len(all), most)]
}
