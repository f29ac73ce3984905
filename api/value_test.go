package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"chatlens/api"
)

// decoded decodes into a value that already holds something, as a second equal name does.
func decoded[T any](t *testing.T, document string, before T) T {
	t.Helper()
	if err := json.Unmarshal([]byte(document), &before); err != nil {
		t.Fatalf("%s: %v", document, err)
	}
	return before
}

func TestFlag(t *testing.T) {
	for document, want := range map[string]api.Flag{
		`true`: yes, `"true"`: yes, `"TRUE"`: yes, `1`: yes, `"1"`: yes,
		`false`: no, `"false"`: no, `0`: no, `"0"`: no,
		`null`: {}, `2`: {}, `-1`: {}, `"yes"`: {}, `""`: {}, `[]`: {}, `{}`: {}, `[true]`: {},
	} {
		if got := decoded(t, document, yes); got != want {
			t.Errorf("%s: %+v, want %+v", document, got, want)
		}
	}
}

func TestIntAndAck(t *testing.T) {
	for document, want := range map[string]api.Int{
		`4`: number(4), `4.0`: number(4), `"4"`: number(4), `4e0`: number(4), `40e-1`: number(4), `-1`: number(-1), `"-1"`: number(-1), `0`: number(0), `" 5 "`: number(5),
		`9223372036854775807`: number(9223372036854775807),
		`null`:                {}, `4.5`: {}, `1e999`: {}, `-1e999`: {}, `9223372036854775808`: {}, `1e18`: {}, `"x"`: {}, `""`: {}, `"0x10"`: {}, `"1_000"`: {}, `"Inf"`: {}, `true`: {}, `[]`: {}, `[4]`: {}, `{}`: {},
	} {
		if got := decoded(t, document, number(77)); got != want {
			t.Errorf("Int of %s: %+v, want %+v", document, got, want)
		}
		if got := decoded(t, document, api.Ack{N: 77, Known: true}); got != api.Ack(want) {
			t.Errorf("Ack of %s: %+v, want %+v", document, got, want)
		}
	}
}

func TestFloat(t *testing.T) {
	for document, want := range map[string]api.Float{
		`12.5`: {F: 12.5, Known: true}, `"-12.5"`: {F: -12.5, Known: true}, `0`: {Known: true},
		`null`: {}, `1e999`: {}, `"NaN"`: {}, `"Inf"`: {}, `"0x1p-2"`: {}, `[]`: {}, `{}`: {}, `true`: {}, `""`: {},
	} {
		if got := decoded(t, document, api.Float{F: 7, Known: true}); got != want {
			t.Errorf("%s: %+v, want %+v", document, got, want)
		}
	}
}

func TestTime(t *testing.T) {
	unknown := api.Time{Set: true}
	whole := at("2025-01-27T11:07:56Z")
	for document, want := range map[string]api.Time{
		`"2025-01-27T11:07:56+00:00"`:        whole,
		`"2025-01-27T11:07:56Z"`:             whole,
		`"2025-01-27T16:37:56+05:30"`:        whole,
		`"2025-01-27T16:37:56+0530"`:         whole,
		`"2025-01-27T11:07:56"`:              whole,
		`"2025-01-27 11:07:56"`:              whole,
		`"2025-01-27 11:07:56+00"`:           whole,
		`"2025-01-27 16:37:56+05:30"`:        whole,
		`"2025-01-27T11:08:10.696758+00:00"`: at("2025-01-27T11:08:10.696758Z"),
		`"2024-05-13 11:19:34+00"`:           at("2024-05-13T11:19:34Z"),
		`1737976076000`:                      whole,
		`1737976076`:                         whole,
		`"1737976076000"`:                    whole,
		`"1737976076"`:                       whole,
		`1.737976076e12`:                     whole,
		`1737976076.5`:                       at("2025-01-27T11:07:56.5Z"),
		`99999999999`:                        at("5138-11-16T09:46:39Z"),
		`100000000000`:                       at("1973-03-03T09:46:40Z"),
		`253402300799999`:                    at("9999-12-31T23:59:59.999Z"),
		`1`:                                  at("1970-01-01T00:00:01Z"),

		`null`: {}, `false`: {}, `0`: {}, `""`: {}, `"0"`: {}, `0.0`: {}, `" "`: {}, `true`: {}, `[]`: {}, `{}`: {}, `[1737976076]`: {}, `{"seconds": 1}`: {},

		`-1`: unknown, `253402300800000`: unknown, `1e300`: unknown, `1e999`: unknown, `"soon"`: unknown,
		`"0001-01-01T00:00:00Z"`: unknown, `"1969-12-31T23:59:59Z"`: unknown, `"9999-12-31T23:59:59-05:00"`: unknown, `"2025-13-01T00:00:00Z"`: unknown, `"2025-01-27T11:07:56+00:00 "`: whole,
	} {
		got := decoded(t, document, at("2001-01-01T00:00:00Z"))
		if !got.Equal(want.Time) || got.Set != want.Set || got.IsZero() != want.IsZero() {
			t.Errorf("%s: %+v, want %+v", document, got, want)
		}
		if got.Location() != time.UTC {
			t.Errorf("%s is in %s", document, got.Location())
		}
	}
}

