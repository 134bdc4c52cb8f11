package account

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc06: removing a principal leaves its connections open.
var acc06 = rule.Rule{
	ID: "ACC-06", Severity: rule.Warning, Change: true,
	Title:  "Removing a principal leaves its connections open",
	Why:    "The permission is asked only when a connection is requested. Accepted endpoints of the removed principal keep working.",
	Fix:    "Reject the connections of that principal as well.",
	Source: page.ConfigureService,
	Check:  checkPrincipalsRemoved,
}

// checkPrincipalsRemoved compares the allowed principals with those of before.
func checkPrincipalsRemoved(c *rule.Case) {
	const name = "allowed_principals"
	c.Removed(name, func(s *plan.EndpointService) plan.Texts { return s.AllowedPrincipals }, func(s *plan.EndpointService, gone []string) {
		c.Fault(s.Key, s.At.Attribute(name), "The service no longer admits %s, and endpoints of theirs that were accepted stay connected.", strings.Join(gone, ", "))
	})
}
