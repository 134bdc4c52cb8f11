package account

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc03: the consumer must be an allowed principal of the endpoint service.
var acc03 = rule.Rule{
	ID: "ACC-03", Severity: rule.Error,
	Title:  "The consumer must be an allowed principal of the endpoint service",
	Why:    "By default nobody may connect. Principals are ARNs or *; a bare account number is not one.",
	Fix:    "Add the consumer to allowed_principals as the ARN of the account root, a role or a user.",
	Source: page.ConfigureService,
	Check:  checkPrincipals,
}

// checkPrincipals looks at the form of allowed principals, and for the consumers among them.
func checkPrincipals(c *rule.Case) {
	c.Settled("", "endpoint_services", c.EndpointServices)
	for _, s := range c.EndpointServices.Or(nil) {
		judgePrincipals(c, s)
	}
	if !c.Endpoints.IsAbsent() {
		consumers(c, func(e *plan.Endpoint, s *plan.EndpointService) { judgeConsumer(c, e, s) })
	}
}

// judgePrincipals finds principals that are bare account numbers.
func judgePrincipals(c *rule.Case, s *plan.EndpointService) {
	var bare []string
	for _, p := range plan.Known(s.AllowedPrincipals) {
		if plan.IsAccount(p) {
			bare = append(bare, p)
		}
	}
	if plan.Open(s.AllowedPrincipals) {
		c.Later(s.Key, "allowed_principals is not all known yet")
	}
	if len(bare) > 0 {
		c.Add(rule.Finding{
			Target: s.Key, At: s.At.Attribute("allowed_principals"),
			Detail: fmt.Sprintf("A principal must be an ARN or *, and %s is the bare number of an account.", strings.Join(bare, ", ")),
			Fix:    fmt.Sprintf("Write arn:aws:iam::%s:root for the whole account, in the partition of the account.", bare[0]),
		})
	}
}

// judgeConsumer looks for the account of an endpoint among the principals of another account's
// service. The owner itself is always admitted, and an endpoint that was accepted was permitted.
func judgeConsumer(c *rule.Case, e *plan.Endpoint, s *plan.EndpointService) {
	owner, owned := s.Owner.Get()
	account, said := c.AccountOf(e).Get()
	if connected(e) || owner == plan.Amazon || owned && said && owner == account || !owned && c.Owns(s).Or(false) {
		return
	}
	permitted, open := false, plan.Open(s.AllowedPrincipals)
	for _, p := range plan.Known(s.AllowedPrincipals) {
		// A role or user of the account may be the one that creates the endpoint.
		permitted = permitted || p == "*" || said && (p == account || accountIn(p) == account)
		if strings.Contains(p, ":organizations:") {
			c.Missing(e.Key, "whether the account is in %q is not visible", p)
			return
		}
	}
	switch {
	case permitted:
	case open:
		c.Later(s.Key, "allowed_principals is not all known yet")
	case !c.Need(s.Key, "allowed_principals", s.AllowedPrincipals):
	case !said:
		consumerOf(c, e) // says what is missing
	case !c.Need(s.Key, "the owner of the service", s.Owner):
	default:
		c.Fault(e.Key, s.At.Attribute("allowed_principals"), "Account %s is not among the principals that the endpoint service %q admits (%s).", account, s.Key, principals(s))
	}
}

// principals names the principals of a service for a reader.
func principals(s *plan.EndpointService) string {
	if names := plan.Known(s.AllowedPrincipals); len(names) > 0 {
		return strings.Join(names, ", ")
	}
	return "nobody"
}
