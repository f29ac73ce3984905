package api_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"chatlens/api"
	"chatlens/api/apitest"
)

func TestAnErrorStatusIsSaidWithItsMessageAndNextStep(t *testing.T) {
	for _, c := range []struct {
		status   int
		kind     api.Kind
		requests int
		message  string
		next     string
	}{
		{400, api.KindOther, 1, "Bad request", "Try again"},
		{401, api.KindAuth, 1, "Invalid bearer auth token", "The API refused the key, which may be mistyped"},
		{403, api.KindAuth, 1, "No access to this phone", "check the phone"},
		{404, api.KindNotFound, 1, "Not found", "No chat 919537851844@c.us is visible to this phone"},
		{418, api.KindOther, 1, "Bad request", "Try again"},
		{422, api.KindUsage, 1, "Request validation failed", "check the id, and the phone"},
		{429, api.KindRateLimited, 3, "Too many requests", "limit of requests"},
		{500, api.KindNetwork, 1, "Internal server error", "problem of its own"},
		{502, api.KindNetwork, 3, "Service unavailable", "problem of its own"},
		{503, api.KindNetwork, 3, "Service unavailable", "problem of its own"},
		{504, api.KindNetwork, 3, "Service unavailable", "problem of its own"},
		{599, api.KindNetwork, 1, "Internal server error", "problem of its own"},
	} {
		t.Run(fmt.Sprint(c.status), func(t *testing.T) {
			server := startServer(t)
			server.Fail(apitest.Fault{Times: -1, Status: c.status, Header: http.Header{"X-Ratelimit-Reset": {}}})
			client, _ := newClient(t, server.BaseURL(), nil)
			failed := getError(t, client)
			if failed.Kind != c.kind || failed.Status != c.status {
				t.Errorf("kind %d, status %d; want %d", failed.Kind, failed.Status, c.kind)
			}
			if n := len(server.Requests()); n != c.requests {
				t.Errorf("%d requests, want %d", n, c.requests)
			}
			if failed.Message.String() != c.message || !strings.Contains(failed.NextIn(time.Local).String(), c.next) {
				t.Errorf("message %q, next step %q", failed.Message, failed.NextIn(time.Local))
			}
			cause := strings.TrimSpace(fmt.Sprintf("HTTP %d %s", c.status, http.StatusText(c.status)))
			line := fmt.Sprintf("get chat %s: %s: %s (trace %s)", person, cause, c.message, failed.TraceID)
			if failed.Error() != line || failed.Cause().String() != cause || !strings.HasPrefix(failed.TraceID.String(), "trace-") {
				t.Errorf("error %q, want %q", failed, line)
			}
			if failed.ID != id(t, person) || !failed.Rate.Limit.Known {
				t.Errorf("id %q, rate %+v", failed.ID.Text(), failed.Rate)
			}
		})
	}
}

func TestTheServersMessageIsFoundInManyForms(t *testing.T) {
	for _, c := range []struct{ media, body, want string }{
		{"application/json", `{"code":"VALIDATION_ERROR","message":"Missing Header: {x-phone}","name":"Validation Error","status":422,"fields":{"x-phone":{"message":"is required","value":"x"}}}`, "Missing Header: {x-phone}; x-phone: is required"},
		{"application/json", `{"message": "a", "fields": {"x": {"message": "a"}}}`, "a"},
		{"application/json", `{"message": "a", "fields": {"x": {"message": "b"}, "y": {"message": "c"}}}`, "a"},
		{"application/json", `{"message": "a", "fields": ["x"]}`, "a"},
		{"application/json", `{"error": "a"}`, "a"},
		{"application/json", `{"error": {"message": "a"}}`, "a"},
		{"application/json", `{"error": true, "message": "a"}`, "a"},
		{"application/json", `{"detail": "a"}`, "a"},
		{"application/json", `{"title": "a", "message": null}`, "a"},
		{"application/json", `"a"`, "a"},
		{"application/json", `{"message": "two\nlines \u001b[31m\u009b2J\u202e"}`, "two lines ␛[31m\uFFFD2J\uFFFD"},
		{"application/json", `{"message": {"a": 1}}`, `{"a":1}`},
		{"text/plain; charset=utf-8", "upstream timed out\n", "upstream timed out"},
		{"text/plain", "<html>no</html>", ""},
		{"text/html", "<html><body>Bad Gateway</body></html>", ""},
		{"application/json", `{"message": "cut`, ""},
		{"application/json", `[]`, ""},
		{"application/json", `null`, ""},
		{"", "", ""},
		{"\x7f", "a", ""},
	} {
		t.Run(c.body, func(t *testing.T) {
			base := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", c.media)
				w.WriteHeader(http.StatusBadRequest)
				_, _ = io.WriteString(w, c.body)
			})
			client, _ := newClient(t, base, nil)
			if failed := getError(t, client); failed.Message.String() != c.want {
				t.Errorf("message %q, want %q", failed.Message, c.want)
			}
		})
	}
}

