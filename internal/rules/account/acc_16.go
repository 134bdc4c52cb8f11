package account

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc16: the endpoint policy should keep to the trusted accounts.
var acc16 = rule.Rule{
	ID: "ACC-16", Severity: rule.Error, Policy: true, Needs: []string{"endpoints"},
	Title:  "The endpoint policy should keep to the trusted accounts",
	Why:    "Without such a limit, credentials or buckets of strangers can be used through the endpoint. A limit that leaves out a target account cuts off that target.",
	Fix:    "Limit aws:PrincipalAccount or aws:PrincipalOrgID and aws:ResourceAccount or aws:ResourceOrgID to the trusted accounts and every target account, with exceptions for buckets of AWS that services or workloads need: name these there.",
	Source: page.GatewayS3,
	Check:  checkPolicies,
}

// checkPolicies asks for a policy where the caller demands one, and looks for policies that shut
// out what the callers are to reach.
func checkPolicies(c *rule.Case) {
	checkPolicyWritten(c)
	checkTargetAccounts(c)
	checkPolicyLimits(c)
}

// checkPolicyWritten asks for a policy of every endpoint that can have one, where the caller
// demands it.
func checkPolicyWritten(c *rule.Case) {
	if !c.Settled("", "require_policy", c.Stated.RequirePolicy) || !c.Stated.RequirePolicy.Or(false) {
		return
	}
	for _, e := range c.Judged() {
		if e.Policy.IsGiven() || !c.Leads(e) {
			continue
		}
		switch supported := takesPolicy(c, e); {
		case supported.IsUnknown():
			c.Later(e.Key, "vpc_endpoint_type or the owner of the service is not known yet")
		case supported.IsAbsent():
			c.Missing(e.Key, "whether %s takes an endpoint policy is not known", e.Service.Label())
		case supported.Or(false) && c.Settled(e.Key, "policy", e.Policy):
			c.Add(rule.Finding{
				Target: e.Key, At: e.Path("policy"),
				Detail: fmt.Sprintf("require_policy is set, and the endpoint for %s has no policy, which gives everybody full access through it.", e.Service.Label()),
				Fix:    "Write a policy that keeps to the trusted accounts.",
			})
		}
	}
}

// takesPolicy reports whether an endpoint takes a policy; absent is not known. Services that are
// not of AWS are never asked for one.
func takesPolicy(c *rule.Case, e *plan.Endpoint) plan.Flag {
	s := e.Service
	if s.Kind != plan.AWS {
		own, open := c.EntryOf(e)
		switch {
		case open:
			return maybe.Unknown[bool]()
		case own == nil || own.Owner.IsAbsent() || own.Owner.IsGiven() && own.Owner.Or("") != plan.Amazon:
			return maybe.Of(false)
		case own.Owner.IsUnknown():
			return maybe.Unknown[bool]()
		}
		return own.PolicySupported
	}
	if s.Offer.IsUnknown() {
		return maybe.Unknown[bool]()
	}
	supported := s.Entry.PolicySupported
	if offer, given := s.Offer.Get(); given {
		supported = offer.PolicySupported
	}
	if supported == nil {
		return maybe.Absent[bool]()
	}
	return maybe.Of(*supported)
}
