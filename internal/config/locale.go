package config

import "strings"

// The character sets that can be set, but for "auto".
const (
	UTF8  = "utf-8"
	ASCII = "ascii"
)

// ASCII reports whether what is printed is to be ASCII: as the setting says, or else the locale.
func (c Config) ASCII(environ []string) bool {
	if c.Charset.Value != "auto" {
		return c.Charset.Value == ASCII
	}
	charset, _ := LocaleCharset(environ)
	return charset == ASCII
}

// LocaleCharset is the character set of the environment's locale: the first of LC_ALL, LC_CTYPE and LANG that is set decides, as in POSIX.
// The reason says which it was, in a few words.
func LocaleCharset(environ []string) (charset, reason string) {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		v := Lookup(environ, name)
		if v == "" {
			continue
		}
		_, codeset, _ := strings.Cut(v, ".")
		codeset, _, _ = strings.Cut(codeset, "@")
		if c := strings.ToLower(codeset); c == "utf-8" || c == "utf8" {
			return UTF8, name + "=" + v
		}
		return ASCII, name + "=" + v
	}
	return ASCII, "LANG is not set"
}
