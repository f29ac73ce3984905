package main

import (
	"fmt"
	"strings"

	"github.com/beevik/etree"
)

// A bar is a filled rectangle, in pixels.
type bar struct{ x, y, w, h int }

// inked are the bars of one ink.
type inked struct {
	ink  ink
	bars []bar
}

// bars are what is drawn as lines and areas, in the order in which inks first came.
type bars []inked

// drawn reports whether a character is drawn as bars: what borders, marks and gutters are made of.
func drawn(text string) bool { return strings.Contains("─│┌┐└┘▌▏", text) && text != "" }

// draw adds the bars of a cell.
func (b *bars) draw(c cell, x, y int) {
	const midX, midY = cellWidth / 2, cellHeight / 2
	if c.under != "" && c.width > 0 {
		b.add(ink{fill: c.under}, bar{x, y, c.width * cellWidth, cellHeight})
	}
	line := ink{fill: c.ink.fill, faint: c.ink.faint}
	across := func(from, to int) { b.add(line, bar{x + from, y + midY, to - from, 1}) }
	down := func(from, to int) { b.add(line, bar{x + midX, y + from, 1, to - from}) }
	switch c.text {
	case "─":
		across(0, cellWidth)
	case "│":
		down(0, cellHeight)
	case "┌":
		across(midX, cellWidth)
		down(midY, cellHeight)
	case "┐":
		across(0, midX+1)
		down(midY, cellHeight)
	case "└":
		across(midX, cellWidth)
		down(0, midY+1)
	case "┘":
		across(0, midX+1)
		down(0, midY+1)
	case "▌":
		b.add(line, bar{x, y, midX, cellHeight})
	case "▏":
		b.add(line, bar{x, y, 1, cellHeight})
	}
}

// add adds a bar, or makes the one longer that it continues to the right or down.
func (b *bars) add(i ink, n bar) {
	at := 0
	for at < len(*b) && (*b)[at].ink != i {
		at++
	}
	if at == len(*b) {
		*b = append(*b, inked{ink: i})
	}
	same := &(*b)[at].bars
	for k := range *same {
		switch o := &(*same)[k]; {
		case o.y == n.y && o.h == n.h && o.x+o.w == n.x:
			o.w += n.w
			return
		case o.x == n.x && o.w == n.w && o.y+o.h == n.y:
			o.h += n.h
			return
		}
	}
	*same = append(*same, n)
}

// write draws the bars, a path for each ink.
func (b bars) write(parent *etree.Element) {
	for _, i := range b {
		var d strings.Builder
		for _, r := range i.bars {
			fmt.Fprintf(&d, "M%d %dh%dv%dh%dz", r.x, r.y, r.w, r.h, -r.w)
		}
		e := parent.CreateElement("path")
		set(e, "fill", i.ink.fill)
		if i.ink.faint {
			set(e, "fill-opacity", faint)
		}
		set(e, "d", d.String())
	}
}
