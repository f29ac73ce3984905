package present_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chatlens/api"
	"chatlens/api/apitest"
	"chatlens/internal/present"
)

// formed is a chat of the demo, as it is asked for alone and as the list has it.
type formed struct {
	raw          []byte
	alone        api.Chat
	listed       api.Chat
	told         facts
	document     present.Document
	brief        present.Brief
	text, markup []string // the printed forms, in lines
	fields       []string // of the list's tab-separated line
}

// everyChat is all chats of the demo, in every form in which they are shown.
func everyChat(t *testing.T) []formed {
	t.Helper()
	client := demoClient(t)
	o := present.Options{Now: noon(), Zone: kolkata()}
	var err error
	if o.Labels, o.Properties, err = apitest.DemoNames(os.DirFS(demoFiles)); err != nil {
		t.Fatal(err)
	}
	list, err := client.GetChats(context.Background(), api.ListQuery{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(list.Value.Items); n < 60 {
		t.Fatalf("the demo has only %d chats", n)
	}
	chats := make([]formed, len(list.Value.Items))
	for i, listed := range list.Value.Items {
		answer, err := client.GetChat(context.Background(), listed.ID, api.Query{})
		if err != nil {
			t.Fatal(err)
		}
		d := &chats[i]
		*d = formed{raw: answer.Raw, alone: answer.Value, listed: listed, told: factsOf(t, answer.Raw, o)}
		d.document = present.Chat(&d.alone, o)
		d.brief = present.NewBrief(&d.listed, o)
		d.text = printed(t, func(b *bytes.Buffer) error { return present.Text(b, d.document) })
		d.markup = printed(t, func(b *bytes.Buffer) error { return present.Markdown(b, d.document) })
		line := printed(t, func(b *bytes.Buffer) error { return present.ChatsTSV(b, []present.Brief{d.brief}, o) })
		d.fields = strings.Split(line[0], "\t")
	}
	return chats
}

func printed(t *testing.T, print func(*bytes.Buffer) error) []string {
	t.Helper()
	var b bytes.Buffer
	if err := print(&b); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
}

// row is the text of a section's row behind its label.
func field(s *present.Section, key string) string {
	for _, r := range s.Rows {
		if r.Key == key {
			return r.Cells[len(r.Cells)-1].Text.String()
		}
	}
	return ""
}

func TestSectionsSayWhatTheJSONSays(t *testing.T) {
	receipts, states := map[string]int{}, map[string]int{}
	for _, c := range everyChat(t) {
		d, want := c.document, c.told
		got := facts{ID: field(&d.Chat, "id"), Name: field(&d.Chat, "name"), Kind: field(&d.Chat, "type"), Unread: field(&d.Chat, "unread"), UnreadCount: want.UnreadCount}
		got.State, _, _ = strings.Cut(field(&d.Chat, "state"), " ")
		if got.Assigned = field(&d.Chat, "assigned"); got.Assigned == "—" {
			got.Assigned = ""
		}
		if want.Name == "" {
			want.Name = d.Name.String() // there is none: the number or the id
		}
		for _, r := range d.Labels.Rows {
			got.Labels = append(got.Labels, r.Key)
		}
		slices.Sort(got.Labels)
		for _, r := range d.Members.Rows {
			got.Members = append(got.Members, strings.Join([]string{r.Key, r.Cells[0].Text.String(), r.Cells[1].Text.String(), r.Cells[2].Text.String()}, "|"))
		}
		slices.Sort(got.Members)
		if head := field(&d.Latest, "receipt"); head != "" {
			got.Receipt = strings.TrimLeft(head[:strings.Index(head, " (ack ")], "✓✗… ")
			got.Ack, _, _ = strings.Cut(head[strings.Index(head, "(ack ")+len("(ack "):], ")")
		}
		got.Body = want.Body
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: the sections say otherwise (-JSON +sections):\n%s", want.ID, diff)
		}
		if title := strings.Join([]string{want.Name, want.Kind, ""}, " · "); !strings.HasPrefix(d.Title.String(), title+want.State) || !strings.HasPrefix(d.State.String(), want.State) {
			t.Errorf("%s is titled %q", want.ID, d.Title)
		}
		said := body(&d.Latest)
		for _, w := range want.Body {
			if !strings.Contains(said, w) {
				t.Errorf("%s: %q is in the message, but not in %q", want.ID, w, said)
			}
		}
		receipts[want.Receipt]++
		states[want.State]++
	}
	for _, word := range []string{"failed", "pending", "sent", "delivered", "read", "partly read", ""} {
		if receipts[word] == 0 {
			t.Errorf("no chat of the demo has the receipt %q: the test shows less than it should", word)
		}
	}
	if len(states) < 3 {
		t.Errorf("the demo's states are %v", states)
	}
}

// body is a section's text of a message, on one line.
func body(s *present.Section) string {
	var b strings.Builder
	for _, r := range s.Rows {
		if r.Body != nil {
			b.WriteString(r.Body.Marker.String() + " ")
			for _, span := range r.Body.Spans {
				b.WriteString(span.Text.String())
			}
		}
		b.WriteByte(' ')
	}
	return b.String()
}

func TestTheListSaysWhatTheChatSays(t *testing.T) {
	for _, c := range everyChat(t) {
		want, b := c.told, c.brief
		if want.Name == "" {
			want.Name = c.document.Name.String()
		}
		labels := make([]string, len(b.Labels))
		for i, l := range b.Labels {
			labels[i] = l.ID.String()
		}
		slices.Sort(labels)
		got := []string{b.ID.String(), b.Name.String(), b.Kind.String(), b.State(noon()).String(), fmt.Sprint(b.Unread),
			strings.Join(labels, " "), b.Assigned.String(), strings.TrimLeft(b.Receipt.Text.String(), "✓✗… ")}
		wants := []string{want.ID, want.Name, want.Kind, want.State, fmt.Sprint(want.UnreadCount), strings.Join(want.Labels, " "), want.Assigned, want.Receipt}
		if diff := cmp.Diff(wants, got); diff != "" {
			t.Errorf("%s: the list says otherwise (-JSON +list):\n%s", want.ID, diff)
		}
		names := make([]string, 0, len(b.Labels))
		for _, r := range c.document.Labels.Rows {
			names = append(names, strings.ReplaceAll(r.Cells[0].Text.String(), ",", `\,`))
		}
		fields := []string{c.fields[0], c.fields[1], c.fields[2], c.fields[3], c.fields[4], c.fields[6], c.fields[7], c.fields[9]}
		wants[5] = strings.Join(names, ",")
		if diff := cmp.Diff(wants, fields); diff != "" {
			t.Errorf("%s: the list for scripts says otherwise (-JSON +TSV):\n%s", want.ID, diff)
		}
	}
}

func TestPrintedFormsSayWhatTheSectionsSay(t *testing.T) {
	for _, c := range everyChat(t) {
		plain := make([]string, len(c.markup))
		for i, line := range c.markup {
			plain[i] = unescaped(line)
		}
		for form, lines := range map[string][]string{"text": c.text, "Markdown": plain} {
			at := follow(t, form, lines, 0, c.document.Title.String())
			for _, s := range c.document.Sections() {
				at = follow(t, form, lines, at, s.Title.Line().String())
				if len(s.Rows) == 0 {
					at = follow(t, form, lines, at, s.Empty.String())
				}
				for i := range s.Rows {
					at = follow(t, form, lines, at, said(&s.Rows[i])...)
				}
			}
			for _, line := range lines[at:] {
				if strings.TrimSpace(line) != "" {
					t.Errorf("%s, %s: %q stands behind all that the sections say", c.told.ID, form, line)
				}
			}
		}
	}
}

// said are the texts of a row, in its order.
func said(r *present.Row) (texts []string) {
	for _, cell := range r.Cells {
		texts = append(texts, cell.Text.Line().String())
	}
	if r.Body != nil {
		texts = append(texts, r.Body.Marker.String())
		for _, span := range r.Body.Spans {
			texts = append(texts, strings.TrimSpace(span.Text.String()))
		}
	}
	return texts
}

// follow finds the next line, from one on, that holds the texts in their order, and returns the place behind it. Only empty lines, a
// table's head and its rule are passed over.
func follow(t *testing.T, form string, lines []string, at int, texts ...string) int {
	t.Helper()
	for ; at < len(lines); at++ {
		line := lines[at]
		holds := true
		for _, text := range texts {
			_, rest, ok := strings.Cut(line, text)
			holds = holds && ok
			line = rest
		}
		if holds && (strings.TrimSpace(lines[at]) != "" || strings.Join(texts, "") == "") {
			return at + 1
		}
		if bare := strings.Trim(lines[at], " |->"); bare != "" && !strings.HasPrefix(lines[at], "| Name ") {
			break
		}
	}
	t.Fatalf("%s: %q does not stand in line %d, but %q", form, texts, at, lines[min(at, len(lines)-1)])
	return at
}

// unescaped is a line of Markdown as it is shown: CommonMark's backslashes and code spans, without emphasis.
func unescaped(line string) string {
	var b strings.Builder
	for i := 0; i < len(line); {
		switch c := line[i]; c {
		case '\\':
			if i+1 < len(line) {
				b.WriteByte(line[i+1])
			}
			i += 2
		case '*', '~':
			i++
		case '`':
			run := len(line[i:]) - len(strings.TrimLeft(line[i:], "`"))
			fence := line[i : i+run]
			code, rest, ok := strings.Cut(line[i+run:], fence)
			for ok && strings.HasPrefix(rest, "`") {
				// A longer run does not end the span.
				longer := len(rest) - len(strings.TrimLeft(rest, "`"))
				more, after, found := strings.Cut(rest[longer:], fence)
				code, rest, ok = code+fence+rest[:longer]+more, after, found
			}
			if !ok {
				return b.String() + line[i:]
			}
			if strings.HasPrefix(code, " ") && strings.HasSuffix(code, " ") && strings.TrimSpace(code) != "" {
				code = code[1 : len(code)-1]
			}
			b.WriteString(code)
			i = len(line) - len(rest)
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}
