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
	if c.Prior == nil || !c.Settled("", "endpoint_services", c.EndpointServices) {
		return
	}
	before := map[string]*plan.EndpointService{}
	for _, s := range c.Prior.EndpointServices.Or(nil) {
		before[s.Key] = s
	}
	for _, s := range c.EndpointServices.Or(nil) {
		was := before[s.Key]
		if was == nil || s.AllowedPrincipals.IsAbsent() {
			continue
		}
		var gone []string
		open := false
		for _, p := range plan.Known(was.AllowedPrincipals) {
			switch in, unsure := plan.Listed(s.AllowedPrincipals, p); {
			case in:
			case unsure:
				open = true
			default:
				gone = append(gone, p)
			}
		}
		if open {
			c.Later(s.Key, "allowed_principals is not all known yet")
		}
		if len(gone) > 0 {
			c.Fault(s.Key, s.At.Attribute("allowed_principals"), "The service no longer admits %s, and endpoints of theirs that were accepted stay connected.", strings.Join(gone, ", "))
		}
	}
}
