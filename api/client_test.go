package api_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"chatlens/api"
)

func TestGetChatSendsWhatTheAPIAsksFor(t *testing.T) {
	server := startServer(t)
	for _, base := range []string{server.BaseURL(), server.BaseURL() + "/"} {
		client, watch := newClient(t, base, nil)
		answer, err := client.GetChat(t.Context(), id(t, person), api.Query{})
		if err != nil {
			t.Fatal(err)
		}
		requests := server.Requests()
		got := requests[len(requests)-1]
		if got.Method != "GET" || got.Path != "/v1/chats/"+person || len(got.Query) != 0 {
			t.Errorf("%s %s?%s", got.Method, got.Path, got.Query.Encode())
		}
		for name, want := range map[string]string{
			"Authorization": "Bearer " + testKey, "X-Phone": testPhone, "Accept": "application/json", "User-Agent": "chatlens",
			"If-None-Match": "", "Cookie": "", "Accept-Encoding": "gzip", "Referer": "", "Content-Type": "",
		} {
			if header := strings.Join(got.Header.Values(name), ", "); header != want {
				t.Errorf("%s: %q, want %q", name, header, want)
			}
		}
		if answer.Value.Name != text("BK Local1") || len(answer.Value.Members) != 2 {
			t.Errorf("answer %+v", answer.Value)
		}
		if !bytes.Equal(answer.Raw, bytes.TrimSpace(documented(t))) {
			t.Errorf("the raw JSON differs from what was sent")
		}
		if answer.ETag == "" || answer.NotModified || !answer.At.Equal(watch.time) {
			t.Errorf("ETag %q, not modified %v, at %v", answer.ETag, answer.NotModified, answer.At)
		}
		if answer.Rate.Limit != number(100) || !answer.Rate.Remaining.Known {
			t.Errorf("rate %+v", answer.Rate)
		}
	}
}

func TestGetChatNamesItselfAsTold(t *testing.T) {
	server := startServer(t)
	client, err := api.New(api.Options{BaseURL: server.BaseURL(), Key: api.NewSecret(testKey), Phone: testPhone, UserAgent: "chatlens/1.2"})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	before := time.Now()
	answer, err := client.GetChat(t.Context(), id(t, person), api.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if got := server.Requests()[0].Header.Get("User-Agent"); got != "chatlens/1.2" {
		t.Errorf("User-Agent %q", got)
	}
	if answer.At.Before(before) || answer.At.After(time.Now()) {
		t.Errorf("answered at %v", answer.At)
	}
}

func TestARefreshWithoutChangeIsCheap(t *testing.T) {
	server := startServer(t)
	client, _ := newClient(t, server.BaseURL(), nil)
	first, err := client.GetChat(t.Context(), id(t, person), api.Query{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := client.GetChat(t.Context(), id(t, person), api.Query{ETag: first.ETag})
	if err != nil {
		t.Fatal(err)
	}
	if got := server.Requests()[1].Header.Get("If-None-Match"); got != first.ETag {
		t.Errorf("If-None-Match %q, want %q", got, first.ETag)
	}
	if !second.NotModified || second.ETag != first.ETag || second.Raw != nil || !second.Value.ID.IsZero() || !second.Rate.Limit.Known {
		t.Errorf("answer %+v", second)
	}
}

func TestAnETagThatCannotBeSentIsForgotten(t *testing.T) {
	etag := make(chan string, 1)
	base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		etag <- r.Header.Get("If-None-Match")
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("ETag", `"`+strings.Repeat("x", 300)+`"`)
		_, _ = io.WriteString(w, `{"chat_id": "`+person+`"}`)
	})
	client, _ := newClient(t, base, nil)
	answer, err := client.GetChat(t.Context(), id(t, person), api.Query{ETag: "a\r\nX-Other: b"})
	if err != nil {
		t.Fatal(err)
	}
	if sent := <-etag; sent != "" || answer.ETag != "" {
		t.Errorf("sent %q, kept %q", sent, answer.ETag)
	}
}

func TestNothingIsSentForABadID(t *testing.T) {
	server := startServer(t)
	client, _ := newClient(t, server.BaseURL(), nil)
	for _, bad := range []string{"", "..", "a@c.us", "status@broadcast", person + "/messages", strings.Repeat("9", 80)} {
		_, err := client.GetChat(t.Context(), id(t, bad), api.Query{})
		_, listErr := client.GetMessages(t.Context(), id(t, bad), api.ListQuery{})
		if api.KindOf(err) != api.KindUsage || api.KindOf(listErr) != api.KindUsage {
			t.Errorf("%q: %v, %v", bad, err, listErr)
		}
	}
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}

func TestTheTransportRefusesEveryMethodButGET(t *testing.T) {
	server := startServer(t)
	client, _ := newClient(t, server.BaseURL(), nil)
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "CONNECT", "TRACE", "get", ""} {
		request := &http.Request{Method: method, URL: parse(t, server.BaseURL()+"/chats"), Header: http.Header{}}
		answer, err := client.Transport().RoundTrip(request)
		if err == nil {
			_ = answer.Body.Close()
			t.Errorf("%s is sent", method)
		}
	}
	withBody := &http.Request{Method: "GET", URL: parse(t, server.BaseURL()+"/chats"), Header: http.Header{}, Body: io.NopCloser(strings.NewReader("x"))}
	if answer, err := client.Transport().RoundTrip(withBody); err == nil {
		_ = answer.Body.Close()
		t.Error("a body is sent")
	}
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d requests arrived", n)
	}
}

