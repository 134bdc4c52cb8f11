package print

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// Canonical writes a document for readers: indented by two spaces, elements in the order of
// the AWS documentation, statements always in a list. It ends without a new line.
func Canonical(d *ast.Document) string {
	w := &writer{newLine: "\n", colon: ": "}
	w.document(d, true)
	return w.String()
}

// Minified writes a document without any white space between its parts, and a single
// statement without its list.
func Minified(d *ast.Document) string {
	w := &writer{colon: ":"}
	w.document(d, false)
	return w.String()
}

// writer writes JSON.
type writer struct {
	strings.Builder
	// newLine begins a line and colon separates a key from its value, in the style wanted.
	newLine, colon string
	depth          int
}

func (w *writer) document(d *ast.Document, list bool) {
	o := w.open('{')
	o.text("Version", d.Version)
	o.text("Id", d.ID)
	switch {
	case len(d.Statements) == 1 && !list:
		o.key("Statement")
		w.statement(d.Statements[0])
	default:
		o.key("Statement")
		all := w.open('[')
		for _, s := range d.Statements {
			all.item()
			w.statement(s)
		}
		all.close(']')
	}
	o.close('}')
}

func (w *writer) statement(s *ast.Statement) {
	o := w.open('{')
	o.text("Sid", s.Sid)
	if s.Effect != ast.NoEffect {
		o.key("Effect")
		w.quote(s.Effect.String())
	}
	o.principals("Principal", s.Principal)
	o.principals("NotPrincipal", s.NotPrincipal)
	o.strings("Action", s.Action)
	o.strings("NotAction", s.NotAction)
	o.strings("Resource", s.Resource)
	o.strings("NotResource", s.NotResource)
	if s.Condition != nil {
		o.key("Condition")
		w.condition(s.Condition)
	}
	o.close('}')
}

func (w *writer) condition(c *ast.Condition) {
	blocks := w.open('{')
	for _, b := range c.Blocks {
		blocks.key(b.Name)
		tests := w.open('{')
		for _, t := range b.Tests {
			tests.key(t.Key)
			w.list(len(t.Values), func(i int) { w.value(t.Values[i]) })
		}
		tests.close('}')
	}
	blocks.close('}')
}

// list writes a list of values, or the only one of it.
func (w *writer) list(n int, write func(i int)) {
	if n == 1 {
		write(0)
		return
	}
	all := w.open('[')
	for i := range n {
		all.item()
		write(i)
	}
	all.close(']')
}

func (w *writer) value(v ast.Value) {
	switch v := v.(type) {
	case ast.String:
		w.quote(v.Value)
	case ast.Number, ast.Bool:
		w.WriteString(v.Text())
	}
}

// quote writes a text. Unlike the default of encoding/json it leaves < > & as they are.
func (w *writer) quote(text string) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(text) == nil { // a text can always be encoded
		w.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	}
}

// group is an object or a list that is being written.
type group struct {
	*writer
	filled bool
}

func (w *writer) open(bracket byte) *group {
	w.WriteByte(bracket)
	w.depth++
	return &group{writer: w}
}

func (g *group) close(bracket byte) {
	g.depth--
	if g.filled {
		g.line()
	}
	g.WriteByte(bracket)
}

// item begins the next item.
func (g *group) item() {
	if g.filled {
		g.WriteByte(',')
	}
	g.filled = true
	g.line()
}

// key begins the next member.
func (g *group) key(name string) {
	g.item()
	g.quote(name)
	g.WriteString(g.colon)
}

func (g *group) text(name string, s *ast.String) {
	if s != nil {
		g.key(name)
		g.quote(s.Value)
	}
}

func (g *group) strings(name string, s *ast.Strings) {
	if s != nil {
		g.key(name)
		g.list(len(s.Items), func(i int) { g.quote(s.Items[i].Value) })
	}
}

func (g *group) principals(name string, p ast.Principals) {
	switch p := p.(type) {
	case *ast.Everyone:
		g.key(name)
		g.quote("*")
	case *ast.PrincipalMap:
		g.key(name)
		kinds := g.open('{')
		for _, group := range p.Groups {
			kinds.strings(string(group.Kind), &group.Names)
		}
		kinds.close('}')
	}
}

// line begins a new line if the style has lines.
func (w *writer) line() {
	if w.newLine != "" {
		w.WriteString(w.newLine)
		w.WriteString(strings.Repeat("  ", w.depth))
	}
}
