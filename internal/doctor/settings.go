package doctor

import (
	"cmp"
	"errors"
	"io/fs"
	"os"

	"chatlens/internal/config"
	"chatlens/internal/safetext"
)

// Configured looks at the configuration file and lists the settings that somebody made. The error is that of reading them.
func Configured(c config.Config, file string, failed error) []Finding {
	all := []Finding{configurationFile(file)}
	if failed != nil {
		return append(all, Finding{Group: Settings, Name: "configuration", State: Problem, Found: safetext.Clean(failed.Error()).Line(),
			Fix: safetext.Own("Mend the setting, or take it out; chatlens man 5 explains each"), Err: failed})
	}
	set := 0
	for _, s := range c.Shown() {
		if s.Default || s.Value == "" {
			continue
		}
		name := s.Key
		if s.Item != "" {
			name += "." + s.Item
		}
		set++
		all = append(all, Finding{Group: Settings, Name: safetext.Clean(name).Line().String(),
			Found: safetext.Format("%s, from %s", safetext.Clean(s.Value).Line(), safetext.Clean(s.Source).Line())})
	}
	if set == 0 {
		all = append(all, Finding{Group: Settings, Name: "settings", Found: safetext.Own("all as they come")})
	}
	return all
}

// configurationFile looks at who else can write the file: it names the command that is run for the key, and the URL that the key is sent to.
func configurationFile(path string) Finding {
	f := Finding{Group: Settings, Name: "file"}
	said := safetext.Clean(cmp.Or(path, "none")).Line()
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.State, f.Found = Note, safetext.Format("%s does not exist; chatlens config init writes one", said)
	case err != nil:
		f.State, f.Found = Warning, safetext.Clean(err.Error()).Line()
		f.Fix = safetext.Own("Make the file one that you can read")
	case info.Mode().Perm()&0o022 != 0:
		f.State, f.Found = Warning, safetext.Format("%s can be written by others (mode %04o)", said, int(info.Mode().Perm()))
		f.Fix = safetext.Format("chmod 600 %s", said)
	default:
		f.Found = safetext.Format("%s (mode %04o)", said, int(info.Mode().Perm()))
	}
	return f
}
