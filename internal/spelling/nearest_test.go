package spelling_test

import (
	"testing"

	"chatlens/internal/spelling"
)

func TestNearestWord(t *testing.T) {
	known := []string{"theme", "timezone", "demo"}
	for word, want := range map[string]string{"tehme": "theme", "themes": "theme", "time-zone": "timezone", "dmeo": "demo", "password": "", "": ""} {
		if got := spelling.Nearest(word, known); got != want {
			t.Errorf("%s: got %q, want %q", word, got, want)
		}
	}
}
