package present_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"chatlens/internal/present"
)

func TestMaskedJSONKeepsItsShapeAndItsTimes(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"order and blanks", ` { "z" : 1 , "a" : [ ] , "b" : { } } `, ` { "z" : 1 , "a" : [ ] , "b" : { } } `},
		{"plain values", `[true,false,null,0,-1.5e3,"x",""]`, `[true,false,null,0,-1.5e3,"x",""]`},
		{"ids", `{"chat_id":"919537851844@c.us"}`, `{"chat_id":"•••••••••844@c.us"}`},
		{"names stay", `{"chat_name":"Ravi <b> 919537851844"}`, `{"chat_name":"Ravi <b> •••••••••844"}`},
		{"keys", `{"members":{"919537851844@c.us":{"is_admin":true}}}`, `{"members":{"•••••••••844@c.us":{"is_admin":true}}}`},
		{"keys that become equal", `{"919537851844":1,"918888881844":2,"917777771844":3}`, `{"•••••••••844":1,"•••••••••844#2":2,"•••••••••844#3":3}`},
		{"bodies", `{"body":"Hello, Ravi!","prev_body":"Hi","caption":"x"}`, `{"body":"12 characters hidden","prev_body":"2 characters hidden","caption":"1 character hidden"}`},
		{"bodies that are null or empty", `{"body":null,"caption":""}`, `{"body":null,"caption":""}`},
		{"quoted bodies", `{"quoted_message":{"body":"Hi","from":"x"},"quoted_body":"Hi"}`, `{"quoted_message":{"body":"2 characters hidden","from":"x"},"quoted_body":"2 characters hidden"}`},
		{"descriptions", `{"group_description":"ab","snooze_metadata":{"snooze_message":"abc"}}`, `{"group_description":"2 characters hidden","snooze_metadata":{"snooze_message":"3 characters hidden"}}`},
		{"files", `{"media":{"path":"https://x","filename":"a.pdf","size":20480,"mimetype":"application/pdf"}}`, `{"media":{"path":"9 characters hidden","filename":"5 characters hidden","size":20480,"mimetype":"application/pdf"}}`},
		{"links", `{"links":[{"link":"https://x","isSuspicious":false},"https://y"]}`, `{"links":[{"link":"9 characters hidden","isSuspicious":false},"9 characters hidden"]}`},
		{"contact cards", `{"vcards":["FN:Ravi"]}`, `{"vcards":["7 characters hidden"]}`},
		{"places", `{"location":{"latitude":18.52,"name":"Depot","live":false}}`, `{"location":{"latitude":"hidden","name":"5 characters hidden","live":false}}`},
		{"polls", `{"poll_info":{"poll_name":"When?","poll_options":[{"name":"Now","id":1}]}}`, `{"poll_info":{"poll_name":"5 characters hidden","poll_options":[{"name":"3 characters hidden","id":1}]}}`},
		{"votes", `{"poll_results":{"Now":2,"Yes":1}}`, `{"poll_results":{"3 characters hidden":2,"3 characters hidden#2":1}}`},
		{"votes of a list", `{"poll_results":[{"name":"Now","votes":2}]}`, `{"poll_results":[{"name":"3 characters hidden","votes":2}]}`},
		{"numbers of phones", `[919537851844,1234567,-1234567.5,123456,9.19537851844e11]`, `["•••••••••844","••••567","-•••••67.5",123456,"•.••••••••••4e11"]`},
		{"times as numbers", `{"delivered":{"x":1794978762500},"timestamp":1794978762,"snooze_until":2400000000000}`, `{"delivered":{"x":1794978762500},"timestamp":1794978762,"snooze_until":2400000000000}`},
		{"numbers of phones that could be times", `{"org_phone":1555010004,"x":2348012345678}`, `{"org_phone":"•••••••004","x":"••••••••••678"}`},
		{"times as text", `{"timestamp":"2025-01-27T11:08:10.696758+00:00"}`, `{"timestamp":"2025-01-27T11:08:10.696758+00:00"}`},
		{"escaped digits", `{"n":"\u0039\u0035\u0033\u0037\u0038\u0035\u0031\u0038"}`, `{"n":"•••••518"}`},
		{"an escaped key", `{"\u0062ody":"Hi"}`, `{"\u0062ody":"2 characters hidden"}`},
		{"keys in any case", `{"latestMessageBody":"Hi"}`, `{"latestMessageBody":"2 characters hidden"}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := string(present.MaskJSON([]byte(test.in)))
			if got != test.want {
				t.Errorf("%s\nis masked as %s\nwant         %s", test.in, got, test.want)
			}
		})
	}
}

func TestWhatIsNoJSONIsNotMasked(t *testing.T) {
	for _, in := range []string{"", "{", `{"a":1}}`, "<html>", `{"body":"919537851844`, `{'a':1}`} {
		if got := present.MaskJSON([]byte(in)); got != nil {
			t.Errorf("%q gives %q", in, got)
		}
	}
}

