package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chatlens/internal/present"
	"chatlens/styles"
)

// The forms in which chats and messages are printed.
const (
	formatText     = "text"
	formatMarkdown = "markdown"
	formatTSV      = "tsv"
	formatJSON     = "json"
)

// output is the form that a command is asked to print.
type output struct {
	formats []string // those that the command knows
	format  string
	json    bool
}

// register adds the flags for some forms, the first of which is the default.
func (o *output) register(cmd *cobra.Command, formats ...string) {
	o.formats = formats
	cmd.Flags().StringVarP(&o.format, "output", "o", formats[0], "`FORMAT` to print: "+o.list())
	cmd.Flags().BoolVar(&o.json, "json", false, "short for --output json")
	// It fails for a flag that does not exist: that does not depend on what a user does.
	_ = cmd.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}

// list is the forms in words: "text, tsv or json".
func (o *output) list() string {
	last := len(o.formats) - 1
	return strings.Join(o.formats[:last], ", ") + " or " + o.formats[last]
}

// chosen is the form to print.
func (o *output) chosen(cmd *cobra.Command) (string, error) {
	if !slices.Contains(o.formats, o.format) {
		return "", usagef("--output %s is not known: it is %s", o.format, o.list())
	}
	if !o.json {
		return o.format, nil
	}
	if cmd.Flags().Changed("output") && o.format != formatJSON {
		return "", usagef("--json and --output %s contradict each other", o.format)
	}
	return formatJSON, nil
}

// presentation is how answers are shown. What scripts read has the same characters in every locale.
func (p Program) presentation(s *session, format string) present.Options {
	o := present.Options{
		Now: p.Now(), Zone: s.zone, Labels: s.labels, Properties: s.properties, Glyphs: present.UTF8(), Private: s.private, Phones: s.phones,
	}
	if format == formatText {
		o.Width = p.width()
	}
	if s.charset == styles.ASCII && format != formatTSV {
		o.Glyphs = present.ASCII()
	}
	return o
}

// received is a JSON value of the API as it may be printed.
func (s *session) received(raw []byte) []byte {
	if s.private {
		return present.MaskJSON(raw)
	}
	return raw
}

// asJSON is a value of ours as JSON is printed everywhere: with its control characters written out. what names it in an error.
func asJSON(v any, what string) ([]byte, error) {
	var raw, out bytes.Buffer
	encoder := json.NewEncoder(&raw)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, fmt.Errorf("printing %s: %w", what, err)
	}
	if err := present.JSON(&out, raw.Bytes()); err != nil {
		return nil, fmt.Errorf("printing %s: %w", what, err)
	}
	return out.Bytes(), nil
}
