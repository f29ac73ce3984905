package baseline_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"chatlens/internal/baseline"
)

// recorder is a test that goes on when it has failed.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

func TestACountMayGrowByATenthAndTheSlack(t *testing.T) {
	file := filepath.Join(t.TempDir(), "counts.tsv")
	baseline.Check(t, file, []baseline.Count{{"list\tdown", 100}, {"list\tup", 0}}, 2, true)
	for _, c := range []struct {
		down, up int
		fails    string
	}{
		{100, 0, ""}, {50, 0, ""}, {112, 2, ""}, {113, 0, "113, and was 100"}, {100, 3, "3, and was 0"},
	} {
		r := &recorder{TB: t}
		baseline.Check(r, file, []baseline.Count{{"list\tdown", c.down}, {"list\tup", c.up}}, 2, false)
		said := strings.Join(r.said, "; ")
		if (c.fails == "") != (said == "") || !strings.Contains(said, c.fails) {
			t.Errorf("%d and %d: %q", c.down, c.up, said)
		}
	}
}

func TestBothSidesMustHaveTheSameCounts(t *testing.T) {
	file := filepath.Join(t.TempDir(), "counts.tsv")
	baseline.Check(t, file, []baseline.Count{{"old", 1}}, 0, true)
	r := &recorder{TB: t}
	baseline.Check(r, file, []baseline.Count{{"new", 1}}, 0, false)
	said := strings.Join(r.said, "; ")
	if !strings.Contains(said, `"new" is not in`) || !strings.Contains(said, `"old" of`) {
		t.Errorf("it says %q", said)
	}
}
