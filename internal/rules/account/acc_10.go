package account

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc10: the endpoint's zones must be zones of the endpoint service.
var acc10 = rule.Rule{
	ID: "ACC-10", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "The endpoint's zones must be zones of the endpoint service",
	Why:    "In one Region an endpoint can be placed only in Availability Zones of the service. A zone added to the load balancer counts only after the service was modified.",
	Fix:    "Choose subnets in the service's zones, or ask the provider to add the zone to the service.",
	Source: page.CreateService,
	Check:  checkServiceZones,
}

// checkServiceZones compares the zones of endpoints with those of endpoint services in their
// Region. Across Regions the zones of the two sides need not match.
func checkServiceZones(c *rule.Case) {
	placed(c, func(p placement) {
		var left []string
		for _, s := range p.outside {
			if !p.byName[s.Key] { // else it is ACC-11
				left = append(left, fmt.Sprintf("%q (%s)", s.Key, s.Zone.Label()))
			}
		}
		p.sayOpen(c)
		if len(left) > 0 {
			c.Fault(p.Key, p.Path("subnet_ids"), "The endpoint service %q is in %s, and these subnets are in none of its zones: %s.", p.service.Key, strings.Join(p.zones, ", "), strings.Join(left, ", "))
		}
	})
}
