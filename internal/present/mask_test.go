package present_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

func TestNumbersAreHiddenButForThreeDigits(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"a number", "+919537851844", "+•••••••••844"},
		{"an id", "919537851844@c.us", "•••••••••844@c.us"},
		{"a private id", "990000000000007@lid", "••••••••••••007@lid"},
		{"a group's id of two numbers", "919537851844-1612345678@g.us", "•••••••••844-•••••••678@g.us"},
		{"a message's id", "true_919537851844@c.us_3EB0A1", "true_•••••••••844@c.us_3EB0A1"},
		{"a link to a chat", "https://wa.me/919537851844?text=hi", "https://wa.me/•••••••••844?text=hi"},
		{"an address", "https://files.example.com/15550100005/a.jpg", "https://files.example.com/••••••••005/a.jpg"},
		{"seven in a row", "1234567", "••••567"},
		{"six in a row", "123456", "123456"},
		{"blanks and brackets", "+1 (555) 010-0004", "+• (•••) •••-•004"},
		{"dashes", "call 1-555-010-0004 now", "call •-•••-•••-•004 now"},
		{"dots", "95.37.85.18.44", "••.••.••.•8.44"},
		{"no-break and thin blanks", "95\u00a037\u200985 18 44", "••\u00a0••\u2009•• •8 44"},
		{"few behind a plus", "+43 664 12", "+•• ••4 12"},
		{"few apart", "12 345 6789", "12 345 6789"},
		{"Devanagari", "९१९५३७८५१८४४", "•••••••••८४४"},
		{"Arabic", "+٩١٩٥٣٧٨٥١٨٤٤", "+•••••••••٨٤٤"},
		{"full width", "＋９１９５３７８５１８４４", "＋•••••••••８４４"},
		{"two scripts", "९१९५३78518४४", "•••••••••8४४"},
		{"keycaps", "9️⃣5️⃣3️⃣7️⃣8️⃣5️⃣1️⃣", "•⃣•⃣•⃣•⃣8️⃣5️⃣1️⃣"},
		{"two numbers", "919537851844 918527184400", "•••••••••844 •••••••••400"},
		{"a number and a day", "9537851844. 27 Jan 2025 16:37", "•••••••844. 27 Jan 2025 16:37"},
		{"a number behind a time", "16:37 9537851844", "16:37 •••••••844"},
		{"our day", "27 Jan 2025 16:37", "27 Jan 2025 16:37"},
		{"our day, and how long ago", "27 Jan 2025 16:37 · 22 months", "27 Jan 2025 16:37 · 22 months"},
		{"our seconds", "read 18 Nov 2026 10:43:32 · 2 h", "read 18 Nov 2026 10:43:32 · 2 h"},
		{"a heading", "Monday, 23 Nov 2026", "Monday, 23 Nov 2026"},
		{"an ISO time", "2025-01-27T11:07:56+00:00", "2025-01-27T11:07:56+00:00"},
		{"with a fraction", "2025-01-27T11:08:10.696758+00:00", "2025-01-27T11:08:10.696758+00:00"},
		{"with nanoseconds", "2025-01-27T11:08:10.696758123Z", "2025-01-27T11:08:10.696758123Z"},
		{"with a blank", "2024-05-13 11:19:34+00", "2024-05-13 11:19:34+00"},
		{"an ISO day", "on 2024-05-13 at 5", "on 2024-05-13 at 5"},
		{"a short number before a day", "4711 2025-01-27 16:37:08", "4711 2025-01-27 16:37:08"},
		{"what is no day", "2024-55-13 11 19", "••••-••-•• •1 19"},
		{"a number that starts like a day", "2024-05-1312345", "••••-••-••••345"},
		{"a day behind a plus", "+2024-05-13", "+••••-•5-13"},
		{"counts", "delivered 1,234,567 · read 12", "delivered 1,234,567 · read 12"},
		{"sizes", "image 4096x4096 20 kB", "image 4096x4096 20 kB"},
		{"an agent", "meera2024@example.com", "meera2024@example.com"},
		{"newlines", "123456\n789012", "123456\n789012"},
		{"no text", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := present.MaskNumbers(safetext.Clean(test.in))
			if want := safetext.Clean(test.want); got != want {
				t.Errorf("%q is masked as %q, want %q", test.in, got, want)
			}
		})
	}
}

func TestBulletsOfAMaskHaveAFormInASCII(t *testing.T) {
	if got := present.MaskNumbers(safetext.Clean("+919537851844")).ASCII().String(); got != "+*********844" {
		t.Errorf("got %q", got)
	}
}

