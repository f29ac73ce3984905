package api_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chatlens/api"
	"chatlens/api/apitest"
)

// phoneless makes a client that does not know which phone to look through.
func phoneless(t *testing.T, base string) *api.Client {
	t.Helper()
	client, err := api.New(api.Options{BaseURL: base, Key: api.NewSecret(testKey)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

func phoneFields(t testing.TB) []field {
	return []field{
		{"phone_id", "ID", `"phone-a"`, text("phone-a")},
		{"phone_name", "Name", `"n"`, text("n")},
		{"org_phone", "Number", goodID, id(t, "919537851844@c.us")},
		{"wa_state", "State", `"CONNECTED"`, text("CONNECTED")},
		{"is_ready", "Ready", `true`, yes},
		{"labels", "Labels", `["a", null, {}, "b"]`, api.List[api.Text]{text("a"), text("b")}},
	}
}

func TestEachFieldOfAPhoneTakesEveryType(t *testing.T) { checkFields[api.Phone](t, phoneFields(t)) }

func TestAClientWithoutAPhoneListsPhonesAlone(t *testing.T) {
	server := startServer(t)
	client := phoneless(t, server.BaseURL())
	answer, err := client.GetPhones(t.Context())
	if err != nil || len(answer.Value) != 1 || answer.Value[0].Option() != testPhone {
		t.Fatalf("%+v, %v", answer.Value, err)
	}
	if !answer.Rate.Remaining.Known {
		t.Errorf("the answer says nothing of itself: %+v", answer)
	}
	asked := server.Requests()
	if len(asked) != 1 || asked[0].Path != "/v1/phones/all" || len(asked[0].Header.Values("X-Phone")) != 0 || asked[0].Header.Get("Authorization") != "Bearer "+testKey {
		t.Errorf("asked %+v", asked)
	}
	_, chat := client.GetChat(t.Context(), id(t, person), api.Query{})
	_, chats := client.GetChats(t.Context(), api.ListQuery{})
	_, messages := client.GetMessages(t.Context(), id(t, person), api.ListQuery{})
	_, notes := client.GetNotes(t.Context(), id(t, person), api.ListQuery{})
	for _, err := range []error{chat, chats, messages, notes} {
		var wrong *api.OptionError
		if !errors.As(err, &wrong) || wrong.Option != "Phone" || !strings.Contains(err.Error(), "no phone") {
			t.Errorf("error %v", err)
		}
	}
	if n := len(server.Requests()); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestAPhoneCanBeChosenLater(t *testing.T) {
	server := startServer(t)
	without := phoneless(t, server.BaseURL())
	with, err := without.WithPhone(testPhone)
	if err != nil {
		t.Fatal(err)
	}
	if answer, err := with.GetChat(t.Context(), id(t, person), api.Query{}); err != nil || answer.Value.ID != id(t, person) {
		t.Errorf("%v, %v", answer.Value.ID, err)
	}
	if got := server.Requests()[0].Header.Get("X-Phone"); got != testPhone {
		t.Errorf("x-phone is %q", got)
	}
	if _, err := without.GetChat(t.Context(), id(t, person), api.Query{}); api.KindOf(err) != api.KindUsage {
		t.Errorf("the client without a phone has one now: %v", err)
	}
	if _, err := with.GetPhones(t.Context()); err != nil {
		t.Error(err)
	}
	if none, err := with.WithPhone(""); err != nil || none.Phone() != "" {
		t.Errorf("no phone: %v", err)
	}
	for _, bad := range []string{"+918527184400", "918527184400@c.us", "phone-", "phone-a\r\nx: y"} {
		if _, err := with.WithPhone(bad); api.KindOf(err) != api.KindUsage {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestPhonesComeInManyShapes(t *testing.T) {
	const one = `{"phone_id":"phone-a","phone_name":"Support","org_phone":"918527184400@c.us","labels":["x"]}`
	const two = `{"phone_id":"phone-b","org_phone":null}`
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"a list":                      {`[` + one + `,` + two + `]`, []string{"918527184400", "phone-b"}},
		"an object":                   {`{"count":2,"phones":[` + one + `,` + two + `]}`, []string{"918527184400", "phone-b"}},
		"another key":                 {`{"count":1,"data":[` + two + `]}`, []string{"phone-b"}},
		"the usual key first":         {`{"data":[],"phones":[` + two + `]}`, []string{"phone-b"}},
		"a single one":                {one, []string{"918527184400"}},
		"none":                        {`[]`, nil},
		"null":                        {`{"phones":null}`, nil},
		"one twice":                   {`[` + one + `,` + one + `]`, []string{"918527184400"}},
		"a number without its domain": {`[{"org_phone":"918527184400"}]`, []string{"918527184400"}},
		"a number as a number":        {`[{"org_phone":918527184400}]`, []string{"918527184400"}},
		"bad records": {`[null,7,"x",{},[],{"phone_id":7},{"phone_id":"918527184400"},{"phone_id":"phone-\u001b[31m"},` +
			`{"org_phone":"1203630@g.us"},{"org_phone":"77@lid"},{"org_phone":"9@evil"},` + two + `]`, []string{"phone-b"}},
	} {
		t.Run(name, func(t *testing.T) {
			answer, err := phoneless(t, answerWith(t, c.body)).GetPhones(t.Context())
			var got []string
			for _, p := range answer.Value {
				got = append(got, p.Option())
			}
			if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
}

func TestWhatIsNoListOfPhonesIsAnError(t *testing.T) {
	for _, body := range []string{`{}`, `{"phones":7}`, `null`, `"x"`, `7`, `true`, ``, `[`, `<html>`, `{"message":"hello"}`} {
		_, err := phoneless(t, answerWith(t, body)).GetPhones(t.Context())
		var failed *api.Error
		if !errors.As(err, &failed) || failed.Kind != api.KindMalformed {
			t.Errorf("%s: %v", body, err)
			continue
		}
		checkError(t, failed)
	}
	if _, err := phoneless(t, answerWith(t, `[]`)).GetPhones(t.Context()); err != nil {
		t.Errorf("a list: %v", err)
	}
	client, _ := newClient(t, answerWith(t, `[]`), nil)
	if _, err := client.GetChat(t.Context(), id(t, person), api.Query{}); api.KindOf(err) != api.KindMalformed || !strings.Contains(err.Error(), "the answer is a list, not a chat") {
		t.Errorf("a list for a chat: %v", err)
	}
}

func TestARefusedListOfPhonesSaysWhatToSet(t *testing.T) {
	server := startServer(t)
	server.Fail(apitest.Fault{Status: http.StatusUnprocessableEntity})
	_, err := phoneless(t, server.BaseURL()).GetPhones(t.Context())
	var failed *api.Error
	if !errors.As(err, &failed) || failed.Kind != api.KindUsage || !strings.Contains(failed.NextIn(time.Local).String(), "check the phone") || strings.Contains(failed.NextIn(time.Local).String(), "the id") {
		t.Fatalf("error %v", err)
	}
	checkError(t, failed)
}