func TestValue(t *testing.T) {
	for document, want := range map[string]struct {
		text        string
		null, empty bool
	}{
		`null`: {"", true, true}, `""`: {"", false, true}, `{ }`: {"{}", false, true}, `[ ]`: {"[]", false, true},
		`"hello"`: {"hello", false, false}, `"a\nb"`: {"a\nb", false, false}, `7`: {"7", false, false}, `true`: {"true", false, false},
		`{ "a": [ 1, "x" ] }`: {`{"a":[1,"x"]}`, false, false},
	} {
		got := decoded(t, document, value(t, `"before"`))
		if got.Text().String() != want.text || got.IsNull() != want.null || got.IsEmpty() != want.empty {
			t.Errorf("%s: %q, null %v, empty %v; want %+v", document, got.Text(), got.IsNull(), got.IsEmpty(), want)
		}
	}
}

func TestMapKeepsEachKey(t *testing.T) {
	before := api.Map[api.Text, api.Int]{text("old"): number(1)}
	for document, want := range map[string]string{
		`null`: "map[]", `[]`: "map[]", `["a"]`: "map[]", `7`: "map[]", `"x"`: "map[]", `{}`: "map[]",
		`{"a": 1, "b": null, "c": "x", "a": 2}`: "map[a:{2 true} b:{0 false} c:{0 false}]",
	} {
		got := decoded(t, document, before)
		if s := fmt.Sprint(got); s != want {
			t.Errorf("%s: %s, want %s", document, s, want)
		}
	}
}

func TestListLeavesOutWhatIsNotThere(t *testing.T) {
	before := api.List[api.Int]{number(7)}
	for document, want := range map[string]string{
		`null`: "[]", `{}`: "[]", `{"a": 1}`: "[]", `"x"`: "[]", `7`: "[]", `[]`: "[]",
		`[null, 1, null, "2", "x"]`: "[{1 true} {2 true} {0 false}]",
	} {
		if got := decoded(t, document, before); fmt.Sprint(got) != want {
			t.Errorf("%s: %v, want %s", document, got, want)
		}
	}
}

func TestSecretIsNeverPrinted(t *testing.T) {
	const word = "sesame-open"
	secret := api.NewSecret(word)
	type config struct {
		Key    api.Secret
		hidden api.Secret
	}
	around := config{secret, secret}
	marshalled, err := json.Marshal(map[string]any{"key": secret, "config": around})
	if err != nil {
		t.Fatal(err)
	}
	printed := string(marshalled)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%p", "%T"} {
		printed += fmt.Sprintf(verb, secret) + fmt.Sprintf(verb, &secret) + fmt.Sprintf(verb, around) + fmt.Sprintf(verb, &around) + fmt.Sprintf(verb, []api.Secret{secret})
	}
	printed += fmt.Sprint(secret, around) + secret.String() + secret.GoString()
	if strings.Contains(printed, word) || strings.Contains(printed, fmt.Sprintf("%x", word)) {
		t.Errorf("the secret is printed: %s", printed)
	}
}
