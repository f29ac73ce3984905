package apitest_test

import (
	"fmt"
	"io"
	"net/http"
	"testing"

	"chatlens/api/apitest"
)

// BenchmarkStartDemo is what the demo adds to the program's start: it is to stay under 3 ms.
func BenchmarkStartDemo(b *testing.B) {
	files, now := demoFiles(), demoNow()
	for b.Loop() {
		org, err := apitest.Demo(files, now)
		if err != nil {
			b.Fatal(err)
		}
		s, err := apitest.Start(apitest.Options{Org: org})
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFirstList is the first list of chats, for which all of them are made.
func BenchmarkFirstList(b *testing.B) { benchFirstList(b, 0) }

// BenchmarkFirstListOf100000 is the first page of the largest demo: reading the files and ordering its chats, too.
func BenchmarkFirstListOf100000(b *testing.B) { benchFirstList(b, apitest.LargestDemo) }

func benchFirstList(b *testing.B, chats int) {
	for b.Loop() {
		org, err := apitest.DemoSized(demoFiles(), demoNow(), chats)
		if err != nil {
			b.Fatal(err)
		}
		s, err := apitest.Start(apitest.Options{Org: org})
		if err != nil {
			b.Fatal(err)
		}
		fetch(b, s, "/chats?limit=100")
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPageOf1000 is one of the later pages of the largest demo: it is to stay under 50 ms.
func BenchmarkPageOf1000(b *testing.B) {
	org, err := apitest.DemoSized(demoFiles(), demoNow(), apitest.LargestDemo)
	if err != nil {
		b.Fatal(err)
	}
	s, err := apitest.Start(apitest.Options{Org: org})
	if err != nil {
		b.Fatal(err)
	}
	fetch(b, s, "/chats?limit=1")
	n := 0
	for b.Loop() {
		n++
		fetch(b, s, fmt.Sprintf("/chats?limit=1000&offset=%d", n%99*1_000))
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

func fetch(b *testing.B, s *apitest.Server, path string) {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, s.BaseURL()+path, nil)
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.Key())
	r.Header.Set("x-phone", s.Phone())
	response, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		b.Fatal(err)
	}
	_ = response.Body.Close()
}
