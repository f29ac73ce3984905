package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"chatlens/internal/config"
	"chatlens/internal/doctor"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/internal/term"
)

func (p Program) doctorCommand(f *flags) *cobra.Command {
	var out output
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Say what works here and what does not, and how to mend it",
		Long: `Look at the terminal, the settings and the account, and say what works, what does not, and how to mend it. It makes one request, which only reads.
The API key is never shown, nor are the arguments of the command that prints it. The exit code is that of the first problem; notes and
warnings are none.`,
		Example: `  chatlens doctor
  chatlens doctor --json
  chatlens --demo doctor`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			format, err := out.chosen(cmd)
			if err != nil {
				return err
			}
			return p.doctor(cmd.Context(), f.given(cmd), format)
		},
	}
	out.register(cmd, formatText, formatJSON)
	return cmd
}

func (p Program) doctor(ctx context.Context, o options, format string) error {
	c, failed := config.Load(p.sources(o))
	s := &session{demo: o.demo, me: c.Me.Value}
	if failed == nil {
		failed = s.look(c, p.Environ)
	}
	all := p.examined(ctx, o, s, c, failed)
	if p.hides(o) {
		for i := range all {
			all[i].Found, all[i].Fix = present.MaskNumbers(all[i].Found), present.MaskNumbers(all[i].Fix)
		}
	}
	width := p.width()
	ruled := width > 0 && !c.ASCII(p.Environ) && failed == nil
	var out []byte
	var err error
	if format == formatJSON {
		out, err = findingsJSON(all)
	} else {
		out = findingsText(all, width, ruled)
		if c.ASCII(p.Environ) {
			out = ascii(string(out))
		}
	}
	if err != nil {
		return err
	}
	if err := p.write(out); err != nil {
		return err
	}
	if worst := doctor.Worst(all); worst.State == doctor.Problem {
		return &exit{exitCode(worst.Err)}
	}
	return nil
}

// examined is all that was found, in the order in which it is told.
func (p Program) examined(ctx context.Context, o options, s *session, c config.Config, failed error) []doctor.Finding {
	b := thisBuild()
	all := []doctor.Finding{{Group: doctor.Program, Name: programName, Found: safetext.Format("%s, %s, %s", b.Version, b.Go, b.Platform)}}
	t := doctor.Terminal{Environ: p.Environ, Interactive: p.interactive(), Charset: c.Charset, Theme: c.Theme}
	t.Width, t.Height = p.size()
	all = append(all, t.Findings()...)
	clipboard := term.NewClipboard(p.Stdout, p.Environ)
	all = append(all, doctor.Tmux(ctx, p.Environ, clipboard.AskTmux)...)
	all = append(all, doctor.Clipboard(ctx, clipboard))
	if failed != nil {
		failed = asUsage(failed)
	}
	all = append(all, doctor.Configured(c, p.sources(o).File, failed)...)
	if failed != nil {
		return append(all, doctor.Finding{Group: doctor.Account, Name: "account", State: doctor.Note, Found: safetext.Own("not looked at before the settings are right")})
	}
	return append(all, p.account(ctx, o, s, c)...)
}

// account looks at the key, and asks the API once.
func (p Program) account(ctx context.Context, o options, s *session, c config.Config) []doctor.Finding {
	probe := doctor.Probe{BaseURL: c.BaseURL.Value, Phone: plainNumber(c.Phone.Value), PhoneSource: c.Phone.Source, Zone: s.zone, Now: p.Now}
	var all []doctor.Finding
	var err error
	if o.demo {
		if err = p.demo(o, s); err != nil {
			return []doctor.Finding{doctor.Key("", err)}
		}
		all = append(all, doctor.Finding{Group: doctor.Account, Name: "key", Found: safetext.Own("the demo brings its own")})
		probe.BaseURL, probe.Phone = s.client.BaseURL(), s.client.Phone()
	} else {
		if err = s.account(ctx, c); err != nil {
			return []doctor.Finding{doctor.Key(c.Key.String(), err)}
		}
		all = append(all, doctor.Key(c.Key.String(), nil))
	}
	defer s.close()
	probe.Client = s.client
	found := probe.Findings(ctx)
	for i := range found {
		if errors.Is(found[i].Err, doctor.ErrNoPhone) {
			found[i].Err = asUsage(found[i].Err)
		}
	}
	return append(all, found...)
}

func findingsText(all []doctor.Finding, width int, ruled bool) []byte {
	var out bytes.Buffer
	names := 0
	for _, f := range all {
		names = max(names, safetext.Width(safetext.Clean(f.Name)))
	}
	group := ""
	for _, f := range all {
		if f.Group != group {
			if group != "" {
				out.WriteByte('\n')
			}
			group = f.Group
			fmt.Fprintf(&out, "%s\n", group)
		}
		gap := strings.Repeat(" ", names-safetext.Width(safetext.Clean(f.Name)))
		lead := fmt.Sprintf("  %-7s  %s%s  ", f.State, f.Name, gap)
		indent := strings.Repeat(" ", len("  problem  ")+names+2)
		for i, line := range present.Wrap(f.Found, width-len(indent)) {
			if i > 0 {
				lead = indent
			}
			fmt.Fprintf(&out, "%s%s\n", lead, line)
		}
		if !f.Fix.IsZero() {
			for _, line := range present.Wrap(safetext.Format("-> %s", f.Fix), width-len(indent)) {
				fmt.Fprintf(&out, "%s%s\n", indent, line)
			}
		}
	}
	if ruled {
		out.WriteString("\nruler\n")
		for _, line := range doctor.Ruler() {
			fmt.Fprintf(&out, "  %s\n", line)
		}
		for _, line := range present.Wrap(doctor.RulerWords(), width-2) {
			fmt.Fprintf(&out, "  %s\n", line)
		}
	}
	return out.Bytes()
}

func findingsJSON(all []doctor.Finding) ([]byte, error) {
	type finding struct {
		Group string `json:"group"`
		Name  string `json:"name"`
		State string `json:"state"`
		Found string `json:"found"`
		Fix   string `json:"fix,omitempty"`
	}
	report := struct {
		State    string    `json:"state"` // of the worst finding
		Findings []finding `json:"findings"`
	}{State: doctor.Worst(all).State.String()}
	for _, f := range all {
		report.Findings = append(report.Findings, finding{f.Group, f.Name, f.State.String(), f.Found.String(), f.Fix.String()})
	}
	return asJSON(report, "the findings")
}
