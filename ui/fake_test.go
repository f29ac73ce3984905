package ui

import (
	"context"
	"errors"
	"fmt"

	"chatlens/api"
)

// asked is one request that the viewer made, and the means to answer it.
type asked struct {
	kind   string // "chat", "chats", "messages", "notes" or "phones"
	id     api.ID
	query  api.Query
	list   api.ListQuery
	ctx    context.Context
	answer chan result
}

type result struct {
	answer   api.Answer[api.Chat]
	chats    api.Answer[api.Page[api.Chat]]
	messages api.Answer[api.Page[api.Message]]
	phones   api.Answer[[]api.Phone]
	err      error
}

// fakeAPI holds every request until the test answers it, in whatever order.
type fakeAPI struct {
	asked  chan asked
	phones bool // requests for them are held, too; else they are refused
}

func (f *fakeAPI) GetPhones(ctx context.Context) (api.Answer[[]api.Phone], error) {
	if !f.phones {
		return api.Answer[[]api.Phone]{}, errors.New("no phones here")
	}
	r := f.ask(asked{kind: "phones", ctx: ctx})
	return r.phones, r.err
}

func (f *fakeAPI) ask(a asked) result {
	a.answer = make(chan result, 1)
	f.asked <- a
	select {
	case r := <-a.answer:
		return r
	case <-a.ctx.Done():
		return result{err: a.ctx.Err()}
	}
}

func (f *fakeAPI) GetChat(ctx context.Context, id api.ID, q api.Query) (api.Answer[api.Chat], error) {
	r := f.ask(asked{kind: "chat", id: id, query: q, ctx: ctx})
	return r.answer, r.err
}

func (f *fakeAPI) GetChats(ctx context.Context, q api.ListQuery) (api.Answer[api.Page[api.Chat]], error) {
	r := f.ask(asked{kind: "chats", list: q, ctx: ctx})
	return r.chats, r.err
}

func (f *fakeAPI) GetMessages(ctx context.Context, id api.ID, q api.ListQuery) (api.Answer[api.Page[api.Message]], error) {
	r := f.ask(asked{kind: "messages", id: id, list: q, ctx: ctx})
	return r.messages, r.err
}

func (f *fakeAPI) GetNotes(ctx context.Context, id api.ID, q api.ListQuery) (api.Answer[api.Page[api.Message]], error) {
	r := f.ask(asked{kind: "notes", id: id, list: q, ctx: ctx})
	return r.messages, r.err
}

func known(n int) api.Int { return api.Int{N: int64(n), Known: true} }

func rate() api.Rate { return api.Rate{Limit: known(100), Remaining: known(97)} }

func answerOf(c api.Chat) api.Answer[api.Chat] {
	raw := fmt.Appendf(nil, `{"chat_id":%q,"latest_message":{"body":"You have been invited"}}`, c.ID.String())
	return api.Answer[api.Chat]{Value: c, Raw: raw, ETag: `"1"`, At: clock, Rate: rate()}
}
