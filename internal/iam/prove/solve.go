package prove

import (
	"iter"
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

// mostWitnesses bounds how many points are tried for a witness.
const mostWitnesses = 16

// solve looks for a request in a goal.
func (a *asker) solve(s *system, g goal, r reading) (Answer, bool) {
	p, possible := s.problemOf(&g)
	if !possible {
		if s.facts.on(valueFormats) {
			a.used[valueFormats] = true
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
			a.undecided("the search for a request was given up: the statements overlap in too many ways")
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
	looked := variablesOf(p, proof, map[int]bool{})
	for _, k := range s.order {
		if !k.ofCaller && !k.many && looked[k.variable] && k.form != anyText && s.facts.on(valueFormats) {
			a.used[valueFormats] = true
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

// mostTries bounds how many better values are tried for one variable of a witness.
const mostTries = 8

// choose picks the nicest point of the solutions, variable by variable: the usual caller,
// known actions, absent keys.
func (a *asker) choose(s *system, p *search.Problem, found search.Result) []int {
	domains := found.Domains
	point := make([]int, p.Variables())
	wishes := s.wishes()
	if s.question.Kind == DeadStatements {
		wishes = nil // the witness is not shown
	}
	for _, w := range wishes {
		if w.variable >= len(point) {
			continue
		}
		tries := 0
		for _, value := range w.values {
			only := symbolic.SetOf(p.Size(w.variable), value)
			fixed := search.Clause{Any: []search.Literal{{Variable: w.variable, In: only}}}
			if domains[w.variable].Has(value) {
				domains[w.variable] = only
				p = p.With(fixed)
				break
			}
			if tries++; tries > mostTries {
				break
			}
			next := p.With(fixed)
			if r := a.search(next); r.Outcome == search.Found {
				p, domains = next, r.Domains
				break
			}
		}
	}
	for v := range point {
		point[v] = domains[v].First()
	}
	return point
}

// wish is a variable with its values, the nicest first.
type wish struct {
	variable int
	values   []int
}

// wishes returns the variables in the order in which they are chosen.
func (s *system) wishes() []wish {
	c := s.callers
	all := []wish{{c.variable, numbered(len(c.atoms))}}
	keys := slices.Clone(s.order)
	slices.SortStableFunc(keys, byName)
	ids := []string{principalAccountKey, principalOrgKey, resourceAccountKey, resourceOrgKey}
	slices.SortStableFunc(keys, func(a, b *key) int { return slices.Index(ids, b.name) - slices.Index(ids, a.name) })
	all = append(all, wish{s.action, s.niceActions()}, wish{s.resource, numbered(s.problem.Size(s.resource))})
	for _, k := range keys {
		switch {
		case k.ofCaller:
		case k.many:
			for _, v := range k.contains {
				all = append(all, wish{v, []int{0, 1}})
			}
		default:
			all = append(all, wish{k.variable, s.niceValues(k)})
		}
	}
	for _, e := range s.equalities {
		all = append(all, wish{e.same, []int{0, 1}})
	}
	for _, r := range s.relations {
		all = append(all, wish{r.holds, []int{0, 1}})
	}
	return all
}

func numbered(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// niceValues puts absence first, and then what a reader recognises as somebody else's.
func (s *system) niceValues(k *key) []int {
	n := len(k.domain.atoms)
	values := []int{n}
	if k.domain.space != nil {
		for _, sample := range k.domain.space.universe.Samples {
			for a, c := range k.domain.atoms {
				if !slices.Contains(values, a) && k.domain.space.texts.Has(c.text, sample) {
					values = append(values, a)
				}
			}
		}
	}
	for a := range n {
		if !slices.Contains(values, a) {
			values = append(values, a)
		}
	}
	return values
}

// usualActions are shown where any action will do.
func usualActions() []string {
	return []string{
		"s3:PutObject", "s3:GetObject", "s3:ListBucket", "dynamodb:PutItem", "dynamodb:GetItem", "secretsmanager:GetSecretValue",
		"kms:Decrypt", "sqs:SendMessage", "sns:Publish", "ssm:GetParameter", "sts:AssumeRole", "ecr:BatchGetImage",
		"logs:PutLogEvents", "execute-api:Invoke", "lambda:InvokeFunction", "ec2:RunInstances",
	}
}

// knownActions goes through actions that read well, the best first.
func (s *system) knownActions() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, action := range usualActions() {
			if !yield(action) {
				return
			}
		}
		for _, w := range s.verbs {
			for _, v := range w.texts {
				if !yield(instance(v, "GetObject")) || !yield(instance(v, "Action")) {
					return
				}
			}
		}
		prefixes, _ := s.prefixes()
		for _, prefix := range prefixes {
			actions, _ := s.question.Vocabulary.Actions(prefix + ":*")
			for _, action := range actions {
				if !yield(action) {
					return
				}
			}
		}
	}
}

// niceActions puts the atoms first in which a known action lies.
func (s *system) niceActions() []int {
	var values []int
	for action := range s.knownActions() {
		if len(values) == s.actions.texts.Len() {
			break
		}
		if a, ok := s.actions.texts.Classify(action); ok && !slices.Contains(values, a) {
			values = append(values, a)
		}
	}
	for a := range s.actions.texts.Len() {
		if !slices.Contains(values, a) {
			values = append(values, a)
		}
	}
	return values
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
