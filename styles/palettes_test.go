package styles_test

import "strings"

// A scheme is a terminal's sixteen colours on one background, "rrggbb" each.
type scheme struct {
	name                   string
	background, foreground string
	dark                   bool
	colours                string // from 0 to 15
}

func (s scheme) colour(n int) string { return strings.Fields(s.colours)[n] }

// schemes are the palettes that terminals come with or that many people choose, as their documentation and sources give them.
func schemes() []scheme {
	const (
		xterm     = "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
		vga       = "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
		putty     = "000000 bb0000 00bb00 bbbb00 0000bb bb00bb 00bbbb bbbbbb 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
		campbell  = "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
		tango     = "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec"
		gnome     = "171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc 5e5c64 f66151 33da7a e9ad0c 2a7bde c061cb 33c7de ffffff"
		solarized = "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3"
		macOS     = "000000 c23621 25bc24 adad27 492ee1 d338d3 33bbc8 cbcccd 818383 fc391f 31e722 eaec23 5833ff f935f8 14f0f0 e9ebeb"
		iTerm     = "000000 c91b00 00c200 c7c400 0225c7 c930c7 00c5c7 c7c7c7 676767 ff6d67 5ff967 fefb67 6871ff ff76ff 5ffdff feffff"
		gruvbox   = "282828 cc241d 98971a d79921 458588 b16286 689d6a a89984 928374 fb4934 b8bb26 fabd2f 83a598 d3869b 8ec07c ebdbb2"
		gruvLight = "fbf1c7 cc241d 98971a d79921 458588 b16286 689d6a 7c6f64 928374 9d0006 79740e b57614 076678 8f3f71 427b58 3c3836"
		code      = "000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5 666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5"
		codeLight = "000000 cd3131 107c10 949800 0451a5 bc05bc 0598bc 555555 666666 cd3131 14ce14 b5ba00 0451a5 bc05bc 0598bc a5a5a5"
		dracula   = "21222c ff5555 50fa7b f1fa8c bd93f9 ff79c6 8be9fd f8f8f2 6272a4 ff6e6e 69ff94 ffffa5 d6acff ff92df a4ffff ffffff"
		breeze    = "232627 ed1515 11d116 f67400 1d99f3 9b59b6 1abc9c fcfcfc 7f8c8d c0392b 1cdc9a fdbc4b 3daee9 8e44ad 16a085 ffffff"
	)
	return []scheme{
		{"xterm", "000000", "ffffff", true, xterm},
		{"Linux console", "000000", "aaaaaa", true, vga},
		{"PuTTY", "000000", "bbbbbb", true, putty},
		{"Windows Campbell", "0c0c0c", "cccccc", true, campbell},
		{"Tango", "2e3436", "d3d7cf", true, tango},
		{"Tango on black", "000000", "d3d7cf", true, tango},
		{"Ubuntu", "300a24", "ffffff", true, tango},
		{"GNOME", "1e1e1e", "d0cfcc", true, gnome},
		{"Solarized", "002b36", "839496", true, solarized},
		{"macOS Pro", "000000", "f2f2f2", true, macOS},
		{"iTerm2", "000000", "c7c7c7", true, iTerm},
		{"Gruvbox", "282828", "ebdbb2", true, gruvbox},
		{"VS Code", "1e1e1e", "cccccc", true, code},
		{"Dracula", "282a36", "f8f8f2", true, dracula},
		{"Breeze", "232627", "fcfcfc", true, breeze},

		{"xterm", "ffffff", "000000", false, xterm},
		{"VGA", "ffffff", "000000", false, vga},
		{"PuTTY", "ffffff", "000000", false, putty},
		{"Windows Campbell", "f2f2f2", "0c0c0c", false, campbell},
		{"Tango", "eeeeec", "2e3436", false, tango},
		{"Tango on white", "ffffff", "2e3436", false, tango},
		{"GNOME", "ffffff", "171421", false, gnome},
		{"Solarized", "fdf6e3", "657b83", false, solarized},
		{"macOS Basic", "ffffff", "000000", false, macOS},
		{"iTerm2", "ffffff", "000000", false, iTerm},
		{"Gruvbox", "fbf1c7", "3c3836", false, gruvLight},
		{"VS Code", "ffffff", "333333", false, codeLight},
		{"Breeze", "ffffff", "232627", false, breeze},
	}
}
