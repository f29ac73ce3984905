package api

import (
	"bytes"
	"encoding/json"
	"testing"
)

func FuzzWalkingAgreesWithEncodingJSON(f *testing.F) {
	for _, seed := range []string{
		`{}`, `[]`, `null`, `{"a":1,"a":{"b":[1,2,{"c":"}"}]}}`, ` { "k\u0041\n" : "\"]}" , "b" : [ ] } `,
		`[1,"a,b",[2],{"x":3},null,true]`, `{"a":`, `[1,,2]`, `{"a" 1}`, `"`, `{"`, `[`, `[}`, `{"a":}`, `{"\ud800":"\ud800"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		members, elements := map[string]string{}, []string{}
		isObject := eachMember(b, func(key, value []byte) { members[string(key)] = string(value) })
		isList := eachElement(b, func(value []byte) { elements = append(elements, string(value)) })
		if !json.Valid(b) {
			return
		}
		switch trimmed := bytes.TrimSpace(b); trimmed[0] {
		case '{':
			var want map[string]json.RawMessage
			if err := json.Unmarshal(b, &want); err != nil {
				t.Fatal(err)
			}
			if !isObject || isList || len(members) < len(want) {
				t.Fatalf("object %v, list %v, %d of %d members", isObject, isList, len(members), len(want))
			}
			for key, value := range want {
				if validKey(key) && members[key] != string(value) {
					t.Errorf("member %q is %q, want %q", key, members[key], value)
				}
			}
		case '[':
			var want []json.RawMessage
			if err := json.Unmarshal(b, &want); err != nil {
				t.Fatal(err)
			}
			if !isList || isObject || len(elements) != len(want) {
				t.Fatalf("list %v, object %v, elements %q, want %q", isList, isObject, elements, want)
			}
			for i := range want {
				if elements[i] != string(want[i]) {
					t.Errorf("element %d is %q, want %q", i, elements[i], want[i])
				}
			}
		default:
			if isObject || isList {
				t.Errorf("%q is taken for an object or a list", b)
			}
		}
	})
}

// validKey leaves out keys with bytes that are not UTF-8, which are kept here and replaced by encoding/json.
func validKey(key string) bool { return !bytes.ContainsRune([]byte(key), '\uFFFD') }
