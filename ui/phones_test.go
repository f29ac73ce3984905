package ui

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"chatlens/api"
)

// somePhones are phones of an organisation, decoded as the API sends them.
func somePhones(t *testing.T, list string) api.Answer[[]api.Phone] {
	t.Helper()
	var answer api.Answer[[]api.Phone]
	for object := range strings.SplitSeq(list, "\n") {
		var one api.Phone
		if err := one.UnmarshalJSON([]byte(object)); err != nil {
			t.Fatal(err)
		}
		answer.Value = append(answer.Value, one)
	}
	answer.Rate = rate()
	return answer
}

const (
	supportPhone = `{"phone_id":"phone-aaaa","phone_name":"Support","org_phone":"918527184400@c.us","wa_state":"CONNECTED","is_ready":true}`
	salesPhone   = `{"phone_id":"phone-bbbb","phone_name":"Sales","org_phone":"919800000001@c.us","wa_state":"DISCONNECTED","is_ready":false}`
)

// choosing is a viewer without a phone, and the phones that it came to use.
func choosing(t *testing.T, id string, width, height int) (*viewer, *[]string) {
	t.Helper()
	used := &[]string{}
	o := defaults()
	if id != "" {
		o.Start = mustID(t, id)
	}
	var v *viewer
	o.UsePhone = func(phone string) (Client, error) {
		if phone == "919800000001" && slices.Contains(*used, "no more") {
			return nil, errors.New("not this one")
		}
		*used = append(*used, phone)
		return v.api, nil
	}
	v = start(t, o, width, height)
	return v, used
}

func TestTheOnlyPhoneIsUsedAndNamed(t *testing.T) {
	v, used := choosing(t, "", 80, 24)
	v.shows("asking for the organisation's phones …")
	v.give(v.requestOf("phones"), result{phones: somePhones(t, supportPhone)})
	v.shows("looking through Support · 918527184400")
	if !slices.Equal(*used, []string{"918527184400"}) {
		t.Errorf("the phones that were used are %v", *used)
	}
	v.give(v.requestOf("chats"), page(numberedChats(t, 0, 3), 3))
	v.shows("Chats · 3", "looking through Support · 918527184400")
	v.keys("j")
	if strings.Contains(v.screen(), "looking through") {
		t.Error("the phone is named for ever")
	}
}

func TestOfSeveralPhonesOneIsChosenBeforeAnythingIsAskedFor(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 12}} {
		v, used := choosing(t, "919537851844", size[0], size[1])
		v.give(v.requestOf("phones"), result{phones: somePhones(t, supportPhone+"\n"+salesPhone)})
		v.shows("Look through which phone?", "Support", "Sales")
		if size[0] == 80 {
			v.shows("918527184400 · connected", "919800000001 · disconnected")
		}
		v.idle()
		v.keys("j", "enter")
		if a := v.request(); a.id != mustID(t, "919537851844") {
			t.Errorf("asked for %v", a.id)
		}
		if !slices.Equal(*used, []string{"919800000001"}) {
			t.Errorf("the phones that were used are %v", *used)
		}
		v.shows("looking through Sales")
	}
}

func TestTheChoiceOfAPhoneCanBeLeftAndComesBack(t *testing.T) {
	v, used := choosing(t, "919537851844", 80, 24)
	v.give(v.requestOf("phones"), result{phones: somePhones(t, supportPhone+"\n"+salesPhone)})
	v.keys("esc")
	v.shows("no phone is chosen to look through", "r asks again")
	v.keys("r")
	v.shows("Look through which phone?")
	v.keys("esc", "c")
	v.shows("Look through which phone?")
	v.idle()
	if len(*used) != 0 {
		t.Errorf("the phones that were used are %v", *used)
	}
	v.keys("enter")
	if a := v.request(); a.id != mustID(t, "919537851844") {
		t.Errorf("asked for %v", a.id)
	}
}

func TestPhonesThatCannotBeReadAreAskedForAgain(t *testing.T) {
	v, _ := choosing(t, "", 80, 24)
	v.give(v.requestOf("phones"), result{err: errors.New("it broke")})
	v.shows("it broke", "no phone is chosen to look through")
	v.keys("r")
	v.shows("asking for the organisation's phones …")
	v.give(v.requestOf("phones"), result{phones: api.Answer[[]api.Phone]{}})
	v.shows("The API names no phone of the organisation. Give one with")
	v.keys("r")
	asked := v.requestOf("phones")
	v.keys("esc")
	<-asked.ctx.Done()
	v.shows("no phone is chosen to look through")
}

func TestAnotherPhoneShowsTheSameChatAnew(t *testing.T) {
	v, used := choosing(t, "919537851844", 80, 24)
	v.give(v.requestOf("phones"), result{phones: somePhones(t, supportPhone+"\n"+salesPhone)})
	v.keys("enter")
	v.load(documented(t))
	v.shows("918527184400@c.us · Support") // the chat's phones have names now
	v.keys("p")
	v.shows("Look through which phone?", "connected · in use")
	v.keys("j", "enter")
	if len(*used) != 2 || (*used)[1] != "919800000001" {
		t.Errorf("the phones that were used are %v", *used)
	}
	late := v.request()
	if late.id != mustID(t, "919537851844") || late.query.ETag != "" {
		t.Errorf("asked for %v with the ETag %q", late.id, late.query.ETag)
	}
	v.reply(late, answerOf(documented(t)), nil)
	v.shows("looking through Sales · 919800000001", "BK Local1")
	v.keys("[")
	v.shows("there is no chat to go back to")
	v.keys("y", "c")
	if got := v.model.command().String(); got != "chatlens --phone 919800000001 show 919537851844@c.us" {
		t.Errorf("the command is %q", got)
	}
}

func TestAPhoneThatIsSetIsNotAskedAbout(t *testing.T) {
	o := defaults()
	o.Start, o.Phone = mustID(t, "919537851844"), "918527184400"
	o.UsePhone = func(string) (Client, error) { return nil, errors.New("not to be used") }
	o.Flags = []string{"--profile", "night shift"}
	v := start(t, o, 80, 24)
	v.load(documented(t))
	a := v.requestOf("phones") // for their names, once a chat is there
	v.give(a, result{err: errors.New("it broke")})
	if strings.Contains(v.screen(), "it broke") {
		t.Error("an unimportant failure is shown")
	}
	v.keys("r")
	v.load(documented(t))
	v.idle()
	if got := v.model.command().String(); got != "chatlens --profile 'night shift' show 919537851844@c.us" {
		t.Errorf("the command is %q", got)
	}
}

func TestPhonesAreHiddenByPrivacy(t *testing.T) {
	v, _ := choosing(t, "", 80, 24)
	v.keys("P")
	v.give(v.requestOf("phones"), result{phones: somePhones(t, supportPhone+"\n"+salesPhone)})
	v.shows("Support", "Sales")
	if strings.Contains(v.screen(), "918527184400") {
		t.Error("a number is shown")
	}
	v.keys("enter")
	if strings.Contains(v.screen(), "918527184400") {
		t.Error("a number is shown")
	}
}

func TestWithOnePhoneThereIsNoneToChoose(t *testing.T) {
	v := start(t, defaults(), 80, 24)
	v.keys("p")
	v.shows("there is one phone alone to look through here")
}
