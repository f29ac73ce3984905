package apitest_test

import (
	"net/http"
	"sync"
	"testing"

	"chatlens/api/apitest"
)

func TestTheDemoMayBeFilledWhileItIsServed(t *testing.T) {
	org, err := apitest.Demo(demoFiles(), demoNow())
	if err != nil {
		t.Fatal(err)
	}
	server, err := apitest.Start(apitest.Options{Org: org})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Close() }()
	var all sync.WaitGroup
	for range 4 {
		for _, path := range []string{"/chats?limit=1", "/chats/" + apitest.DemoChatID} {
			all.Go(func() {
				r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.BaseURL()+path, nil)
				if err != nil {
					t.Error(err)
					return
				}
				r.Header.Set("Authorization", "Bearer "+server.Key())
				r.Header.Set("x-phone", server.Phone())
				answer, err := http.DefaultClient.Do(r)
				if err != nil {
					t.Error(err)
					return
				}
				_ = answer.Body.Close()
				if answer.StatusCode != http.StatusOK {
					t.Errorf("%s answers %s", path, answer.Status)
				}
			})
		}
	}
	all.Wait()
}
