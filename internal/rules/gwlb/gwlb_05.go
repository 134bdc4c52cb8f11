package gwlb

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gwlb05: A Gateway Load Balancer endpoint has no private DNS.
var gwlb05 = rule.Rule{
	ID: "GWLB-05", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A Gateway Load Balancer endpoint has no private DNS",
	Why:    "Traffic reaches it by route, not by name, and AWS refuses the option.",
	Fix:    "Remove private_dns_enabled.",
	Source: page.ServiceDNS,
	Check:  checkPrivateDNS,
}

func checkPrivateDNS(c *rule.Case) {
	for _, e := range c.Of(catalog.GatewayLoadBalancer) {
		if c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) && e.PrivateDNS.Or(false) {
			c.Fault(e.Key, e.Path("private_dns_enabled"), "private_dns_enabled is true, and traffic reaches a Gateway Load Balancer endpoint by route, never by name.")
		}
	}
}
