package region

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg15: A service of the VPC's own Region should be preferred.
var reg15 = rule.Rule{
	ID: "REG-15", Severity: rule.Warning, Needs: []string{"endpoints"},
	Title:  "A service of the VPC's own Region should be preferred",
	Why:    "A cross-Region endpoint adds delay and transfer between Regions to the bill, although the same service has an endpoint here.",
	Fix:    "Use the service in the VPC's Region where data and keys allow it.",
	Source: page.CrossRegion,
	Check:  checkNearerService,
}

// checkNearerService looks for the same service in the VPC's own Region. Where the callers
// reach a target in the other Region, there is no choice.
func checkNearerService(c *rule.Case) {
	there, open := targeted(c)
	for _, x := range interfaces(c) {
		switch {
		case !c.AWS(x.Endpoint) || !x.possible(c) || !offeredHere(c, x) || there[x.Service.Key+"@"+x.home.Code]:
		case open:
			c.Later(x.Key, "the Regions of the targets are not all known yet")
		default:
			c.Fault(x.Key, x.Path("service_region"), "The endpoint is for %s in %s, although %s offers the service too; crossing Regions adds delay and transfer charges.", x.Service.Key, x.home.Code, x.here.Code)
		}
	}
}

// offeredHere reports whether the service is known to have an endpoint in the VPC's Region.
func offeredHere(c *rule.Case, x crossing) bool {
	for _, t := range x.Service.Entry.Types {
		if offer, ok := c.Catalog.Offer(x.Service.Key, x.here.Code, t); ok && offer.Availability == catalog.Offered {
			return true
		}
	}
	return false
}

// targeted holds the services and Regions in which the callers reach something, and whether there
// may be more.
func targeted(c *rule.Case) (there map[string]bool, open bool) {
	there, open = map[string]bool{}, c.Targets.IsUnknown()
	for _, t := range c.Targets.Or(nil) {
		there[t.Service+"@"+t.Region.Or("")] = true
		open = open || t.Service == "" && !t.ARN.IsGiven() || t.Region.IsUnknown() || t.ARN.IsUnknown()
	}
	return there, open
}
