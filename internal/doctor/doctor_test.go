package doctor_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chatlens/internal/config"
	"chatlens/internal/doctor"
	"chatlens/internal/safetext"
	"chatlens/internal/term"
)

func find(t *testing.T, all []doctor.Finding, name string) doctor.Finding {
	t.Helper()
	for _, f := range all {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("there is no %s among %v", name, all)
	return doctor.Finding{}
}

func TestWhatIsFoundOfATerminal(t *testing.T) {
	usual := config.Setting{Value: "auto", Source: "the default"}
	for name, c := range map[string]struct {
		environ       []string
		width, height int
		charset       config.Setting
		theme         config.Setting
		away          bool // input or output is no terminal
		finding       string
		state         doctor.State
		found, fix    string
	}{
		"no name":         {environ: nil, finding: "terminal", state: doctor.Warning, found: "TERM is not set", fix: "ssh -t"},
		"dumb":            {environ: []string{"TERM=dumb"}, finding: "terminal", state: doctor.Warning, found: "cannot place the cursor", fix: "TERM=xterm-256color"},
		"console":         {environ: []string{"TERM=linux"}, finding: "terminal", state: doctor.Note, found: "ticks are letters"},
		"usual":           {environ: []string{"TERM=xterm"}, finding: "terminal", found: "TERM=xterm"},
		"piped":           {environ: []string{"TERM=xterm"}, away: true, finding: "terminal", state: doctor.Note, found: "chats are printed"},
		"hostile name":    {environ: []string{"TERM=x\x1b]0;y\a"}, finding: "terminal", found: "TERM=x"},
		"no size":         {finding: "size", state: doctor.Note, found: "not known"},
		"tiny":            {width: 19, height: 5, finding: "size", state: doctor.Warning, found: "19 columns, 5 rows", fix: "larger"},
		"flat":            {width: 80, height: 4, finding: "size", state: doctor.Warning, fix: "larger"},
		"small":           {width: 40, height: 12, finding: "size", state: doctor.Note, found: "z shows one alone"},
		"good":            {width: 80, height: 24, finding: "size", found: "80 columns, 24 rows"},
		"large":           {width: 130, height: 50, finding: "size", found: "stands beside the chat"},
		"no locale":       {finding: "characters", state: doctor.Warning, found: "ASCII alone, since LANG is not set", fix: "export LANG=C.UTF-8"},
		"locale":          {environ: []string{"LANG=de_DE.UTF-8"}, finding: "characters", found: "UTF-8, since LANG=de_DE.UTF-8"},
		"set against it":  {charset: config.Setting{Value: "utf-8", Source: "--charset"}, finding: "characters", state: doctor.Note, found: "UTF-8, as --charset says; the locale says otherwise"},
		"set as it is":    {charset: config.Setting{Value: "ascii", Source: "CHATLENS_CHARSET"}, finding: "characters", found: "ASCII, as CHATLENS_CHARSET says"},
		"no colours":      {environ: []string{"NO_COLOR=1"}, finding: "colours", found: "none, as NO_COLOR says"},
		"old terminal":    {environ: []string{"TERM=vt100"}, finding: "colours", found: "none, as TERM=vt100 has none"},
		"light by itself": {environ: []string{"COLORFGBG=0;15"}, finding: "colours", found: "light background, since COLORFGBG=0;15"},
		"dark by default": {finding: "colours", found: "dark background, since nothing says otherwise"},
		"chosen":          {theme: config.Setting{Value: "light", Source: "theme in x"}, finding: "colours", found: "light background, as theme in x says"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.charset.Value == "" {
				c.charset = usual
			}
			if c.theme.Value == "" {
				c.theme = usual
			}
			all := doctor.Terminal{Environ: c.environ, Interactive: !c.away, Width: c.width, Height: c.height, Charset: c.charset, Theme: c.theme}.Findings()
			f := find(t, all, c.finding)
			if f.State != c.state || !strings.Contains(f.Found.String(), c.found) || !strings.Contains(f.Fix.String(), c.fix) {
				t.Errorf("%v: %q, fix %q", f.State, f.Found, f.Fix)
			}
			if (f.State == doctor.Warning) == f.Fix.IsZero() {
				t.Errorf("%v with the fix %q", f.State, f.Fix)
			}
			if strings.ContainsAny(f.Found.String(), "\x1b\a") {
				t.Errorf("%q", f.Found)
			}
		})
	}
}

