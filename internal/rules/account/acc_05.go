package account

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc05: an endpoint service must not accept everybody without acceptance.
var acc05 = rule.Rule{
	ID: "ACC-05", Severity: rule.Error,
	Title:  "An endpoint service must not accept everybody without acceptance",
	Why:    "With * as principal and no acceptance, any AWS account can reach the load balancer.",
	Fix:    "List the principals that may connect, or require acceptance.",
	Source: page.ConfigureService,
	Check:  checkOpenToAll,
}

// checkOpenToAll looks for services of this account that admit everybody.
func checkOpenToAll(c *rule.Case) {
	c.Settled("", "endpoint_services", c.EndpointServices)
	for _, s := range c.EndpointServices.Or(nil) {
		if mine, known := c.Owns(s).Get(); !known || mine {
			judgeOpenToAll(c, s)
		}
	}
}

// judgeOpenToAll judges a service that is not known to be somebody else's.
func judgeOpenToAll(c *rule.Case, s *plan.EndpointService) {
	everybody, open := plan.Listed(s.AllowedPrincipals, "*")
	asked, said := s.AcceptanceRequired.Get()
	own := c.Owns(s)
	switch {
	case said && asked || !everybody && !open && s.AllowedPrincipals.IsGiven():
	case open:
		c.Later(s.Key, "allowed_principals is not all known yet")
	case !everybody && own.IsAbsent(): // a partner's service, as a data source shows it
	case !c.Need(s.Key, "allowed_principals", s.AllowedPrincipals) || !c.Need(s.Key, "acceptance_required", s.AcceptanceRequired):
	case own.IsUnknown():
		c.Later(s.Key, "the owner of the service is not known yet")
	case own.IsAbsent():
		c.Missing(s.Key, "whether the service is this account's own is not given (its owner, and account_id)")
	default:
		c.Fault(s.Key, s.At.Attribute("allowed_principals"), "The service admits every principal (*) and does not ask for acceptance, so that any AWS account can reach the load balancer behind it.")
	}
}