func TestTheTransportSendsTheKeyToOneOriginAlone(t *testing.T) {
	server, other := startServer(t), startServer(t)
	client, _ := newClient(t, server.BaseURL(), nil)
	for _, target := range []string{
		other.BaseURL(),
		strings.Replace(server.BaseURL(), "127.0.0.1", "localhost", 1),
		strings.Replace(server.BaseURL(), "http:", "https:", 1),
		strings.Replace(server.BaseURL(), "//", "//user@", 1),
	} {
		request := &http.Request{Method: "GET", URL: parse(t, target+"/chats"), Header: http.Header{}}
		answer, err := client.Transport().RoundTrip(request)
		if err == nil {
			_ = answer.Body.Close()
			t.Errorf("%s is asked", target)
		}
	}
	disguised := &http.Request{Method: "GET", URL: parse(t, server.BaseURL()+"/chats"), Host: "other.example", Header: http.Header{}}
	if answer, err := client.Transport().RoundTrip(disguised); err == nil {
		_ = answer.Body.Close()
		t.Error("another Host is sent")
	}
	if n := len(server.Requests()) + len(other.Requests()); n != 0 {
		t.Errorf("%d requests arrived", n)
	}
	request := &http.Request{Method: "GET", URL: parse(t, server.BaseURL()+"/chats/"+person), Header: http.Header{}}
	answer, err := client.Transport().RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusOK || len(request.Header) != 0 {
		t.Errorf("status %d; the caller's request now has %v", answer.StatusCode, request.Header)
	}
}

