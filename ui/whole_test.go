package ui

import (
	"fmt"
	"strings"
	"testing"

	"chatlens/api"
)

// longURL is the address of a file, longer than two rows of a screen of 80 columns.
var longURL = "https://storage.example.com/media/" + strings.Repeat("0123456789abcdef/", 9) + "file.jpeg"

// pictured is a chat whose latest message is a picture.
func pictured(t *testing.T) api.Chat {
	t.Helper()
	return decode(t, []byte(fmt.Sprintf(`{"chat_id":"919537851844@c.us","chat_name":"BK Local1","chat_type":"user","latest_message":%s}`, picture)))
}

var picture = fmt.Sprintf(`{"message_id":"m1","message_type":"image","from_me":false,"sender_phone":"919537851844@c.us",
	"timestamp":"2026-11-23T08:00:00Z","body":"see here","media":{"path":%q,"mimetype":"image/jpeg"}}`, longURL)

// showsAlone fails the test unless a text stands on the screen over as many lines as it takes, with nothing beside it.
func (v *viewer) showsAlone(text string) {
	v.t.Helper()
	if !strings.Contains(strings.ReplaceAll(v.screen(), "\n", ""), text) || strings.Contains(v.screen(), "│") {
		v.t.Errorf("%q does not stand alone:\n%s", text, v.screen())
	}
}

func TestTheAddressOfAFileCanBeReadWhole(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 14}} {
		v := opened(t, size[0], size[1])
		v.keys("r")
		v.load(pictured(t))
		v.keys("4")
		v.hides("file.jpeg")
		v.keys("z")
		v.showsAlone(longURL)
		v.keys("z", "m")
		var m api.Message
		if err := m.UnmarshalJSON([]byte(picture)); err != nil {
			t.Fatal(err)
		}
		v.give(v.requestOf("messages"), result{messages: api.Answer[api.Page[api.Message]]{Value: api.Page[api.Message]{Items: []api.Message{m}}}})
		v.hides("file.jpeg")
		v.keys("z")
		v.showsAlone(longURL)
		v.keys("z", "enter")
		v.shows("file.jpeg", "see here")
		v.keys("z")
		v.showsAlone(longURL)
		v.keys("z", "esc")
		v.hides("file.jpeg")
	}
}

func TestEnterShowsWholeWhatIsCutAlone(t *testing.T) {
	v := opened(t, 80, 24)
	v.hides("enter whole")
	v.keys("enter") // the id, which is there in full
	v.shows("there is no more to this row", "1 Chat")
	v.keys("/", "Phone", "enter", "j", "k")
	v.hides("there is no more", "enter whole")
	v.resize(42, 24)
	v.keys("enter")
	v.shows("Support", "esc close")
	v.keys("esc")
	v.resize(34, 24)
	v.keys("enter")
	v.shows("Support", "esc close")

	v = opened(t, 80, 24)
	v.keys("?", "enter")
	v.shows("there is no more to this row", "Help")
	v.keys("esc", "J", "j")
	v.hides("enter whole", "enter fold")
	v.keys("enter")
	v.shows("there is no more to this row", "Raw")
	v.keys("k")
	v.shows("enter fold")
}

func TestEnterOnTheLatestMessageShowsAllThatIsKnownOfIt(t *testing.T) {
	v := opened(t, 80, 24)
	v.keys("4")
	v.shows("enter whole")
	v.keys("enter")
	v.shows("Message · read", "You have been invited", "ack 4", " id ", "y copy", "f follow")
	v.keys("y")
	v.shows("message id")
	v.keys("esc", "f")
	v.shows("nothing to follow")
	v.keys("esc", "r")
	v.load(decode(t, []byte(`{"chat_id":"120363352652386702@g.us","chat_type":"group","org_phone":"919900000000@c.us",
		"members":{"919811000001@c.us":{"contact_name":"Ravi"},"919811000002@c.us":{"contact_name":"Meera"}},
		"latest_message":{"message_id":"m1","message_type":"chat","body":"hello","from_me":true,"ack":"2","timestamp":"2026-11-23T08:00:00Z"}}`)))
	v.keys("4", "enter", "/", "Meera", "enter", "n", "j", "k")
	v.shows("enter open it", "y copy")
	v.keys("esc", "/", "Meera", "enter", "esc")
	v.shows("enter open it", "4 Latest message")
	v.keys("enter")
	if got := v.request().id.String(); got != "919811000002@c.us" {
		t.Errorf("asked for %q", got)
	}
}
