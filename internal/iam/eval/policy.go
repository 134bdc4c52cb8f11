package eval

import (
	"errors"
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

// Policy is a document prepared for many requests.
type Policy struct{ statements []statement }

type statement struct {
	source *ast.Statement
	index  int

	principals   match.PrincipalSet
	actions      match.ActionList
	notActions   bool
	resources    match.ResourceList
	notResources bool
	tests        []test
}

type test struct {
	match.Test
	source *ast.Test
}

// Fault is something in a document that cannot be evaluated.
type Fault struct {
	ast.At
	Text string
}

// Error names the place and says what is wrong there.
func (f Fault) Error() string { return f.At.String() + ": " + f.Text }

// Compile prepares a document. It refuses what AWS refuses and what therefore has no
// meaning: statements without an element, operators and kinds of principals that do not
// exist. The error joins a [Fault] for each.
func Compile(d *ast.Document, semantics match.Semantics) (*Policy, error) {
	if d == nil {
		return nil, errors.New("there is no document to evaluate")
	}
	c := &compiler{semantics: semantics, variables: d.Variables()}
	p := &Policy{}
	for i, s := range d.Statements {
		p.statements = append(p.statements, c.statement(i, s))
	}
	if len(c.faults) > 0 {
		return nil, errors.Join(c.faults...)
	}
	return p, nil
}

type compiler struct {
	semantics match.Semantics
	variables bool
	faults    []error
}

func (c *compiler) fault(at ast.At, format string, args ...any) {
	c.faults = append(c.faults, Fault{at, fmt.Sprintf(format, args...)})
}

func (c *compiler) statement(index int, s *ast.Statement) statement {
	out := statement{source: s, index: index}
	if s.Effect == ast.NoEffect {
		c.fault(s.At, "The statement has no effect.")
	}
	who, not := s.Who()
	out.principals = match.Principals(who, not, c.semantics)
	c.pair(s.At, who != nil, s.Principal != nil && s.NotPrincipal != nil, "Principal")
	c.kinds(who)

	what, not := s.What()
	c.pair(s.At, what != nil, s.Action != nil && s.NotAction != nil, "Action")
	if what != nil {
		out.actions, out.notActions = match.Actions(what.Texts(), c.semantics), not
	}
	which, not := s.Which()
	c.pair(s.At, which != nil, s.Resource != nil && s.NotResource != nil, "Resource")
	if which != nil {
		out.resources, out.notResources = match.Resources(which.Texts(), c.variables, c.semantics), not
	}
	if s.Condition != nil {
		out.tests = c.tests(s.Condition)
	}
	return out
}

func (c *compiler) pair(at ast.At, some, both bool, name string) {
	switch {
	case both:
		c.fault(at, "The statement has both %s and Not%s.", name, name)
	case !some:
		c.fault(at, "The statement has neither %s nor Not%s.", name, name)
	}
}

func (c *compiler) kinds(p ast.Principals) {
	groups, ok := p.(*ast.PrincipalMap)
	if !ok {
		return
	}
	for _, group := range groups.Groups {
		if !group.Kind.Known() {
			c.fault(group.At, "%.60q is not a kind of principals.", string(group.Kind))
		}
	}
}

func (c *compiler) tests(condition *ast.Condition) []test {
	var all []test
	for _, block := range condition.Blocks {
		operator, ok := block.Operator()
		if !ok {
			c.fault(block.At, "%.60q is not a condition operator.", block.Name)
			continue
		}
		for i := range block.Tests {
			source := &block.Tests[i]
			t, err := match.NewTest(operator, source.Key, source.Texts(), c.variables, c.semantics)
			if err != nil {
				c.fault(block.At, "%s.", err)
				continue
			}
			all = append(all, test{t, source})
		}
	}
	return all
}

// Effective returns the document that holds for an endpoint: the one given, or full access
// if none was given or the service behind the endpoint takes no policy.
func Effective(given *ast.Document, takesPolicy bool) *ast.Document {
	if given == nil || !takesPolicy {
		return ast.Default()
	}
	return given
}
