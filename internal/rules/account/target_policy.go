package account

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/policytext"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// checkTargetAccounts looks for targets that no endpoint for their service lets through, because
// each policy keeps to accounts without that of the target.
func checkTargetAccounts(c *rule.Case) {
	if c.Targets.IsAbsent() {
		return
	}
	paths, limited := pathsOf(c)
	if !limited || !c.Settled("", "targets", c.Targets) {
		return
	}
	for _, t := range c.Targets.Or(nil) {
		if settledService(c, t) && c.Settled(t.Key, "region of the target", t.Region) {
			paths.judge(c, t)
		}
	}
}

// paths are the endpoints by which targets are reached.
type paths struct {
	// byService are the endpoints by service and Region.
	byService map[string][]*plan.Endpoint
	// open is the key of an endpoint that may turn out to be one for any service.
	open string
	// policies are those read already; nil for one that says nothing or that cannot be read.
	policies map[*plan.Endpoint]*policytext.Policy
}

// pathsOf sorts the endpoints, and reports whether one of them has a policy of its own.
func pathsOf(c *rule.Case) (p *paths, limited bool) {
	p = &paths{byService: map[string][]*plan.Endpoint{}, policies: map[*plan.Endpoint]*policytext.Policy{}}
	for _, e := range c.Judged() {
		limited = limited || !e.Policy.IsAbsent()
		region, known := e.HomeRegion().Get()
		switch {
		case e.Service.Kind == plan.Undecided && e.ServiceName.IsUnknown() || e.Service.IsAWS() && !known:
			p.open = cmp.Or(p.open, e.Key)
			if !e.Policy.IsAbsent() {
				c.Later(e.Key, "for which service and Region the endpoint is, is not known yet")
			}
		case e.Service.IsAWS():
			key := serviceOf(e) + "@" + region
			p.byService[key] = append(p.byService[key], e)
		}
	}
	return p, limited
}

// serviceOf is the key of an endpoint's service; that of a FIPS variant is the service itself.
func serviceOf(e *plan.Endpoint) string {
	if s := e.Service.Entry; s != nil && s.FIPSOf != "" {
		return s.FIPSOf
	}
	return e.Service.Key
}

// settledService reports whether it is known of which service a target is; one of a service that
// the facts do not know has no endpoint to be judged.
func settledService(c *rule.Case, t plan.Target) bool {
	if t.Service != "" {
		return true
	}
	if !t.ARN.IsGiven() {
		c.Later(t.Key, "the service of the target is not known yet")
	}
	return false
}

// judge judges one target. As long as one endpoint may let it through, nothing is at fault.
func (p *paths) judge(c *rule.Case, t plan.Target) {
	account, given := t.AccountID.Get()
	about := aim(t, account, c.Region.Code)
	var hit *plan.Endpoint
	var at policytext.Test
	waits, seen := false, map[string]bool{}
	for _, e := range p.byService[t.Service+"@"+about.region] {
		text, written := e.Policy.Get()
		switch {
		case e.Policy.IsAbsent():
			return
		case written && seen[text]:
			continue // many endpoints have the same policy
		}
		seen[text] = written
		policy := p.read(c, e)
		if policy == nil {
			waits = true
			continue
		}
		switch test, outcome := about.judge(policy); {
		case outcome == passes && t.ARN.IsUnknown() && mentionsAccount(policy):
			waits = true
			c.Later(t.Key, "the ARN of the target is not known yet")
		case outcome == passes:
			return
		case outcome == limitedOut && hit == nil:
			hit, at = e, test
		}
	}
	switch {
	case hit == nil || waits: // why is said where the policy is read
	case t.ARN.IsUnknown():
		c.Later(t.Key, "the ARN of the target is not known yet")
	case !given:
		c.Need(t.Key, "account_id of the target", t.AccountID)
	case p.open != "":
		c.Later(t.Key, "whether endpoint %q serves it too is not known yet", p.open)
	default:
		faultLimit(c, t, hit, p.policies[hit], at)
	}
}

