package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"strings"
	"time"

	"chatlens/api"
	"chatlens/api/apitest"
	"chatlens/internal/config"
	"chatlens/internal/present"
	"chatlens/internal/safetext"
	"chatlens/styles"
	"chatlens/ui"
)

// A session is a client and the settings to show its answers with.
type session struct {
	client             *api.Client
	close              func()
	demo               bool
	private            bool          // numbers and the texts of messages are hidden
	watch              time.Duration // from one refresh to the next
	me                 string        // the user's own address; empty: not known
	zone               *time.Location
	theme              styles.Theme
	charset            styles.Charset
	charsetHint        safetext.Text
	labels, properties map[string]string
	keys               ui.KeyMap
	phones             map[api.ID]present.Phone // nil: not asked for yet
	log                *os.File                 // nil: there is none
}

// sources are where the settings are looked for.
func (p Program) sources(o options) config.Sources {
	return config.Sources{
		Flags:    o.settings,
		Environ:  p.Environ,
		File:     cmp.Or(o.file, config.DefaultFile()),
		Optional: o.file == "",
		Account:  !o.demo,
	}
}

// start reads the settings and makes the client. Nothing is sent yet. The caller closes the session.
func (p Program) start(ctx context.Context, o options) (*session, error) {
	if strings.Contains(config.Lookup(p.Environ, "GODEBUG"), "http2debug") {
		return nil, usagef("GODEBUG has http2debug, with which Go prints the API key to standard error: take it out of GODEBUG")
	}
	c, err := config.Load(p.sources(o))
	if err != nil {
		return nil, asUsage(err)
	}
	s := &session{demo: o.demo, me: c.Me.Value, labels: c.Labels, properties: c.Properties}
	if err := s.look(c, p.Environ); err != nil {
		return nil, asUsage(err)
	}
	if err := s.openLog(o.log); err != nil {
		return nil, asUsage(err)
	}
	if o.demo {
		return s, p.demo(o, s)
	}
	return s, s.account(ctx, c)
}

// look sets how answers are shown.
func (s *session) look(c config.Config, environ []string) (err error) {
	if s.zone, err = c.Zone(); err != nil {
		return err
	}
	if s.private, err = c.Privacy(); err != nil {
		return err
	}
	if s.watch, err = c.Watch(); err != nil {
		return err
	}
	theme, err := styles.ParseTheme(c.Theme.Value)
	if err != nil {
		return comesFrom(err, c.Theme.Source)
	}
	s.theme = theme.Resolve(config.Lookup(environ, "COLORFGBG"))
	charset := c.Charset.Value
	if charset == "auto" {
		var reason string
		if charset, reason = config.LocaleCharset(environ); charset == config.ASCII {
			s.charsetHint = safetext.Format("ASCII only, since %s: --charset utf-8 shows all characters", reason)
		}
	}
	if s.charset, err = styles.ParseCharset(charset); err != nil {
		return comesFrom(err, c.Charset.Source)
	}
	s.keys = ui.DefaultKeyMap()
	if err := s.keys.Bind(c.Bindings); err != nil {
		return comesFrom(err, c.BindingsSource())
	}
	return nil
}

// demo serves the demo organisation and makes a client for it.
func (p Program) demo(o options, s *session) error {
	for _, key := range []string{config.Phone, config.BaseURL} {
		if _, ok := o.settings[key]; ok {
			return usagef("--demo brings its own account: leave out --%s", flagName(key))
		}
	}
	org, err := apitest.DemoSized(p.Demo, p.Now(), o.demoChats)
	if err != nil {
		return fmt.Errorf("reading the demo organisation: %w", err)
	}
	labels, properties, err := apitest.DemoNames(p.Demo)
	if err != nil {
		return fmt.Errorf("reading the demo organisation's names: %w", err)
	}
	s.labels, s.properties = named(labels, s.labels), named(properties, s.properties)
	serve := apitest.Options{Org: org, Uncompressed: true}
	if o.demoChats > 0 {
		serve.RateLimit = 1000 // the usual one would have many chats wait
	}
	server, err := apitest.Start(serve)
	if err != nil {
		return fmt.Errorf("serving the demo organisation: %w", err)
	}
	s.client, err = api.New(api.Options{
		BaseURL:   server.BaseURL(),
		Key:       api.NewSecret(server.Key()),
		Phone:     server.Phone(),
		UserAgent: userAgent(),
		DebugLog:  s.debugLog(),
	})
	if err != nil {
		_ = server.Close()
		return fmt.Errorf("using the demo organisation: %w", err)
	}
	s.close = func() {
		s.client.Close()
		_ = server.Close()
	}
	return nil
}

// named adds the user's own names to those of the demo.
func named(demo, own map[string]string) map[string]string {
	all := map[string]string{}
	maps.Copy(all, demo)
	maps.Copy(all, own)
	return all
}

// account makes a client for the user's own account.
func (s *session) account(ctx context.Context, c config.Config) error {
	if err := c.Missing(); err != nil {
		return asUsage(err)
	}
	key, err := c.Key.Read(ctx)
	if err != nil {
		return asUsage(err)
	}
	s.client, err = api.New(api.Options{
		BaseURL:   c.BaseURL.Value,
		Key:       key,
		Phone:     plainNumber(c.Phone.Value),
		UserAgent: userAgent(),
		DebugLog:  s.debugLog(),
	})
	if err != nil {
		return asUsage(withSource(err, c))
	}
	s.close = s.client.Close
	return nil
}

// withSource adds where a refused option came from.
func withSource(err error, c config.Config) error {
	var option *api.OptionError
	if !errors.As(err, &option) {
		return err
	}
	source := ""
	switch option.Option {
	case "BaseURL":
		source = c.BaseURL.Source
	case "Phone":
		source = c.Phone.Source
	case "Key":
		source = c.Key.String()
	default:
		return err
	}
	return comesFrom(err, source)
}

// comesFrom adds to what is wrong with a setting where it was made.
func comesFrom(err error, source string) error {
	said := strings.TrimSuffix(err.Error(), ".")
	if strings.HasSuffix(said, "?") {
		return fmt.Errorf("%s It comes from %s", said, source)
	}
	return fmt.Errorf("%s; it comes from %s", said, source)
}

// plainNumber is a phone number as the API wants it, however it is written.
func plainNumber(s string) string {
	if strings.Trim(s, "+0123456789 -()") != "" {
		return s
	}
	return strings.NewReplacer("+", "", " ", "", "-", "", "(", "", ")", "").Replace(s)
}
