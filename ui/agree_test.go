package ui

import (
	"context"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

func TestZoomedPanesSayWhatTheSectionsSay(t *testing.T) {
	client := demoClient(t)
	list, err := client.GetChats(context.Background(), api.ListQuery{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(list.Value.Items); n < 60 {
		t.Fatalf("the demo has only %d chats", n)
	}
	cut := 0
	for _, listed := range list.Value.Items {
		o := demoOptions(t)
		o.Start = listed.ID
		v := start(t, o, 200, 1200) // higher than the largest group
		a := v.request()
		answer, err := client.GetChat(context.Background(), a.id, api.Query{})
		if err != nil {
			t.Fatal(err)
		}
		v.reply(a, answer, nil)
		d := v.model.document(&answer.Value)
		v.keys("z")
		for i, s := range d.Sections() {
			v.keys(string(rune('1' + i)))
			cut += requireSaid(t, listed.ID.String(), zoomed(v), s)
		}
		v.model.Close()
	}
	if cut > 10 {
		t.Errorf("%d values are too long for 200 columns: the test shows less than it should", cut)
	}
}

// zoomed are the lines of a zoomed pane, without its heading and the screen's header and footer.
func zoomed(v *viewer) []string {
	rows := strings.Split(ansi.Strip(v.model.View()), "\n")
	return rows[2 : len(rows)-v.model.layout.footer.h]
}

// requireSaid fails the test unless the lines say what the rows of a section do, one after another, and nothing else; but for blanks, as
// rows are laid out in columns and wrapped. It returns how many rows were cut.
func requireSaid(t *testing.T, chat string, lines []string, s *present.Section) (cut int) {
	t.Helper()
	at := 0
	for i := range s.Rows {
		want := solid(rowText(&s.Rows[i]))
		said := ""
		for at < len(lines) && (said == "" || len(said) < len(want)) {
			line := solid(lines[at])
			if s.Rows[i].Body != nil && s.Rows[i].Body.Kind == safetext.Quote && said != "" {
				line = strings.TrimPrefix(line, ">")
			}
			if said += line; want == "" || line == "" {
				at++
				break
			}
			at++
			if strings.HasSuffix(line, "…") && said != want {
				break
			}
		}
		begun, ok := strings.CutSuffix(said, "…")
		if ok && !s.Rows[i].Wraps && s.Rows[i].Body == nil && said != want && strings.HasPrefix(want, begun) {
			cut++
			continue
		}
		if said != want {
			t.Errorf("%s, %s: the pane says %q, the section %q", chat, s.Name, said, want)
			return cut
		}
	}
	rest := solid(strings.Join(lines[at:], ""))
	if len(s.Rows) == 0 {
		rest = strings.TrimPrefix(rest, solid(s.Empty.String()))
	}
	if rest != "" {
		t.Errorf("%s, %s: the pane also says %q", chat, s.Name, rest)
	}
	return cut
}

// rowText is all that a row says.
func rowText(r *present.Row) string {
	var b strings.Builder
	for _, c := range r.Cells {
		b.WriteString(c.Text.Line().String())
	}
	if r.Body != nil {
		if b.WriteString(r.Body.Marker.String()); r.Body.Kind == safetext.Quote {
			b.WriteString(">")
		}
		for _, span := range r.Body.Spans {
			b.WriteString(span.Text.String())
		}
	}
	return b.String()
}

// solid is a text without its blanks.
func solid(s string) string { return strings.Join(strings.Fields(s), "") }
