package main

import (
	"slices"
	"strconv"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// replay decides a case as somebody with some of the faults does. Without any fault its
// answers are those of the evaluator, which is checked for every case.
type replay struct {
	on        faults
	request   eval.Request
	subject   match.Subject
	context   match.Context
	present   map[string]bool
	variables bool
}

// newReplay prepares a request. The caller has been drawn from those that can be read.
func newReplay(r eval.Request, on faults) (*replay, error) {
	caller, err := match.NewCaller(r.Principal)
	if err != nil {
		return nil, err
	}
	p := &replay{on: on, request: r, context: match.NewContext(r.Context), present: map[string]bool{}}
	for key := range r.Context {
		p.present[match.Key(key)] = true
	}
	id, _ := p.context.One("aws:userid")
	provider, _ := p.context.One("aws:FederatedProvider")
	p.subject = match.Subject{Caller: caller, UserID: id, Provider: provider, CanonicalUser: r.CanonicalUser}
	return p, nil
}

// decide evaluates a document.
func (p *replay) decide(d *ast.Document) eval.Decision {
	p.variables = d.Variables() || p.on.has(ignoresVersion)
	decision := eval.ImplicitDeny
	for _, s := range d.Statements {
		switch {
		case !p.fits(s):
		case s.Effect == ast.Deny:
			return eval.ExplicitDeny
		default:
			decision = eval.Allowed
		}
	}
	return decision
}

func (p *replay) fits(s *ast.Statement) bool {
	who, not := s.Who()
	if p.principals(who) == not {
		return false
	}
	what, not := s.What()
	if match.Actions(what.Texts(), match.Semantics{}).Match(p.request.Action) == not {
		return false
	}
	which, not := s.Which()
	if !p.resources(which.Texts(), not) {
		return false
	}
	if s.Condition == nil {
		return true
	}
	return !slices.ContainsFunc(s.Condition.Blocks, func(b ast.Block) bool {
		operator, _ := b.Operator()
		return slices.ContainsFunc(b.Tests, func(t ast.Test) bool { return !p.test(operator, t) })
	})
}

// texts returns the values of a condition as they are compared.
func (p *replay) texts(values []ast.Value) []string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = v.Text()
		if n, ok := v.(ast.Number); ok && p.on.has(respellsNumbers) {
			if f, err := strconv.ParseFloat(n.Literal, 64); err == nil {
				texts[i] = strconv.FormatFloat(f, 'f', -1, 64)
			}
		}
	}
	return texts
}

// binding is what becomes of the variables of a pattern.
type binding uint8

const (
	// bound: each variable has a value.
	bound binding = iota
	// unresolved: a variable has neither value nor default.
	unresolved
	// unmatchable: the pattern matches nothing, without a reason that is told.
	unmatchable
)

// bind puts values into the variables of a pattern. An unresolved variable goes before one
// that makes the pattern unmatchable.
func (p *replay) bind(in pattern.Pattern) (pattern.Pattern, binding) {
	state := bound
	var text pattern.Pattern
	for _, t := range in {
		v, is := t.(pattern.Variable)
		if !is {
			text = append(text, t)
			continue
		}
		value, became := p.value(v)
		if became == bound {
			text = append(text, pattern.Literal(value))
			continue
		}
		if state != unresolved {
			state = became
		}
	}
	if state != bound {
		return nil, state
	}
	// Binding a pattern without variables brings it into its normal form.
	return join(text), bound
}

// value returns the value of a variable.
func (p *replay) value(v pattern.Variable) (string, binding) {
	value, found := p.context.One(v.Key)
	if p.on.has(knowsListTypes) && slices.Contains(lists, v.Key) {
		value, found = "", false
	}
	if found && (value != "" || !p.on.has(emptyIsMissing)) {
		return value, bound
	}
	fallback := v.HasDefault
	if v.Default == "" && p.on.has(emptyIsMissing) || hasComma(v.Default) && p.on.has(cutsDefault) {
		fallback = false
	}
	switch {
	case fallback:
		return v.Default, bound
	case found:
		return "", unmatchable
	}
	return "", unresolved
}
