package gateway

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/policytext"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw16: conditions on aws:SourceIp do not match through the endpoint.
var gw16 = rule.Rule{
	ID: "GW-16", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Conditions on aws:SourceIp do not match through the endpoint",
	Why:    "Requests through the endpoint carry no aws:SourceIp. So an Allow for public addresses stops matching, and a Deny of all other addresses denies every request from the VPC.",
	Fix:    "Use aws:SourceVpce, aws:SourceVpc or aws:VpcSourceIp for callers in the VPC, beside aws:SourceIp for others.",
	Source: page.GatewayS3,
	Check:  checkSourceAddresses,
}

// checkSourceAddresses looks for conditions on public addresses in the policies of gateway
// endpoints, and in those of the resources that callers reach through them.
func checkSourceAddresses(c *rule.Case) {
	s := surveyed(c)
	for _, e := range s.judged {
		if p := policytext.Of(c, e); p != nil {
			judgeOwnAddresses(c, e, p)
		}
	}
	if len(s.judged) == 0 || !c.Settled("", "resource_policies", c.ResourcePolicies) {
		return
	}
	policies := c.ResourcePolicies.Or(nil)
	for _, key := range slices.Sorted(maps.Keys(policies)) {
		if p := policytext.OfResource(c, key, policies[key]); p != nil {
			s.judgeResourceAddresses(key, p)
		}
	}
}

// judgeOwnAddresses judges the policy of a gateway endpoint, which sees requests through that
// endpoint only.
func judgeOwnAddresses(c *rule.Case, e *plan.Endpoint, p *policytext.Policy) {
	facts := requests(c, e)
	for _, st := range p.Document.Statements {
		for _, t := range p.Tests(st) {
			if !t.Is(sourceIP) || t.Operator.Base == ast.Null {
				continue
			}
			f := rule.Finding{
				Target: e.Key, At: e.Path("policy"), Related: []string{"POL-421"}, Severity: rule.Warning,
				Line: t.Line, Column: t.Column,
				Detail: fmt.Sprintf("The policy rests on %s. No request through the endpoint carries that key, so this is the same for all of them. %s.", t.Key, p.Quote(t.At)),
				Fix:    "Use aws:VpcSourceIp together with aws:SourceVpc.",
			}
			if st.Effect == ast.Allow && facts.Judge(t) == policytext.Fails {
				f.Severity = rule.Error
				f.Detail = fmt.Sprintf("The policy allows by %s on %s. No request through the endpoint carries that key, so the statement allows nothing. %s.", t.Name, t.Key, p.Quote(t.At))
			}
			c.Add(f)
		}
	}
}

// judgeResourceAddresses judges the policy of a bucket or table against the gateway endpoints
// through which callers in the VPC reach it. A statement that spares one of them is meant as it is.
func (s *survey) judgeResourceAddresses(key string, p *policytext.Policy) {
	for _, st := range p.Document.Statements {
		at, broken := brokenByAbsence(p, st)
		if !broken || servicesOnly(st) {
			continue
		}
		var left []unsettled
		var hit *plan.Endpoint
		spared := false
		for _, e := range s.judged {
			m := s.meet(p, st, e)
			if spared = m.spared; spared {
				break
			}
			switch {
			case m.fault && hit == nil:
				hit = e
			default:
				left = append(left, m.open...)
			}
		}
		switch {
		case spared:
		case hit != nil:
			s.faultAddress(key, p, st, at, hit)
		default:
			for _, u := range left {
				s.skip(cmp.Or(u.target, key), u.reason, u.later)
			}
		}
	}
}

// unsettled is what keeps a statement from being judged; the target is empty where it is the
// policy itself.
type unsettled struct {
	target, reason string
	later          bool
}

// brokenByAbsence reports whether a statement does something else than meant where a request has
// no aws:SourceIp: an Allow that then cannot match, a Deny that then always does.
func brokenByAbsence(p *policytext.Policy, st *ast.Statement) (at policytext.Test, broken bool) {
	facts := policytext.Facts{sourceIP: policytext.Absent()}
	for _, t := range p.Tests(st) {
		if !t.Is(sourceIP) {
			continue
		}
		switch outcome := facts.Judge(t); {
		case st.Effect == ast.Allow && outcome == policytext.Fails:
			return t, true
		case st.Effect == ast.Deny && outcome != policytext.Holds:
			return t, false
		case st.Effect == ast.Deny && !broken:
			at, broken = t, true
		}
	}
	return at, broken
}

// meeting is what a broken statement does to requests through an endpoint: it fails them, or
// spares them though it is about them, or something keeps that from being known.
type meeting struct {
	fault, spared bool
	open          []unsettled
}

// meet judges a broken statement against requests through an endpoint.
func (s *survey) meet(p *policytext.Policy, st *ast.Statement, e *plan.Endpoint) meeting {
	about := concerns(p, st, e)
	callers := s.CallersOf(e)
	switch {
	case about == no || callers.IsGiven() && !slices.Contains(callers.Or(nil), plan.CallerVPC):
		return meeting{}
	case callers.IsUnknown():
		return meeting{open: []unsettled{{e.Key, "callers is not known yet", true}}}
	}
	facts := requests(s.Case, e)
	var open []unsettled
	for _, t := range p.Tests(st) {
		switch outcome := facts.Judge(t); {
		case t.Is(sourceIP):
		case outcome == policytext.Fails, outcome == policytext.Varies && st.Effect == ast.Deny && t.Is(vpcSourceIP):
			return meeting{spared: true}
		case outcome == policytext.Unsettled:
			open = append(open, missing(facts, t))
		}
	}
	if st.Effect == ast.Allow {
		another, waits := otherwiseAllowed(p, st, facts)
		if another {
			return meeting{spared: true}
		}
		open = append(open, waits...)
	}
	if about == perhaps {
		open = append(open, unsettled{"", fmt.Sprintf("nothing in the policy says whether it is that of a resource of %s", e.Service.Key), false})
	}
	return meeting{fault: len(open) == 0, open: open}
}

// missing says what would settle a test.
func missing(facts policytext.Facts, t policytext.Test) unsettled {
	reason, later := facts.Missing(t)
	return unsettled{"", fmt.Sprintf("the policy tests %s, and %s", t.Key, reason), later}
}

// faultAddress reports a statement that fails callers behind an endpoint.
func (s *survey) faultAddress(key string, p *policytext.Policy, st *ast.Statement, t policytext.Test, e *plan.Endpoint) {
	f := rule.Finding{Target: key, At: input.At("resource_policies").Key(key), Line: t.Line, Column: t.Column}
	if st.Effect == ast.Deny {
		f.Detail = fmt.Sprintf("The policy denies by %s on %s. Requests through the gateway endpoint %q carry no such address, and without one the test holds: what the statement covers is denied to every caller behind the endpoint. %s.", t.Name, t.Key, e.Key, p.Quote(t.At))
		f.Fix = "Add StringNotEquals with aws:SourceVpce and the id of the endpoint, or with aws:SourceVpc and the id of the VPC, to the condition of the Deny: it then spares the addresses and the endpoint."
	} else {
		f.Detail = fmt.Sprintf("The policy allows by %s on %s. Requests through the gateway endpoint %q carry no such address, so the statement does not match them, and no other one allows the same by endpoint or VPC. %s.", t.Name, t.Key, e.Key, p.Quote(t.At))
		f.Fix = "Add a statement that allows the same by StringEquals with aws:SourceVpce and the id of the endpoint, or with aws:SourceVpc and the id of the VPC."
	}
	s.Add(f)
}
