package api_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"chatlens/api"
)

func TestParseIDReadsWhatPeopleTypeAndPaste(t *testing.T) {
	for typed, want := range map[string]string{
		"919537851844":                                     "919537851844@c.us",
		"+91 98765 43210":                                  "919876543210@c.us",
		"+91-98765-43210":                                  "919876543210@c.us",
		" +1 (415) 555.0100 ":                              "14155550100@c.us",
		"(+91) 98765 43210":                                "919876543210@c.us",
		"+91\u00a098765\u202f43210":                        "919876543210@c.us",
		"+91 98765\u201143210":                             "919876543210@c.us",
		"\u202a+91 98765 43210\u202c":                      "919876543210@c.us",
		"123456789012345":                                  "123456789012345@c.us",
		"1234567890123456":                                 "1234567890123456@g.us",
		"120363329861739657":                               "120363329861739657@g.us",
		"919537851844@c.us":                                "919537851844@c.us",
		" 919537851844@C.US ":                              "919537851844@c.us",
		"120363329861739657@g.us":                          "120363329861739657@g.us",
		"919537851844-1600000000@g.us":                     "919537851844-1600000000@g.us",
		"919537851844-1600000000":                          "919537851844-1600000000@g.us",
		"123456789012345@lid":                              "123456789012345@lid",
		"wa.me/919537851844":                               "919537851844@c.us",
		"WA.me/919537851844":                               "919537851844@c.us",
		"www.wa.me/919537851844":                           "919537851844@c.us",
		"http://wa.me/919537851844":                        "919537851844@c.us",
		"https://wa.me/919537851844":                       "919537851844@c.us",
		"https://wa.me/919537851844/":                      "919537851844@c.us",
		"https://wa.me/+919537851844?text=hi%20":           "919537851844@c.us",
		"https://api.whatsapp.com/send?phone=919537851844": "919537851844@c.us",
		"https://api.whatsapp.com/send/?phone=%2B919537851844&x=y":  "919537851844@c.us",
		"https://api.whatsapp.com/send?text=a&phone=+91 9537851844": "919537851844@c.us",
		"api.whatsapp.com/send?phone=919537851844":                  "919537851844@c.us",
		"https://web.whatsapp.com/send?phone=919537851844":          "919537851844@c.us",
	} {
		got, err := api.ParseID(typed)
		if err != nil {
			t.Errorf("%q: %v", typed, err)
			continue
		}
		if got.String() != want {
			t.Errorf("%q: %q, want %q", typed, got.String(), want)
		}
	}
}

func TestParseIDRefusesWhatIsNoID(t *testing.T) {
	for _, typed := range []string{
		"", " ", "\u202a\u202c", ".", "..", "../chats", "../../v1", "/", "-", "+", "()", "@", "@c.us", "@g.us", "@lid", "a@c.us", "+91@c.us", "91 98@c.us",
		"919537851844@", "919537851844@c.us.evil", "919537851844@c.us/messages", "919537851844@c.us?x=1", "919537851844@c.us#", "919537851844%40c.us", "919537851844@g.us@c.us",
		"1-2-3@g.us", "1-@g.us", "-1@g.us", "1-2@c.us", "status@broadcast", "abc", "12ab34", "91 98765 43210 x", "label-abc", "phone-abc", "12+34", "++12",
		"919537851844\n", "\t919537851844", "9195\x0037851844", "9195\x1b[31m37851844", "91953785\u009b1844", "91\xff98", "٩١٩٥٣٧٨٥١٨٤٤", "９１９５３７８５１８４４",
		strings.Repeat("9", 65), strings.Repeat("9", 60) + "@c.us", strings.Repeat("9", 60), strings.Repeat("9", 100_000), strings.Repeat(" 9", 5000),
		"https://wa.me/", "https://wa.me/message/ABCDEF", "https://wa.me/qr/123", "https://wa.me/1234567890123456", "https://chat.whatsapp.com/CuZAuEnSB6e8sk7R3dopD3",
		"https://example.com/919537851844", "https://wa.me.evil.example/919537851844", "https://wa.me@evil.example/919537851844", "ftp://x", "://", "https://api.whatsapp.com/send", "https://api.whatsapp.com/other?phone=919537851844", "https://%zz/1",
	} {
		got, err := api.ParseID(typed)
		if err == nil {
			t.Errorf("%.80q is taken for %q", typed, got.String())
			continue
		}
		var refusal *api.IDError
		if !errors.As(err, &refusal) || api.KindOf(err) != api.KindUsage {
			t.Errorf("%.80q: %T of kind %d", typed, err, api.KindOf(err))
			continue
		}
		checkInert(t, "the error", err.Error())
		if strings.Contains(err.Error(), "\n") || len(err.Error()) > 2000 || refusal.Reason.Blank() || refusal.Next().Blank() {
			t.Errorf("%.80q: not one short line with a reason: %q", typed, err)
		}
		if !got.IsZero() {
			t.Errorf("%.80q: refused, and still %q", typed, got.Text())
		}
	}
}

