package present

import (
	"strings"

	"chatlens/internal/safetext"
)

// tally counts the recipients of a message.
type tally struct {
	customers, staff int
	reached          [notAsked]int // customers, or our own staff where nobody else is to read it
}

func tallyOf(people []recipient) tally {
	var of [2]tally
	for _, p := range people {
		if p.ours {
			of[1].staff++
			of[1].reached[p.receipt.reach]++
		} else {
			of[0].customers++
			of[0].reached[p.receipt.reach]++
		}
	}
	all := tally{of[0].customers, of[1].staff, of[0].reached}
	if all.customers == 0 {
		all.reached = of[1].reached
	}
	return all
}

// waitLine says in a sentence whom the message has reached and whom we wait for. It speaks of customers, and of our own
// staff only where nobody else is to read it. What the API does not tell is not taken for a no. The first of those people
// are given in the order of their wait.
func (r *receipts) waitLine(people []recipient, all tally) safetext.Text {
	noun, total := "customer", all.customers
	if total == 0 {
		noun, total = "colleague", all.staff
	}
	n := all.reached
	switch {
	case total == 0 && r.byPerson != nil && r.message.Ack.N > 0:
		return safetext.Own("nothing is known about each person")
	case total == 0:
		return safetext.Text{}
	case total == 1:
		return r.waitForOne(people[0])
	case n[unknown] == total:
		return safetext.Format("nothing is known about each of %s %ss", count(total), noun)
	}

	var parts []safetext.Text
	least := safetext.Text{}
	if d := r.message.Delivery; d != nil && d.ReadCount.Known && d.ReadCount.N > int64(len(d.Read)) {
		least = safetext.Own("at least ") // more have read it than the API names
	}
	switch n[read] {
	case total:
		return safetext.Format("all %s %ss have read it", count(total), noun)
	case 0:
		parts = append(parts, safetext.Format("no %s is known to have read it", noun))
	case 1:
		parts = append(parts, safetext.Format("%s1 of %s %ss has read it", least, count(total), noun))
	default:
		parts = append(parts, safetext.Format("%s%s of %s %ss have read it", least, count(n[read]), count(total), noun))
	}
	if n[delivered] > 0 {
		parts = append(parts, safetext.Format("delivered to %s more", count(n[delivered])))
	}
	if n[delivered] > 0 && n[read] == 0 {
		parts[len(parts)-1] = safetext.Format("delivered to %s", count(n[delivered]))
	}
	if n[waiting] > 0 {
		parts = append(parts, r.waitFor(people, n[waiting]))
	}
	if n[unknown] > 0 {
		parts = append(parts, safetext.Format("%s unknown", count(n[unknown])))
	}
	return safetext.Join("; ", parts...)
}

func (r *receipts) waitForOne(p recipient) safetext.Text {
	ack, name := r.message.Ack.N, r.view.contact(p.id)
	switch {
	case p.receipt.reach == read:
		return safetext.Format("%s has read it", name)
	case p.receipt.reach == waiting:
		return r.waitFor([]recipient{p}, 1)
	case !r.view.group && (ack >= 4 || ack == 3 && p.receipt.reach == unknown):
		// The message's own word says more than the lists do.
		return safetext.Text{}
	case p.receipt.reach == delivered:
		return safetext.Format("delivered to %s; whether it is read is unknown", name)
	}
	return safetext.Format("whether %s has it is unknown", name)
}

// waitFor names the first few of the n for whom we wait.
func (r *receipts) waitFor(people []recipient, n int) safetext.Text {
	const named = 3
	var b strings.Builder
	for i, p := range people[:min(n, named)] {
		if i > 0 {
			if i == n-1 {
				b.WriteString(" and ")
			} else {
				b.WriteString(", ")
			}
		}
		b.WriteString(r.view.contact(p.id).String())
	}
	if n > named {
		b.WriteString(" and " + count(n-named) + " more")
	}
	// Not a string argument: those are cut like names.
	line := safetext.Join(" ", safetext.Own("waiting for"), safetext.Clean(b.String()))
	if since := r.view.clock.since(r.message.Timestamp); !since.IsZero() {
		line = safetext.Format("%s since %s", line, since)
	}
	return line
}
