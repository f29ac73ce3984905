package ui

import (
	"fmt"
	"strings"
	"testing"

	"chatlens/api"
)

func TestFindingGoesToOlderMessages(t *testing.T) {
	messages := talk(t, 1, 100)
	for i := range messages {
		if n := 100 - i; n%20 == 0 {
			messages[i] = said(t, fmt.Sprintf("m%d", n), n*10, fmt.Sprintf("invoice +91 98110-%05d", n))
		}
	}
	r := read(t, 80, 20, messages...)
	r.keys("k")
	for _, step := range []struct{ do, want, notice string }{
		{"/i", "m99", "match 2 of 100"}, {"/invoice", "m80", "match 2 of 5 in what is loaded: n older, N newer"},
		{"n", "m60", "match 3 of 5"}, {"n", "m40", "match 4 of 5"}, {"N", "m60", "match 3 of 5"},
		{"N", "m80", "match 2 of 5"}, {"N", "m100", "match 1 of 5"}, {"N", "m20", "match 5 of 5"}, {"n", "m100", "match 1 of 5"},
		{"/98110-00020", "m20", "1 match in what is loaded"}, {"/Ravi nothing", "m20", "“Ravi nothing” does not occur in what is loaded"},
	} {
		if typed, ok := strings.CutPrefix(step.do, "/"); ok {
			r.pane.Search(typed)
		} else {
			r.keys(step.do)
			if _, ok := r.last.(foundMatch); !ok {
				t.Errorf("%s is %v", step.do, r.last)
			}
		}
		r.on(step.want)
		if n := r.pane.searchNotice(); !strings.Contains(n.text.String(), step.notice) {
			t.Errorf("after %s the notice is %q, not %q", step.do, n.text, step.notice)
		}
	}
	r.pane.Search("invoice")
	r.pane.Add([]api.Message{said(t, "new", 2000, "INVOICE again")}, true)
	r.keys("N")
	if n := r.pane.searchNotice(); !strings.Contains(n.text.String(), "of 6") {
		t.Errorf("a new match does not count: %q", n.text)
	}
	r.pane.Add([]api.Message{said(t, "m20", 200, "no longer a bill")}, true)
	r.keys("N")
	if n := r.pane.searchNotice(); !strings.Contains(n.text.String(), "of 5") {
		t.Errorf("a match that is none any more counts: %q", n.text)
	}
	r.pane.Search("")
	r.name("Ravindra")
	r.converse(false)
	r.pane.Search("ravindra invoice")
	if n := r.pane.searchNotice(); !strings.Contains(n.text.String(), "of 5") {
		t.Errorf("a new name is not found: %q", n.text)
	}
	r.pane.Search("")
	if n := r.pane.searchNotice(); !n.text.IsZero() {
		t.Errorf("without a search it says %q", n.text)
	}
	if _, handled := r.pane.Update("n"); handled {
		t.Error("n is taken without a search")
	}
}
