package region

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg14: privateLink fails over between zones, never between Regions.
var reg14 = rule.Rule{
	ID: "REG-14", Severity: rule.Info, Needs: []string{"endpoints"},
	Title:  "PrivateLink fails over between zones, never between Regions",
	Why:    "When the service's Region is lost, the endpoint is lost with it.",
	Fix:    "For recovery in another Region, plan a second endpoint and service there.",
	Source: page.CrossRegion,
	Check:  checkRecovery,
}

// checkRecovery reminds of what is left when the Region of a service is lost.
func checkRecovery(c *rule.Case) {
	for _, x := range interfaces(c) {
		if x.possible(c) {
			c.Remind(x.Key, x.Path("service_region"), "The service is in %s alone: PrivateLink does not move its connections to another Region if that one is lost.", x.home.Code)
		}
	}
}
