package prove

import (
	"iter"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/search"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

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
		prefixes, _ := s.prefixes()
		for _, prefix := range prefixes {
			if !s.yieldActions(prefix+":*", yield) {
				return
			}
		}
		for _, w := range s.verbs {
			for _, v := range w.texts {
				if !s.yieldActions(v, yield) {
					return
				}
			}
		}
		// What the vocabulary does not have may exist one day.
		for _, w := range s.verbs {
			for _, v := range w.texts {
				if !yield(instance(v, "GetObject")) || !yield(instance(v, "Action")) {
					return
				}
			}
		}
	}
}

// yieldActions goes through the actions of the vocabulary that a pattern matches.
func (s *system) yieldActions(pattern string, yield func(string) bool) bool {
	if s.question.Vocabulary == nil {
		return true
	}
	actions, _ := s.question.Vocabulary.Actions(pattern)
	for _, action := range actions {
		if !yield(action) {
			return false
		}
	}
	return true
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
