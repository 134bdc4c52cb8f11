package lattice

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// lat03: A resource endpoint cannot be in the VPC of its resource gateway.
var lat03 = rule.Rule{
	ID: "LAT-03", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A resource endpoint cannot be in the VPC of its resource gateway",
	Why:    "AWS does not create an endpoint to a resource of the same VPC; callers there reach the resource directly.",
	Fix:    "Create the endpoint in the callers' VPC, or drop it.",
	Source: page.ResourceEndpoint,
	Check:  checkResourceVPC,
}

func checkResourceVPC(c *rule.Case) {
	for _, l := range resources(c) {
		gateway, known := l.gateway(c)
		if !known || !c.Need(l.Key, l.attribute("resource_gateway.vpc_id"), gateway.VPCID) || !c.Need(l.Key, "vpc_id of the endpoint", l.VPCID) {
			continue
		}
		if gateway.VPCID == l.VPCID {
			c.Fault(l.Key, l.Path("vpc_id"), "The resource gateway of %q is in %s too, where the resource is reached directly.", l.configuration.Key, l.VPCID.Or(""))
		}
	}
}