func TestWhatAnIDIs(t *testing.T) {
	type is struct {
		valid, group, person bool
		number               string
	}
	for s, want := range map[string]is{
		"":                                {},
		"919537851844@c.us":               {true, false, true, "+919537851844"},
		"919537851844":                    {true, false, true, "+919537851844"},
		"1203633298617396571":             {valid: true},
		"120363329861739657@g.us":         {true, true, false, ""},
		"919537851844-1600000000@g.us":    {true, true, false, ""},
		"77@lid":                          {true, false, true, ""},
		"status@broadcast":                {},
		"120363000000000000@newsletter":   {},
		"..":                              {},
		"a@c.us":                          {},
		"9@c.us\\u001b[31m":               {},
		"9\\n@c.us":                       {},
		strings.Repeat("9", 60) + "@c.us": {},
	} {
		got := id(t, s)
		if (is{got.Valid(), got.IsGroup(), got.IsPerson(), got.Number().String()}) != want {
			t.Errorf("%q: valid %v, group %v, person %v, number %q; want %+v", s, got.Valid(), got.IsGroup(), got.IsPerson(), got.Number(), want)
		}
		if got.Valid() != (got.String() != "") || (got.Valid() && got.String() != s) {
			t.Errorf("%q would be sent as %q", s, got.String())
		}
		if got.IsZero() != (s == "") {
			t.Errorf("%q: IsZero %v", s, got.IsZero())
		}
		checkInert(t, s, got.Text().String())
	}
}

func TestIDTakesNeighbouringTypes(t *testing.T) {
	for document, want := range map[string]string{
		`"1@c.us"`: "1@c.us", `919537851844`: "919537851844", `{"server": "c.us", "user": "1", "_serialized": "1@c.us"}`: "1@c.us", `{"serialized": "1@c.us"}`: "1@c.us",
		`null`: "", `true`: "", `{}`: "", `[]`: "", `["1@c.us"]`: "", `1.5`: "", `1e5`: "", `-1`: "", `{"_serialized": 1}`: "",
	} {
		if got := decoded(t, document, id(t, "7@c.us")); got.Text().String() != want {
			t.Errorf("%s: %q, want %q", document, got.Text(), want)
		}
	}
}

func TestSameIDsDifferInTheDomainOfANumberAlone(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"919537851844", "919537851844@c.us", true},
		{"919537851844@c.us", "919537851844@c.us", true},
		{"919537851844@c.us", "919537851844@lid", false},
		{"919537851844@c.us", "919537851844@g.us", false},
		{"919537851844", "919537851844@g.us", false},
		{"1", "2", false},
		{"1", "", false},
		{"status@broadcast", "status@broadcast", true},
	} {
		a, b := id(t, c.a), id(t, c.b)
		if a.Same(b) != c.same || b.Same(a) != c.same {
			t.Errorf("%q and %q: same %v, want %v", c.a, c.b, a.Same(b), c.same)
		}
	}
}

func FuzzParseID(f *testing.F) {
	for _, seed := range []string{
		"919537851844", "+91 98765 43210", "120363329861739657@g.us", "919537851844-1600000000", "1@lid", "..", "",
		"https://wa.me/919537851844?text=x", "api.whatsapp.com/send?phone=+1", "\x1b[31m", "91\xff", "\u202a+1\u202c", "://", "https://[::1", "9@c.us/../..",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		got, err := api.ParseID(typed)
		if err != nil {
			checkInert(t, "the error", err.Error())
			return
		}
		sent := got.String()
		if !got.Valid() || sent == "" || len(sent) > 64 || strings.Trim(sent, "0123456789-@cgusld.i") != "" || strings.Contains(sent, "..") {
			t.Fatalf("%q becomes %q", typed, sent)
		}
		again, err := api.ParseID(sent)
		if err != nil || again != got {
			t.Fatalf("%q becomes %q, which becomes %q, %v", typed, sent, again.String(), err)
		}
		quoted, err := json.Marshal(sent)
		if err != nil {
			t.Fatal(err)
		}
		if decoded(t, string(quoted), api.ID{}) != got {
			t.Fatalf("%q does not survive JSON", sent)
		}
	})
}

func TestWhatIsNoIDIsSaidShortly(t *testing.T) {
	for typed, want := range map[string]string{
		strings.Repeat("1", 41):               "it is too long",
		"../chats":                            "it holds something other than a number",
		"https://example.com/919537851844":    "this link carries no phone number",
		strings.Repeat("no id at all ", 3000): "it is too long",
	} {
		_, err := api.ParseID(typed)
		if err == nil || !strings.HasSuffix(err.Error(), want) || len(err.Error()) > 120 {
			t.Errorf("%.20q: %v", typed, err)
		}
	}
}
