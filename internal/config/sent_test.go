package config_test

import (
	"strings"
	"testing"

	"chatlens/api"
	"chatlens/api/apitest"
)

// sent is what a server receives as the key: nothing else reveals one.
func sent(t *testing.T, key api.Secret) string {
	t.Helper()
	server, err := apitest.Start(apitest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Close() }()
	client, err := api.New(api.Options{BaseURL: server.BaseURL(), Key: key, Phone: "1"})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	_, _ = client.GetChats(t.Context(), api.ListQuery{}) // it may be refused
	for _, r := range server.Requests() {
		return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	}
	return ""
}
