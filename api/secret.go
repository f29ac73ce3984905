package api

import "fmt"

const hidden = "[hidden]"

// Secret is a text that is never printed. It is a pointer, so that formatting a struct around it shows an address at
// most. The zero Secret is empty.
type Secret struct{ p *string }

// NewSecret hides s.
func NewSecret(s string) Secret { return Secret{&s} }

func (s Secret) reveal() string {
	if s.p == nil {
		return ""
	}
	return *s.p
}

// String hides the secret.
func (s Secret) String() string { return hidden }

// GoString hides the secret.
func (s Secret) GoString() string { return hidden }

// Format hides the secret from every verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hidden)) }

// MarshalText hides the secret.
func (s Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }
