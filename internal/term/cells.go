package term

import (
	"slices"
	"strconv"
	"strings"

	"chatlens/internal/safetext"
)

// A cell is one column of a row of the screen.
type cell struct {
	text  string // a grapheme cluster; "" continues the one to the left
	style style
}

func blankCell() cell { return cell{text: " "} }

func (c cell) blank() bool { return c.text == " " && !c.style.fills() }

// A span is some columns of a row: from the first one to before the last.
type span struct{ from, to int }

// A row is one row of the screen. Its units are the spans between two columns that were reached by a move to them, and that hold something
// whose width terminals disagree on: where what is in them stands is not known, so that they are drawn as a whole or not at all.
type row struct {
	line  string // of the frame, from which it was made
	sum   uint64 // of the line, as the canvas hashes it
	cells []cell
	units []span
}

// clear makes the row an empty one.
func (r *row) clear(width int) {
	r.line, r.sum = "", 0
	r.units = r.units[:0]
	r.cells = slices.Grow(r.cells[:0], width)[:width]
	for x := range r.cells {
		r.cells[x] = blankCell()
	}
}

// parse makes the row of a line of a frame: texts, SGR, and CHA, which moves to a column. Other control sequences are for terminals that are
// written to without a memory of the screen.
func (r *row) parse(line string, width int) {
	r.clear(width)
	r.line = line
	var pen style
	column, start, contested := 0, 0, false
	anchor := func(to int) {
		if contested {
			r.units = append(r.units, span{start, min(max(to, column), width)})
		}
		start, contested = to, false
	}
	for i := 0; i < len(line); {
		if line[i] == '\x1b' {
			parameters, final, size := sequence(line[i:])
			switch final {
			case 'm':
				pen = pen.apply(parameters)
			case 'G':
				n, err := strconv.Atoi(parameters)
				if err != nil || n < 1 {
					n = 1
				}
				anchor(n - 1)
				column = n - 1
			}
			i += size
			continue
		}
		size, cells, agreed := safetext.Measure(line[i:])
		cluster := line[i : i+size]
		i += size
		if !agreed {
			contested = true
		}
		if cluster < " " || cells > width-column {
			continue // the program writes neither
		}
		if cells == 0 {
			r.join(column, cluster)
			continue
		}
		r.cells[column] = cell{cluster, pen}
		if cluster == " " && !pen.fills() {
			r.cells[column] = blankCell() // nobody sees the colour of a blank
		}
		for k := 1; k < cells; k++ {
			r.cells[column+k] = cell{"", pen}
		}
		column += cells
	}
	anchor(width)
}

// join adds what takes no cell to the cluster on its left.
func (r *row) join(column int, cluster string) {
	for x := column - 1; x >= 0; x-- {
		if r.cells[x].text != "" {
			r.cells[x].text += cluster
			return
		}
	}
}

// sequence splits a control sequence (CSI) off the front of s, which begins with ESC. What is none is ESC alone.
func sequence(s string) (parameters string, final byte, size int) {
	if len(s) < 3 || s[1] != '[' {
		return "", 0, 1
	}
	end := strings.IndexFunc(s[2:], func(r rune) bool { return r >= 0x40 && r <= 0x7E })
	if end < 0 {
		return "", 0, len(s)
	}
	return s[2 : 2+end], s[2+end], end + 3
}
