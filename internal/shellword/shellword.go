// Package shellword writes words of a POSIX shell's command line, for advice and commands that are copied. It must not run anything.
package shellword

import "strings"

// plain are the characters that mean themselves wherever they stand in a word.
const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,:@%"

// Of is a text as one word, in quotes where it needs them.
func Of(s string) string {
	if s != "" && strings.Trim(s, plain) == "" {
		return s
	}
	return Quoted(s)
}

// Quoted is a text as one word in quotes.
func Quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
