package cli

import (
	"strconv"
	"strings"

	"chatlens/internal/config"
)

// exitCodes are the exit codes, each with when it is returned.
func exitCodes() [][2]string {
	return [][2]string{
		{strconv.Itoa(exitDone), "Done. The viewer was left, whatever the last request did."},
		{strconv.Itoa(exitOther), "Something else failed."},
		{strconv.Itoa(exitUsage), "Usage or configuration, a bad id, a missing key or phone, or a request that the API calls wrong (422)."},
		{strconv.Itoa(exitAuth), "The key was refused (401, 403)."},
		{strconv.Itoa(exitNotFound), "There is no such chat (404)."},
		{strconv.Itoa(exitRateLimited), "Rate limited (429)."},
		{strconv.Itoa(exitNetwork), "Network, TLS, a timeout, or an error of the server (5xx)."},
		{strconv.Itoa(exitMalformed), "The answer was not understood: it is not the API's, malformed, or too large."},
		{"128+n", "Ended by the signal n."},
	}
}

// chatColumns are those of the chats as tab-separated values, in words.
func chatColumns() []string {
	return []string{
		"chat id", "name", "type", "state", "unread messages", "flagged messages", "labels (by comma)", "assignee", "time of the latest message",
		"its receipt", "its first words",
	}
}

// messageColumns are those of the messages.
func messageColumns() []string {
	return []string{
		"message id", "time", "from (name)", "from (id)", "direction (in, out, note)", "type", "kind in words", "receipt", "agent", "text", "chat id",
	}
}

// columnsHelp is what the help says of tab-separated values, on two lines.
func columnsHelp(columns []string) string {
	const first = 5
	return "The columns of tsv, which has no heading: " + strings.Join(columns[:first], ", ") + ",\n" + strings.Join(columns[first:], ", ") + "."
}

// variables are the environment variables, each with what it says.
func variables() [][2]string {
	all := [][2]string{{config.KeyVariable, "The API key. There is no flag for it, since others can see the arguments of a program."}}
	for _, s := range config.Settings() {
		if s.Variable == "" {
			continue
		}
		says := sentenceOf(s.Doc)
		if s.Flag != "" {
			says += " " + "Also `" + s.Flag + "`."
		}
		all = append(all, [2]string{s.Variable, says})
	}
	return append(all, [][2]string{
		{"HTTPS_PROXY, NO_PROXY", "The proxy, and the hosts that are reached without it."},
		{"SSL_CERT_FILE, SSL_CERT_DIR", "Certificates to trust, in the place of the system's file and directories. On macOS, the keychain decides."},
		{"NO_COLOR", "Not empty: no colours."},
		{"COLORFGBG", "The colours of the terminal, from which the theme auto learns whether it is dark or light."},
		{"LC_ALL, LC_CTYPE, LANG", "The locale. The first that is set decides whether the charset auto is UTF-8 or ASCII."},
		{"TERM", "Where it is empty or dumb, the viewer prints the chat."},
		{"TMUX, STY", "A copy goes through tmux or screen."},
		{"XDG_CONFIG_HOME", "Where the configuration is looked for."},
	}...)
}

// sentenceOf makes a sentence of a remark, with its first letter large and a full stop.
func sentenceOf(remark string) string {
	if remark == "" {
		return ""
	}
	if first := remark[0]; first >= 'a' && first <= 'z' {
		remark = string(first-'a'+'A') + remark[1:]
	}
	return remark + "."
}
