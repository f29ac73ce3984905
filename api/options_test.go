package api_test

import (
	"errors"
	"strings"
	"testing"

	"chatlens/api"
)

const (
	testKey   = "key-5f1d0c77e2"
	testPhone = "918527184400"
)

func TestNewAcceptsHTTPSAndLoopback(t *testing.T) {
	for _, base := range []string{
		"", "https://api.periskope.app/v1", "https://api.periskope.app/v1/", "https://api.periskope.app", "https://10.0.0.1:8443/v1",
		"http://127.0.0.1:8080/v1", "http://127.8.9.1/v1", "http://[::1]:8080/v1/", "http://localhost:1/v1", "http://LocalHost/v1",
	} {
		client, err := api.New(api.Options{BaseURL: base, Key: api.NewSecret(testKey), Phone: testPhone})
		if err != nil {
			t.Errorf("%q: %v", base, err)
			continue
		}
		client.Close()
	}
}

func TestNewRefusesWrongOptions(t *testing.T) {
	for name, c := range map[string]struct {
		option           string
		base, key, phone string
	}{
		"http elsewhere":       {"BaseURL", "http://api.periskope.app/v1", testKey, testPhone},
		"http like loopback":   {"BaseURL", "http://127.0.0.1.example/v1", testKey, testPhone},
		"http like localhost":  {"BaseURL", "http://localhost.example/v1", testKey, testPhone},
		"user":                 {"BaseURL", "https://user:pw@api.periskope.app/v1", testKey, testPhone},
		"query":                {"BaseURL", "https://api.periskope.app/v1?x=1", testKey, testPhone},
		"empty query":          {"BaseURL", "https://api.periskope.app/v1?", testKey, testPhone},
		"fragment":             {"BaseURL", "https://api.periskope.app/v1#x", testKey, testPhone},
		"no scheme":            {"BaseURL", "api.periskope.app/v1", testKey, testPhone},
		"no host":              {"BaseURL", "https:///v1", testKey, testPhone},
		"port alone":           {"BaseURL", "https://:443/v1", testKey, testPhone},
		"another scheme":       {"BaseURL", "ftp://127.0.0.1/v1", testKey, testPhone},
		"control character":    {"BaseURL", "https://a\x1b/v1", testKey, testPhone},
		"no key":               {"Key", "", "", testPhone},
		"key of two lines":     {"Key", "", testKey + "\n" + testKey, testPhone},
		"key and line break":   {"Key", "", testKey + "\n", testPhone},
		"key with a space":     {"Key", "", "a b", testPhone},
		"key with the word":    {"Key", "", "Bearer " + testKey, testPhone},
		"key beyond ASCII":     {"Key", "", "schlüssel", testPhone},
		"key with an escape":   {"Key", "", "a\x1b[31m", testPhone},
		"phone with plus":      {"Phone", "", testKey, "+918527184400"},
		"phone of a chat id":   {"Phone", "", testKey, "918527184400@c.us"},
		"phone of letters":     {"Phone", "", testKey, "mobile"},
		"phone id of nothing":  {"Phone", "", testKey, "phone-"},
		"phone id with breaks": {"Phone", "", testKey, "phone-a\r\nx: y"},
		"phone too long":       {"Phone", "", testKey, strings.Repeat("9", 21)},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := api.New(api.Options{BaseURL: c.base, Key: api.NewSecret(c.key), Phone: c.phone})
			var wrong *api.OptionError
			if !errors.As(err, &wrong) || wrong.Option != c.option || api.KindOf(err) != api.KindUsage {
				t.Fatalf("error %v, want one of %s", err, c.option)
			}
			checkInert(t, "the error", err.Error())
			if c.key != "" && c.key != testKey && c.key != "a b" && strings.Contains(err.Error(), c.key) || strings.Contains(err.Error(), testKey) || strings.Contains(err.Error(), "pw") {
				t.Errorf("the error repeats a secret: %v", err)
			}
		})
	}
}

func TestNewAcceptsAPhoneID(t *testing.T) {
	if _, err := api.New(api.Options{Key: api.NewSecret(testKey), Phone: "phone-abcDEF_123-x"}); err != nil {
		t.Error(err)
	}
}

func TestNewRefusesAProxyThatIsNoURLWithoutRepeatingIt(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "http://user:hunter2@[::1")
	_, err := api.New(api.Options{Key: api.NewSecret(testKey), Phone: testPhone})
	if err == nil || strings.Contains(err.Error(), "hunter2") || api.KindOf(err) != api.KindUsage {
		t.Errorf("error %v", err)
	}
}
