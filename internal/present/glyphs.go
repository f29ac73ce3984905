package present

import "chatlens/internal/safetext"

// Glyphs are the marks that repeat a receipt's word. They are never the only way to tell a state.
type Glyphs struct {
	Failed, Pending, Sent, Delivered, Read safetext.Text
}

// UTF8 returns the marks known from WhatsApp.
func UTF8() Glyphs {
	return Glyphs{
		Failed:    safetext.Own("✗"),
		Pending:   safetext.Own("…"),
		Sent:      safetext.Own("✓"),
		Delivered: safetext.Own("✓✓"),
		Read:      safetext.Own("✓✓"),
	}
}

// ASCII returns marks for terminals that show ASCII alone.
func ASCII() Glyphs {
	return Glyphs{
		Failed:    safetext.Own("x"),
		Pending:   safetext.Own(".."),
		Sent:      safetext.Own("v"),
		Delivered: safetext.Own("vv"),
		Read:      safetext.Own("vv"),
	}
}
