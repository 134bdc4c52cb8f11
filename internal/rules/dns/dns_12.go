package dns

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns12: private DNS for execute-api hides public APIs from the VPC.
var dns12 = rule.Rule{
	ID: "DNS-12", Severity: rule.Warning, Needs: []string{"endpoints"},
	Title:  "Private DNS for execute-api hides public APIs from the VPC",
	Why:    "All default names of API Gateway then lead to the endpoint, which serves private APIs only.",
	Fix:    "Call public APIs by a custom domain name, or leave private DNS off and call private APIs by the endpoint's names.",
	Source: page.PrivateAPIs,
	Check:  checkPublicAPIs,
}

func checkPublicAPIs(c *rule.Case) {
	for _, e := range c.Of(catalog.Interface) {
		if e.PrivateDNS.Or(true) && c.Leads(e) && e.Service.IsAWS() && e.Service.Key == "execute-api" && c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) {
			c.Fault(e.Key, e.Path("private_dns_enabled"), "With private DNS on, every default name of API Gateway in the Region leads to this endpoint, so public APIs cannot be called by theirs from the VPC.")
		}
	}
}