func TestABodyIsHiddenBehindItsLength(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"", ""},
		{" \n ", " \n "},
		{"x", "1 character hidden"},
		{"Hello, Ravi!", "12 characters hidden"},
		{"नमिता", "3 characters hidden"},
		{"👩‍👩‍👧‍👦🇮🇳", "2 characters hidden"},
		{"a\nb", "3 characters hidden"},
		{strings.Repeat("x", 1234), "1,234 characters hidden"},
	} {
		if got := present.MaskBody(safetext.Clean(test.in)).String(); got != test.want {
			t.Errorf("%q stands as %q, want %q", test.in, got, test.want)
		}
	}
}

func TestAMaskedSectionKeepsWhatItLeadsToAndMeasuresAnew(t *testing.T) {
	id, err := api.ParseID("919537851844@c.us")
	if err != nil {
		t.Fatal(err)
	}
	line := safetext.Markup(safetext.Clean("call 919537851844"), nil)[0]
	s := present.Section{
		Title: safetext.Own("Members · +919537851844"), Summary: safetext.Own("919537851844"),
		Columns: []int{1, 1}, Widths: []int{99, 99},
		Rows: []present.Row{
			{Key: "919537851844@c.us", Opens: id, Full: safetext.Own("all of 919537851844"), Cells: []present.Cell{{Text: safetext.Own("Ravi")}, {Text: safetext.Own("+919537851844"), Role: present.Dim}}},
			{Body: &line},
		},
		Targets: []present.Target{{Name: safetext.Own("+919537851844"), Chat: id, Message: safetext.Own("true_919537851844@c.us_1")}},
	}
	m := s.Masked()
	row := m.Rows[0]
	for name, got := range map[string]safetext.Text{
		"title": m.Title, "summary": m.Summary, "full": row.Full, "cell": row.Cells[1].Text, "body": m.Rows[1].Body.Spans[0].Text, "target": m.Targets[0].Name,
	} {
		if !strings.Contains(got.String(), "•••844") || strings.Contains(got.String(), "1844") {
			t.Errorf("%s: %q", name, got)
		}
	}
	if row.Key != "919537851844@c.us" || row.Opens != id || m.Targets[0].Chat != id || m.Targets[0].Message != s.Targets[0].Message || row.Cells[1].Role != present.Dim {
		t.Errorf("leads elsewhere: %+v, %+v", row, m.Targets)
	}
	if m.Widths[0] != 4 || m.Widths[1] != 13 {
		t.Errorf("widths %v", m.Widths)
	}
	if s.Rows[0].Cells[1].Text.String() != "+919537851844" || s.Rows[1].Body.Spans[0].Text.String() != "call 919537851844" {
		t.Error("the section itself has changed")
	}
}

func TestAMaskedDocumentShowsNoNumber(t *testing.T) {
	d := present.Chat(group(t), groupOptions(t)).Masked()
	var out strings.Builder
	if err := present.Text(&out, d); err != nil {
		t.Fatal(err)
	}
	if got := regexp.MustCompile(`[0-9]{7,}`).FindString(out.String()); got != "" {
		t.Errorf("%q is left in:\n%s", got, out.String())
	}
	for _, stays := range []string{"13 May 2024 16:49", "•••001@g.us", "+••••••••003", "1,234 messages", "18 Nov 2026 10:42"} {
		if !strings.Contains(out.String(), stays) {
			t.Errorf("no %q in:\n%s", stays, out.String())
		}
	}
	if name := present.Chat(documented(t), present.Options{}).Masked().Name; name.IsZero() {
		t.Error("no name")
	}
}

// leaks finds seven digits in a row that are not of a time.
func leaks(s string) string {
	s = regexp.MustCompile(`\d{1,2}:\d{2}:\d{2}\.\d{1,9}`).ReplaceAllString(s, "T")
	n, start := 0, 0
	for i, r := range s {
		if !unicode.IsDigit(r) {
			n = 0
			continue
		}
		if n == 0 {
			start = i
		}
		if n++; n == 7 {
			return s[start:]
		}
	}
	return ""
}

func FuzzMaskedNumbersStayMasked(f *testing.F) {
	for _, seed := range []string{
		"+919537851844", "2025-01-27T11:08:10.696758+00:00 9537851844", "9195378518 44 123 4567", "•123 4567890", "१२३४५६७८९०", "1:22:33.1234567890",
		"844 (12) - 345.6789 2025-01-27", "9️⃣5️⃣3️⃣7️⃣8️⃣5️⃣1️⃣", "+ 9 5 3 7 8 5 1", "12-345-6789012 3", "••• 1234567",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := safetext.Clean(s)
		if len(text.String()) > 10_000 {
			return // the bullets could make it longer than a text may be
		}
		masked := present.MaskNumbers(text)
		if got := leaks(masked.String()); got != "" {
			t.Errorf("%q is left of %q", got, text)
		}
		if again := present.MaskNumbers(masked); again != masked {
			t.Errorf("%q is masked as %q, then as %q", text, masked, again)
		}
		if safetext.Clean(masked.String()) != masked {
			t.Errorf("not clean: %q", masked)
		}
	})
}
