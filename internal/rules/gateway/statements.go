package gateway

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/policytext"
)

// answer says whether a statement is about something.
type answer uint8

const (
	no answer = iota
	perhaps
	yes
)

// concerns reports whether a statement is about resources that an endpoint reaches. What the
// statement leaves open the others of its policy may say: all are about one resource.
func concerns(p *policytext.Policy, st *ast.Statement, e *plan.Endpoint) answer {
	own := concernsAlone(st, e)
	if own != perhaps {
		return own
	}
	for _, other := range p.Document.Statements {
		if a := concernsAlone(other, e); a != perhaps {
			return a
		}
	}
	return perhaps
}

// concernsAlone judges by one statement. Actions and ARNs of the services with gateway endpoints
// begin with the key of the service.
func concernsAlone(st *ast.Statement, e *plan.Endpoint) answer {
	service := e.Service.Key
	actions, resources := perhaps, perhaps
	if st.Action != nil {
		actions = best(st.Action.Texts(), func(text string) answer { return actionOf(text, service) })
	}
	if st.Resource != nil {
		resources = best(st.Resource.Texts(), func(text string) answer { return resourceOf(text, service, e.HomeRegion().Or("")) })
	}
	switch {
	case actions == no || resources == no:
		return no
	case actions == yes || resources == yes:
		return yes
	}
	return perhaps
}

// best is the best answer of a list.
func best(texts []string, judge func(string) answer) answer {
	out := no
	for _, text := range texts {
		out = max(out, judge(text))
	}
	return out
}

// actionOf reports whether an action is one of a service.
func actionOf(text, service string) answer {
	prefix, _, _ := strings.Cut(strings.ToLower(text), ":")
	switch p, _ := pattern.Parse(prefix, pattern.Syntax{Wildcards: true}); {
	case prefix == service:
		return yes
	case p.Wild() && p.Match(service):
		return perhaps
	}
	return no
}

// resourceOf reports whether a resource is one of a service, and of its Region if it says one.
func resourceOf(text, service, region string) answer {
	p, _ := pattern.Parse(text, pattern.Syntax{Wildcards: true})
	if p.Everything() {
		return perhaps
	}
	parts, ok := p.SplitOpen()
	in, literal := parts[3].Text()
	switch {
	case !ok || !parts[2].Match(service) && !parts[2].Wild():
		return no
	case literal && in != "" && region != "" && in != region:
		return no
	case parts[2].Wild():
		return perhaps
	}
	return yes
}

// servicesOnly reports whether a statement names services of AWS and nobody else, who do not
// call through an endpoint.
func servicesOnly(st *ast.Statement) bool {
	who, ok := st.Principal.(*ast.PrincipalMap)
	return ok && !slices.ContainsFunc(who.Groups, func(g ast.PrincipalGroup) bool { return g.Kind != ast.Service })
}

// otherwiseAllowed reports whether another statement allows, to requests with these facts, what a
// statement does: one that names endpoint, VPC or private addresses for some of it, or one that
// covers all of it. It also says what keeps that from being known.
func otherwiseAllowed(p *policytext.Policy, st *ast.Statement, facts policytext.Facts) (found bool, open []unsettled) {
	for _, other := range p.Document.Statements {
		if other == st || other.Effect != ast.Allow || servicesOnly(other) {
			continue
		}
		tests := p.Tests(other)
		byOrigin := slices.ContainsFunc(tests, func(t policytext.Test) bool { return slices.ContainsFunc(originKeys, t.Is) })
		if (!byOrigin || !overlap(st, other)) && !covers(p, other, st, facts) {
			continue
		}
		fails, waits := false, []unsettled(nil)
		for _, t := range tests {
			switch facts.Judge(t) {
			case policytext.Fails:
				fails = true
			case policytext.Unsettled:
				waits = append(waits, missing(facts, t))
			case policytext.Holds, policytext.Varies:
			}
		}
		switch {
		case fails:
		case len(waits) == 0:
			return true, nil
		default:
			open = append(open, waits...)
		}
	}
	return false, open
}

// overlap reports whether two statements may be about the same actions and resources.
func overlap(a, b *ast.Statement) bool {
	meet := func(a, b *ast.Strings, fold bool) bool {
		return a == nil || b == nil || slices.ContainsFunc(a.Items, func(x ast.String) bool {
			return slices.ContainsFunc(b.Items, func(y ast.String) bool {
				return coversText(x.Value, y.Value, fold) || coversText(y.Value, x.Value, fold)
			})
		})
	}
	return meet(a.Action, b.Action, true) && meet(a.Resource, b.Resource, false)
}

// covers reports whether a statement certainly covers all of another but its condition on
// aws:SourceIp.
func covers(p *policytext.Policy, a, b *ast.Statement, facts policytext.Facts) bool {
	all := func(a, b *ast.Strings, fold bool) bool {
		return a != nil && b != nil && !slices.ContainsFunc(b.Items, func(y ast.String) bool {
			return !slices.ContainsFunc(a.Items, func(x ast.String) bool { return coversText(x.Value, y.Value, fold) })
		})
	}
	others := p.Tests(b)
	for _, t := range p.Tests(a) {
		if facts.Judge(t) != policytext.Holds && !slices.ContainsFunc(others, t.Same) {
			return false
		}
	}
	return coversPrincipals(a.Principal, b.Principal) && all(a.Action, b.Action, true) &&
		(a.Resource == nil && a.NotResource == nil || all(a.Resource, b.Resource, false))
}

// coversText reports whether a pattern covers another.
func coversText(a, b string, fold bool) bool {
	if fold {
		a, b = pattern.Lower(a), pattern.Lower(b)
	}
	x, _ := pattern.Parse(a, pattern.Syntax{Wildcards: true})
	y, _ := pattern.Parse(b, pattern.Syntax{Wildcards: true})
	return x.Covers(y)
}

// coversPrincipals reports whether all principals of b are among those of a.
func coversPrincipals(a, b ast.Principals) bool {
	if a == nil || b == nil {
		return false
	}
	named := match.Principals(a, false, match.Semantics{})
	asked := match.Principals(b, false, match.Semantics{})
	everyone := func(s match.PrincipalSet) bool {
		return s.Everyone || slices.ContainsFunc(s.Entries, func(p match.Principal) bool { return p.Form == match.EveryoneForm })
	}
	if everyone(named) {
		return true
	}
	return !everyone(asked) && !slices.ContainsFunc(asked.Entries, func(p match.Principal) bool {
		return !slices.ContainsFunc(named.Entries, func(q match.Principal) bool { return q.Form == p.Form && q.Text == p.Text })
	})
}
