package prove

import (
	"fmt"
	"iter"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/search"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// system is a question under one reading, taken apart into variables and clauses.
//
// It is made in four steps: everything that is said is registered with the space it speaks
// of; the spaces are split; what was said becomes literals; the facts become clauses.
type system struct {
	question  *Question
	semantics match.Semantics
	endpoint  match.Endpoint
	facts     switches

	keys   map[string]*key
	order  []*key
	groups map[string]*space
	spaces []*space

	callers   *callers
	actions   *space
	resources *space
	// targets are the patterns of resources and verbs those of actions, for witnesses.
	targets, verbs []writtenList

	problem          *search.Problem
	action, resource int

	met        map[string]literal
	equalities []equality
	relations  []relation
	embeddings []embedding
	// accountsInTargets are the accounts named in resources.
	accountsInTargets []string
	// rough says what was only described from above, so that a witness may fail.
	rough []string
	asked asked
}

// statement is a statement on its way to a product of sets.
type statement struct {
	index  int
	effect ast.Effect

	who     *element
	what    int
	notWhat bool
	which   targetList
	tests   []*test
}

// policy is a document on its way to products of sets.
type policy struct {
	document   *ast.Document
	statements []*statement
	// cubes are the statements as literals that must all hold.
	cubes [][]literal
}

func newSystem(q *Question, semantics match.Semantics, endpoint match.Endpoint) *system {
	s := &system{
		question: q, semantics: semantics, endpoint: endpoint, facts: switches(q.Assumptions),
		keys: map[string]*key{}, groups: map[string]*space{}, met: map[string]literal{},
		problem: search.New(nil),
	}
	s.callers = newCallers()
	s.actions = newSpace(s.actionUniverse())
	s.resources = newSpace(symbolic.Universe{Shape: symbolic.List{symbolic.Join(
		symbolic.Text("arn:"), symbolic.Some(symbolic.Segment), symbolic.Text(":"), symbolic.Some(symbolic.Segment), symbolic.Text(":"),
		symbolic.Run(symbolic.Segment), symbolic.Text(":"), symbolic.Run(symbolic.Segment), symbolic.Text(":"), symbolic.Some(symbolic.Any),
	)}})
	return s
}

// read registers what a document says.
func (s *system) read(d *ast.Document) (*policy, error) {
	p := &policy{document: d}
	variables := d.Variables()
	for i, from := range d.Statements {
		st := &statement{index: i, effect: from.Effect}
		who, not := from.Who()
		st.who = s.element(match.Principals(who, not, s.semantics), s.endpoint)
		what, not := from.What()
		st.what, st.notWhat = s.actionList(what.Texts(), s.semantics), not
		which, not := from.Which()
		st.which = s.targetList(which.Texts(), variables, s.semantics)
		st.which.not = not
		if from.Condition != nil {
			for b := range from.Condition.Blocks {
				block := &from.Condition.Blocks[b]
				operator, ok := block.Operator()
				if !ok {
					return nil, fmt.Errorf("statement %d has no operator %q", i+1, block.Name)
				}
				for j := range block.Tests {
					t, err := s.collect(operator, block.Tests[j].Key, block.Tests[j].Texts(), variables)
					if err != nil {
						return nil, fmt.Errorf("statement %d: %w", i+1, err)
					}
					st.tests = append(st.tests, t)
				}
			}
		}
		p.statements = append(p.statements, st)
	}
	return p, nil
}

// of goes through the texts of those lists in which an atom lies.
func (s *space) of(atom int, written []writtenList) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, w := range written {
			if !s.texts.Row(atom).Has(w.list) {
				continue
			}
			for _, text := range w.texts {
				if !yield(text) {
					return
				}
			}
		}
	}
}

// build splits everything that was registered.
func (s *system) build() error {
	s.prepare()
	budget := s.question.Budget.Split
	failed := func(what string, err error) error { return fmt.Errorf("%s: %w", what, err) }
	if err := s.callers.split(s); err != nil {
		return failed("callers", err)
	}
	if err := s.actions.split(budget); err != nil {
		return failed("actions", err)
	}
	if err := s.resources.split(budget); err != nil {
		return failed("resources", err)
	}
	for _, sp := range s.spaces {
		if err := sp.split(budget); err != nil {
			return failed("the values of "+s.keyOf(sp), err)
		}
	}
	s.action = s.problem.Variable(s.actions.texts.Len())
	s.resource = s.problem.Variable(s.resources.texts.Len() + 1)
	for _, k := range s.order {
		if err := s.split(k); err != nil {
			return failed("the values of "+k.shown, err)
		}
	}
	return nil
}

func (s *system) keyOf(sp *space) string {
	for _, k := range s.order {
		if k.domain.space == sp {
			return k.shown
		}
	}
	return "a key"
}

// compile makes literals of the statements of a policy.
func (s *system) compile(p *policy) {
	for _, st := range p.statements {
		cube := []literal{s.who(st.who), s.what(st.what, st.notWhat), s.which(st.which)}
		for _, t := range st.tests {
			cube = append(cube, s.holds(t))
		}
		p.cubes = append(p.cubes, cube)
	}
}

// of returns the cubes of one effect, but for one statement; none leaves all.
func (p *policy) of(effect ast.Effect, but int) (cubes [][]literal, indexes []int) {
	for i, st := range p.statements {
		if st.effect == effect && i != but {
			cubes, indexes = append(cubes, p.cubes[i]), append(indexes, i)
		}
	}
	return cubes, indexes
}

// bind returns an expression of a value with variables in which they have values; false if
// one has none. Under the other reading wildcards in values are wildcards.
func (s *system) bind(o *open, value func(key string) (string, bool)) (symbolic.Expr, bool) {
	bind := pattern.Pattern.Bind
	if s.semantics.WildcardsInValues && o.base.Wildcards() {
		bind = pattern.Pattern.BindWild
	}
	whole, ok := bind(o.pattern, value)
	if !ok {
		return nil, false
	}
	if o.whole {
		return s.openExpression(o, whole, o.parts), true
	}
	parts := o.parts
	for i := range parts {
		if parts[i], ok = bind(parts[i], value); !ok {
			return nil, false
		}
	}
	return s.openExpression(o, nil, parts), true
}
