package cli

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// What a release says of itself. The linker sets them, with -X chatlens/internal/cli.stampedVersion=v1.2.3 and so on; other builds
// know what Go has noted.
var stampedVersion, stampedCommit, stampedDate string

// A build is what is known of the program.
type build struct {
	Version  string `json:"version"`  // "devel" where nobody has said
	Commit   string `json:"commit"`   // empty: not known
	Modified bool   `json:"modified"` // the commit and changes on top
	Date     string `json:"date"`     // of the commit or the release, RFC 3339; empty: not known
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func thisBuild() build {
	b := build{Version: "devel", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			b.Version = v
		}
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				b.Commit = s.Value
			case "vcs.time":
				b.Date = s.Value
			case "vcs.modified":
				b.Modified = s.Value == "true"
			}
		}
	}
	if stampedVersion != "" {
		b.Version = stampedVersion
	}
	if stampedCommit != "" {
		b.Commit, b.Modified = stampedCommit, false
	}
	if stampedDate != "" {
		b.Date = stampedDate
	}
	return b
}

// day is the date without the time of day; empty: not known.
func (b build) day() string {
	day, _, _ := strings.Cut(b.Date, "T")
	return day
}

// lines are all that is known, for people.
func (b build) lines() string {
	commit := b.Commit
	switch {
	case commit == "":
		commit = "unknown"
	case b.Modified:
		commit += ", and changes"
	}
	date := b.Date
	if date == "" {
		date = "unknown"
	}
	return fmt.Sprintf("chatlens %s\ncommit   %s\ndate     %s\ngo       %s\nplatform %s\n", b.Version, commit, date, b.Go, b.Platform)
}

func (p Program) versionCommand() *cobra.Command {
	var out output
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Long:  "Print the version, with the commit and the date that it was made of, Go's version, and the platform. --version prints one line of it.",
		Example: `  chatlens version
  chatlens version --json`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			format, err := out.chosen(cmd)
			if err != nil {
				return err
			}
			b := thisBuild()
			if format == formatText {
				return p.write([]byte(b.lines()))
			}
			data, err := json.MarshalIndent(b, "", "  ")
			if err != nil {
				return fmt.Errorf("printing the version: %w", err)
			}
			return p.write(append(data, '\n'))
		},
	}
	out.register(cmd, formatText, formatJSON)
	return cmd
}

// release is the version that was built, "devel" where the build does not say.
func release() string { return thisBuild().Version }

// version is what --version says behind the program's name, in cobra's own words: a template of ours would take text/template into the
// program, and with it every method that one could name, 2.6 MB.
func version() string {
	b := thisBuild()
	return fmt.Sprintf("%s (%s, %s)", b.Version, b.Go, b.Platform)
}

func userAgent() string { return "chatlens/" + release() }
