package prove

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

// Ask answers a question about a policy. It fails if the question or a document cannot be
// used; what cannot be decided is an answer.
func Ask(document *ast.Document, q Question) (Answer, error) { return ask(document, q, false) }

// Certify is [Ask] with the certificates of what was proved.
func Certify(document *ast.Document, q Question) (Answer, error) { return ask(document, q, true) }

func ask(document *ast.Document, q Question, certify bool) (Answer, error) {
	if err := q.check(document); err != nil {
		return Answer{}, err
	}
	q.Budget.Split = q.Budget.Split.Shared(q.Budget.Total)
	a := &asker{question: &q, document: document, certify: certify, used: map[fact]bool{}, compiled: map[compiled]*eval.Policy{}, steps: cmp.Or(q.Budget.Search, DefaultSearch)}
	if q.Kind == DeadStatements {
		return a.dead(), nil
	}
	return a.everyReading(), nil
}

// check says what keeps a question from being asked.
func (q *Question) check(document *ast.Document) error {
	if _, err := eval.Compile(document, match.Semantics{}); err != nil {
		return err
	}
	if !slices.Contains(Kinds(), q.Kind) {
		return fmt.Errorf("there is no question %q", q.Kind)
	}
	if name, unknown := unknownAssumption(q.Assumptions); unknown {
		return fmt.Errorf("there is no assumption %q", name)
	}
	if q.Kind == NoNewAccess || q.Kind == LostAccess || q.Kind == Equivalent {
		if q.Reference == nil {
			return errors.New("there is no reference policy to compare with")
		}
		if _, err := eval.Compile(q.Reference, match.Semantics{}); err != nil {
			return fmt.Errorf("reference policy: %w", err)
		}
	}
	if (q.Kind == AccessNotGranted || q.Kind == MustAllow) && len(q.Access) == 0 {
		return errors.New("no access is given to ask about")
	}
	for name, access := range q.Access {
		for _, p := range access.Principals {
			if !readable(p) {
				return fmt.Errorf("access %q: %q is neither an ARN of a caller, an account, a service, anonymous, trusted nor *", name, p)
			}
		}
	}
	return nil
}

// readable reports whether an asker's principal can be read.
func readable(p string) bool {
	if p == "*" || p == "trusted" || match.IsAccount(p) {
		return true
	}
	_, err := match.NewCaller(p)
	return err == nil
}

// asker answers one question.
type asker struct {
	question *Question
	document *ast.Document
	certify  bool

	// steps are left for searches.
	steps        int
	compiled     map[compiled]*eval.Policy
	used         map[fact]bool
	certificates []Certificate
	// why is the first reason for which something stayed undecided.
	why string
}

// goal is a set of requests that must be empty for the answer to be "proved".
type goal struct {
	claim string
	// all must hold, and of each of clauses one.
	all     []literal
	clauses [][]literal
	access  string
	// swapped says that the witness is let through by the reference and not by the policy.
	swapped bool
	// statement is the one about which [DeadStatements] asks.
	statement int
}

// everyReading asks under every reading that may matter.
func (a *asker) everyReading() Answer {
	documents := []*ast.Document{a.document}
	if a.question.Reference != nil && a.needsReference() {
		documents = append(documents, a.question.Reference)
	}
	if a.tooMany(documents) {
		answer := a.answer(Undecided)
		answer.Reason = a.why
		a.explain(&answer, reading{})
		return answer
	}
	all, complete := readings(a.question, documents)
	for _, r := range all {
		if answer, found := a.reading(r); found {
			answer.Reading = r.describe()
			a.explain(&answer, r)
			return answer
		}
	}
	if !complete && a.why == "" {
		a.why = "more rules that AWS does not document matter here than are tried together"
	}
	answer := a.answer(Proved)
	if a.why != "" {
		answer = a.answer(Undecided)
		answer.Reason = a.why
		answer.Assumptions = nil
		answer.Certificates = nil
	}
	a.explain(&answer, reading{})
	return answer
}

// mostStatements is more than fit into the 20,480 characters that AWS takes.
const mostStatements = 400

// tooMany reports whether a document has more statements than are looked at.
func (a *asker) tooMany(documents []*ast.Document) bool {
	for _, d := range documents {
		if n := len(d.Statements); n > mostStatements {
			a.undecided(fmt.Sprintf("a policy of %d statements is larger than AWS takes", n))
			return true
		}
	}
	return false
}

func (a *asker) needsReference() bool {
	k := a.question.Kind
	return k == NoNewAccess || k == LostAccess || k == Equivalent
}