func TestALongErrorIsCut(t *testing.T) {
	server := startServer(t)
	server.Fail(apitest.Fault{Status: 500, Huge: 64 << 20}, apitest.Fault{Status: 500, Body: `{"message": "` + strings.Repeat("a ", 5000) + `"}`})
	client, _ := newClient(t, server.BaseURL(), nil)
	if failed := getError(t, client); failed.Status != 500 || !failed.Message.IsZero() {
		t.Errorf("message %q", failed.Message)
	}
	if failed := getError(t, client); len(failed.Error()) > 1000 || failed.Message.IsZero() {
		t.Errorf("an error of %d bytes", len(failed.Error()))
	}
}

func TestTheKeyIsTakenOutOfWhatAServerEchoes(t *testing.T) {
	for name, fault := range map[string]apitest.Fault{
		"in the message":     {Echo: true, Status: 401},
		"of a 500":           {Echo: true},
		"in plain text":      {Status: 400, Body: "you sent Bearer " + testKey, ContentType: "text/plain"},
		"in pieces":          {Status: 400, Body: `{"message": "you sent ` + testKey[:4] + `\u200b` + testKey[4:] + `"}`},
		"in pieces of text":  {Status: 400, Body: "you sent " + testKey[:4] + "\u200b" + testKey[4:], ContentType: "text/plain"},
		"in the trace id":    {Status: 400, Header: http.Header{"X-Periskope-Trace-Id": {"t-" + testKey}}},
		"in the media type":  {Body: "x", ContentType: "text/" + testKey},
		"in a redirect":      {Redirect: "https://elsewhere.example/" + testKey + "?key=" + testKey},
		"in a bad redirect":  {Redirect: "https://[" + testKey + "/"},
		"in the other chat":  {Body: `{"chat_id": "` + testKey + `"}`},
		"as invalid JSON":    {Body: `{"` + testKey + `": }`},
		"at the cut's place": {Status: 400, Body: `{"message": "` + strings.Repeat("a", 250) + testKey + `"}`},
	} {
		t.Run(name, func(t *testing.T) {
			server := startServer(t)
			server.Fail(fault)
			client, _ := newClient(t, server.BaseURL(), nil)
			failed := getError(t, client)
			if strings.Contains(failed.Error(), testKey[:6]) {
				t.Errorf("a part of the key is in %q", failed)
			}
			if strings.HasPrefix(name, "in the message") && failed.Message.String() != "Request was: Authorization: Bearer [hidden]" {
				t.Errorf("message %q", failed.Message)
			}
		})
	}
}

