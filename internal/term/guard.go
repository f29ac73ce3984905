package term

import (
	"reflect"

	tea "github.com/charmbracelet/bubbletea"
)

// A guard is a model that catches the panics of another and of its commands. Bubble Tea would print the panic's value as it is, which may hold
// anything, and with it a stack.
type guard struct {
	model  tea.Model
	fail   func(value any)
	failed bool    // only seen by the program's own goroutine
	frames *frames // nil: the renderer writes the frames itself
}

func (g *guard) Init() (cmd tea.Cmd) {
	defer g.catch(&g.failed)
	return g.guarded(g.model.Init())
}

func (g *guard) Update(msg tea.Msg) (self tea.Model, cmd tea.Cmd) {
	self = g // also after a panic
	if g.failed {
		return self, nil
	}
	defer g.catch(&g.failed)
	if g.frames != nil {
		g.frames.size(msg)
	}
	g.model, cmd = g.model.Update(msg)
	return self, g.guarded(cmd)
}

func (g *guard) View() string {
	if g.failed {
		return ""
	}
	defer g.catch(&g.failed)
	if g.frames == nil {
		return g.model.View()
	}
	return g.frames.put(g.model.View())
}

func (g *guard) catch(failed *bool) {
	if v := recover(); v != nil {
		*failed = true
		g.fail(v)
	}
}

// guarded is cmd with its panics caught. Batches and sequences (whose type Bubble Tea keeps to itself) are slices of
// commands, which Bubble Tea runs on goroutines of their own.
func (g *guard) guarded(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		var failed bool
		defer g.catch(&failed)
		msg = cmd()
		v := reflect.ValueOf(msg)
		if v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
			return msg
		}
		for i := range v.Len() {
			each := v.Index(i)
			each.Set(reflect.ValueOf(g.guarded(each.Interface().(tea.Cmd))))
		}
		return msg
	}
}
