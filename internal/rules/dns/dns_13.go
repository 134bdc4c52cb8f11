package dns

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns13: the ecr.dkr endpoint must have private DNS.
var dns13 = rule.Rule{
	ID: "DNS-13", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "The ecr.dkr endpoint must have private DNS",
	Why:    "Container runtimes pull by the registry's ordinary name and cannot be given another.",
	Fix:    "Set private_dns_enabled to true.",
	Source: page.ECR,
	Check:  checkRegistry,
}

// isRegistry reports whether an endpoint leads to the registry of ECR.
func isRegistry(e *plan.Endpoint) bool {
	return e.Service.IsAWS() && (e.Service.Key == "ecr.dkr" || e.Service.Key == "ecr-fips.dkr")
}

// checkRegistry accepts a private hosted zone in the place of private DNS, as a hub has it.
func checkRegistry(c *rule.Case) {
	for _, e := range c.Of(catalog.Interface) {
		if e.PrivateDNS.Or(false) || !c.Leads(e) || !isRegistry(e) {
			continue
		}
		if len(c.Spokes.Or(nil)) > 0 && c.Zones.IsAbsent() {
			c.Need("", "private_hosted_zones", c.Zones)
			continue
		}
		answered, open := ownZone(c, e)
		switch {
		case answered:
		case open:
			c.Later(e.Key, "whether a private hosted zone answers the name of the registry is not known yet")
		case c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS):
			c.Fault(e.Key, e.Path("private_dns_enabled"), "private_dns_enabled is not true, so image pulls, which use the registry's ordinary name, pass the endpoint by.")
		}
	}
}
