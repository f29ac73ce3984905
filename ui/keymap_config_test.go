package ui

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// openedWith shows the documented chat in a viewer with other keys.
func openedWith(t *testing.T, bindings map[string][]string) *viewer {
	t.Helper()
	k := DefaultKeyMap()
	if err := k.Bind(bindings); err != nil {
		t.Fatal(err)
	}
	o := defaults()
	o.Start = mustID(t, documentedID)
	o.Keys = &k
	v := start(t, o, 80, 24)
	v.load(documented(t))
	return v
}

func TestEveryKeyOfTheKeyMapHasAnActionOfItsName(t *testing.T) {
	k := DefaultKeyMap()
	fields := map[*key.Binding]string{}
	add := func(v reflect.Value, name string) { fields[v.Addr().Interface().(*key.Binding)] = name }
	all := reflect.ValueOf(&k).Elem()
	for i := range all.NumField() {
		var name strings.Builder
		for j, r := range all.Type().Field(i).Name {
			if unicode.IsUpper(r) && j > 0 {
				name.WriteByte('-')
			}
			name.WriteRune(unicode.ToLower(r))
		}
		if all.Field(i).Kind() == reflect.Array {
			for j := range all.Field(i).Len() {
				add(all.Field(i).Index(j), name.String()+"-"+string(rune('1'+j)))
			}
			continue
		}
		add(all.Field(i), name.String())
	}
	for _, a := range k.Actions() {
		if fields[a.binding] != a.Name {
			t.Errorf("the action %s binds %s", a.Name, fields[a.binding])
		}
		delete(fields, a.binding)
	}
	for _, name := range fields {
		t.Errorf("no action binds %s", name)
	}
}

func TestBoundKeysAreNamedAsTheyAre(t *testing.T) {
	for written, want := range map[string]string{
		"x": "x", "X": "X", "é": "é", "Ctrl+X": "ctrl+x", "F5": "f5", "alt+x": "alt+x", "Alt+X": "alt+X", "Space": " ", " ": " ",
		"return": "enter", "ctrl+m": "enter", "PageDown": "pgdown", "shift+up": "shift+up", "alt+enter": "alt+enter", "ctrl+space": "ctrl+@", "+": "+", "alt++": "alt++",
	} {
		got, err := parseKey(written)
		if got != want || err != nil {
			t.Errorf("%s: got %q, %v", written, got, err)
		}
	}
}

func TestBindingsThatCannotBeAreRefusedByName(t *testing.T) {
	for name, c := range map[string]struct {
		bindings map[string][]string
		want     []string
	}{
		"unknown action":           {map[string][]string{"opne": {"x"}}, []string{"opne", "did you mean open?"}},
		"no action at all":         {map[string][]string{"frobnicate-it-all": {"x"}}, []string{"frobnicate-it-all", "next-chat"}},
		"unknown key":              {map[string][]string{"open": {"ctrl+ö"}}, []string{"action open", `"ctrl+ö"`}},
		"misspelt key":             {map[string][]string{"open": {"pgdwn"}}, []string{"pgdwn", "did you mean pgdown?"}},
		"impossible key":           {map[string][]string{"open": {"shift+a"}}, []string{"shift+a", "such as A"}},
		"beginning of other keys":  {map[string][]string{"open": {"alt+["}}, []string{"alt+["}},
		"two characters":           {map[string][]string{"open": {"gg"}}, []string{`"gg"`}},
		"control character":        {map[string][]string{"open": {"\x1b"}}, []string{`"\x1b"`}},
		"empty key":                {map[string][]string{"open": {""}}, []string{"action open", `""`}},
		"two of them":              {map[string][]string{"open": {"x"}, "sort": {"x"}}, []string{"key x", "open", "sort"}},
		"one that is taken":        {map[string][]string{"open": {"n"}}, []string{"key n", "open", "next-match"}},
		"the same by another name": {map[string][]string{"open": {"ctrl+i"}}, []string{"key tab", "open", "next"}},
		"space":                    {map[string][]string{"open": {"space"}}, []string{"key space", "open", "page-down"}},
		"ctrl+c for another":       {map[string][]string{"open": {"ctrl+c"}}, []string{"ctrl+c", "abort", "open"}},
		"abort without ctrl+c":     {map[string][]string{"abort": {"f10"}}, []string{"abort", "ctrl+c always quits"}},
		"abort without a key":      {map[string][]string{"abort": {}}, []string{"ctrl+c always quits"}},
		"no way out of a prompt":   {map[string][]string{"back": {}}, []string{"action back", "needs a key"}},
		"a letter ends a prompt":   {map[string][]string{"enter": {"x"}}, []string{"action enter", "key x is for writing"}},
		"space repaints":           {map[string][]string{"repaint": {"+"}}, []string{"action repaint"}},
	} {
		t.Run(name, func(t *testing.T) {
			k := DefaultKeyMap()
			err := k.Bind(c.bindings)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q is not in %q", want, err)
				}
			}
			if !reflect.DeepEqual(k, DefaultKeyMap()) {
				t.Error("the keys have changed")
			}
		})
	}
}

func TestBoundKeysWorkAndAreNamedInPlaceOfTheUsualOnes(t *testing.T) {
	v := openedWith(t, map[string][]string{
		"pane-2": {"x", "alt+2"}, "pane-1": {"v"}, "list-pane": {"9"}, "help": {"f1"}, "open": {}, "next": {"+"}, "enter": {"ctrl+e"}, "back": {"ctrl+x"},
	})
	v.shows("v Chat ", "x Members", "3 Labels", "f1 help", "+ pane")
	v.hides("o open", "tab pane", "? help")
	v.keys("o", "2", "?")
	v.hides("open:", "Help")
	v.keys("x")
	v.shows("▌ x Members")
	v.keys("v")
	v.shows("▌ v Chat")
	v.keys("+")
	v.shows("▌ x Members")
	v.send(tea.KeyMsg{Type: tea.KeyF1})
	v.shows("Help", "no key       open a chat", "ctrl+x close")
	v.send(tea.KeyMsg{Type: tea.KeyCtrlX})
	v.keys("/", "x", "v")
	v.shows("filter: xv", "ctrl+e keeps · ctrl+x leaves")
	v.send(tea.KeyMsg{Type: tea.KeyCtrlX})
	v.keys(":", "m", "e", "m", "b")
	v.shows("go to the chat's members", "x, alt+2")
	v.send(tea.KeyMsg{Type: tea.KeyCtrlE})
	v.shows("▌ x Members")
	v.keys(":", "o", "p", "e", "n", " ", "a")
	v.hides("open a chat")
	v.send(tea.KeyMsg{Type: tea.KeyCtrlX})
	v.keys("ctrl+c")
	for !v.quit {
		v.next()
	}
}

func TestAllHintsMayBeWithoutAKey(t *testing.T) {
	none := map[string][]string{}
	k := DefaultKeyMap()
	for _, a := range k.Actions() {
		switch a.Name {
		case "abort", "back", "enter":
		default:
			none[a.Name] = []string{}
		}
	}
	v := openedWith(t, none)
	v.keys("?", "q", ":", "c")
	v.resize(30, 24)
	v.shows("BK Local1", "Members", "enter whole")
	v.hides("help", "quit", "refresh")
}