func TestAnAnswerThatIsNoChatIsAnErrorThatSaysSo(t *testing.T) {
	const html = "<!DOCTYPE html><html><body>Sign in</body></html>"
	for name, c := range map[string]struct {
		media, body, cause string
	}{
		"html":               {"text/html; charset=utf-8", html, "the answer is a web page, not JSON"},
		"html as JSON":       {"application/json", html, "the answer is a web page, not JSON"},
		"xhtml":              {"application/xhtml+xml", html, "the answer is a web page, not JSON"},
		"text":               {"text/plain", string(documented(t)), `the answer is of type "text/plain", not JSON`},
		"bad type":           {"json; ;", "{}", `the answer is of type "json; ;", not JSON`},
		"empty":              {"application/json", "", "the answer is empty"},
		"blank":              {"application/json", " \r\n\t", "the answer is empty"},
		"mark alone":         {"application/json", "\ufeff", "the answer is empty"},
		"null":               {"application/json", "null", "the answer is null, not a chat"},
		"list":               {"application/json", "[]", "the answer is a list, not a chat"},
		"list of chats":      {"application/json", "[" + string(documented(t)) + "]", "the answer is a list, not a chat"},
		"number":             {"application/json", "-7", "the answer is a number, not a chat"},
		"string":             {"application/json", `"x"`, "the answer is a text, not a chat"},
		"boolean":            {"application/json", "true", "the answer is a yes or no, not a chat"},
		"empty object":       {"application/json", "{}", "the answer is JSON but not a chat: it has no usable chat_id"},
		"null id":            {"application/json", `{"chat_id": null, "chat_name": "x"}`, "the answer is JSON but not a chat: it has no usable chat_id"},
		"bad id":             {"application/json", `{"chat_id": "../../x"}`, "the answer is JSON but not a chat: it has no usable chat_id"},
		"an error with 200":  {"application/json", `{"code": "X", "message": "no"}`, "the answer is JSON but not a chat: it has no usable chat_id"},
		"other chat":         {"application/json", `{"chat_id": "1@c.us"}`, "the answer is another chat than the one asked for: 1@c.us"},
		"trailing data":      {"application/json", string(documented(t)) + "x", "the answer is not valid JSON: invalid character 'x' after top-level value"},
		"two objects":        {"application/json", "{}{}", "the answer is not valid JSON: invalid character '{' after top-level value"},
		"cut":                {"application/json", string(documented(t)[:1000]), "the answer is not valid JSON: unexpected end of JSON input"},
		"raw escape":         {"application/json", "{\"a\": \"\x1b[31m\"}", `the answer is not valid JSON: invalid character '\x1b' in string literal`},
		"two marks":          {"application/json", "\ufeff\ufeff{}", `the answer is not valid JSON: invalid character 'ï' looking for beginning of value`},
		"too deep":           {"application/json", strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000), "the answer is nested too deeply"},
		"UTF-16":             {"application/json", "{\x00\"\x00}\x00", `the answer is not valid JSON: invalid character '\x00' looking for beginning of object key string`},
		"too deep in a chat": {"application/json", `{"chat_id": "` + person + `", "custom_properties": ` + strings.Repeat(`{"a":`, 20_000) + `1` + strings.Repeat("}", 20_001), "the answer is nested too deeply"},
	} {
		t.Run(name, func(t *testing.T) {
			requests := 0
			base := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				requests++
				w.Header().Set("Content-Type", c.media)
				w.Header().Set("X-Periskope-Trace-Id", "t-1")
				_, _ = io.WriteString(w, c.body)
			})
			client, _ := newClient(t, base, nil)
			failed := getError(t, client)
			if failed.Kind != api.KindMalformed || failed.Cause().String() != c.cause {
				t.Errorf("kind %d, cause %q, want %q", failed.Kind, failed.Cause(), c.cause)
			}
			if failed.Status != 200 || failed.TraceID != text("t-1") || requests != 1 {
				t.Errorf("status %d, trace %q, %d requests", failed.Status, failed.TraceID, requests)
			}
			if !strings.Contains(failed.NextIn(time.Local).String(), "the base URL") {
				t.Errorf("next step %q", failed.NextIn(time.Local))
			}
		})
	}
}

func TestAChatIsReadInEveryShapeOfJSON(t *testing.T) {
	for name, c := range map[string]struct{ media, body string }{
		"as documented":   {"application/json; charset=utf-8", string(documented(t))},
		"with a mark":     {"application/json", "\ufeff" + string(documented(t))},
		"without a type":  {"", string(documented(t))},
		"a JSON type":     {"application/vnd.chat+json", string(documented(t))},
		"an old type":     {"TEXT/JSON", string(documented(t))},
		"and white space": {"application/json", "\n " + string(documented(t)) + " \n"},
		"deep":            {"application/json", `{"chat_id": "` + person + `", "custom_properties": ` + strings.Repeat(`{"a":`, 5_000) + `1` + strings.Repeat("}", 5_001)},
	} {
		t.Run(name, func(t *testing.T) {
			base := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header()["Content-Type"] = []string{c.media}
				if c.media == "" {
					w.Header()["Content-Type"] = nil
				}
				_, _ = io.WriteString(w, c.body)
			})
			client, _ := newClient(t, base, nil)
			answer, err := client.GetChat(t.Context(), id(t, person), api.Query{})
			if err != nil || answer.Value.ID != id(t, person) || answer.Raw[0] != '{' || answer.Raw[len(answer.Raw)-1] != '}' {
				t.Errorf("%+v, %v", answer.Value, err)
			}
		})
	}
}

func TestA204OrAnUnaskedFor304IsNoChat(t *testing.T) {
	for status, cause := range map[int]string{204: "the answer is empty", 304: "HTTP 304 Not Modified", 302: "HTTP 302 Found"} {
		server := startServer(t)
		server.Fail(apitest.Fault{Status: status})
		client, _ := newClient(t, server.BaseURL(), nil)
		if failed := getError(t, client); failed.Kind != api.KindMalformed || !strings.Contains(failed.Cause().String(), cause) {
			t.Errorf("%d: kind %d, cause %q", status, failed.Kind, failed.Cause())
		}
	}
}

