package region

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg08: the provider of a service must have opted in to its supported Regions.
var reg08 = rule.Rule{
	ID: "REG-08", Severity: rule.Error,
	Title:  "The provider of a service must have opted in to its supported Regions",
	Why:    "AWS refuses to add an opt-in Region to supported_regions before the account that owns the endpoint service has enabled it.",
	Fix:    "Enable the Region in the provider's account first, or remove it from supported_regions.",
	Source: page.ConfigureService,
	Check:  checkProviderOptedIn,
}

// checkProviderOptedIn looks at the supported Regions of this account's own services; those of
// others are theirs to enable.
func checkProviderOptedIn(c *rule.Case) {
	for _, s := range c.EndpointServices.Or(nil) {
		own := c.Owns(s)
		if mine, known := own.Get(); known && !mine {
			continue
		}
		for _, code := range s.SupportedRegions.Or(nil) {
			if r, exists := c.Catalog.Region(code.Or("")); exists && r.OptIn && code != s.Region {
				judgeSupportedOptIn(c, s, r.Code)
			}
		}
		if plan.Open(s.SupportedRegions) {
			c.Later(s.Key, "supported_regions is not all known yet")
		}
	}
	c.Settled("", "endpoint_services", c.EndpointServices)
}

// judgeSupportedOptIn judges one opt-in Region of a service that is not somebody else's.
func judgeSupportedOptIn(c *rule.Case, s *plan.EndpointService, code string) {
	in, open := plan.Listed(c.Stated.OptedInRegions, code)
	own := c.Owns(s)
	switch {
	case in || !c.Need("", "opted_in_regions", c.Stated.OptedInRegions):
	case own.IsUnknown():
		c.Later(s.Key, "the owner of the service is not known yet")
	case own.IsAbsent():
		c.Missing(s.Key, "whether the service is this account's own is not given (its owner, and account_id or vpc.owner_id)")
	case open:
		c.Later(s.Key, "opted_in_regions is not all known yet")
	default:
		c.Fault(s.Key, s.At.Attribute("supported_regions"), "The service is to support %s, an opt-in Region that opted_in_regions does not list, so AWS refuses to add it.", code)
	}
}
