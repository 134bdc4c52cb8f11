package region

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg13: across Regions only the Regional DNS names work.
var reg13 = rule.Rule{
	ID: "REG-13", Severity: rule.Warning, Needs: []string{"endpoints"},
	Title:  "Across Regions only the Regional DNS names work",
	Why:    "The zonal names of an endpoint do not answer for an AWS service of another Region, so clients that use them fail.",
	Fix:    "Let clients use the Regional name of the service or of the endpoint.",
	Source: page.CrossRegion,
	Check:  checkRegionalNames,
}

// checkRegionalNames warns of the zonal names of services of AWS in other Regions.
func checkRegionalNames(c *rule.Case) {
	for _, x := range interfaces(c) {
		if c.AWS(x.Endpoint) && x.possible(c) {
			c.Fault(x.Key, x.Path("service_region"), "Through this endpoint only the Regional names of %s in %s work; the zonal names of the endpoint do not.", x.Service.Key, x.home.Code)
		}
	}
}
