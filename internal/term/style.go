package term

import (
	"strconv"
	"strings"
)

// Attributes of a style.
const (
	attrBold = 1 << iota
	attrFaint
	attrItalic
	attrUnderline
	attrBlink
	attrReverse
	attrHidden
	attrStrike
)

// A style is how a cell is drawn. The zero style is the terminal's own.
type style struct {
	attrs  uint8
	fg, bg color
}

// A color is 0 for the terminal's own, 1 to 256 for one of its palette, or from trueColor on 24 bits of red, green and blue.
type color uint32

const trueColor color = 1 << 24

// fills reports whether a blank in this style differs from an erased cell.
func (s style) fills() bool {
	return s.bg != 0 || s.attrs&(attrReverse|attrUnderline|attrStrike) != 0
}

// apply changes the style as an SGR sequence (ECMA-48, 8.3.117) with these parameters does. What it does not know changes nothing.
func (s style) apply(parameters string) style {
	fields := strings.Split(parameters, ";")
	for i := 0; i < len(fields); i++ {
		n, err := strconv.Atoi(fields[i])
		if err != nil && fields[i] != "" { // one that is left out is 0
			continue
		}
		switch {
		case n == 0:
			s = style{}
		case n >= 1 && n <= 5:
			s.attrs |= 1 << (n - 1)
		case n >= 7 && n <= 9:
			s.attrs |= 1 << (n - 2)
		case n == 22:
			s.attrs &^= attrBold | attrFaint
		case n >= 23 && n <= 25:
			s.attrs &^= 1 << (n - 21)
		case n >= 27 && n <= 29:
			s.attrs &^= 1 << (n - 22)
		case n >= 30 && n <= 37:
			s.fg = color(n - 30 + 1)
		case n >= 90 && n <= 97:
			s.fg = color(n - 90 + 9)
		case n >= 40 && n <= 47:
			s.bg = color(n - 40 + 1)
		case n >= 100 && n <= 107:
			s.bg = color(n - 100 + 9)
		case n == 39:
			s.fg = 0
		case n == 49:
			s.bg = 0
		case n == 38 || n == 48:
			c, used := extended(fields[i+1:])
			i += used
			if n == 38 {
				s.fg = c
			} else {
				s.bg = c
			}
		}
	}
	return s
}

// extended reads the parameters of a color behind 38 or 48.
func extended(fields []string) (c color, used int) {
	number := func(i int) int {
		if i >= len(fields) {
			return 0
		}
		n, _ := strconv.Atoi(fields[i]) // 0 where it is no number
		return n & 0xFF
	}
	switch number(0) {
	case 5:
		return color(number(1) + 1), 2
	case 2:
		return trueColor | color(number(1)<<16|number(2)<<8|number(3)), 4
	}
	return 0, 1
}

// sequence is the shortest SGR sequence that makes to of from; empty where they are the same.
func (s style) sequence(b []byte, to style) []byte {
	if s == to {
		return b
	}
	start := len(b)
	b = append(b, "\x1b["...)
	first := len(b)
	removed, added := s.attrs&^to.attrs, to.attrs&^s.attrs
	if removed&(attrBold|attrFaint) != 0 {
		b = append(b, "22;"...)
		added |= to.attrs & (attrBold | attrFaint)
	}
	for bit := 2; bit < 8; bit++ {
		if removed&(1<<bit) != 0 {
			b = append(strconv.AppendInt(b, int64(offCode(bit)), 10), ';')
		}
	}
	b = appendAttrs(b, added)
	if s.fg != to.fg {
		b = appendColor(b, to.fg, 30)
	}
	if s.bg != to.bg {
		b = appendColor(b, to.bg, 40)
	}
	delta := len(b) - first
	// The other way is to begin with nothing.
	b = append(b, ';')
	whole := len(b)
	b = appendAttrs(b, to.attrs)
	if to.fg != 0 {
		b = appendColor(b, to.fg, 30)
	}
	if to.bg != 0 {
		b = appendColor(b, to.bg, 40)
	}
	if to == (style{}) {
		return append(b[:start], "\x1b[m"...)
	}
	if len(b)-whole+1 < delta { // an empty parameter is 0
		n := copy(b[first+1:], b[whole:])
		b[first] = ';'
		b = b[:first+1+n]
	} else {
		b = b[:first+delta]
	}
	b[len(b)-1] = 'm' // in the place of the last separator
	return b
}

func offCode(bit int) int {
	if bit < 5 {
		return 21 + bit
	}
	return 22 + bit
}

func appendAttrs(b []byte, attrs uint8) []byte {
	for bit := range 8 {
		if attrs&(1<<bit) != 0 {
			n := bit + 1
			if bit >= 5 {
				n++ // there is no 6
			}
			b = append(strconv.AppendInt(b, int64(n), 10), ';')
		}
	}
	return b
}

func appendColor(b []byte, c color, base int64) []byte {
	switch {
	case c == 0:
		b = strconv.AppendInt(b, base+9, 10)
	case c <= 8:
		b = strconv.AppendInt(b, base+int64(c)-1, 10)
	case c <= 16:
		b = strconv.AppendInt(b, base+60+int64(c)-9, 10)
	case c < trueColor:
		b = strconv.AppendInt(b, base+8, 10)
		b = append(b, ";5;"...)
		b = strconv.AppendInt(b, int64(c)-1, 10)
	default:
		b = strconv.AppendInt(b, base+8, 10)
		b = append(b, ";2;"...)
		b = strconv.AppendInt(b, int64(c>>16&0xFF), 10)
		b = append(b, ';')
		b = strconv.AppendInt(b, int64(c>>8&0xFF), 10)
		b = append(b, ';')
		b = strconv.AppendInt(b, int64(c&0xFF), 10)
	}
	return append(b, ';')
}
