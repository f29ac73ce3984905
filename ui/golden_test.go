package ui

import (
	"testing"

	"chatlens/api"
	"chatlens/styles"
)

// full is the state that most frames are in: a chat with everything that panes can show.
func full(t *testing.T, o Options, width, height int) *viewer {
	t.Helper()
	o.Start = mustID(t, documentedID)
	v := start(t, o, width, height)
	v.load(documented(t))
	return v
}

func TestGoldenFrames(t *testing.T) {
	start80 := func(t *testing.T) *viewer {
		o := defaults()
		o.Start = mustID(t, documentedID)
		return start(t, o, 80, 24)
	}
	for _, c := range []struct {
		name  string
		state func(t *testing.T) *viewer
	}{
		{"loading-80x24", start80},
		{"prompt-80x24", func(t *testing.T) *viewer {
			v := start80(t)
			v.keys("esc")
			return v
		}},
		{"error-80x24", func(t *testing.T) *viewer {
			v := start80(t)
			v.reply(v.request(), api.Answer[api.Chat]{}, failureOf(api.KindAuth, 401))
			return v
		}},
		{"empty-80x24", func(t *testing.T) *viewer {
			v := start80(t)
			v.load(decode(t, []byte(`{"chat_id":"919537851844@c.us"}`)))
			return v
		}},
		{"stale-80x24", func(t *testing.T) *viewer {
			v := full(t, defaults(), 80, 24)
			v.keys("r")
			v.reply(v.request(), api.Answer[api.Chat]{}, failureOf(api.KindNetwork, 503))
			return v
		}},
		{"full-80x24", func(t *testing.T) *viewer { return full(t, defaults(), 80, 24) }},
		{"latest-80x24", func(t *testing.T) *viewer {
			v := full(t, defaults(), 80, 24)
			v.keys("4")
			return v
		}},
		{"full-40x12", func(t *testing.T) *viewer { return full(t, defaults(), 40, 12) }},
		{"full-120x40", func(t *testing.T) *viewer { return full(t, defaults(), 120, 40) }},
		{"full-200x50", func(t *testing.T) *viewer { return full(t, defaults(), 200, 50) }},
		{"mono-80x24", func(t *testing.T) *viewer {
			o := defaults()
			o.Color = false
			return full(t, o, 80, 24)
		}},
		{"ascii-80x24", func(t *testing.T) *viewer {
			o := defaults()
			o.Charset = styles.ASCII
			return full(t, o, 80, 24)
		}},
		{"help-80x24", func(t *testing.T) *viewer {
			v := full(t, defaults(), 80, 24)
			v.keys("?")
			return v
		}},
		{"zoom-80x24", func(t *testing.T) *viewer {
			v := full(t, defaults(), 80, 24)
			v.keys("4", "z")
			return v
		}},
		{"scripts-80x24", func(t *testing.T) *viewer {
			v := start80(t)
			v.load(scripts(t))
			v.keys("2")
			return v
		}},
	} {
		t.Run(c.name, func(t *testing.T) { c.state(t).golden(c.name) })
	}
}

// scripts is a group whose members' names and message terminals disagree about.
func scripts(t testing.TB) api.Chat {
	t.Helper()
	return decode(t, []byte(`{"chat_id":"120363329861739657@g.us","chat_name":"सहायता 🙏🏽 குழு","chat_type":"group","members":{
		"919100000001@c.us":{"contact_name":"नमस्ते क्षत्रिय"},
		"919100000002@c.us":{"contact_name":"👨‍👩‍👧‍👦 ❤️ 1️⃣ 🇮🇳"},
		"919100000003@c.us":{"contact_name":"ধন্যবাদ","is_admin":true},
		"919100000004@c.us":{"contact_name":"น้ำ"},
		"919100000005@c.us":{"contact_name":"日本語 한국어"},
		"919100000006@c.us":{"contact_name":"مرحبا שלום"},
		"919100000007@c.us":{"contact_name":"നന്ദി நன்றி నమస్కారం"},
		"919100000008@c.us":{"contact_name":"Nguyễn Văn An 🏳️‍🌈","is_internal":true}},
		"latest_message":{"message_type":"chat","timestamp":"2026-11-23T08:00:00Z","author":"919100000001@c.us","from_me":false,
		"body":"नमस्ते 👋🏽 *क्षत्रिय* ❤️ _நன்றி_ 👨‍👩‍👧‍👦\n\n> ধন্যবাদ น้ำ\n- مرحبا بكم"}}`))
}
