package prove

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
)

// dead looks for statements without which the policy lets the same through. A statement is
// dead if it is so under every reading.
func (a *asker) dead() Answer {
	documents := []*ast.Document{a.document}
	if a.tooMany(documents) {
		answer := a.answer(Undecided)
		answer.Reason = a.why
		a.explain(&answer, reading{})
		return answer
	}
	all, complete := readings(a.question, documents)
	type made struct {
		s *system
		p *policy
		r reading
	}
	var systems []made
	for _, r := range all {
		s, p, _, err := a.system(r)
		if err != nil {
			a.undecided(err.Error())
			continue
		}
		systems = append(systems, made{s, p, r})
	}
	if !complete {
		a.undecided("more rules that AWS does not document matter here than are tried together")
	}
	var dead []Dead
	if a.why == "" {
		for i := range a.document.Statements {
			// none finds a request in none of the goals, under any reading.
			none := func(goals func(*system, *policy) []goal) bool {
				return !slices.ContainsFunc(systems, func(m made) bool {
					return slices.ContainsFunc(goals(m.s, m.p), func(g goal) bool {
						if a.steps <= 0 {
							a.undecided(givenUp)
							return true
						}
						before := a.why
						_, found := a.solve(m.s, g, m.r)
						return found || a.why != before
					})
				})
			}
			switch {
			case !none(func(_ *system, p *policy) []goal { return p.difference(i) }):
			case none(func(_ *system, p *policy) []goal { return p.matching(i) }):
				dead = append(dead, Dead{i, Contradiction})
			case none(func(_ *system, p *policy) []goal { return p.undenied(i) }):
				dead = append(dead, Dead{i, Shadowed})
			default:
				dead = append(dead, Dead{i, Redundant})
			}
		}
	}
	answer := a.answer(Proved)
	switch {
	case len(dead) > 0:
		answer = a.answer(Counterexample)
		answer.Dead = dead
	case a.why != "":
		answer = a.answer(Undecided)
		answer.Reason, answer.Assumptions, answer.Certificates = a.why, nil, nil
	}
	a.explain(&answer, reading{})
	return answer
}

// matching are the requests that match a statement.
func (p *policy) matching(i int) []goal {
	return []goal{{claim: fmt.Sprintf("no request matches statement %d", i+1), all: p.cubes[i], statement: i}}
}

// undenied are the requests that match an Allow and that nothing denies. It is asked of
// Allows only; of a Deny nothing is returned that could be empty.
func (p *policy) undenied(i int) []goal {
	if p.statements[i].effect == ast.Deny {
		return p.matching(i)
	}
	denies, _ := p.of(ast.Deny, none)
	return []goal{{claim: fmt.Sprintf("everything that statement %d allows is denied", i+1), all: p.cubes[i], clauses: denies, statement: i}}
}

// difference are the requests that the policy decides otherwise without the statement.
func (p *policy) difference(i int) []goal {
	if p.statements[i].effect == ast.Allow {
		allows, _ := p.of(ast.Allow, i)
		denies, _ := p.of(ast.Deny, none)
		return []goal{{
			claim: fmt.Sprintf("what statement %d allows is denied or allowed without it", i+1),
			all:   p.cubes[i], clauses: concat(denies, allows), statement: i,
		}}
	}
	var goals []goal
	denies, _ := p.of(ast.Deny, i)
	allows, indexes := p.of(ast.Allow, none)
	for j, cube := range allows {
		goals = append(goals, goal{
			claim: fmt.Sprintf("statement %d denies nothing that statement %d allows and nothing else denies", i+1, indexes[j]+1),
			all:   concat(p.cubes[i], cube), clauses: denies, statement: i,
		})
	}
	return goals
}

// matters says why a request does not match the statement it was found for; nothing if it does.
func (a *asker) matters(request eval.Request, g goal, r reading) string {
	result, err := a.evaluate(a.document, request, r)
	if err != nil {
		return err.Error()
	}
	if !result.Statements[g.statement].Matched {
		return fmt.Sprintf("this is always a bug in the provider: statement %d does not match %s", g.statement+1, sentenceOf(request))
	}
	return ""
}
