package present_test

import (
	"strings"
	"testing"

	"chatlens/api"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
)

// phones are an organisation's as the API lists them.
func phones(t testing.TB, fields ...string) []api.Phone {
	t.Helper()
	var list []api.Phone
	for _, f := range fields {
		var p api.Phone
		if err := p.UnmarshalJSON([]byte(f)); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

func TestThePhonesOfAChatHaveNamesAndStates(t *testing.T) {
	known := present.Phones(phones(t,
		`{"org_phone":"918527184400@c.us","phone_name":"Support","wa_state":"CONNECTED","is_ready":true}`,
		`{"org_phone":"447700900000","phone_name":"Dealers","wa_state":"DISCONNECTED","is_ready":false}`,
		`{"org_phone":"971500000000@c.us","phone_name":" ","wa_state":null}`,
		`{"phone_id":"phone-a","phone_name":"Nobody's"}`,
	))
	c := parse(t, `{"chat_id":"919100000001@c.us","org_phone":"918527184400","chat_org_phones":["447700900000@c.us","971500000000@c.us","12025550100@c.us"],
		"members":{"918527184400@c.us":{"contact_name":"Their name for it"},"971500000000@c.us":{"contact_name":"A member"}},
		"latest_message":{"from_me":true,"sender_phone":"447700900000@c.us","ack":1,"body":"x"}}`)
	d := present.Chat(c, present.Options{Phones: known})
	for key, want := range map[string]string{
		"phone:918527184400":      "918527184400 · Support · connected",
		"phone:447700900000@c.us": "447700900000@c.us · Dealers · disconnected",
		"phone:971500000000@c.us": "971500000000@c.us · A member",
		"phone:12025550100@c.us":  "12025550100@c.us",
	} {
		if got := value(d.Chat, key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
			continue
		}
		r, _ := row(d.Chat, key)
		if warns := strings.Contains(want, "disconnected"); (r.Cells[1].Role == present.Warn) != warns {
			t.Errorf("%s: role %d", key, r.Cells[1].Role)
		}
	}
	var text, markdown strings.Builder
	if err := present.Text(&text, d); err != nil || !strings.Contains(text.String(), "447700900000@c.us · Dealers · disconnected") || !strings.Contains(text.String(), "us (Dealers)") {
		t.Errorf("%v\n%s", err, text.String())
	}
	if err := present.Markdown(&markdown, d); err != nil || !strings.Contains(markdown.String(), "Dealers · disconnected") {
		t.Errorf("%v\n%s", err, markdown.String())
	}
}

func TestStatesOfAPhoneAreWords(t *testing.T) {
	for fields, want := range map[string]string{
		`{"wa_state":"CONNECTED","is_ready":true}`:   "connected",
		`{"wa_state":"connected"}`:                   "connected",
		`{"wa_state":"CONNECTED","is_ready":false}`:  "connected, not ready",
		`{"wa_state":"DISCONNECTED","is_ready":"0"}`: "disconnected",
		`{"wa_state":"OPENING"}`:                     "connecting",
		`{"wa_state":"PAIRING"}`:                     "pairing",
		`{"wa_state":"UNPAIRED_IDLE"}`:               "unpaired",
		`{"wa_state":"UNLAUNCHED"}`:                  "not started",
		`{"wa_state":"TIMEOUT"}`:                     "out of reach",
		`{"wa_state":"CONFLICT"}`:                    "in use elsewhere",
		`{"wa_state":"SMB_TOS_BLOCK"}`:               "blocked",
		`{"wa_state":"DEPRECATED_VERSION"}`:          "outdated",
		`{"wa_state":"SOMETHING_NEW"}`:               "something new",
		`{"is_ready":false}`:                         "not ready",
		`{"is_ready":true}`:                          "",
		`{}`:                                         "",
	} {
		words, works := present.PhoneState(&phones(t, fields)[0])
		if words.String() != want {
			t.Errorf("%s: %q, want %q", fields, words, want)
		}
		if wantWorks := want == "" || want == "connected"; works != wantWorks {
			t.Errorf("%s: works %t", fields, works)
		}
	}
}

func TestHostileNamesOfPhonesForgeNothing(t *testing.T) {
	for name, hostile := range hostileTexts(t) {
		p := api.Phone{Name: safetext.Clean(hostile), State: safetext.Clean(hostile)}
		if err := p.Number.UnmarshalJSON([]byte(`"918527184400@c.us"`)); err != nil {
			t.Fatal(err)
		}
		for _, private := range []bool{false, true} {
			var out strings.Builder
			d := present.Chat(documented(t), present.Options{Phones: present.Phones([]api.Phone{p}), Private: private})
			if err := present.Text(&out, d); err != nil {
				t.Fatal(err)
			}
			inert(t, out.String())
			if n := strings.Count(out.String(), "\n  Phone "); n != 1 {
				t.Errorf("%s: %d lines for the phone:\n%s", name, n, out.String())
			}
		}
	}
}

func TestPrivacyHidesNumbersInTheNamesOfPhones(t *testing.T) {
	known := present.Phones(phones(t, `{"org_phone":"918527184400@c.us","phone_name":"Support +91 85271 84400","wa_state":"CONNECTED"}`))
	d := present.Chat(documented(t), present.Options{Phones: known, Private: true})
	got := value(d.Chat, "phone:918527184400@c.us")
	if strings.Contains(got, "85271") || !strings.Contains(got, "Support") || !strings.HasSuffix(got, "connected") {
		t.Errorf("the phone is %q", got)
	}
}
