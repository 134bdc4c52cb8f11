package account

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc12: A partner's service takes a subscription first and no endpoint policy.
var acc12 = rule.Rule{
	ID: "ACC-12", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A partner's service takes a subscription first and no endpoint policy",
	Why:    "The endpoint is refused before the subscription in AWS Marketplace exists. A custom policy is not possible: such endpoints always give full access.",
	Fix:    "Subscribe, use the service name the partner gives, and leave policy out.",
	Source: page.Marketplace,
	Check:  checkSubscription,
}

// checkSubscription looks for policies of endpoints that take none, and reminds of the subscription
// that a partner's service takes.
func checkSubscription(c *rule.Case) {
	consumers(c, func(e *plan.Endpoint, s *plan.EndpointService) {
		judgeForeignPolicy(c, e, s)
		remindOfSubscription(c, e, s)
	})
}

// judgeForeignPolicy looks for a policy of an endpoint whose service is not AWS's. The document
// that AWS shows for an endpoint without policy is none.
func judgeForeignPolicy(c *rule.Case, e *plan.Endpoint, s *plan.EndpointService) {
	text, given := e.Policy.Get()
	if e.Policy.IsAbsent() || given && isFullAccess(text) {
		return
	}
	supported, known := s.PolicySupported.Get()
	switch owner := s.Owner.Or(""); {
	case known && supported:
		return
	case known: // whoever the owner is
	case s.PolicySupported.IsUnknown():
		c.Later(s.Key, "vpc_endpoint_policy_supported is not known yet")
		return
	case !c.Need(s.Key, "the owner of the service", s.Owner):
		return
	case owner == plan.Amazon:
		c.Missing(s.Key, "the service is one of AWS, and whether it takes an endpoint policy is not given (vpc_endpoint_policy_supported)")
		return
	}
	if !c.Settled(e.Key, "policy", e.Policy) {
		return
	}
	f := rule.Finding{
		Target: e.Key, At: e.Path("policy"), Related: []string{"POL-610"}, Line: 1, Column: 1,
		Detail: "The endpoint has a policy, and endpoints for this service always give full access: what the policy forbids passes all the same.",
		Fix:    "Leave policy out, and limit access by security groups and in the service itself.",
	}
	if owner := s.Owner.Or(""); owner != "" {
		f.Detail = fmt.Sprintf("The endpoint has a policy, and its service belongs to %s. Such endpoints always give full access: what the policy forbids passes all the same.", owner)
	}
	c.Add(f)
}

// isFullAccess reports whether a policy is the one that AWS shows for an endpoint without any.
func isFullAccess(text string) bool {
	d := parse.Parse(text).Document
	if d == nil || len(d.Statements) != 1 {
		return false
	}
	s := *d.Statements[0]
	if named, ok := s.Principal.(*ast.PrincipalMap); ok && len(named.Groups) == 1 && named.Groups[0].Kind == ast.AWS && slices.Equal(named.Groups[0].Names.Texts(), []string{"*"}) {
		s.Principal = &ast.Everyone{}
	}
	s.Sid = nil
	return ast.Equal(&ast.Document{Statements: []*ast.Statement{&s}}, ast.Default())
}

// remindOfSubscription tells what a partner's service may ask for before the endpoint is made.
func remindOfSubscription(c *rule.Case, e *plan.Endpoint, s *plan.EndpointService) {
	if connected(e) || s.Owner.Or("") == plan.Amazon {
		return
	}
	owner, known := ownerOf(c, s)
	if !known {
		return
	}
	account, known := consumerOf(c, e)
	if !known || owner == account || inOrganization(c, owner) {
		return
	}
	c.Remind(e.Key, e.Path("service_name"), "The service belongs to %s: if it is one of AWS Marketplace, or of a partner who asks for it, subscribe before the endpoint is created.", owner)
}

// inOrganization reports whether an account is known to be one of an organisation that the caller
// lists, so that it is no partner's.
func inOrganization(c *rule.Case, account string) bool {
	for _, accounts := range c.Stated.AccountsByOrganization.Or(nil) {
		if in, _ := plan.Listed(accounts, account); in {
			return true
		}
	}
	return false
}
