package inbox_test

import (
	"strings"
	"testing"

	"chatlens/internal/inbox"
	"chatlens/internal/safetext"
)

func TestMarksAreWhereTheWordsOccur(t *testing.T) {
	for _, c := range []struct{ text, words, want string }{
		{"", "a", ""},
		{"Anna Berg", "", "Anna Berg"},
		{"Anna Berg", "zoe", "Anna Berg"},
		{"Anna Berg", "berg", "Anna [Berg]"},
		{"ANNA anna", "nn", "A[NN]A a[nn]a"},
		{"banana", "ana", "b[anana]"},
		{"Anna Berg", "ann na", "[Anna] Berg"},
		{"ΣΑΣ Büro", "σας bü", "[ΣΑΣ] [Bü]ro"},
		{"ȺȺ Ⱥb", "b", "ȺȺ Ⱥ[b]"}, // folded, these take a byte more
		{"ȺbȺ", "ⱥ", "[Ⱥ]b[Ⱥ]"},
		{"a👩\u200d💻b", "👩", "a[👩\u200d💻]b"},
		{"u\u0308b", "u", "[u\u0308]b"},
		{"कि कि", "क", "[कि] [कि]"},
		{"+91 95378-51844", "9537851844", "+91 [95378-51844]"},
		{"+91 95378-51844", "+91-95378", "+[91 95378]-51844"},
		{"+91 95378-51844", "51844 91", "+[91] 95378-[51844]"},
		{"+49 (0) 171 22", "4917", "+[49 (0) 17]1 22"},
		{"call 022 555, 022555", "022555", "call [022 555], [022555]"},
		{"9537851844", "95378-51844", "[9537851844]"},
		{"1 2 3", "9", "1 2 3"},
	} {
		var got strings.Builder
		var before *inbox.Part
		for _, p := range inbox.NewMarker(strings.Fields(safetext.Fold(c.words))).Marks(text(c.text)) {
			if p.Text.IsZero() || before != nil && before.Hit == p.Hit {
				t.Errorf("%q: a part too many before %q", c.text, p.Text)
			}
			if before = &p; p.Hit {
				got.WriteString("[" + p.Text.String() + "]")
			} else {
				got.WriteString(p.Text.String())
			}
		}
		if got.String() != c.want {
			t.Errorf("%q in %q: got %q, want %q", c.words, c.text, got.String(), c.want)
		}
	}
}
