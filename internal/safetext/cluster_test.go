package safetext_test

import (
	"strings"
	"testing"

	"chatlens/internal/safetext"
)

func TestFirstTakesATextApartByItsClusters(t *testing.T) {
	for text, want := range map[string]string{
		"":       "",
		"ab c":   "a|b| |c",
		"नमस्ते": "न|म|स्ते",
		"👨‍👩‍👧‍👦❤️1️⃣🇮🇳": "👨‍👩‍👧‍👦|❤️|1️⃣|🇮🇳",
		"日本":   "日|本",
		"a\nb": "a|\n|b",
	} {
		var clusters []string
		rest := safetext.Clean(text)
		for !rest.IsZero() {
			var cluster safetext.Text
			cluster, rest = safetext.First(rest)
			clusters = append(clusters, cluster.String())
		}
		if got := strings.Join(clusters, "|"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
