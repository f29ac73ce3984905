package present_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// printedChats is the chat list as text, a line a chat: those of the test data, the first of which may have many labels and a long name.
func printedChats(t *testing.T, o present.Options, laden bool) []string {
	t.Helper()
	list := chats(t, o)
	if laden {
		list[0].Name = safetext.Clean(strings.Repeat("संस्था ", 20))
		for i := range 15 {
			name := safetext.Clean(fmt.Sprintf("label %d", i))
			list[0].Labels = append(list[0].Labels, present.NamedLabel{ID: name, Name: name})
		}
	}
	var out bytes.Buffer
	if err := present.ChatsText(&out, list, o); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

func TestAChatOnATerminalIsARowThatBeginsWithItsWholeID(t *testing.T) {
	id := regexp.MustCompile(`^[0-9]+@[cg]\.us( |$)`)
	for _, glyphs := range []present.Glyphs{present.UTF8(), present.ASCII()} {
		for _, width := range []int{1, 2, 3, 10, 24, 40, 60, 80, 120, 200, 400} {
			for _, laden := range []bool{false, true} {
				o := listOptions()
				o.Glyphs, o.Width = glyphs, width
				lines := printedChats(t, o, laden)
				for _, line := range lines {
					if n := safetext.Width(safetext.Clean(line)); n > width {
						t.Errorf("width %d: %d cells: %s", width, n, line)
					}
					if width >= 24 && !id.MatchString(line) {
						t.Errorf("width %d: there is no id: %s", width, line)
					}
				}
				if all := strings.Join(lines, "\n"); width >= 80 && (!strings.Contains(all, "meer") || !strings.Contains(all, "Acme Onboard")) {
					t.Errorf("width %d: no name, or nobody who it is assigned to:\n%s", width, all)
				}
				if all := strings.Join(lines, "\n"); width >= 120 && !strings.Contains(all, "us: The inv") {
					t.Errorf("width %d: no latest message:\n%s", width, all)
				}
			}
		}
	}
}

func TestOneLadenChatDoesNotPushThoseOfOthersApart(t *testing.T) {
	for _, glyphs := range []present.Glyphs{present.UTF8(), present.ASCII()} {
		o := listOptions()
		o.Glyphs = glyphs
		lines := printedChats(t, o, true)
		if !strings.Contains(lines[0], "label 14  ") {
			t.Errorf("something is cut: %s", lines[0])
		}
		for _, line := range lines[1:] {
			if n := safetext.Width(safetext.Clean(line)); n > 220 {
				t.Errorf("%d cells: %s", n, line)
			}
		}
	}
}
