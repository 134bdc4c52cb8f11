package region

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg07: the account must have opted in to the service Region.
var reg07 = rule.Rule{
	ID: "REG-07", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "The account must have opted in to the service Region",
	Why:    "An opt-in Region stays closed to an account that has not enabled it, also as the Region of a service.",
	Fix:    "Enable the Region in the account and list it in opted_in_regions.",
	Source: page.CrossRegion,
	Check:  checkOptedIn,
}

// checkOptedIn looks for service Regions that must be enabled in the account first.
func checkOptedIn(c *rule.Case) {
	for _, x := range interfaces(c) {
		if !x.home.OptIn || !c.Need("", "opted_in_regions", c.Stated.OptedInRegions) {
			continue
		}
		in, open := plan.Listed(c.Stated.OptedInRegions, x.home.Code)
		switch {
		case in:
		case open:
			c.Later(x.Key, "opted_in_regions is not all known yet")
		default:
			c.Fault(x.Key, x.Path("service_region"), "The service is in %s, an opt-in Region that opted_in_regions does not list, so AWS refuses the endpoint.", x.home.Code)
		}
	}
}
