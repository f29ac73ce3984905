package apitest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Page sizes in items; the largest is documented.
const (
	usualPage   = 20
	largestPage = 2000
)

func (s *Server) getChat(r *http.Request, chatID string) answer {
	found, refusal := s.chat(chatID)
	if found == nil {
		return refusal
	}
	return document(r, found.json())
}

// chat finds a chat, or says why there is none.
func (s *Server) chat(chatID string) (*record, answer) {
	found, err := s.org.find(chatID)
	if err != nil {
		return nil, failure(http.StatusInternalServerError, err.Error())
	}
	if found == nil {
		return nil, failure(http.StatusNotFound, "Chat not found")
	}
	return found, answer{}
}

func (s *Server) listChats(r *http.Request) answer {
	asked, refusal := parseListing(r.URL.Query())
	if refusal != nil {
		return *refusal
	}
	listed, err := s.org.chosen(asked)
	if err != nil {
		return failure(http.StatusInternalServerError, err.Error())
	}
	return s.list(r, asked, "chats", listed.len(), func(i int) []byte { return listed.at(i).json() })
}

func (o *Org) matches(s summary, asked listing) bool {
	switch {
	case asked.chatType != "" && asked.chatType != s.Type:
		return false
	case asked.label != "" && !s.Labels[asked.label] && !s.Labels[o.labelID(asked.label)]:
		return false
	case !asked.start.IsZero() && s.At.Before(asked.start):
		return false
	case !asked.end.IsZero() && s.At.After(asked.end):
		return false
	}
	return true
}

// labelID finds a label by its name.
func (o *Org) labelID(name string) string {
	for id, known := range o.labels {
		if strings.EqualFold(known, name) {
			return id
		}
	}
	return ""
}

func (s *Server) listMessages(r *http.Request, chatID string) answer {
	found, refusal := s.chat(chatID)
	if found == nil {
		return refusal
	}
	return s.listHistory(r, "messages", found.history)
}

func (s *Server) listNotes(r *http.Request, chatID string) answer {
	found, refusal := s.chat(chatID)
	if found == nil {
		return refusal
	}
	return s.listHistory(r, "notes", found.notes)
}

func (s *Server) listHistory(r *http.Request, key string, h history) answer {
	asked, refusal := parseListing(r.URL.Query())
	if refusal != nil {
		return *refusal
	}
	if h == nil {
		h = given(nil)
	}
	return s.list(r, asked, key, h.Len(), h.At)
}

// getMessage looks into the chat that the id names, "<true|false>_<chat id>_<unique id>", and in groups "_<author>".
func (s *Server) getMessage(r *http.Request, messageID string) answer {
	parts := strings.Split(messageID, "_")
	if len(parts) < 3 {
		return failure(http.StatusNotFound, "Message not found")
	}
	found, refusal := s.chat(parts[1])
	if found == nil {
		return refusal
	}
	if message := findMessage(found, messageID); message != nil {
		return document(r, message)
	}
	return failure(http.StatusNotFound, "Message not found")
}

func findMessage(r *record, messageID string) []byte {
	for _, h := range []history{r.history, r.notes} {
		if h == nil {
			continue
		}
		for i := range h.Len() {
			var m struct {
				ID any `json:"message_id"`
			}
			if body := h.At(i); json.Unmarshal(body, &m) == nil && m.ID == messageID {
				return body
			}
		}
	}
	return nil
}

// A listing is what the query of a list asks for.
type listing struct {
	offset, limit int
	chatType      string
	label         string
	start, end    time.Time // of the latest activity
}

func parseListing(q url.Values) (listing, *answer) {
	asked := listing{limit: usualPage, chatType: q.Get("chat_type"), label: q.Get("label")}
	fields := map[string]fieldFault{}
	count := func(name string, into *int) {
		if value := q.Get(name); value != "" {
			n, err := strconv.Atoi(value)
			if err != nil || n < 0 {
				fields[name] = fieldFault{Message: name + " must be a number from 0", Value: value}
				return
			}
			*into = n
		}
	}
	moment := func(name string, into *time.Time) {
		if value := q.Get(name); value != "" {
			t, err := parseTime(value)
			if err != nil {
				fields[name] = fieldFault{Message: name + " must be a time", Value: value}
				return
			}
			*into = t
		}
	}
	count("offset", &asked.offset)
	count("limit", &asked.limit)
	moment("start_time", &asked.start)
	moment("end_time", &asked.end)
	if len(fields) > 0 {
		refusal := failureOf(http.StatusUnprocessableEntity, "", fields)
		return listing{}, &refusal
	}
	asked.limit = min(asked.limit, largestPage)
	return asked, nil
}
