package prove

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/certificate"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/search"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// problemOf is a goal as a problem; false if one of its literals can never hold.
func (s *system) problemOf(g *goal) (*search.Problem, bool) {
	var clauses []search.Clause
	for _, l := range g.all {
		if l.constant == never {
			return nil, false
		}
		if c, matters := s.clause(noFact, []literal{l}); matters {
			clauses = append(clauses, c)
		}
	}
	for _, cube := range g.clauses {
		negated := make([]literal, len(cube))
		for i, l := range cube {
			negated[i] = s.not(l)
		}
		if c, matters := s.clause(noFact, negated); matters {
			clauses = append(clauses, c)
		}
	}
	return s.problem.With(clauses...), true
}

const givenUp = "the search for a request was given up: the statements overlap in too many ways"

// mostWitnesses bounds how many points are tried for a witness.
const mostWitnesses = 16

// solve looks for a request in a goal.
func (a *asker) solve(s *system, g goal, r reading) (Answer, bool) {
	a.steps -= len(g.clauses) + len(s.problem.Clauses())
	p, possible := s.problemOf(&g)
	if !possible {
		// What is impossible by itself is so by the shape of values or by the service.
		if s.facts.on(valueFormats) {
			a.used[valueFormats] = true
		}
		if _, known := s.prefixes(); known && s.facts.on(serviceActions) {
			a.used[serviceActions] = true
		}
		// What callers can be was narrowed before there was a problem to solve.
		if !s.callers.plain && s.facts.on(onePartition) {
			a.used[onePartition] = true
		}
		if slices.ContainsFunc(s.order, func(k *key) bool { return k.ofCaller }) && s.facts.on(principalARN) {
			a.used[principalARN] = true
		}
		return Answer{}, false
	}
	why := ""
	for range mostWitnesses {
		result := a.search(p)
		switch result.Outcome {
		case search.None:
			if why != "" {
				a.undecided(why)
				return Answer{}, false
			}
			a.proved(s, g.claim, p, result)
			return Answer{}, false
		case search.GaveUp:
			a.undecided(givenUp)
			return Answer{}, false
		case search.Found:
		}
		point := a.choose(s, p, result)
		request, problem := s.realise(point)
		if problem == "" {
			answer, agreed := a.confirm(request, g, r)
			if agreed == "" {
				return answer, true
			}
			problem = agreed
			if len(s.rough) > 0 {
				problem = s.rough[0]
			}
		}
		if why == "" {
			why = problem
		}
		p = p.With(s.elsewhere(point))
	}
	a.undecided(why)
	return Answer{}, false
}

// search solves a problem with what is left of the budget.
func (a *asker) search(p *search.Problem) search.Result {
	if a.steps <= 0 {
		return search.Result{Outcome: search.GaveUp}
	}
	r := p.Solve(search.Budget{Steps: min(a.steps, search.DefaultSteps)})
	a.steps -= r.Steps
	return r
}

// elsewhere is the clause that a point is not tried again.
func (s *system) elsewhere(point []int) search.Clause {
	var c search.Clause
	add := func(v int) {
		if !slices.ContainsFunc(c.Any, func(l search.Literal) bool { return l.Variable == v }) {
			n := s.problem.Size(v)
			c.Any = append(c.Any, search.Literal{Variable: v, In: symbolic.SetOf(n, point[v]).Not(n)})
		}
	}
	for _, r := range s.relations {
		add(r.holds)
	}
	for _, e := range s.equalities {
		add(e.same)
	}
	for _, k := range s.order {
		switch {
		case k.ofCaller:
		case k.many:
			for _, v := range k.contains {
				add(v)
			}
		default:
			add(k.variable)
		}
	}
	add(s.callers.variable)
	add(s.resource)
	return c
}

// proved notes what a proof rests on.
func (a *asker) proved(s *system, claim string, p *search.Problem, r search.Result) {
	proof, tags := p.Proof(r)
	for _, tag := range tags {
		if tag != int(noFact) {
			a.used[fact(tag)] = true
		}
	}
	if _, known := s.prefixes(); known && s.facts.on(serviceActions) {
		a.used[serviceActions] = true
	}
	looked := variablesOf(p, proof, map[int]bool{})
	if !s.callers.plain && looked[s.callers.variable] && s.facts.on(onePartition) {
		a.used[onePartition] = true
	}
	for _, k := range s.order {
		if !k.ofCaller && !k.many && looked[k.variable] && k.form != anyText && s.facts.on(valueFormats) {
			a.used[valueFormats] = true
		}
		if k.assumedSingle && !k.many && looked[k.variable] {
			a.used[singleValues] = true
		}
		if k.ofCaller && looked[s.callers.variable] {
			a.used[principalARN] = true
		}
	}
	if a.certify {
		a.certificates = append(a.certificates, Certificate{claim, p.Certificate(), proof})
	}
}

func variablesOf(p *search.Problem, proof certificate.Proof, seen map[int]bool) map[int]bool {
	for _, step := range proof {
		if step.Kind != certificate.Empty {
			for _, l := range p.Clauses()[step.Clause].Any {
				seen[l.Variable] = true
			}
		}
		for _, b := range step.Branches {
			variablesOf(p, b, seen)
		}
	}
	return seen
}

// kindName is how a kind of callers is called in a sentence.
func kindName(k match.CallerKind) string {
	switch k {
	case match.Anonymous:
		return "anybody, without signing the request,"
	case match.Root:
		return "the root user"
	case match.User:
		return "the user"
	case match.Role:
		return "the role"
	case match.RoleSession:
		return "the role session"
	case match.FederatedSession:
		return "the federated session"
	case match.ServicePrincipal:
		return "the AWS service"
	case match.Provider:
		return "the identity provider"
	}
	return "the caller"
}