func TestAHugeAnswerIsRefused(t *testing.T) {
	for name, fault := range map[string]apitest.Fault{
		"64 MB":       {Huge: 64 << 20},
		"a gzip bomb": {Huge: 512 << 20, Gzip: true},
	} {
		t.Run(name, func(t *testing.T) {
			server := startServer(t)
			server.Fail(fault, fault)
			client, _ := newClient(t, server.BaseURL(), nil)
			failed := getError(t, client)
			if failed.Kind != api.KindMalformed || failed.Cause() != text("the answer is larger than 8 MiB") || !errors.Is(failed, api.ErrTooLarge) {
				t.Errorf("kind %d, cause %q", failed.Kind, failed.Cause())
			}
			if _, err := client.GetChats(t.Context(), api.ListQuery{}); !errors.Is(err, api.ErrTooLarge) || !strings.Contains(err.Error(), "larger than 32 MiB") {
				t.Errorf("list: %v", err)
			}
			if n := len(server.Requests()); n != 2 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

func TestAnAnnouncedSizeIsRefusedBeforeItIsRead(t *testing.T) {
	base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", "8388609")
		_, _ = io.WriteString(w, "{")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	client, _ := newClient(t, base, nil)
	if failed := getError(t, client); !errors.Is(failed, api.ErrTooLarge) {
		t.Errorf("%v", failed)
	}
}

func TestAnAnswerOfTheLimitIsRead(t *testing.T) {
	head, tail := `{"chat_id": "`+person+`", "chat_name": "`, `"}`
	body := head + strings.Repeat("a", 8<<20-len(head)-len(tail)) + tail
	client, _ := newClient(t, answerWith(t, body), nil)
	if _, err := client.GetChat(t.Context(), id(t, person), api.Query{}); err != nil {
		t.Error(err)
	}
}

func TestCompressedAnswersAreRead(t *testing.T) {
	server := startServer(t)
	server.Fail(apitest.Fault{Gzip: true})
	client, _ := newClient(t, server.BaseURL(), nil)
	answer, err := client.GetChat(t.Context(), id(t, person), api.Query{})
	if err != nil || answer.Value.Name != text("BK Local1") {
		t.Errorf("%+v, %v", answer.Value, err)
	}
	server.Fail(apitest.Fault{Header: http.Header{"Content-Encoding": {"gzip"}}, Body: "this is not gzip at all"})
	if failed := getError(t, client); failed.Kind != api.KindMalformed || len(server.Requests()) != 2 {
		t.Errorf("kind %d, %d requests: %v", failed.Kind, len(server.Requests()), failed)
	}
}

func TestABrokenConnectionIsTriedAgain(t *testing.T) {
	for name, fault := range map[string]apitest.Fault{"reset": {Reset: true}, "truncated": {Truncate: 100}} {
		for broken, ok := range map[int]bool{1: true, 2: true, 3: false} {
			t.Run(fmt.Sprint(name, broken), func(t *testing.T) {
				server := startServer(t)
				fault.Times = broken
				server.Fail(fault)
				client, watch := newClient(t, server.BaseURL(), nil)
				var announced []api.Retry
				_, err := client.GetChat(t.Context(), id(t, person), api.Query{OnRetry: func(r api.Retry) { announced = append(announced, r) }})
				if (err == nil) != ok || (err != nil && api.KindOf(err) != api.KindNetwork) {
					t.Errorf("error %v", err)
				}
				if err != nil && !strings.Contains(err.Error(), "reset") && !strings.Contains(err.Error(), "broke off") {
					t.Errorf("error %v", err)
				}
				// net/http itself asks once more where a kept connection turns out to be dead.
				if n := len(server.Requests()); n < min(broken+1, 3) {
					t.Errorf("%d requests", n)
				}
				if len(announced) == 0 || len(announced) > 2 || len(announced) != len(watch.waits) {
					t.Errorf("announced %v, waited %v", announced, watch.waits)
				}
				for i, r := range announced {
					if r.Attempt != i+1 || r.Wait != watch.waits[i] || api.KindOf(r.Cause) != api.KindNetwork {
						t.Errorf("announced %+v", r)
					}
					if base := 500 * time.Millisecond << i; r.Wait < base/2 || r.Wait >= base*3/2 {
						t.Errorf("wait %d is %v", i, r.Wait)
					}
				}
			})
		}
	}
}
