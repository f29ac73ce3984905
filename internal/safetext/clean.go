package safetext

import (
	"strings"
	"unicode/utf8"
)

const (
	maxBytes        = 64 << 10
	maxLines        = 2000
	maxClusterRunes = 32
	maxMarks        = 8 // on one base
	tab             = "    "
	cutNotice       = "… (cut: longer than 64 KiB or 2,000 lines)"
)

// Clean makes text from outside safe to draw. Legitimate text of any script, emoji sequences included, stays as it is.
//
//   - C0 controls and DEL become their pictures (U+2400 and following); a newline stays, CR LF and the Unicode line and
//     paragraph separators become one, and a tab becomes four spaces.
//   - C1 controls, bytes that are not UTF-8, private, unassigned and non-characters, and the two direction overrides become
//     U+FFFD.
//   - Other bidirectional controls, soft hyphens, zero width spaces, stray tags and other invisible characters are dropped.
//     Joiners stay between letters, marks and emoji, the selectors of text and emoji form after a character that has both,
//     tags in a well-formed flag.
//   - Letters and symbols without a glyph become spaces.
//   - A base keeps eight marks, a cluster 32 characters. A line that starts with an attaching character gets a dotted
//     circle to attach to, as text renderers draw it.
//   - What is longer than 64 KiB or 2,000 lines is cut, and a last line says so.
//
// It takes linear time, allocates nothing when nothing changes, and changes nothing when repeated.
func Clean(s string) Text {
	if isClean(s) {
		return Text{s}
	}
	c := cleaner{in: s}
	c.run()
	out := c.text()
	if c.longRun {
		out = limitClusters(out)
	}
	if c.over {
		out = cutBody(out)
	}
	return Text{out}
}

// isClean reports quickly whether s is printable ASCII within the limits.
func isClean(s string) bool {
	if len(s) > maxBytes {
		return false
	}
	lines := 1
	for i := range len(s) {
		if s[i] == '\n' {
			lines++
		} else if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return lines <= maxLines
}

// cleaner goes once over its input. As long as nothing changes it only counts.
type cleaner struct {
	in    string
	same  int    // bytes at the start of in that are also the output, while out is nil
	out   []byte // nil until the output differs
	lines int    // newlines in the output

	prev   rune // the last character of the output on this line, 0 at its start
	marks  int  // marks since the last base
	joiner int  // where in the input the joiner stands that waits for its right neighbour, 0 for none
	streak int  // characters since the last one that certainly starts a cluster, with it

	longRun bool // a cluster may be too long
	over    bool // there is more than the limits allow
}

func (c *cleaner) run() {
	for i := 0; i < len(c.in); {
		if c.length() > maxBytes || c.lines >= maxLines {
			c.over = true
			return
		}
		if c.in[i] < utf8.RuneSelf {
			i += c.ascii(i)
			continue
		}
		r, size := utf8.DecodeRuneInString(c.in[i:])
		c.character(i, r, size)
		i += size
		if r == blackFlag {
			n := flagTags(c.in[i:])
			if n > 0 {
				c.keep(i, n)
				c.prev = cancelTag
				c.streak += n / utf8.UTFMax
			}
			i += n
		}
	}
	c.over = c.length() > maxBytes || c.lines >= maxLines
}

// ascii handles the ASCII character at i and returns how many bytes it took.
func (c *cleaner) ascii(i int) int {
	b := c.in[i]
	switch {
	case b == '\n':
		c.newline(i, 1)
	case b == '\r' && strings.HasPrefix(c.in[i:], "\r\n"):
	case b == '\t':
		c.write(tab)
		c.base(' ')
	case b < ' ':
		c.base(0x2400 + rune(b))
		c.write(string(0x2400 + rune(b)))
	case b == 0x7F:
		c.base('␡')
		c.write("␡")
	default:
		c.join(rune(b))
		c.keep(i, 1)
		c.base(rune(b))
	}
	return 1
}

// character handles the character at i, which is not ASCII.
func (c *cleaner) character(i int, r rune, size int) {
	kind := classOf(r)
	if r == utf8.RuneError && size == 1 {
		kind = classReplace
	}
	switch kind {
	case classKeep:
		if c.prev == 0 && extends(r) {
			c.write(string(dottedCircle))
		}
		c.join(r)
		c.keep(i, size)
		c.base(r)
	case classMark:
		c.mark(i, r, size)
	case classJoiner:
		if c.joiner == 0 && c.prev != 0 && isJoinable(c.prev) {
			c.joiner = i
		}
	case classSelector:
		if c.joiner == 0 && takesSelector(c.prev) {
			c.keep(i, size)
			c.prev = r
			c.count()
		}
	case classReplace:
		c.write(string(replacementChar))
		c.base(replacementChar)
	case classSpace:
		c.write(" ")
		c.base(' ')
	case classNewline:
		c.newline(i, 0)
	}
}

func (c *cleaner) mark(i int, r rune, size int) {
	if c.marks >= maxMarks {
		return
	}
	if c.prev == 0 {
		c.write(string(dottedCircle))
	}
	c.join(r)
	c.keep(i, size)
	c.prev = r
	c.marks++
	c.count()
}

// newline ends the line. size is 1 if the newline at i can stay and 0 if another character stands for it.
func (c *cleaner) newline(i, size int) {
	if size == 1 {
		c.keep(i, 1)
	} else {
		c.write("\n")
	}
	c.lines++
	c.prev, c.marks, c.joiner, c.streak = 0, 0, 0, 0
}

// base notes that a base was put out.
func (c *cleaner) base(r rune) {
	if plainCells(r) > 0 && !attracts(c.prev) {
		c.streak = 0
	}
	c.prev, c.marks, c.joiner = r, 0, 0
	c.count()
}

// count notes one more character, which may be in a cluster with those before it.
func (c *cleaner) count() {
	if c.streak++; c.streak >= maxClusterRunes {
		c.longRun = true
	}
}

// join puts out the waiting joiner if r may stand right of it.
func (c *cleaner) join(r rune) {
	if c.joiner > 0 && isJoinable(r) {
		_, size := utf8.DecodeRuneInString(c.in[c.joiner:])
		c.keep(c.joiner, size)
		c.count()
	}
	c.joiner = 0
}

// keep puts out size bytes of the input from i on.
func (c *cleaner) keep(i, size int) {
	if c.out == nil && i == c.same {
		c.same += size
		return
	}
	c.diverge()
	c.out = append(c.out, c.in[i:i+size]...)
}

// write puts out what is not in the input.
func (c *cleaner) write(s string) {
	c.diverge()
	c.out = append(c.out, s...)
}

func (c *cleaner) diverge() {
	if c.out == nil {
		c.out = append(make([]byte, 0, min(len(c.in), maxBytes)+utf8.UTFMax), c.in[:c.same]...)
	}
}

func (c *cleaner) length() int {
	if c.out == nil {
		return c.same
	}
	return len(c.out)
}

func (c *cleaner) text() string {
	if c.out == nil {
		return c.in[:c.same]
	}
	return string(c.out)
}
