package safetext

import "strings"

// Wrap breaks the text into lines of at most width cells, by the bound of [Width]; a width below 1 counts as 1. Newlines
// break; else lines break at spaces, or between two characters of Chinese or Japanese; a longer word is split between
// clusters. Only the spaces at the breaks and at the ends of lines are lost. A cluster wider than a line becomes an
// ellipsis. An empty Text has no lines.
func Wrap(t Text, width int) []Text {
	if t.s == "" {
		return nil
	}
	lines := make([]Text, 0, strings.Count(t.s, "\n")+1+len(t.s)/max(width, 16))
	wrap(t.s, width, func(start, end int, tooWide bool) {
		if tooWide {
			lines = append(lines, Text{Ellipsis})
		} else {
			lines = append(lines, Text{t.s[start:end]})
		}
	})
	return lines
}

// WrapSpans breaks the text of the spans as [Wrap] does; each piece keeps its style. Spans without text are one empty
// line, so that an empty paragraph keeps its place.
func WrapSpans(spans []Span, width int) [][]Span {
	s := joined(spans)
	if s == "" {
		return [][]Span{nil}
	}
	var lines [][]Span
	next, offset := 0, 0 // the span to go on with, and where its text starts in s
	wrap(s, width, func(start, end int, tooWide bool) {
		for offset+len(spans[next].Text.s) <= start && next < len(spans)-1 {
			offset += len(spans[next].Text.s)
			next++
		}
		if tooWide {
			lines = append(lines, []Span{{Text{Ellipsis}, spans[next].Style}})
			return
		}
		var line []Span
		for i, at := next, offset; i < len(spans) && at < end; i++ {
			text := spans[i].Text.s
			if from, to := max(start, at), min(end, at+len(text)); from < to {
				line = append(line, Span{Text{text[from-at : to-at]}, spans[i].Style})
			}
			at += len(text)
		}
		lines = append(lines, line)
	})
	return lines
}

func joined(spans []Span) string {
	if len(spans) == 1 {
		return spans[0].Text.s
	}
	var b strings.Builder
	for _, span := range spans {
		b.WriteString(span.Text.s)
	}
	return b.String()
}

// wrap calls emit for each line of s, in order, with the bytes it takes of s, or with the one cluster that is too wide for
// a line.
func wrap(s string, width int, emit func(start, end int, tooWide bool)) {
	width = max(width, 1)
	for start := 0; ; {
		end := strings.IndexByte(s[start:], '\n')
		if end < 0 {
			wrapLine(s, start, len(s), width, emit)
			return
		}
		wrapLine(s, start, start+end, width, emit)
		start += end + 1
	}
}

// lineBreak is the last place on a line where it can be broken.
type lineBreak struct {
	ok          bool
	end, resume int // the line ends before end, the next one starts at resume
	cells       int // of the line up to resume
}

// wrapLine wraps s[start:stop], which holds no newline.
func wrapLine(s string, start, stop, width int, emit func(start, end int, tooWide bool)) {
	var at lineBreak
	cells := 0              // of s[start:i]
	solid := start          // end of the last cluster that is not blank
	afterIdeograph := false // the cluster before i is one
	emitted := false
	flush := func(end int) {
		emit(start, end, false)
		emitted = true
	}
	for i := start; i < stop; {
		size, w := nextCluster(s[i:stop])
		cluster := s[i : i+size]
		if isBreakingSpace(cluster) {
			if solid > start {
				at = lineBreak{ok: true, end: solid, resume: i + size, cells: cells + w}
			}
			cells += w
			i += size
			afterIdeograph = false
			continue
		}
		ideograph := isIdeograph(cluster)
		if ideograph && afterIdeograph {
			at = lineBreak{ok: true, end: i, resume: i, cells: cells}
		}
		if cells+w > width && at.ok {
			flush(at.end)
			start = at.resume
			cells -= at.cells
			at = lineBreak{}
		}
		if cells+w > width {
			if solid > start {
				flush(solid)
			}
			start, cells, at = i, 0, lineBreak{}
		}
		if w > width {
			emit(i, i+size, true)
			emitted = true
			start, w, ideograph = i+size, 0, false
		}
		cells += w
		i += size
		solid = i
		afterIdeograph = ideograph
	}
	if solid > start || !emitted {
		flush(max(solid, start))
	}
}

// isBreakingSpace reports whether a line may be broken at this cluster, which is then left out.
func isBreakingSpace(cluster string) bool {
	if len(cluster) == 1 {
		return cluster[0] == ' '
	}
	switch cluster {
	case "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2008", "\u2009", "\u200A", "\u205F", "\u3000":
		return true
	}
	return false
}

// isIdeograph reports whether the cluster is one Han or kana character. A line may be broken between two of them.
func isIdeograph(cluster string) bool {
	if len(cluster) != 3 || cluster[0] < 0xE3 || cluster[0] > 0xE9 {
		return false
	}
	for _, r := range cluster {
		return plainCells(r) == 2 && (r < 0x3131 || r > 0x318E)
	}
	return false
}
