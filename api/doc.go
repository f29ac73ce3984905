// Package api reads chats and messages from the Periskope API.
//
// A [Client] only ever reads: its transport refuses every method but GET, and sends the key to one origin alone. What the
// API answers is decoded tolerantly: a field of another type than expected costs that field, a bad record costs that
// record. All text is cleaned while it is decoded, see [safetext.Text].
// The package knows no screen.
package api