func TestMaskedJSONOfAChatCanStillBeDecoded(t *testing.T) {
	raw, err := os.ReadFile("testdata/group.json")
	if err != nil {
		t.Fatal(err)
	}
	masked := present.MaskJSON(raw)
	c := parse(t, string(masked))
	if len(c.Members) != 6 || c.LatestMessage == nil || len(c.LatestMessage.Delivery.Delivered) != 3 || c.LatestMessage.Delivery.Read == nil {
		t.Errorf("lost something:\n%s", masked)
	}
	for _, word := range []string{"invoice", "attached", "rollout", "Thursday", "5550"} {
		if bytes.Contains(masked, []byte(word)) {
			t.Errorf("%q is left in:\n%s", word, masked)
		}
	}
	for _, word := range []string{"Ravi Kumar", "meera@example.com", "1794978762500", "2024-05-13 11:19:34+00"} {
		if !bytes.Contains(masked, []byte(word)) {
			t.Errorf("%q is lost from:\n%s", word, masked)
		}
	}
}

// shape is a JSON value without what it says: null, booleans and the containers stay.
func shape(value any) any {
	switch v := value.(type) {
	case map[string]any:
		return len(v)
	case []any:
		for i := range v {
			v[i] = shape(v[i])
		}
		return v
	case bool, nil:
		return v
	}
	return "value"
}

// decoded is a JSON value whose numbers stand as they are written: 1E700 is valid JSON and no float64.
func decoded(raw []byte) (value any, err error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	return value, d.Decode(&value)
}

func FuzzMaskedJSONIsJSONWithoutNumbers(f *testing.F) {
	for _, seed := range []string{
		`{"chat_id":"919537851844@c.us","n":[919537851844,1.5e9]}`, `{"poll_results":{"a":1,"b":2},"location":[1,{"x":"y"}]}`, `"\ud800\u0039"`,
		`[{"body":"x","":{"":[]}},[[[]]]," 1 2 3 4 5 6 7 8 9 0 "]`, "{\"a\":\"\xff1234567\",\"a\":1234567}", `1234567`, `{"1234567":1,"8884567":2}`,
		`1E700`, `[-1e-999,{"a":[1E+400]}]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		masked := present.MaskJSON(raw)
		if !json.Valid(raw) {
			if masked != nil {
				t.Errorf("%q is masked as %q", raw, masked)
			}
			return
		}
		before, err := decoded(raw)
		if err != nil {
			t.Fatal(err)
		}
		after, err := decoded(masked)
		if err != nil {
			t.Fatalf("%q is masked as %q: %v", raw, masked, err)
		}
		d := json.NewDecoder(bytes.NewReader(masked))
		for token, err := d.Token(); err == nil; token, err = d.Token() {
			if s, ok := token.(string); ok && leaks(s) != "" {
				t.Errorf("%q is left of %q", leaks(s), raw)
			}
		}
		if _, object := before.(map[string]any); !object && !reflect.DeepEqual(shape(before), shape(after)) {
			t.Errorf("%q has another shape: %q", raw, masked)
		}
	})
}
