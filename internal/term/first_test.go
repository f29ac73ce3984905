package term

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

func TestTheFirstFrameIsWrittenAtOnceAndOnlyOnce(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "screen"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	read := func() string {
		t.Helper()
		all, err := os.ReadFile(file.Name())
		if err != nil {
			t.Fatal(err)
		}
		return string(all)
	}
	shared := &frames{}
	out := newTerminalOutput(file, shared)
	write := func(s string) {
		t.Helper()
		if _, err := out.WriteString(s); err != nil {
			t.Fatal(err)
		}
	}
	flush := func(number string) { write(ansi.CursorHomePosition + "\r" + number) } // of a renderer that knows nothing of the screen

	write(ansi.SetModeAltScreenSaveCursor)
	shared.put("before the size is known")
	if strings.Contains(read(), "before") {
		t.Errorf("a frame without a size was written: %q", read())
	}
	shared.size(tea.WindowSizeMsg{Width: 20, Height: 2})
	number := shared.put("first\nframe")
	if !strings.Contains(read(), "first") {
		t.Errorf("the first frame waits for the renderer: %q", read())
	}
	flush(number)
	if n := strings.Count(read(), "first"); n != 1 {
		t.Errorf("the first frame was written %d times: %q", n, read())
	}
	number = shared.put("second\nframe")
	if strings.Contains(read(), "second") {
		t.Errorf("the second frame did not wait for the renderer: %q", read())
	}
	flush(number)
	flush(number)
	if n := strings.Count(read(), "second"); n != 2 {
		t.Errorf("a renderer that forgot the screen twice had it drawn %d times: %q", n, read())
	}
}
