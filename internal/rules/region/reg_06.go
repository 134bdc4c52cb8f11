package region

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg06: A cross-Region endpoint needs the permission vpce:AllowMultiRegion.
var reg06 = rule.Rule{
	ID: "REG-06", Severity: rule.Warning, Needs: []string{"endpoints"},
	Title:  "A cross-Region endpoint needs the permission vpce:AllowMultiRegion",
	Why:    "AWS checks a permission that exists for this purpose only, and a service control policy may deny it. Neither is visible in a plan, so the call fails first at apply.",
	Fix:    "Allow vpce:AllowMultiRegion for the identity that creates the endpoint, check the service control policies, and then set assume_allow_multi_region to true.",
	Source: page.CrossRegion,
	Check:  checkMultiRegionPermission,
}

// checkMultiRegionPermission asks for the permission that no plan shows. The caller may vouch
// for it.
func checkMultiRegionPermission(c *rule.Case) {
	assumed := c.Stated.AssumeAllowMultiRegion
	for _, x := range interfaces(c) {
		if !x.possible(c) {
			continue
		}
		granted, said := assumed.Get()
		switch {
		case granted:
		case said:
			c.Add(rule.Finding{
				Target: x.Key, At: x.Path("service_region"), Severity: rule.Error,
				Detail: fmt.Sprintf("The endpoint in %s is for a service in %s, and assume_allow_multi_region says that vpce:AllowMultiRegion is not granted, so AWS refuses to create it.", x.here.Code, x.home.Code),
				Fix:    "Grant vpce:AllowMultiRegion to the identity that creates the endpoint, or use a service of the VPC's own Region.",
			})
		case c.Settled("", "assume_allow_multi_region", assumed):
			c.Fault(x.Key, x.Path("service_region"), "The endpoint in %s is for a service in %s: creating it needs vpce:AllowMultiRegion in the identity policy, and no service control policy may deny it; neither is visible in a plan.", x.here.Code, x.home.Code)
		}
	}
}
