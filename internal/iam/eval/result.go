package eval

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// Decision is what a policy makes of a request.
type Decision string

// The decisions.
const (
	// Allowed: some statement allows the request and none denies it.
	Allowed Decision = "allowed"
	// ExplicitDeny: some statement denies the request.
	ExplicitDeny Decision = "explicit_deny"
	// ImplicitDeny: no statement matches the request.
	ImplicitDeny Decision = "implicit_deny"
)

// Result is a decision and how it came about.
type Result struct {
	Decision Decision
	// Statements has an entry for each statement, in the order written.
	Statements []Trace
}

// Trace is what became of one statement.
type Trace struct {
	// Index counts the statements from 0.
	Index int
	// Sid is the name of the statement, nothing if it has none.
	Sid    string
	Effect ast.Effect
	ast.At
	Matched bool
	// Failures has an entry for each element that does not fit, none if the statement
	// matched.
	Failures []Failure
}

// Failure is an element of a statement that does not fit the request.
type Failure struct {
	// Element is the name of the element: Principal, NotAction, Condition and so on.
	Element string
	ast.At
	// Text says why it does not fit.
	Text string
}

// add counts a statement in. Any match of a Deny decides, whatever comes before or after.
func (r *Result) add(t Trace) {
	r.Statements = append(r.Statements, t)
	switch {
	case !t.Matched:
	case t.Effect == ast.Deny:
		r.Decision = ExplicitDeny
	case r.Decision == ImplicitDeny:
		r.Decision = Allowed
	}
}

// Deciding returns the statements that decided: the ones that deny, else the ones that allow.
func (r Result) Deciding() []Trace {
	effect := ast.Allow
	if r.Decision == ExplicitDeny {
		effect = ast.Deny
	}
	var all []Trace
	for _, t := range r.Statements {
		if t.Matched && t.Effect == effect {
			all = append(all, t)
		}
	}
	return all
}

// Sentence says for a reader what was decided and what was not.
func (r Result) Sentence() string {
	switch r.Decision {
	case Allowed:
		return fmt.Sprintf("The endpoint policy allows the request: %s. It grants nothing; identity and resource policies decide as well.", r.deciders())
	case ExplicitDeny:
		return fmt.Sprintf("The endpoint policy denies the request: %s.", r.deciders())
	case ImplicitDeny:
	}
	return "The endpoint policy does not allow the request: no statement matches it."
}

// deciders names the statements that decided, counted from 1.
func (r Result) deciders() string {
	var names []string
	for _, t := range r.Deciding() {
		name := fmt.Sprintf("statement %d", t.Index+1)
		if t.Sid != "" {
			name += fmt.Sprintf(" (%q)", t.Sid)
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}
