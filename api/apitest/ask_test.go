package apitest_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"

	"chatlens/api/apitest"
)

const (
	somebody = "447700900123@c.us"
	group    = "120363000000000001@g.us"
)

// serve starts a server that the test's end closes.
func serve(t *testing.T, o apitest.Options) *apitest.Server {
	t.Helper()
	s, err := apitest.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// small is an org with one person and one group of an hour later.
func small() *apitest.Org {
	o := apitest.NewOrg()
	o.Put(somebody, []byte(`{"chat_id":"`+somebody+`","chat_type":"user","label_ids":{"label-a":true,"label-b":false},"latest_message":{"timestamp":"2026-01-01T10:00:00+00:00"}}`))
	o.Put(group, []byte(`{"chat_id":"`+group+`","chat_type":"group","label_ids":null,"latest_message":{"timestamp":1767265200000}}`))
	o.PutMessages(somebody, [][]byte{
		[]byte(`{"message_id":"true_` + somebody + `_B","body":"second"}`),
		[]byte(`{"message_id":"true_` + somebody + `_N","body":"mind","is_private_note":true}`),
		[]byte(`{"message_id":"false_` + somebody + `_A","body":"first"}`),
	})
	return o
}

type reply struct {
	status int
	header http.Header
	body   string
}

// ask sends a request with the right key and phone, changed by edits.
func ask(t *testing.T, s *apitest.Server, path string, edits ...func(*http.Request)) (reply, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, strings.TrimSuffix(s.BaseURL(), "/v1")+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.Key())
	r.Header.Set("x-phone", s.Phone())
	for _, edit := range edits {
		edit(r)
	}
	transport := &http.Transport{DisableKeepAlives: true, DisableCompression: true}
	response, err := transport.RoundTrip(r)
	if err != nil {
		return reply{}, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	return reply{response.StatusCode, response.Header, string(body)}, err
}

func get(t *testing.T, s *apitest.Server, path string, edits ...func(*http.Request)) reply {
	t.Helper()
	answer, err := ask(t, s, path, edits...)
	if err != nil {
		t.Fatalf("GET %s: %v", path, err)
	}
	return answer
}

func with(name, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

func without(name string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Del(name) }
}

func method(m string) func(*http.Request) {
	return func(r *http.Request) { r.Method = m }
}

func unpack(t *testing.T, packed string) string {
	t.Helper()
	z, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}