func parse(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestPagesOfMessages(t *testing.T) {
	server := startServer(t)
	client, _ := newClient(t, server.BaseURL(), nil)
	answer, err := client.GetMessages(t.Context(), id(t, person), api.ListQuery{Offset: 0, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	want := []api.Message{{ID: text("true_" + person + "_B"), Body: text("second")}}
	if page := answer.Value; len(page.Items) != 1 || page.Items[0].ID != want[0].ID || page.Items[0].Body != want[0].Body || page.Count != number(2) || page.Skipped != 0 {
		t.Errorf("page %+v", answer.Value)
	}
	got := server.Requests()[0]
	if got.Path != "/v1/chats/"+person+"/messages" || got.Query.Encode() != "limit=1&offset=0" {
		t.Errorf("asked for %s?%s", got.Path, got.Query.Encode())
	}
	if answer.Raw != nil {
		t.Error("a list keeps its raw JSON")
	}
}

func TestPagesOfChats(t *testing.T) {
	server := startServer(t)
	client, _ := newClient(t, server.BaseURL(), nil)
	for _, c := range []struct {
		query api.ListQuery
		want  string
	}{
		{api.ListQuery{}, "limit=100&offset=0"},
		{api.ListQuery{Offset: -3, Limit: 9999}, "limit=2000&offset=0"},
		{api.ListQuery{Limit: -1}, "limit=1&offset=0"},
	} {
		answer, err := client.GetChats(t.Context(), c.query)
		if err != nil {
			t.Fatal(err)
		}
		requests := server.Requests()
		got := requests[len(requests)-1]
		if got.Path != "/v1/chats" || got.Query.Encode() != c.want {
			t.Errorf("asked for %s?%s, want %s", got.Path, got.Query.Encode(), c.want)
		}
		if len(answer.Value.Items) != 1 || answer.Value.Items[0].Name != text("BK Local1") {
			t.Errorf("page %+v", answer.Value)
		}
	}
}

func TestABadRecordCostsThatRecord(t *testing.T) {
	base := answerWith(t, `{"from": 0, "to": "6", "count": 9.0, "chats": [{"chat_id": "1@c.us"}, null, 7, {}, {"chat_name": "nameless"}, {"chat_id": "status@broadcast"}, [], {"chat_id": "2@g.us", "members": 3}]}`)
	client, _ := newClient(t, base, nil)
	answer, err := client.GetChats(t.Context(), api.ListQuery{})
	if err != nil {
		t.Fatal(err)
	}
	want := api.Page[api.Chat]{
		Items: []api.Chat{{ID: id(t, "1@c.us")}, {ID: id(t, "status@broadcast")}, {ID: id(t, "2@g.us")}},
		Count: number(9), Skipped: 5,
	}
	if !reflect.DeepEqual(answer.Value, want) {
		t.Errorf("page %+v, want %+v", answer.Value, want)
	}
}

func TestAnAnswerThatIsNoListIsAnError(t *testing.T) {
	for _, body := range []string{`{}`, `{"chats": 7}`, `{"chats": {}}`, `{"messages": 1}`, `{"chat_id": "1@c.us"}`, `[]`, `null`, `[{"chat_id": "1@c.us"}]`} {
		client, _ := newClient(t, answerWith(t, body), nil)
		if _, err := client.GetChats(t.Context(), api.ListQuery{}); api.KindOf(err) != api.KindMalformed {
			t.Errorf("%s: %v", body, err)
		}
		if _, err := client.GetMessages(t.Context(), id(t, person), api.ListQuery{}); api.KindOf(err) != api.KindMalformed {
			t.Errorf("%s: %v", body, err)
		}
	}
	for _, body := range []string{`{"chats": [], "messages": []}`, `{"chats": null, "messages": null}`} {
		client, _ := newClient(t, answerWith(t, body), nil)
		if answer, err := client.GetChats(t.Context(), api.ListQuery{}); err != nil || len(answer.Value.Items) != 0 {
			t.Errorf("%s: %+v, %v", body, answer.Value, err)
		}
	}
}

func TestAChatUnderAnotherIDIsAcceptedWhereItIsTheSame(t *testing.T) {
	member := func(contact, lid string) string {
		return `"members": {"` + contact + `": {"contact_lid": "` + lid + `"}}`
	}
	for _, c := range []struct {
		asked, answer string
		ok            bool
	}{
		{"919537851844@c.us", `{"chat_id": "919537851844"}`, true},
		{"919537851844", `{"chat_id": "919537851844@c.us"}`, true},
		{"919537851844", `{"chat_id": 919537851844}`, true},
		{"77@lid", `{"chat_id": "919537851844@c.us", ` + member("919537851844@c.us", "77@lid") + `}`, true},
		{"919537851844@c.us", `{"chat_id": "77@lid", ` + member("919537851844@c.us", "77@lid") + `}`, true},
		{"77@lid", `{"chat_id": "919537851844@c.us"}`, false},
		{"77@lid", `{"chat_id": "919537851844@c.us", ` + member("919537851844@c.us", "78@lid") + `}`, false},
		{"77@lid", `{"chat_id": "918527184400@c.us", ` + member("919537851844@c.us", "77@lid") + `}`, false},
		{"919537851844@c.us", `{"chat_id": "78@lid", ` + member("919537851844@c.us", "77@lid") + `}`, false},
		{"919537851844@c.us", `{"chat_id": "918527184400@c.us"}`, false},
		{"919537851844@c.us", `{"chat_id": "919537851844@g.us"}`, false},
		{"919537851844@c.us", `{"chat_id": "919537851844@lid"}`, false},
	} {
		client, _ := newClient(t, answerWith(t, c.answer), nil)
		_, err := client.GetChat(t.Context(), id(t, c.asked), api.Query{})
		if (err == nil) != c.ok || (err != nil && api.KindOf(err) != api.KindMalformed) {
			t.Errorf("%s answered by %s: %v", c.asked, c.answer, err)
		}
	}
}

func TestAClientServesManyAtOnce(t *testing.T) {
	server := startServer(t)
	client, err := api.New(api.Options{BaseURL: server.BaseURL(), Key: api.NewSecret(testKey), Phone: testPhone})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := client.GetChat(t.Context(), id(t, person), api.Query{}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestAClientIsPrintedWithoutItsKey(t *testing.T) {
	client, _ := newClient(t, "", nil)
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		if s := fmt.Sprintf(verb, *client); strings.Contains(s, testKey) {
			t.Errorf("%s prints the key: %s", verb, s)
		}
	}
}
