package apitest_test

import (
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
func BenchmarkFirstList(b *testing.B) {
	for b.Loop() {
		org, err := apitest.Demo(demoFiles(), demoNow())
		if err != nil {
			b.Fatal(err)
		}
		s, err := apitest.Start(apitest.Options{Org: org})
		if err != nil {
			b.Fatal(err)
		}
		r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, s.BaseURL()+"/chats?limit=100", nil)
		if err != nil {
			b.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+s.Key())
		r.Header.Set("x-phone", s.Phone())
		response, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
		if err != nil {
			b.Fatal(err)
		}
		_ = response.Body.Close()
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
