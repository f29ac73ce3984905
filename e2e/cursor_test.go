package e2e

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
)

// cursorVariable names a file where the test binary is to measure text on its terminal instead of testing: it draws each of the file's lines from the first
// column on, asks the terminal for the cursor's column, and writes the columns to the file with ".columns".
const cursorVariable = "E2E_CURSOR"

func reportColumns() int {
	path := os.Getenv(cursorVariable)
	text, err := os.ReadFile(path)
	if err != nil {
		return 1
	}
	if _, err := term.MakeRaw(os.Stdin.Fd()); err != nil {
		return 1
	}
	answers := bufio.NewReader(os.Stdin)
	var columns strings.Builder
	for line := range strings.Lines(string(text)) {
		fmt.Print("\x1b[?7l\x1b[H\x1b[2K" + strings.TrimSuffix(line, "\n") + "\x1b[6n")
		answer, err := answers.ReadString('R')
		if err != nil {
			return 1
		}
		var row, column int
		if _, err := fmt.Sscanf(answer, "\x1b[%d;%dR", &row, &column); err != nil {
			return 1
		}
		fmt.Fprintln(&columns, column)
	}
	if err := os.WriteFile(path+".part", []byte(columns.String()), 0o600); err != nil {
		return 1
	}
	if err := os.Rename(path+".part", path+".columns"); err != nil {
		return 1
	}
	return 0
}