func (a *asker) answer(v Verdict) Answer {
	return Answer{
		Kind: a.question.Kind, Verdict: v, AllowedBy: none, DeniedBy: none, Version: match.Version,
		Assumptions: factNames(a.used), Certificates: a.certificates,
	}
}

func (a *asker) undecided(reason string) {
	if a.why == "" {
		a.why = reason
	}
}

// reading asks under one reading.
func (a *asker) reading(r reading) (Answer, bool) {
	s, p, ref, err := a.system(r)
	if err != nil {
		a.undecided(err.Error())
		return Answer{}, false
	}
	for _, g := range a.goals(s, p, ref) {
		if a.steps <= 0 {
			a.undecided(givenUp)
			break
		}
		if answer, found := a.solve(s, g, r); found {
			return answer, true
		}
	}
	return Answer{}, false
}

// system makes the system of a reading with its policies compiled and its facts linked.
func (a *asker) system(r reading) (s *system, p, ref *policy, err error) {
	s = newSystem(a.question, r.semantics, r.endpoint)
	if p, err = s.read(a.document); err != nil {
		return nil, nil, nil, err
	}
	if a.needsReference() {
		if ref, err = s.read(a.question.Reference); err != nil {
			return nil, nil, nil, err
		}
	}
	t := s.registerQuestion()
	if err := s.build(); err != nil {
		return nil, nil, nil, err
	}
	s.compile(p)
	if ref != nil {
		s.compile(ref)
	}
	s.compileQuestion(t)
	s.link()
	return s, p, ref, nil
}

// goals returns the sets of requests that the question asks about.
func (a *asker) goals(s *system, p, ref *policy) []goal {
	switch a.question.Kind {
	case PrincipalOutside, ResourceOutside, AnonymousAccess, NothingAllowed:
		return allowed(p, s.asked.subject, "")
	case AccessNotGranted:
		var all []goal
		for _, x := range s.asked.access {
			all = append(all, allowed(p, x.all, x.name)...)
		}
		return all
	case MustAllow:
		var all []goal
		for _, x := range s.asked.access {
			all = append(all, refused(p, x.all, x.name)...)
		}
		return all
	case NoNewAccess:
		return s.difference(p, ref, false)
	case LostAccess:
		return s.difference(ref, p, true)
	case Equivalent:
		return append(s.difference(p, ref, false), s.difference(ref, p, true)...)
	case DeadStatements:
	}
	return nil
}

// allowed are the requests of a set that the policy lets through.
func allowed(p *policy, subject []literal, access string) []goal {
	allows, indexes := p.of(ast.Allow, none)
	denies, _ := p.of(ast.Deny, none)
	goals := make([]goal, len(allows))
	for i, cube := range allows {
		goals[i] = goal{
			claim: fmt.Sprintf("statement %d lets nothing of it through", indexes[i]+1),
			all:   concat(cube, subject), clauses: denies, access: access,
		}
	}
	return goals
}

// refused are the requests of a set that the policy does not let through.
func refused(p *policy, subject []literal, access string) []goal {
	var goals []goal
	denies, indexes := p.of(ast.Deny, none)
	for i, cube := range denies {
		goals = append(goals, goal{
			claim: fmt.Sprintf("statement %d denies nothing of it", indexes[i]+1),
			all:   concat(cube, subject), access: access,
		})
	}
	allows, _ := p.of(ast.Allow, none)
	return append(goals, goal{claim: "some statement allows all of it", all: subject, clauses: allows, access: access})
}

// difference are the requests that p lets through and q does not.
func (s *system) difference(p, q *policy, swapped bool) []goal {
	allows, indexes := p.of(ast.Allow, none)
	denies, _ := p.of(ast.Deny, none)
	otherAllows, _ := q.of(ast.Allow, none)
	otherDenies, otherIndexes := q.of(ast.Deny, none)
	name, other := "the policy", "the reference"
	if swapped {
		name, other = other, name
	}
	var goals []goal
	for i, cube := range allows {
		goals = append(goals, goal{
			claim: fmt.Sprintf("what statement %d of %s allows, a statement of %s allows", indexes[i]+1, name, other),
			all:   cube, clauses: concat(denies, otherAllows), swapped: swapped,
		})
		for j, deny := range otherDenies {
			goals = append(goals, goal{
				claim: fmt.Sprintf("statement %d of %s denies nothing that statement %d of %s allows", otherIndexes[j]+1, other, indexes[i]+1, name),
				all:   concat(cube, deny), clauses: denies, swapped: swapped,
			})
		}
	}
	return goals
}

func concat[T any](a, b []T) []T { return append(slices.Clip(a), b...) }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