// read reads the policy of an endpoint once.
func (p *paths) read(c *rule.Case, e *plan.Endpoint) *policytext.Policy {
	policy, done := p.policies[e]
	if !done {
		policy = policytext.Of(c, e)
		p.policies[e] = policy
	}
	return policy
}

// faultLimit reports a policy that shuts out a target by its account.
func faultLimit(c *rule.Case, t plan.Target, e *plan.Endpoint, p *policytext.Policy, test policytext.Test) {
	account := t.AccountID.Or("")
	c.Add(rule.Finding{
		Target: e.Key, At: e.Path("policy"), Related: []string{"POL-609"}, Line: test.Line, Column: test.Column,
		Detail: fmt.Sprintf("The target %q belongs to account %s, and by its condition on %s the policy lets no request to that account pass: the account must be listed. %s.", t.Key, account, test.Key, p.Quote(test.At)),
		Fix:    fmt.Sprintf("Let the condition on %s admit account %s, or allow the target in a statement of its own.", test.Key, account),
	})
}

// result says what a policy does to requests to a target.
type result uint8

const (
	// silent means that no statement is certainly about the target.
	silent result = iota
	// passes means that some request may pass.
	passes
	// limitedOut means that the account of the target keeps every request from passing.
	limitedOut
)

// judge judges the policy of an endpoint.
func (a target) judge(p *policytext.Policy) (at policytext.Test, outcome result) {
	facts := a.facts()
	variables := p.Document.Variables()
	for _, st := range p.Document.Statements {
		covered := min(a.actions(st), a.resources(st, variables))
		switch {
		case st.Effect == ast.Deny:
			if test, all := a.denied(p, st, facts); all {
				return test, limitedOut
			}
		case st.Effect != ast.Allow || covered == never:
		default:
			test, out := shutOut(p, st, facts)
			switch {
			case !out:
				outcome = passes
			case covered == certainly && outcome == silent:
				at, outcome = test, limitedOut
			}
		}
	}
	return at, outcome
}

// shutOut finds the test by which a statement matches no request to the account, or may match
// none where the account is not given.
func shutOut(p *policytext.Policy, st *ast.Statement, facts policytext.Facts) (policytext.Test, bool) {
	for _, t := range p.Tests(st) {
		if outcome := facts.Judge(t); isAccountKey(t) && (outcome == policytext.Fails || outcome == policytext.Unsettled) {
			return t, true
		}
	}
	return policytext.Test{}, false
}

// denied reports whether a statement certainly denies every request to the target for the
// target's account.
func (a target) denied(p *policytext.Policy, st *ast.Statement, facts policytext.Facts) (at policytext.Test, all bool) {
	if !everybody(st) || !a.everyAction(st) || !a.wholeResource(st, p.Document.Variables()) {
		return at, false
	}
	for _, t := range p.Tests(st) {
		if outcome := facts.Judge(t); outcome != policytext.Holds && outcome != policytext.Unsettled {
			return at, false
		}
		if isAccountKey(t) && !all {
			at, all = t, true
		}
	}
	return at, all
}

// mentionsAccount reports whether a policy has a condition on the account of the resource.
func mentionsAccount(p *policytext.Policy) bool {
	return slices.ContainsFunc(p.Document.Statements, func(st *ast.Statement) bool {
		return slices.ContainsFunc(p.Tests(st), isAccountKey)
	})
}

// isAccountKey reports whether a test is about the account of the resource.
func isAccountKey(t policytext.Test) bool { return t.Is(resourceAccount) || t.Is(bucketAccount) }

// resourceAccount and bucketAccount are the condition keys for the account of a resource.
const (
	resourceAccount = "aws:resourceaccount"
	bucketAccount   = "s3:resourceaccount"
)

// everybody reports whether a statement is about every principal.
func everybody(st *ast.Statement) bool {
	switch who := st.Principal.(type) {
	case *ast.Everyone:
		return true
	case *ast.PrincipalMap:
		for _, group := range who.Groups {
			if group.Kind == ast.AWS && strings.Join(group.Names.Texts(), ",") == "*" {
				return true
			}
		}
	}
	return false
}
