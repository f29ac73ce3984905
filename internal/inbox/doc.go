// Package inbox holds the chats of a team's inbox as a list: filtered, in an order, and kept by id from one refresh to the
// next.
//
// The filter language is the same in the viewer and on the command line, see [ParseQuery]. The package knows no screen and
// asks for nothing.
package inbox