func TestWhatIsFoundOfTmux(t *testing.T) {
	asked := func(answers map[string]string) doctor.Asker {
		return func(_ context.Context, args ...string) (string, error) {
			if answer, ok := answers[args[len(args)-1]]; ok {
				return answer + "\n", nil
			}
			return "", errors.New("no server running")
		}
	}
	inside := []string{"TMUX=/tmp/x,1,0", "TERM=tmux-256color"}
	for name, c := range map[string]struct {
		environ []string
		answers map[string]string
		finding string
		state   doctor.State
		fix     string
	}{
		"all well":        {inside, map[string]string{"escape-time": "20", "#{client_utf8}": "1"}, "tmux", doctor.OK, ""},
		"gone":            {inside, nil, "tmux", doctor.Warning, "unset TMUX"},
		"slow esc":        {inside, map[string]string{"escape-time": "500"}, "tmux escape-time", doctor.Warning, "tmux set -s escape-time 20"},
		"quick esc":       {inside, map[string]string{"escape-time": "100"}, "tmux escape-time", doctor.OK, ""},
		"another TERM":    {[]string{"TMUX=/tmp/x,1,0", "TERM=xterm"}, map[string]string{"escape-time": "20"}, "tmux", doctor.Warning, "Do not set TERM"},
		"without unicode": {inside, map[string]string{"escape-time": "20", "#{client_utf8}": "0"}, "tmux characters", doctor.Warning, "tmux -u"},
	} {
		t.Run(name, func(t *testing.T) {
			f := find(t, doctor.Tmux(t.Context(), c.environ, asked(c.answers)), c.finding)
			if f.State != c.state || !strings.Contains(f.Fix.String(), c.fix) {
				t.Errorf("%v: %q, fix %q", f.State, f.Found, f.Fix)
			}
		})
	}
	if all := doctor.Tmux(t.Context(), []string{"TERM=xterm"}, asked(nil)); all != nil {
		t.Errorf("outside of tmux there is %v", all)
	}
}

// way is a clipboard that answers as told.
type way struct {
	route term.Route
	err   error
}

func (w way) Way(context.Context) (term.Route, error) { return w.route, w.err }

func TestTheWayOfCopiesIsSaid(t *testing.T) {
	for _, c := range []struct {
		way   way
		state doctor.State
		found string
	}{
		{way{term.RouteTmux, nil}, doctor.OK, "by tmux"},
		{way{term.RouteScreen, nil}, doctor.OK, "by screen"},
		{way{term.RouteTerminal, nil}, doctor.OK, "which may refuse them"},
		{way{"", &term.CopyError{Said: safetext.Own("tmux has set-clipboard off"), Err: term.ErrClipboardOff}}, doctor.Warning, "set-clipboard off"},
		{way{"", errors.New("broken")}, doctor.Warning, "broken"},
	} {
		f := doctor.Clipboard(t.Context(), c.way)
		if f.State != c.state || !strings.Contains(f.Found.String(), c.found) || (c.state == doctor.Warning) == f.Fix.IsZero() {
			t.Errorf("%v: %v %q, fix %q", c.way, f.State, f.Found, f.Fix)
		}
	}
}

func TestAConfigurationThatOthersCanWriteIsWarnedOf(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.yaml")
	for _, c := range []struct {
		mode  os.FileMode
		state doctor.State
		fix   string
	}{{0o600, doctor.OK, ""}, {0o644, doctor.OK, ""}, {0o620, doctor.Warning, "chmod 600 " + path}, {0o602, doctor.Warning, "chmod 600 "}} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, c.mode); err != nil {
			t.Fatal(err)
		}
		f := find(t, doctor.Configured(config.Config{}, path, nil), "file")
		if f.State != c.state || !strings.Contains(f.Fix.String(), c.fix) {
			t.Errorf("%04o: %v %q, fix %q", c.mode, f.State, f.Found, f.Fix)
		}
	}
	f := find(t, doctor.Configured(config.Config{}, path+".not", nil), "file")
	if f.State != doctor.Note || !strings.Contains(f.Found.String(), "config init") {
		t.Errorf("%v %q", f.State, f.Found)
	}
}

func TestTheRulersBarsStandInOneColumnByTheCount(t *testing.T) {
	lines := doctor.Ruler()
	for _, line := range lines {
		if got, want := safetext.Width(line), safetext.Width(lines[0]); got != want || !strings.HasSuffix(line.String(), "|") {
			t.Errorf("%q is %d cells wide, the first %d", line, got, want)
		}
	}
}
