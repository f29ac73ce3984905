package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/charmbracelet/x/vt"
	"github.com/google/go-cmp/cmp"
)

const root = "../.."

// pictures are the lines of the files of a folder, by name.
func pictures(t *testing.T, folder string) map[string][]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = strings.Split(string(b), "\n")
	}
	return all
}

func TestThePicturesShowTheProgramAsItIs(t *testing.T) {
	made := t.TempDir()
	if err := write(os.DirFS(root), made); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(pictures(t, filepath.Join(root, folder)), pictures(t, made)); diff != "" {
		t.Errorf("the pictures are not current: make pictures, and look at them (-there +made):\n%s", diff)
	}
}

func TestTheREADMEShowsEachPicture(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scenes() {
		if !strings.Contains(string(readme), "["+s.title+"]("+folder+"/"+s.file+")") {
			t.Errorf("README.md does not show %s as %q", s.file, s.title)
		}
	}
}

func TestAPictureIsSmallAndBringsAllItNeeds(t *testing.T) {
	const most = 50_000 // bytes
	for name, lines := range pictures(t, filepath.Join(root, folder)) {
		svg := strings.Join(lines, "\n")
		if len(svg) > most {
			t.Errorf("%s has %d bytes, more than %d", name, len(svg), most)
		}
		doc := etree.NewDocument()
		if err := doc.ReadFromString(svg); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, e := range doc.FindElements("//*") {
			if !slices.Contains([]string{"svg", "title", "rect", "path", "g", "text"}, e.Tag) {
				t.Errorf("%s has an element %s", name, e.Tag)
			}
			for _, a := range e.Attr {
				if a.Key != "xmlns" && strings.Contains(a.Value, ":") {
					t.Errorf("%s has %s=%q, which may refer to something", name, a.Key, a.Value)
				}
			}
		}
	}
}

// picture is one of what a terminal shows.
func picture(t *testing.T, width, height int, output string) *etree.Element {
	t.Helper()
	screen := vt.NewEmulator(width, height)
	t.Cleanup(func() { _ = screen.Close() })
	if _, err := screen.WriteString(output); err != nil {
		t.Fatal(err)
	}
	svg, err := draw(screen, "A test")
	if err != nil {
		t.Fatal(err)
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(svg); err != nil {
		t.Fatal(err)
	}
	return doc.Root()
}

func TestBordersAreLinesWithoutGaps(t *testing.T) {
	paths := picture(t, 6, 3, "┌─ a ┐\r\n│    │\r\n└────┘").FindElements("path")
	if len(paths) != 1 {
		t.Fatalf("the border is %d paths", len(paths))
	}
	want := "M4 9h14v1h-14z" + "M4 9h1v37h-1z" + // up to the title, and down the left side
		"M45 9h5v1h-5z" + "M49 9h1v37h-1z" + // behind the title, and down the right side
		"M4 45h46v1h-46z"
	if got := paths[0].SelectAttrValue("d", ""); got != want {
		t.Errorf("the border is %s, want %s", got, want)
	}
}

func TestTextsStandInTheirCellsWhateverTheFont(t *testing.T) {
	type text struct{ x, length, anchor, said string }
	var got []text
	for _, e := range picture(t, 40, 1, "one two  three \x1b[1mbold\x1b[m 王🪑 שלום left").FindElements("g/text") {
		got = append(got, text{e.SelectAttrValue("x", ""), e.SelectAttrValue("textLength", ""), e.SelectAttrValue("text-anchor", ""), e.Text()})
	}
	want := []text{
		{"0", "63", "", "one two"}, {"81", "45", "", "three"}, {"135", "36", "", "bold"},
		{"189", "", "middle", "王"}, {"207", "", "middle", "🪑"}, {"225", "36", "", "שלום"}, {"270", "36", "", "left"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(text{})); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}

func TestAReversedTextIsDarkOnABarAsWideAsItsCells(t *testing.T) {
	svg := picture(t, 10, 1, "\x1b[7m a 王 \x1b[m b")
	if got := svg.FindElement("path").SelectAttrValue("d", ""); got != "M0 0h54v18h-54z" {
		t.Errorf("the bar is %s", got)
	}
	for _, e := range svg.FindElements("g/text") {
		if got, want := e.SelectAttrValue("fill", foreground), map[bool]string{true: foreground, false: background}[e.Text() == "b"]; got != want {
			t.Errorf("%q is %s, want %s", e.Text(), got, want)
		}
	}
}
