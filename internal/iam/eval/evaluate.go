package eval

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

// Evaluate decides a request against a document. It fails if the document cannot be
// evaluated or the principal of the request cannot be read.
func Evaluate(d *ast.Document, r Request, semantics match.Semantics) (Result, error) {
	p, err := Compile(d, semantics)
	if err != nil {
		return Result{}, err
	}
	return p.Evaluate(r)
}

// Evaluate decides a request and traces every statement.
func (p *Policy) Evaluate(r Request) (Result, error) {
	c, err := newCall(r)
	if err != nil {
		return Result{}, err
	}
	result := Result{Decision: ImplicitDeny}
	for i := range p.statements {
		s := &p.statements[i]
		failures := s.failures(c)
		result.add(Trace{
			Index: s.index, Sid: sidOf(s.source), Effect: s.source.Effect, At: s.source.At,
			Matched: len(failures) == 0, Failures: failures,
		})
	}
	return result, nil
}

// Decide is [Policy.Evaluate] without the trace, for those who ask often.
func (p *Policy) Decide(r Request) (Decision, error) {
	c, err := newCall(r)
	if err != nil {
		return "", err
	}
	decision := ImplicitDeny
	for i := range p.statements {
		s := &p.statements[i]
		if !s.matches(c) {
			continue
		}
		if s.source.Effect == ast.Deny {
			return ExplicitDeny, nil
		}
		decision = Allowed
	}
	return decision, nil
}

// call is a request as elements are matched with it.
type call struct {
	Request
	subject match.Subject
	context match.Context
}

func newCall(r Request) (call, error) {
	caller, err := match.NewCaller(r.Principal)
	if err != nil {
		return call{}, fmt.Errorf("principal: %.100q is not a caller: %w", r.Principal, err)
	}
	context := match.NewContext(r.Context)
	id, _ := context.One("aws:userid")
	provider, _ := context.One("aws:FederatedProvider")
	return call{r, match.Subject{Caller: caller, UserID: id, Provider: provider, CanonicalUser: r.CanonicalUser}, context}, nil
}

func (s *statement) matches(c call) bool {
	if !s.fitsPrincipal(c) || !s.fitsAction(c) || !s.fitsResource(c) {
		return false
	}
	for _, t := range s.tests {
		if !t.Holds(c.context) {
			return false
		}
	}
	return true
}

func (s *statement) fitsPrincipal(c call) bool { return s.principals.Match(c.subject, c.Endpoint) }

func (s *statement) fitsAction(c call) bool { return s.actions.Match(c.Action) != s.notActions }

func (s *statement) fitsResource(c call) bool {
	return s.resources.Match(c.Resource, c.context) != s.notResources
}

func sidOf(s *ast.Statement) string {
	if s.Sid == nil {
		return ""
	}
	return s.Sid.Value
}
